"""What is heard of each claim: figures of its quantity, and formulas of evidence.csv.

Of n figures of one quantity each has n - 1 to speak of it. `of` lists all that is heard of one claim. What its verdict
hangs on is less, whether anything agrees and who differs, and `heard` finds it for all claims at once, from the order
in which the intervals end, as listing all testimony would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from claimcheck.evidence import reconcile, sources
from claimcheck.evidence.reconcile import Item
from claimcheck.evidence.sweep import Ends, Outermost, met
from claimcheck.formulas.nodes import Claim as Reference
from claimcheck.formulas.nodes import Comparison
from claimcheck.printed.interval import Interval
from claimcheck.register import evidence_rows
from claimcheck.register.record import Register, once
from claimcheck.register.records import EvidenceRow
from claimcheck.register.rows import Claim, Row


@dataclass(frozen=True)
class Testimony:
    """One thing that bears on a claim: the rows it rests on, whether it agrees, and how good it is.

    agrees: None for a date that is less exact than the claim's, and for what agrees only if round figures are rounded.
    way: how it bears on the claim, "printed" as it is, "computed" from several figures, or "inferred" by a comparison.
    """

    rows: tuple[str, ...]
    agrees: bool | None
    strength: str
    sources: frozenset[str]
    text: str = ""
    shows: str = "claim"
    way: str = "printed"


@dataclass(slots=True)
class Heard:
    """What the verdict on a claim hangs on.

    is_label: a formula shows what else its number is. agrees: something agrees with the claim as worded. is_strong,
    against: whether one of those that differ is strong, and the sources of those that are not weak, two of them at most.
    """

    is_label: bool = False
    agrees: bool = False
    is_strong: bool = False
    against: set[frozenset[str]] = field(default_factory=set)

    def take(self, found: Testimony) -> None:
        """Add one testimony."""
        if found.shows == "label":
            self.is_label |= bool(found.agrees)
        elif found.agrees:
            self.agrees = True
        elif found.agrees is False and found.strength != "weak":
            self.is_strong |= found.strength == "strong"
            self.differs(found.sources)

    def differs(self, of: frozenset[str]) -> None:
        """Add the sources of one that differs; a second says that they are independent, and a third no more."""
        if len(self.against) < 2:
            self.against.add(of)


# of one claim


def of(register: Register, claim: Claim) -> list[Testimony]:
    """All that is heard of a claim, figures first, in order of their ids."""
    return [*_from_figures(register, claim), *_from_formulas(register).get(claim.id, ())]


def _from_figures(register: Register, claim: Claim) -> Iterable[Testimony]:
    for item in peers(register, claim):
        witness = register.row(item.id)
        if sources.article_of(register, witness) != claim.article:
            strength, origin = sources.strength_of(witness), sources.origin_key(register, witness)
            yield Testimony((witness.id,), _agrees(claim, witness), strength, frozenset([origin]))


def peers(register: Register, claim: Claim) -> list[Item]:
    """The figures that a claim can be compared with, in order of their ids, as `reconcile.comparable` has them."""
    item = reconcile.items(register)[claim.id]
    alike = reconcile.quantities(register).get(item.quantity, [])
    found = alike.copy() if item in alike else []  # a claim without a number is of no quantity
    for office in item.offices:
        found += (other for other in reconcile.holders(register)[item.entity, office] if reconcile.overlap(item, other))
    others = {other.id: other for other in found if other.id != claim.id}
    return [others[row_id] for row_id in sorted(others)]


def _agrees(claim: Claim, witness: Row) -> bool | None:
    """Whether a comparable figure agrees; None for a month or a year, which bears out no day in it, and where it would
    agree if the zeros at the end of a round figure (3800億) are no digits."""
    one, other = claim.figure, witness.figure
    if one is None or other is None:
        return True  # one office
    if not one.interval.meets(other.interval):
        return None if one.widest.meets(other.widest) else False
    return None if claim.metric in reconcile.DATED and not other.interval.within(one.interval) else True


@once
def _from_formulas(register: Register) -> dict[str, list[Testimony]]:
    """By claim."""
    found: dict[str, list[Testimony]] = {}
    for row in register.evidence_rows.values():
        claim = register.claims.get(row.claim)
        if claim is None or not all(register.has_row(i) for i in row.inputs):
            continue
        witnesses = [register.row(i) for i in row.inputs if i != row.claim]
        outside = [w for w in witnesses if sources.article_of(register, w) != claim.article]
        agrees = evidence_rows.outcome(register, row)
        if agrees is not None and outside:
            found.setdefault(claim.id, []).append(
                Testimony(
                    tuple(w.id for w in witnesses),
                    agrees,
                    min((sources.strength_of(w) for w in outside), key=sources.ORDER.index),
                    frozenset(sources.origin_key(register, w) for w in outside),
                    row.note,
                    row.shows,
                    _way(row),
                )
            )
    return found


def _way(row: EvidenceRow) -> str:
    """A formula that is one figure has it as printed; a comparison of words, days or levels recomputes nothing."""
    if isinstance(row.expr, Reference):
        return "printed"
    return "inferred" if isinstance(row.expr, Comparison) else "computed"


# of all claims


def heard(register: Register) -> dict[str, Heard]:
    """What the verdict on each claim hangs on."""
    found = {claim_id: Heard() for claim_id in register.claims}
    for members in reconcile.quantities(register).values():
        if len(members) > 1:
            _hear_figures(register, [register.row(item.id) for item in members], found)
    _hear_offices(register, found)
    for claim_id, testimonies in _from_formulas(register).items():
        for testimony in testimonies:
            found[claim_id].take(testimony)
    return found


def _hear_figures(register: Register, rows: list[Row], found: dict[str, Heard]) -> None:
    """What the figures of one quantity say of the claims among them."""
    stand_in: dict[str, list[Interval]] = {}  # by article
    voices: dict[str, list[tuple[tuple[str, str], Interval]]] = {"weak": [], "medium": [], "strong": []}
    for row in rows:
        article, strength = sources.article_of(register, row), sources.strength_of(row)
        assert row.figure is not None, "what has no interval is of no quantity"
        stand_in.setdefault(article, []).append(row.figure.interval)
        voices[strength].append(((article, sources.origin_key(register, row)), row.figure.widest))
    agrees = (_within if rows[0].metric in reconcile.DATED else _meeting)(stand_in)
    strong, against = Outermost(voices["strong"]), Outermost([*voices["medium"], *voices["strong"]])
    for row in rows:
        claim = register.claims.get(row.id)
        if claim is None or claim.figure is None:
            continue
        heard, widest = found[claim.id], claim.figure.widest
        heard.agrees |= agrees(claim.figure.interval, claim.article)
        heard.is_strong |= any(article != claim.article for article, _ in strong.apart(widest))
        for article, source in against.apart(widest):
            if article != claim.article:
                heard.differs(frozenset([source]))
            if len(heard.against) > 1:
                break


def _meeting(stand_in: dict[str, list[Interval]]) -> Callable[[Interval, str], bool]:
    """Whether an interval of another article than that one shares a number with this one.

    stand_in: the intervals of a quantity by article, blank for what stands in none.
    """
    every = Ends([interval for own in stand_in.values() for interval in own])
    ends = {article: Ends(own) for article, own in stand_in.items()}
    return lambda interval, article: every.meeting(interval) > ends[article].meeting(interval)


def _within(stand_in: dict[str, list[Interval]]) -> Callable[[Interval, str], bool]:
    """Whether one of another article lies within this one; of different dates of one event there are few."""
    articles: dict[Interval, set[str]] = {}
    for article, own in stand_in.items():
        for interval in own:
            articles.setdefault(interval, set()).add(article)
    return lambda interval, article: any(one.within(interval) and by != {article} for one, by in articles.items())


def _hear_offices(register: Register, found: dict[str, Heard]) -> None:
    """Whether another article or page has the holder of an office in it at that time."""
    for items in reconcile.holders(register).values():
        spans = [reconcile.span(item, sources.article_of(register, register.row(item.id))) for item in items]
        for row_id in met((span for span in spans if span.id in found), spans, lambda article: (article,)):
            found[row_id].agrees = True
