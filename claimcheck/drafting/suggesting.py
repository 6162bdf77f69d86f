"""Relations among an article's figures that meet, or miss narrowly, as rows to paste; and evidence elsewhere.

Only figures of one entity and of periods that fit are set against each other: a growth rate against its two levels
(whatever comes out), a share against two amounts, a fee or an average against two amounts of one period, a total
against its parts, and shares of one thing that add up to all of it. A relation is proposed where it meets, or misses
by less than NARROW of the target, so that a coincidence of two figures is seldom one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

from claimcheck.drafting import bearing
from claimcheck.drafting.files import table_text
from claimcheck.evidence import growth_rates
from claimcheck.formulas.relations import FormulaError, FormulaZeroDivision
from claimcheck.formulas.verdicts import Arithmetic
from claimcheck.printed.figures import FigureError
from claimcheck.printed.units import MONEY
from claimcheck.register import reading
from claimcheck.register.record import Register
from claimcheck.register.records import GROWTH, Relation
from claimcheck.register.rows import Claim

NARROW = Fraction(1, 50)  # of the target, by which a near miss may miss
NAMED = Fraction(
    1, 5
)  # the same for rounding and miss together, where the metrics' names say that they belong together
MOST_PARTS = 4
_PLAIN_WORDS = {"share", "of", "rate", "revenue", "total", "and", "in", "the"}
MOST_IN_GROUP = 10  # of one unit and period; more would have too many sums that meet by chance
COLUMNS = ("id", "article", "formula", "target", "unit", "label", "role", "note")


@dataclass(frozen=True)
class Suggestion:
    """A relation that may be worth a row: its cells but the id, its verdict, and how often such a one meets by chance."""

    formula: str
    target: str
    unit: str
    label: str
    verdict: Arithmetic
    chance: Fraction
    is_sure: bool  # whether the figures belong together by metric and period, so that a miss is a finding


def suggestions(register: Register, article: str) -> list[Suggestion]:
    """Those of an article that no row holds yet, the most telling first. KeyError for an unknown article."""
    register.articles[article]
    claims = _first_printed(register, article)
    known = {(frozenset(r.inputs) | {r.target}) for r in register.relations.values()}
    found: dict[frozenset[str], Suggestion] = {}
    for formula, inputs, target, label, is_sure in _candidates(register, claims):
        key = frozenset(inputs) | {target.id}
        if key in known or key in found:
            continue
        one = _judged(register, formula, target, label, is_sure)
        if one:
            found[key] = one
    for formula, inputs in _whole(register, claims):
        if frozenset(inputs) | {""} not in known:
            found[frozenset(inputs)] = Suggestion(
                formula, "", "percent", "The shares together", Arithmetic.WITHIN_ROUNDING, Fraction(1), True
            )
    return sorted(found.values(), key=lambda one: (not one.is_sure, one.chance, one.formula))


def _first_printed(register: Register, article: str) -> list[Claim]:
    """The article's figures of amounts and rates; what is printed again stands once."""
    found: dict[tuple[object, ...], Claim] = {}
    for claim in register.claims.values():
        kind = register.metrics[claim.metric].kind
        if claim.article != article or claim.kind != "figure" or claim.figure is None or claim.figure.value is None:
            continue
        if kind in ("date", "list", "office", "words") or not claim.figure.value:
            continue
        key = (
            claim.entity,
            claim.metric,
            claim.scope,
            claim.period_start,
            claim.period_end,
            claim.base_unit,
            claim.figure.value,
        )
        found.setdefault(key, claim)
    return list(found.values())


Candidate = tuple[str, tuple[str, ...], Claim, str, bool]


def _candidates(register: Register, claims: list[Claim]) -> Iterator[Candidate]:
    yield from _growth(claims)
    for group in _groups(claims):
        yield from _shares(register, group)
        yield from _quotients(register, group)
        yield from _sums(group)


def _groups(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Figures of one entity and period."""
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        if claim.period_start:
            groups.setdefault((claim.entity, claim.period_start, claim.period_end), []).append(claim)
    return list(groups.values())


def _growth(claims: list[Claim]) -> Iterator[Candidate]:
    """Two levels of one metric a year apart, and the printed growth of the later one."""
    for rate in claims:
        if not rate.metric.endswith(GROWTH) or not rate.period_start:
            continue
        levels = [c for c in claims if c.metric == rate.metric.removesuffix(GROWTH) and c.entity == rate.entity]
        before = growth_rates.year_before(rate.period_start, rate.period_end)
        for late in (c for c in levels if (c.period_start, c.period_end) == (rate.period_start, rate.period_end)):
            for early in (
                c
                for c in levels
                if (c.period_start, c.period_end) == before and c.base_unit == late.base_unit and c.scope == late.scope
            ):
                label = f"Growth of {rate.metric.removesuffix(GROWTH).replace('_', ' ')} from the two levels"
                yield f"[{late.id}] / [{early.id}] - 1", (late.id, early.id), rate, label, True


def _shares(register: Register, group: list[Claim]) -> Iterator[Candidate]:
    """A share against each pair of amounts of its unit."""
    for share in group:
        if share.base_unit == "percent" and register.metrics[share.metric].kind == "share":
            for part, whole in permutations([c for c in group if c.base_unit != "percent"], 2):
                if part.base_unit == whole.base_unit and _value(part) < _value(whole):
                    label = f"{share.metric} from {part.metric} and {whole.metric}".replace("_", " ").capitalize()
                    yield f"[{part.id}] / [{whole.id}]", (part.id, whole.id), share, label, False


def _quotients(register: Register, group: list[Claim]) -> Iterator[Candidate]:
    """A fee, an average or a multiple against two amounts of one period."""
    for target in group:
        kind = register.metrics[target.metric].kind
        for above, below in permutations([c for c in group if c is not target], 2):
            same = above.base_unit == below.base_unit and above.base_unit in MONEY
            is_rate = target.base_unit == "percent" and kind == "fee" and same
            is_average = (
                target.base_unit in MONEY
                and above.base_unit == target.base_unit
                and below.base_unit in ("persons", "items")
            )
            is_multiple = target.base_unit == "times" and above.base_unit == below.base_unit != "percent"
            if (is_rate or is_average or is_multiple) and above.metric != target.metric:
                label = f"{target.metric} from {above.metric} and {below.metric}".replace("_", " ").capitalize()
                yield f"[{above.id}] / [{below.id}]", (above.id, below.id), target, label, False


def _sums(group: list[Claim]) -> Iterator[Candidate]:
    """A total against two to four parts of its unit."""
    for unit in {c.base_unit for c in group} - {"percent", "points", "times", "rank"}:
        alike = [c for c in group if c.base_unit == unit]
        if len(alike) > MOST_IN_GROUP:
            continue
        for total in alike:
            others = [c for c in alike if c is not total and c.metric != total.metric or c.scope != total.scope]
            for count in range(2, MOST_PARTS + 1):
                for parts in combinations([c for c in others if c is not total], count):
                    yield (
                        " + ".join(f"[{c.id}]" for c in parts),
                        tuple(c.id for c in parts),
                        total,
                        f"{total.metric} from its parts".replace("_", " ").capitalize(),
                        False,
                    )


def _whole(register: Register, claims: list[Claim]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Shares of one period that add up to all of it, within their rounding."""
    for group in _groups(claims):
        shares = [c for c in group if c.base_unit == "percent" and register.metrics[c.metric].kind == "share"]
        for count in range(2, min(len(shares), MOST_PARTS + 1) + 1) if len(shares) <= MOST_IN_GROUP else ():
            for parts in combinations(shares, count):
                if len({c.metric.partition("_")[0] for c in parts}) > 1 or any(c.qualifier for c in parts):
                    continue
                half = sum((c.figure.rounding_unit for c in parts if c.figure), Fraction(0)) / 2
                if abs(sum(map(_value, parts), Fraction(-100))) <= half:
                    yield " + ".join(f"[{c.id}]" for c in parts), tuple(c.id for c in parts)


def _value(claim: Claim) -> Fraction:
    """In base units; all that come this far have one."""
    assert claim.figure is not None and claim.figure.value is not None
    return claim.figure.value


def _judged(register: Register, formula: str, target: Claim, label: str, is_sure: bool) -> Suggestion | None:
    """The candidate with its verdict; None where it neither meets nor misses narrowly."""
    cells = dict.fromkeys(COLUMNS, "") | {
        "id": "cross-r0",
        "article": "cross",
        "formula": formula,
        "target": target.id,
        "unit": target.base_unit,
    }
    try:
        relation: Relation = reading.settle(reading.read_relation(cells), register.claims)
    except (FormulaError, FormulaZeroDivision, FigureError):
        return None
    if relation.verdict is None or target.figure is None or not isinstance(relation.point, Fraction):
        return None
    value, code = abs(_value(target)), Arithmetic.of(relation.verdict.code)
    off = abs(relation.point - _value(target))
    chance = ((target.figure.rounding_unit or value * NARROW) + off) / value
    # a figure of one or two digits is met by many others: there the names must fit too
    limit = NAMED if _is_named(relation, target, register) else NARROW
    if not is_sure and (off > NARROW * value or chance > limit):
        return None
    return Suggestion(formula, target.id, target.base_unit, label, code, chance, is_sure)


def _is_named(relation: Relation, target: Claim, register: Register) -> bool:
    """Whether the target's metric is named after one of the figures: share_live_streaming, revenue_live_streaming."""
    names = set(target.metric.split("_")) - _PLAIN_WORDS
    return any(names and names <= set(register.claims[i].metric.split("_")) for i in relation.inputs)


# as text


def text(register: Register, article: str, number: int) -> str:
    """Both as rows of their tables, ready to paste. number: of the first relation."""
    rows = []
    for n, one in enumerate(suggestions(register, article), number):
        role = "check" if one.target else "derived"
        rows.append(
            dict(zip(COLUMNS, (f"{article}-r{n:02d}", article, one.formula, one.target, one.unit, one.label, role, "")))
            | {"verdict": str(one.verdict)}
        )
    evidence = bearing.rows(register, _first_printed(register, article))
    parts = [
        f"# relations.csv: {len(rows)} proposed (the last column is the verdict, and no part of the row)\n",
        table_text((*COLUMNS, "verdict"), rows),
    ]
    parts += [f"# evidence.csv: {len(evidence)} proposed\n", table_text(bearing.COLUMNS, evidence)]
    return "".join(parts)


def next_number(register: Register, article: str) -> int:
    """The next free number of a relation of the article: one that was used is not used again."""
    used = [i.rpartition("-r")[2] for i in register.relations if i.startswith(f"{article}-r")]
    return 1 + max((int(number) for number in used if number.isdigit()), default=0)
