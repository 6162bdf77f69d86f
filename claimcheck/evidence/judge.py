"""What other articles and figures reported elsewhere say of each claim.

Two kinds of testimony count: figures of the same quantity (module `reconcile`), and formulas of
evidence.csv, which test a claim in words or a figure nobody else prints as such. Testimony of the same
article is none, also where reported.csv has it from the article's own page, and a month or a year bears out no day in it. How much a source is believed stands in
`sources`:

supported             something agrees, and nothing of at least medium strength differs
mislabelled           the number is that of another quantity: a row of evidence.csv that `shows` a label agrees
refuted               nothing agrees, and a strong source differs, or two independent medium ones
conflicting           something agrees, and something of at least medium strength differs
not_enough_evidence   all else, so what agrees only if the zeros of a round figure (3800億) are no digits
out_of_scope          nothing published on the business can be expected to bear on it (definitions.csv)

Weak sources can support but not refute. An override stands in conflicts.csv with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.evidence import reconcile, sources
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.formulas.nodes import Claim as Reference
from claimcheck.formulas.nodes import Comparison
from claimcheck.formulas.verdicts import Agreement
from claimcheck.register import evidence_rows
from claimcheck.register.record import Register
from claimcheck.register.records import Conflict, Evidence, EvidenceRow
from claimcheck.register.rows import Claim, Row

WAYS = {
    "computed": ("recomputation", "figures printed elsewhere"),
    "inferred": ("inference", "sources elsewhere"),
}
# kinds of metric whose rows are words and days, no figures
WORDED = ("office", "words", "list", "date")
STRENGTH_WORDS = {"weak": "a weak source", "medium": "a source of middling weight", "strong": "a strong source"}


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


def evidence(register: Register) -> dict[str, Evidence]:
    """The evidence verdict of every claim, in the order of the claims."""
    heard: dict[str, list[Testimony]] = {claim_id: [] for claim_id in register.claims}
    for claim_id, testimony in (*_from_pairs(register), *_from_formulas(register)):
        heard[claim_id].append(testimony)
    found = {claim.id: _judge(register, claim, heard[claim.id]) for claim in register.claims.values()}
    for conflict in register.conflicts.values():
        for claim_id, code in conflict.override.items():
            found[claim_id] = _overridden(conflict, claim_id, code, found[claim_id])
    return found


# testimony


def _from_pairs(register: Register) -> Iterable[tuple[str, Testimony]]:
    for pair in reconcile.comparable(register):
        for about, by in ((pair.first, pair.second), (pair.second, pair.first)):
            claim, witness = register.claims.get(about), register.row(by)
            if claim and sources.article_of(register, witness) != claim.article:
                agrees = _agrees(claim, witness, pair.code)
                yield (
                    about,
                    Testimony(
                        (by,), agrees, sources.strength_of(witness), frozenset([sources.origin_key(register, witness)])
                    ),
                )


def _agrees(claim: Claim, witness: Row, code: object) -> bool | None:
    """Whether a comparable figure agrees; None for a month or a year, which bears out no day in it, and where it would
    agree if the zeros at the end of a round figure (3800億) are no digits."""
    if code == Agreement.CONFLICT:
        one, other = claim.figure, witness.figure
        return None if one and other and one.widest.meets(other.widest) else False
    if (
        claim.metric in reconcile.DATED
        and claim.interval
        and witness.interval
        and not witness.interval.within(claim.interval)
    ):
        return None
    return True


def _from_formulas(register: Register) -> Iterable[tuple[str, Testimony]]:
    for row in register.evidence_rows.values():
        claim = register.claims.get(row.claim)
        if claim is None or not all(register.has_row(i) for i in row.inputs):
            continue
        witnesses = [register.row(i) for i in row.inputs if i != row.claim]
        outside = [w for w in witnesses if sources.article_of(register, w) != claim.article]
        agrees = evidence_rows.outcome(register, row)
        if agrees is not None and outside:
            weakest = min((sources.strength_of(w) for w in outside), key=sources.ORDER.index)
            yield (
                claim.id,
                Testimony(
                    tuple(w.id for w in witnesses),
                    agrees,
                    weakest,
                    frozenset(sources.origin_key(register, w) for w in outside),
                    row.note,
                    row.shows,
                    _way(row),
                ),
            )


def _way(row: EvidenceRow) -> str:
    """A formula that is one figure has it as printed; a comparison of words, days or levels recomputes nothing."""
    if isinstance(row.expr, Reference):
        return "printed"
    return "inferred" if isinstance(row.expr, Comparison) else "computed"


# the verdict


def _judge(register: Register, claim: Claim, heard: list[Testimony]) -> Evidence:
    definition = register.definitions.of(claim)
    if definition.expected == "no":
        return Evidence(EvidenceVerdict.OUT_OF_SCOPE, (), definition.note)
    labels = [t for t in heard if t.shows == "label" and t.agrees]
    if labels:
        # the number is right, so what differs from the claim as worded does not refute it
        rows = tuple(dict.fromkeys(row for t in labels for row in t.rows))
        return Evidence(EvidenceVerdict.MISLABELLED, rows, _reason(register, claim, labels, [], []))
    heard = [t for t in heard if t.shows == "claim"]
    fors = [t for t in heard if t.agrees]
    against = [t for t in heard if t.agrees is False and t.strength != "weak"]
    strong = any(t.strength == "strong" for t in against)
    # two testimonies from one place, or one given twice, are one
    independent = len({t.sources for t in against})
    if fors:
        code, used = EvidenceVerdict.CONFLICTING if against else EvidenceVerdict.SUPPORTED, fors + against
    elif strong or independent > 1:
        code, used = EvidenceVerdict.REFUTED, against
    else:
        why = f"{_silence(heard, definition.note, claim.base_unit == 'date')} {definition.note}"
        return Evidence(EvidenceVerdict.NOT_ENOUGH_EVIDENCE, (), why.strip())
    rows = tuple(dict.fromkeys(row for t in used for row in t.rows))
    return Evidence(code, rows, _reason(register, claim, fors, against, heard))


def _silence(heard: list[Testimony], note: str, is_date: bool) -> str:
    if not heard:
        # a note tells of what was found, so it must not stand behind the word that nothing was
        return (
            "What was found does not settle it."
            if note
            else "Nothing comparable was found in the other articles or elsewhere."
        )
    strengths = " and ".join(dict.fromkeys(STRENGTH_WORDS[t.strength] for t in heard if t.agrees is False))
    if not strengths and not is_date:
        return "What was found agrees only if the zeros of a round figure are no digits."
    if not strengths:
        return "What was found dates it less closely: a month or a year bears out no day in it."
    return f"Only {strengths} differs, which is too little to refute."


def _reason(
    register: Register, claim: Claim, fors: list[Testimony], against: list[Testimony], heard: list[Testimony]
) -> str:
    parts = []
    if fors:
        agrees = "The number agrees; the label does not" if fors[0].shows == "label" else "Agrees"
        parts.append(f"{agrees}: {_counted(register, fors)}.")
    if against:
        parts.append(f"Differs: {_counted(register, against)}.")
    parts += dict.fromkeys(t.text for t in (*fors, *against) if t.text)
    if fors:
        parts.append(_dependence(register, claim, fors))
    weak = [t for t in heard if t.agrees is False and t.strength == "weak"]
    if weak:
        parts.append(f"A weak source differs ({_counted(register, weak)}), which refutes nothing by itself.")
    parts.append(register.definitions.of(claim).note)
    return " ".join(filter(None, parts))


def _counted(register: Register, testimonies: list[Testimony]) -> str:
    """ "2 news, 1 broker, 1 recomputation from figures printed elsewhere" from the rows of the testimonies."""
    direct = Counter(sources.KIND_WORDS[register.row(t.rows[0]).source_kind] for t in testimonies if t.way == "printed")
    words = [f"{count} {kind}" for kind, count in sorted(direct.items())]
    for way, (name, source) in WAYS.items():
        count = sum(t.way == way for t in testimonies)
        if count:
            words.append(f"{count} {name}{'s' if count > 1 else ''} from {source}")
    return ", ".join(words)


def _dependence(register: Register, claim: Claim, fors: list[Testimony]) -> str:
    """Whether the support is independent of the article and of the one whose figure it is."""
    heard = [register.row(row) for t in fors for row in t.rows if row != claim.id]
    witnesses = [witness for witness in heard if sources.article_of(register, witness) != claim.article]
    parts = []
    definitions = [register.definitions.of(w) for w in witnesses]
    origins = {d.origin for d in definitions}
    if origins == {"company"}:
        is_worded = all(register.metrics[w.metric].kind in WORDED for w in witnesses)
        what = "word" if is_worded else "figure"
        parts.append(f"All of it is the company's own {what} repeated: consistent, but not confirmed independently.")
    if origins <= {"survey", "estimate"} and origins:
        several = len({d.definition for d in definitions}) > 1
        parts.append(
            "They are figures of several bodies, which count different things."
            if several
            else "It is one body's figure repeated, not a second count."
        )
    if witnesses and all(_may_have_copied(register, claim, w) for w in witnesses):
        parts.append("Every source that agrees came later and may have copied the article or its source.")
    if all(sources.strength_of(w) == "weak" for w in witnesses):
        parts.append("Only weak sources agree.")
    return " ".join(parts)


def _may_have_copied(register: Register, claim: Claim, witness: Row) -> bool:
    """Whether the witness is of a kind that copies, and was printed after the article or at an unknown time."""
    if witness.source_kind not in sources.COPYING:
        return False
    printed = register.articles[claim.article].date_iso
    when = register.articles[witness.article].date_iso if witness.article else witness.published
    return not when or when >= printed[: len(when)]


def _overridden(conflict: Conflict, claim_id: str, code: str, before: Evidence) -> Evidence:
    rows = dict.fromkeys((*conflict.claims, *conflict.reported, *before.rows))
    rows.pop(claim_id, None)
    return Evidence(EvidenceVerdict.of(code), tuple(rows), conflict.reason)
