"""Gaps between figures of one quantity, or of one entity and metric: what `gaps` says of them, and the form of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from claimcheck.evidence import reconcile
from claimcheck.evidence.reconcile import Item, span
from claimcheck.evidence.sweep import Ends, met
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.formulas.verdicts import Agreement
from claimcheck.register.record import Register

MOST = 12  # lines of one quantity or metric


@dataclass(frozen=True)
class Gap:
    """A gap of that kind: the rows it is about, and what would close it."""

    kind: str
    rows: tuple[str, ...]
    text: str


def some(ids: Sequence[str], most: int = 3) -> str:
    """The first of them, and how many more there are."""
    return ", ".join(ids[:most]) + (f" and {len(ids) - most} more" if len(ids) > most else "")


# figures that contradict each other


def contradictions(register: Register) -> Iterator[Gap]:
    """Figures that cannot all be right, and claims that others speak against, before a person has looked."""
    told: dict[str, set[str]] = {}  # conflicts by the rows that they name
    for conflict in register.conflicts.values():
        for row_id in (*conflict.claims, *conflict.reported):
            told.setdefault(row_id, set()).add(conflict.id)
    named, found = set(told), list[Gap]()
    for members in reconcile.quantities(register).values():
        against = _against(members, told) if len(members) > 1 else {}
        named |= against.keys()
        found += _untold(register, [item for item in members if item.id in against], against, told)
    yield from sorted(found, key=lambda gap: gap.rows)
    for claim_id, evidence in register.evidence.items():
        if evidence.code in (EvidenceVerdict.REFUTED, EvidenceVerdict.CONFLICTING) and claim_id not in named:
            yield Gap(
                "conflict", (claim_id,), f"{claim_id} is {evidence.code.words}, and no row of conflicts.csv says so"
            )


def _against(members: list[Item], told: dict[str, set[str]]) -> dict[str, int]:
    """The figures of a quantity that others contradict, each with how many do so in no conflict that names both."""
    alike: dict[frozenset[str], list[Item]] = {}  # by all the conflicts that name them
    by_conflict: dict[str, list[Item]] = {}
    for item in members:
        alike.setdefault(frozenset(told.get(item.id, ())), []).append(item)
        for conflict in told.get(item.id, ()):
            by_conflict.setdefault(conflict, []).append(item)
    every, found = _ends(members), dict[str, int]()
    for conflicts, items in alike.items():
        with_them = _ends({one.id: one for conflict in conflicts for one in by_conflict[conflict]}.values())
        for item in items:
            if item.interval and (count := every.apart(item.interval) - with_them.apart(item.interval)):
                found[item.id] = count
    return found


def _ends(items: Iterable[Item]) -> Ends:
    return Ends([item.interval for item in items if item.interval is not None])


def _untold(register: Register, items: list[Item], against: dict[str, int], told: dict[str, set[str]]) -> list[Gap]:
    """A gap for every two of a quantity that contradict each other, or one for all of them."""
    items = sorted(items, key=lambda item: item.id)
    if sum(against.values()) <= 2 * MOST:
        return [
            Gap(
                "conflict",
                (one.id, other.id),
                f"{one.id} and {other.id} contradict each other, and no row of conflicts.csv says so",
            )
            for one, other in combinations(items, 2)
            if reconcile.meeting(one, other) == Agreement.CONFLICT
            and told.get(one.id, set()).isdisjoint(told.get(other.id, ()))
        ]
    worst = sorted((item.id for item in items), key=lambda row_id: -against[row_id])
    first = register.row(items[0].id)
    text = (
        f"{len(items)} figures of one quantity ({first.entity}, {first.metric}) contradict each other, most of all "
        f"{some(worst)}, and no row of conflicts.csv says so"
    )
    return [Gap("conflict", tuple(item.id for item in items), text)]


# figures of one entity and metric


def beside(register: Register) -> Iterator[Gap]:
    """Claims that nothing speaks of, of an entity and metric that others speak of at their time."""
    asked: dict[tuple[str, str], list[Item]] = {}
    there: dict[tuple[str, str], list[Item]] = {}
    for item in reconcile.compared(register):
        claim = register.claims.get(item.id)
        if claim is None:
            there.setdefault((item.entity, item.metric), []).append(item)
        elif not claim.note and register.evidence_of(item.id).code == EvidenceVerdict.NOT_ENOUGH_EVIDENCE:
            asked.setdefault((item.entity, item.metric), []).append(item)
    for key, items in asked.items():
        others = there.get(key, [])
        near = _near(items, others) if others else set()
        items = [item for item in items if item.id in near]
        for item in items if len(items) <= MOST else items[:1]:
            ids = sorted(o.id for o in others if _bears(item, o))
            if len(items) <= MOST:
                text = f"{item.id}: nothing speaks of it, and no note says why {some(ids)} do not"
                yield Gap("beside", (item.id, *ids), text)
            else:
                rows = tuple(one.id for one in items)
                text = (
                    f"{some(rows)}: nothing speaks of them, and no note says why figures reported elsewhere do not, "
                    f"of the first {some(ids)}"
                )
                yield Gap("beside", rows, text)


def _near(asked: list[Item], there: list[Item]) -> set[str]:
    """Those asked about beside which figures stand that might bear on them."""
    found: set[str] = set()

    def look(items: Iterable[Item], others: Iterable[Item]) -> None:
        found.update(met((span(item, "") for item in items), (span(other, "") for other in others), lambda _: ()))

    look(asked, (other for other in there if other.interval is None))
    look((item for item in asked if item.interval is None), there)
    for unit, items in _by(asked, lambda item: item.unit).items():
        look(items, (other for other in there if other.unit != unit))
    others = _by(there, lambda item: item.definition.definition)
    for name, items in _by(asked, lambda item: item.definition.definition).items():
        look(items, others.get(name, ()))
    return found


def _bears(item: Item, other: Item) -> bool:
    """Whether the definitions do not say already why one figure bears nothing out of another of its metric."""
    is_number = item.interval is not None and other.interval is not None and item.unit == other.unit
    return reconcile.overlap(item, other) and (
        not is_number or item.definition.definition == other.definition.definition
    )


def _by(items: Iterable[Item], key: Callable[[Item], str]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found
