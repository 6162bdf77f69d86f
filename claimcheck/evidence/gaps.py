"""What may have been forgotten: nothing here is wrong, and each silences a comparison that a reader would expect.

pair         two classes of definition of one metric that meet in a pair and have no reason in comparability.csv
entity       an entity of an article's figures alone that begins with the name of another one with the same metric, without a note
conflict     two figures that contradict each other, or a claim that is refuted, in no row of conflicts.csv
beside       a claim of which nothing is known though figures of its entity and metric at its time are, without a note
own page     a figure reported elsewhere whose page is an article under test, without a note that names the article
paraphrase   figures of an article that nobody has put into a sentence: they are worded from their columns
definition   a class that one figure of an article has alone, while others of its entity and metric have another
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimcheck.evidence import reconcile
from claimcheck.evidence.sources import copied
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.formulas.verdicts import Agreement
from claimcheck.register import paraphrase
from claimcheck.register.record import Register
from claimcheck.register.rows import Row

NO_REASON = "The definitions differ."
COMPARED = ("money", "audience", "growth", "share", "fee")  # kinds of metric that are reported elsewhere


@dataclass(frozen=True)
class Gap:
    """A gap of that kind: the rows it is about, and what would close it."""

    kind: str
    rows: tuple[str, ...]
    text: str


def gaps(register: Register) -> list[Gap]:
    """All of a sound register, by kind."""
    found = reconcile.pairs(register)
    contradictions = [*_contradictions(register, found), *_beside(register, found)]
    return [
        *contradictions,
        *own_pages(register),
        *_pairs(register, found),
        *_entities(register),
        *_definitions(register),
        *_paraphrases(register),
    ]


def _contradictions(register: Register, found: Iterable[reconcile.Pair]) -> Iterator[Gap]:
    """Two figures that cannot both be right, and claims that others speak against, before a person has looked."""
    told = [{*conflict.claims, *conflict.reported} for conflict in register.conflicts.values()]
    named: set[str] = set().union(*told)
    for pair in found:
        if pair.code == Agreement.CONFLICT and not any({pair.first, pair.second} <= ids for ids in told):
            text = f"{pair.first} and {pair.second} contradict each other, and no row of conflicts.csv says so"
            yield Gap("conflict", (pair.first, pair.second), text)
            named |= {pair.first, pair.second}
    for claim_id, evidence in register.evidence.items():
        if evidence.code in (EvidenceVerdict.REFUTED, EvidenceVerdict.CONFLICTING) and claim_id not in named:
            yield Gap(
                "conflict", (claim_id,), f"{claim_id} is {evidence.code.words}, and no row of conflicts.csv says so"
            )


def _beside(register: Register, found: Iterable[reconcile.Pair]) -> Iterator[Gap]:
    near: dict[str, list[str]] = {}
    for pair in found:
        if pair.kind in ("metric", "definition"):  # these have their reason in a table
            continue
        for claim_id, other in ((pair.first, pair.second), (pair.second, pair.first)):
            claim = register.claims.get(claim_id)
            if claim and other in register.reported and copied(register).get(other) != claim.article:
                near.setdefault(claim_id, []).append(other)
    for claim_id, others in near.items():
        silent = register.evidence_of(claim_id).code == EvidenceVerdict.NOT_ENOUGH_EVIDENCE
        if silent and not register.claims[claim_id].note:
            text = f"{claim_id}: nothing speaks of it, and no note says why {_some(others)} do not"
            yield Gap("beside", (claim_id, *others), text)


def own_pages(register: Register) -> Iterator[Gap]:
    """Figures of an article's own page among those reported elsewhere; of a register with faults too."""
    for row_id, article in copied(register).items():
        if article not in register.reported[row_id].note:
            text = f"{row_id} stands on the page of {article}, for whose figures it is no witness, and its note does not say so"
            yield Gap("own page", (row_id,), text)


def _pairs(register: Register, found: Iterable[reconcile.Pair]) -> Iterator[Gap]:
    met: dict[tuple[str, ...], list[str]] = {}
    for pair in found:
        if pair.kind == "definition" and pair.reason == NO_REASON:
            first, second = register.row(pair.first), register.row(pair.second)
            classes = sorted(register.definitions.of(row).definition for row in (first, second))
            met.setdefault((first.metric, *classes), []).extend((first.id, second.id))
    for (metric, first_class, second_class), ids in met.items():
        rows = tuple(dict.fromkeys(ids))
        text = f"{metric}: {first_class} and {second_class} are not compared, and no row of comparability.csv says why"
        yield Gap("pair", rows, text)


def _entities(register: Register) -> Iterator[Gap]:
    rows: dict[str, list[Row]] = {}
    for row in register.rows():
        rows.setdefault(row.entity, []).append(row)
    for entity, own in rows.items():
        articles = {row.article for row in own}
        metrics = {row.metric for row in own if register.metrics[row.metric].kind in COMPARED}
        if len(articles) != 1 or articles == {""}:
            continue
        for other, others in rows.items():
            same = sorted(metrics & {row.metric for row in others})
            same = [metric for metric in same if any(row.metric == metric and not _note(register, row) for row in own)]
            if entity.startswith(f"{other} ") and same:
                text = f"entity {entity!r} matches no other row; {other!r} has the same metric: {', '.join(same)}"
                yield Gap("entity", tuple(row.id for row in own), text)


def _note(register: Register, row: Row) -> str:
    return (register.claims.get(row.id) or register.reported[row.id]).note


def _definitions(register: Register) -> Iterator[Gap]:
    classes: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in register.rows():
        if register.metrics[row.metric].kind in COMPARED and row.interval is not None:
            of = register.definitions.of(row)
            if of.expected == "yes" and not of.nature:
                classes.setdefault((row.entity, row.metric), {}).setdefault(of.definition, []).append(row)
    for (_, metric), found in classes.items():
        for name, rows in found.items():
            others = sorted(set(found) - {name})
            if (
                len(rows) == 1
                and rows[0].article
                and others
                and not register.definitions.why_not(metric, name, others[0])
            ):
                text = f"{metric}: definition {name} stands alone with {rows[0].id}; other figures have {', '.join(others)}"
                yield Gap("definition", (rows[0].id,), text)


def _paraphrases(register: Register) -> Iterator[Gap]:
    made: dict[str, list[str]] = {}
    for claim in register.claims.values():
        if paraphrase.is_made(claim, register.metrics[claim.metric].label):
            made.setdefault(claim.article, []).append(claim.id)
    for article, ids in made.items():
        text = f"{article}: the paraphrase is as accept made it, from the columns, of {_some(ids)}"
        yield Gap("paraphrase", tuple(ids), text)


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")
