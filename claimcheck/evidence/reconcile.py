"""Figures that speak of one thing, side by side: agree, by rounding, in conflict, not comparable.

Every two figures, claims and figures reported elsewhere alike, that share entity and metric and
whose periods overlap make a pair (so do those of two metrics that are easily mistaken for one another). Where definition, period, unit and nature are the same their
intervals decide: `agree` if they meet and the value of one lies in the other's interval, `by_rounding`
if they only meet, `conflict` if they do not. All other pairs are `not_comparable`, with the reason:
most false alarms and most misquotations come from these. A figure of reported.csv whose page is an
article under test is left out: that article's claim stands there for it.

The date of an event is its own period, so any two are paired; a figure without a period might
speak of any, so it is paired and found not comparable. An office is held over time: two of them are
compared where their days overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import combinations, product

from claimcheck.evidence.sources import copied, origin_key
from claimcheck.evidence.sweep import ALWAYS, Span
from claimcheck.formulas.verdicts import Agreement, Side, agreement
from claimcheck.printed import words
from claimcheck.printed.interval import Interval
from claimcheck.register.definitions import Definition
from claimcheck.register.record import Register, once
from claimcheck.register.rows import Row

NOT_COMPARABLE = "not_comparable"
CODES = (*Agreement, NOT_COMPARABLE)
KINDS = ("metric", "words", "unit", "definition", "forecast", "undated", "period")
# metrics whose figure is a day: there the period is the figure itself
DATED = ("event_date", "publication_date")


# entity, metric, definition, nature, unit and period
Quantity = tuple[str, str, str, str, str, tuple[str, str] | None]


@dataclass(frozen=True)
class Item:
    """A claim or reported figure as it is compared.

    period: first and last day as ISO dates, or None. interval, point: in base units, None for texts and
    lost values. qualifier: as in qualifiers.csv. article: blank for a reported figure.
    """

    id: str
    entity: str
    metric: str
    definition: Definition
    nature: str
    period: tuple[str, str] | None
    unit: str
    interval: Interval | None
    point: Fraction | None
    qualifier: str
    offices: frozenset[str]
    article: str
    source: str

    @property
    def quantity(self) -> Quantity:
        """What must be equal for two figures to speak of the same quantity."""
        period = None if self.metric in DATED else self.period
        return self.entity, self.metric, self.definition.definition, self.nature, self.unit, period


@dataclass(frozen=True, order=True)
class Pair:
    """Two figures by id, in order, and how they stand to each other.

    code: one of CODES. kind: why not comparable, one of KINDS, or blank. reason: in words.
    """

    first: str
    second: str
    code: str
    kind: str
    reason: str


@dataclass(frozen=True)
class Group:
    """All figures of one quantity: their ids, the interval that all allow, how they stand.

    code: agree, by_rounding or conflict. interval: None for a conflict.
    """

    entity: str
    metric: str
    definition: str
    period: tuple[str, str] | None
    unit: str
    ids: tuple[str, ...]
    interval: Interval | None
    code: str


@once
def items(register: Register) -> dict[str, Item]:
    """All claims and reported figures, by id."""
    return {row.id: _item(register, row) for row in register.rows()}


def _item(register: Register, row: Row) -> Item:
    definition = register.definitions.of(row)
    is_forecast = definition.nature == "forecast" or (not row.article and row.qualifier == "forecast")
    return Item(
        row.id,
        row.entity,
        row.metric,
        definition,
        "forecast" if is_forecast else "",
        (row.period_start, row.period_end) if row.period_start else None,
        row.base_unit,
        row.interval,
        row.value_base,
        row.figure.qualifier if row.figure else "",
        register.definitions.offices(row) if row.metric == "role" else frozenset(),
        row.article,
        origin_key(register, row),
    )


def compared(register: Register) -> list[Item]:
    """All but the figures of an article's own page in reported.csv."""
    return [item for item in items(register).values() if item.id not in copied(register)]


def overlap(first: Item, second: Item) -> bool:
    """Whether two figures may speak of the same time."""
    if first.period is None or second.period is None or first.metric in DATED:
        return True
    return first.period[0] <= second.period[1] and second.period[0] <= first.period[1]


def span(item: Item, label: str) -> Span:
    """The days at which a figure meets others, as `overlap` has it."""
    return Span(item.id, *(item.period if item.period and item.metric not in DATED else ALWAYS), label)


@once
def quantities(register: Register) -> dict[Quantity, list[Item]]:
    """The figures by quantity; without those that have no interval, or do not say of when they are."""
    found: dict[Quantity, list[Item]] = {}
    for item in compared(register):
        if item.interval is not None and (item.period or item.metric in DATED):
            found.setdefault(item.quantity, []).append(item)
    return found


@once
def holders(register: Register) -> dict[tuple[str, str], list[Item]]:
    """The figures that have an entity in an office, by both."""
    found: dict[tuple[str, str], list[Item]] = {}
    for item in compared(register):
        for office in item.offices:
            found.setdefault((item.entity, office), []).append(item)
    return found


@once
def comparable(register: Register) -> tuple[Pair, ...]:
    """The pairs that can be compared, in order of their ids: of one quantity, or of one office at one time."""
    found = [compare(register, *in_order(*two)) for two in _comparable(register)]
    return tuple(sorted(found))


def _comparable(register: Register) -> Iterator[tuple[Item, Item]]:
    for members in quantities(register).values():
        yield from combinations(members, 2)
    shared = {in_order(*two) for held in holders(register).values() for two in combinations(held, 2)}
    yield from (two for two in shared if overlap(*two))


@once
def pairs(register: Register) -> tuple[Pair, ...]:
    """Every pair of figures that share entity, metric and time, in order of their ids; and those of two
    metrics that are easily mistaken for one another. Most are not comparable; see `comparable` for the rest."""
    buckets: dict[tuple[str, str], list[Item]] = {}
    for item in compared(register):
        buckets.setdefault((item.entity, item.metric), []).append(item)
    found = [
        compare(register, *in_order(*two))
        for bucket in buckets.values()
        for two in combinations(bucket, 2)
        if overlap(*two)
    ]
    for (metric, other), reason in register.definitions.related.items():
        for entity in {entity for entity, name in buckets if name == metric}:
            found += [
                _of_two_metrics(*in_order(*two), reason)
                for two in product(buckets[entity, metric], buckets.get((entity, other), ()))
                if all(item.period for item in two) and overlap(*two)
            ]
    return tuple(sorted(found))


def _of_two_metrics(first: Item, second: Item, reason: str) -> Pair:
    return Pair(first.id, second.id, NOT_COMPARABLE, "metric", reason)


def in_order(first: Item, second: Item) -> tuple[Item, Item]:
    """The two, by id."""
    return (first, second) if first.id < second.id else (second, first)


def compare(register: Register, first: Item, second: Item) -> Pair:
    """How two figures of one entity and metric stand to each other."""
    if first.offices and second.offices:
        code, kind, reason = _compare_offices(first, second)
    else:
        kind, reason = _hindrance(register, first, second)
        code = NOT_COMPARABLE if kind else meeting(first, second)
    return Pair(first.id, second.id, code, kind, reason)


def _compare_offices(first: Item, second: Item) -> tuple[str, str, str]:
    if first.offices & second.offices:
        return Agreement.AGREE, "", ""
    return NOT_COMPARABLE, "words", "Two offices; one person can hold both."


def _hindrance(register: Register, first: Item, second: Item) -> tuple[str, str]:
    """The first thing that keeps two figures from being compared: its kind and the reason."""
    if first.interval is None or second.interval is None:
        return "words", "Words, or a lost figure: there is no number to compare."
    if first.unit != second.unit:
        return "unit", f"One is in {first.unit}, the other in {second.unit}."
    classes = first.definition.definition, second.definition.definition
    if classes[0] != classes[1]:
        return "definition", register.definitions.why_not(first.metric, *classes) or "The definitions differ."
    if first.nature != second.nature:
        return "forecast", "One is a forecast or target, the other is given as an outcome."
    if first.metric in DATED:
        return "", ""
    if first.period is None or second.period is None:
        is_none = first.period == second.period
        return "undated", "Neither says of when it is." if is_none else "One of the two does not say of when it is."
    return ("", "") if first.period == second.period else ("period", _period_reason(first.period, second.period))


def _period_reason(first: tuple[str, str], second: tuple[str, str]) -> str:
    names = f"{words.date_text(*first)} against {words.date_text(*second)}"
    within = (first[0] >= second[0] and first[1] <= second[1]) or (second[0] >= first[0] and second[1] <= first[1])
    return f"{names[0].upper()}{names[1:]}: {'one is part of the other' if within else 'they only overlap'}."


def meeting(first: Item, second: Item) -> Agreement:
    """How two figures of the same quantity agree. ValueError where one has no interval."""
    return agreement(_side(first), _side(second))


def _side(item: Item) -> Side:
    if item.interval is None:
        raise ValueError(f"{item.id} has no interval")
    return Side(item.interval, item.point, item.qualifier)


def groups(register: Register, found: Iterable[Pair] | None = None) -> tuple[Group, ...]:
    """The quantities that two or more figures speak of, each with the interval that all of them allow.

    found: the pairs, if at hand. Offices are left out, since they have no interval, and so are figures that do
    not say of when they are.
    """
    codes = {(p.first, p.second): p.code for p in (comparable(register) if found is None else found)}
    return tuple(
        sorted(
            (_group(members, codes) for members in quantities(register).values() if len(members) > 1),
            key=lambda group: (group.entity, group.metric, group.period or ("", ""), group.definition),
        )
    )


def _group(members: list[Item], codes: dict[tuple[str, str], str]) -> Group:
    ids = tuple(sorted(item.id for item in members))
    common = reduce(lambda a, b: a and b and a.intersect(b), (item.interval for item in members))
    worst = max((codes[two] for two in combinations(ids, 2)), key=CODES.index)
    first = members[0]
    return Group(
        first.entity,
        first.metric,
        first.definition.definition,
        first.period if first.metric not in DATED else None,
        first.unit,
        ids,
        common,
        worst,
    )
