"""Relations checked against the rows that they name, and settled: here, in other processes, or on other machines.

`check` takes a part of the relations with all that it looks at, and is the same function wherever it runs. What it
gives is put back in the order of the table, so that nobody can tell where it ran.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from claimcheck.formulas.verdicts import Verdict
from claimcheck.printed.interval import Interval
from claimcheck.register import checks_relations, reading
from claimcheck.register.components import parts
from claimcheck.register.draft import Draft
from claimcheck.register.faults import Fault
from claimcheck.register.package import Table, TableRow
from claimcheck.register.records import Relation
from claimcheck.register.rows import Claim, Row
from claimcheck.register.spreading import HERE, Spread


@dataclass(frozen=True)
class Part:
    """Relations with the rows of the table that they were read from, and what their checks look at.

    rows: the sound claims and reported figures, by id; claims: those that are claims. known, elsewhere: ids of claims
    and of reported figures, the faulty ones too. kinds: of the metrics. texts: of the articles.
    """

    table: Table
    relations: list[tuple[TableRow, Relation]]
    rows: Mapping[str, Row]
    claims: Mapping[str, Claim]
    known: Collection[str]
    elsewhere: Collection[str]
    kinds: Mapping[str, str]
    texts: Mapping[str, str]

    def only(self, relations: list[tuple[TableRow, Relation]]) -> Part:
        """Some of the relations, with what they name and no more."""
        ids = dict.fromkeys(row_id for _, relation in relations for row_id in named(relation))
        counting = {relation.article for _, relation in relations if relation.expr.names()}
        return replace(
            self,
            table=replace(self.table, rows=[]),
            relations=relations,
            rows={i: self.rows[i] for i in ids if i in self.rows},
            claims={i: self.claims[i] for i in ids if i in self.claims},
            known={i for i in ids if i in self.known},
            elsewhere={i for i in ids if i in self.elsewhere},
            texts={a: text for a, text in self.texts.items() if a in counting or "cross" in counting},
        )


@dataclass(frozen=True)
class Outcome:
    """What became of a relation: its faults, and the relation with its result if it has one."""

    faults: tuple[Fault, ...]
    relation: Relation | None


# the same without what the sender has: its faults, whether there is a result, and the result with the verdict
_Sent = tuple[tuple[Fault, ...], bool, Interval | bool | None, Fraction | bool | None, str, Verdict | None]


def named(relation: Relation) -> list[str]:
    """The ids of the rows that a relation names, its target last."""
    return [*relation.inputs, *filter(None, [relation.target])]


def check(part: Part) -> list[Outcome]:
    """What becomes of each relation of a part, in its order."""
    return [_outcome(part, row, relation) for row, relation in part.relations]


def _outcome(part: Part, row: TableRow, relation: Relation) -> Outcome:
    table, rows, settled = part.table, part.rows, None
    faults = [
        *checks_relations.name_faults(table, row, relation, part.known, part.elsewhere),
        *checks_relations.count_faults(table, row, relation, part.texts),
    ]
    wrong_unit = checks_relations.unit_fault(table, row, relation, part.claims)
    if not wrong_unit and all(row_id in rows for row_id in named(relation)):
        wrong_unit = checks_relations.dimension_fault(table, row, relation.id, relation.expr, relation.unit, rows)
        target = part.claims.get(relation.target)
        if target and not wrong_unit:
            kind = part.kinds.get(target.metric, "")
            wrong_unit = checks_relations.points_fault(table, row, relation, target, kind, rows)
        outcome = wrong_unit or checks_relations.settled(table, row, relation, rows)
        if isinstance(outcome, Relation):
            settled = outcome
        else:
            wrong_unit = outcome
    return Outcome((*faults, *filter(None, [wrong_unit])), settled)


def read_relations(draft: Draft, spread: Spread = HERE) -> dict[str, Relation]:
    """The relations of a draft that have a result, in the order of the table; the faults of all go into the draft."""
    found = draft.records("relations", reading.read_relation)
    table, reported = draft.table("relations"), draft.known_ids("reported")
    if table is None:
        return {}
    checked = {
        relation.id: (row, relation)
        for _, row, relation in draft.read_from("relations", found)
        if not draft.in_unread_table(named(relation))
        and (reported is not None or draft.known_claims.issuperset(named(relation)))
    }
    whole = Part(
        table=table,
        relations=list(checked.values()),
        rows=draft.rows(),  # a claim's id is never that of a reported figure, so one mapping serves both
        claims=draft.claims,
        known=draft.known_claims,
        elsewhere=(reported or set()) - draft.known_claims,
        kinds={metric.metric: metric.kind for metric in draft.metrics.values()},
        texts=draft.texts,
    )
    outcomes = _spread_out(whole, spread) if spread.workers > 1 else dict(zip(checked, check(whole)))
    for relation_id in checked:
        draft.add(*outcomes[relation_id].faults)
    draft.add(*checks_relations.duplicate_faults(table, draft.lines["relations"], found.values()))
    return {i: settled for i in checked if (settled := outcomes[i].relation)}


def _spread_out(whole: Part, spread: Spread) -> dict[str, Outcome]:
    """The outcomes by the relations' ids, checked part by part."""
    relations = {relation.id: (row, relation) for row, relation in whole.relations}
    groups = parts({i: named(relation) for i, (_, relation) in relations.items()}, spread.workers)
    found = spread.map(_check_apart, [whole.only([relations[i] for i in group]) for group in groups])
    return {
        i: _received(relations[i][1], sent, whole.rows)
        for group, answers in zip(groups, found)
        for i, sent in zip(group, answers)
    }


def _check_apart(part: Part) -> list[_Sent]:
    return [_sent(outcome) for outcome in check(part)]


def _sent(outcome: Outcome) -> _Sent:
    relation = outcome.relation
    if relation is None:
        return outcome.faults, False, None, None, "", None
    verdict = relation.verdict and replace(relation.verdict, printed=None)
    return outcome.faults, True, relation.result, relation.point, relation.missing, verdict


def _received(relation: Relation, sent: _Sent, rows: Mapping[str, Row]) -> Outcome:
    faults, is_settled, result, point, missing, verdict = sent
    if not is_settled:
        return Outcome(faults, None)
    target = rows.get(relation.target)
    if verdict and verdict.result is not None and target:
        verdict = replace(verdict, printed=target.figure)
    printed = target if isinstance(target, Claim) else None
    settled = replace(relation, result=result, point=point, missing=missing, verdict=verdict, printed=printed)
    return Outcome(faults, settled)
