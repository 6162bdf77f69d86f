"""What may have been forgotten: nothing here is wrong, and each silences a comparison that a reader would expect.

pair         two classes of definition of one metric that meet in a pair and have no reason in comparability.csv
entity       an entity of an article's figures alone that begins with the name of another one with the same metric
definition   a class that one figure of an article has alone, while others of its entity and metric have another
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.evidence import reconcile
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
    return [*_pairs(register), *_entities(register), *_definitions(register)]


def _pairs(register: Register) -> Iterator[Gap]:
    met: dict[tuple[str, ...], list[str]] = {}
    for pair in reconcile.pairs(register):
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
            if entity.startswith(f"{other} ") and same:
                text = f"entity {entity!r} matches no other row; {other!r} has the same metric: {', '.join(same)}"
                yield Gap("entity", tuple(row.id for row in own), text)


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
