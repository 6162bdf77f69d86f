"""Figures that speak of one thing, side by side: agree, by rounding, in conflict, not comparable.

Every two figures, claims and figures reported elsewhere alike, that share entity and metric and
whose periods overlap make a pair (so do those of two metrics that are easily mistaken for one another). Where definition, period, unit and nature are the same their
intervals decide: `agree` if they meet and the value of one lies in the other's interval, `by_rounding`
if they only meet, `conflict` if they do not. All other pairs are `not_comparable`, with the reason:
most false alarms and most misquotations come from these.

The date of an event is its own period, so any two are paired; a figure without a period might
speak of any, so it is paired and found not comparable. An office is held over time: two of them are
compared where their days overlap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, product

from claimcheck.evidence.sources import origin_key
from claimcheck.printed import words
from claimcheck.printed.interval import Interval
from claimcheck.register.definitions import Definition

CODES = ("agree", "by_rounding", "conflict", "not_comparable")
KINDS = ("metric", "words", "unit", "definition", "forecast", "undated", "period")
# metrics whose figure is a day: there the period is the figure itself
DATED = ("event_date", "publication_date")


@dataclass(frozen=True)
class Item:
    """A claim or reported figure as it is compared.

    period: first and last day as ISO dates, or None. interval, point: in base units, None for texts and
    lost values. article: blank for a reported figure.
    """

    id: str
    entity: str
    metric: str
    definition: Definition
    nature: str
    period: tuple[str, str] | None
    unit: str
    interval: Interval | None
    point: object
    offices: frozenset[str]
    article: str
    source: str

    @property
    def quantity(self) -> tuple:
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


def items(register) -> dict[str, Item]:
    """All claims and reported figures, by id."""
    rows = (*register.claims.values(), *register.reported.values())
    return {row.id: _item(register, row) for row in rows}


def _item(register, row) -> Item:
    definition = register.definitions.of(row)
    article = getattr(row, "article", "")
    is_forecast = definition.nature == "forecast" or (not article and row.qualifier == "forecast")
    period = (row.period_start, row.period_end) if row.period_start else None
    return Item(
        row.id,
        row.entity,
        row.metric,
        definition,
        "forecast" if is_forecast else "",
        period,
        row.base_unit,
        row.interval,
        _point(row),
        register.definitions.offices(row) if row.metric == "role" else frozenset(),
        article,
        origin_key(row),
    )


def _point(row):
    is_span = row.base_unit == "date" and row.interval is not None and not row.interval.is_exact
    return None if is_span else row.value_base


def overlap(first: Item, second: Item) -> bool:
    """Whether two figures may speak of the same time."""
    if first.period is None or second.period is None or first.metric in DATED:
        return True
    return first.period[0] <= second.period[1] and second.period[0] <= first.period[1]


def pairs(register) -> tuple[Pair, ...]:
    """Every pair of figures that share entity, metric and time, in order of their ids; and those of two
    metrics that are easily mistaken for one another."""
    buckets: dict[tuple[str, str], list[Item]] = {}
    for item in items(register).values():
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
                Pair(*(item.id for item in in_order(*two)), "not_comparable", "metric", reason)
                for two in product(buckets[entity, metric], buckets.get((entity, other), ()))
                if all(item.period for item in two) and overlap(*two)
            ]
    return tuple(sorted(found))


def in_order(first: Item, second: Item) -> tuple[Item, Item]:
    """The two, by id."""
    return (first, second) if first.id < second.id else (second, first)


def compare(register, first: Item, second: Item) -> Pair:
    """How two figures of one entity and metric stand to each other."""
    if first.offices and second.offices:
        code, kind, reason = _compare_offices(first, second)
    else:
        kind, reason = _hindrance(register, first, second)
        code = "not_comparable" if kind else meeting(first, second)
    return Pair(first.id, second.id, code, kind, reason)


def _compare_offices(first: Item, second: Item) -> tuple[str, str, str]:
    if first.offices & second.offices:
        return "agree", "", ""
    return "not_comparable", "words", "Two offices; one person can hold both."


def _hindrance(register, first: Item, second: Item) -> tuple[str, str]:
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
    if first.metric in DATED or first.period == second.period:
        return ("undated", "Neither says of when it is.") if first.period is None else ("", "")
    if first.period is None or second.period is None:
        return "undated", "One of the two does not say of when it is."
    return "period", _period_reason(first.period, second.period)


def _period_reason(first: tuple[str, str], second: tuple[str, str]) -> str:
    names = f"{words.date_text(*first)} against {words.date_text(*second)}"
    within = (first[0] >= second[0] and first[1] <= second[1]) or (second[0] >= first[0] and second[1] <= first[1])
    return f"{names[0].upper()}{names[1:]}: {'one is part of the other' if within else 'they only overlap'}."


def meeting(first: Item, second: Item) -> str:
    """agree, by_rounding or conflict, from the intervals of two figures of the same quantity."""
    if not first.interval.meets(second.interval):
        return "conflict"
    is_inside = first.interval.within(second.interval) or second.interval.within(first.interval)
    return "agree" if is_inside or _witnesses(first, second) or _witnesses(second, first) else "by_rounding"


def _witnesses(item: Item, other: Item) -> bool:
    # the 4000 of 超4000億 lies outside its own interval and is no witness
    return item.point is not None and item.interval.contains(item.point) and other.interval.contains(item.point)


def groups(register, found: Iterable[Pair] | None = None) -> tuple[Group, ...]:
    """The quantities that two or more figures speak of, each with the interval that all of them allow.

    Offices are left out, since they have no interval, and so are figures that do not say of when they are.
    """
    by_quantity: dict[tuple, list[Item]] = {}
    for item in items(register).values():
        if item.interval is not None and (item.period or item.metric in DATED):
            by_quantity.setdefault(item.quantity, []).append(item)
    codes = {(p.first, p.second): p.code for p in (pairs(register) if found is None else found)}
    return tuple(
        sorted(
            (_group(members, codes) for members in by_quantity.values() if len(members) > 1),
            key=lambda group: (group.entity, group.metric, group.period or ("", ""), group.definition),
        )
    )


def _group(members: list[Item], codes: dict) -> Group:
    ids = tuple(sorted(item.id for item in members))
    common = reduce(lambda a, b: a and a.intersect(b), (item.interval for item in members))
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


def evidence(register):
    """The evidence verdict of every claim; see the module `evidence`."""
    from claimcheck.evidence.judge import evidence as judge

    return judge(register)
