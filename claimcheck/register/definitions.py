"""Which figures speak of the same quantity: the definition behind a scope, kept as data.

Scopes are worded as each source words them. definitions.csv maps every metric and scope that occurs to
a class, so that two wordings of one quantity meet and two quantities under one name do not;
comparability.csv says why two classes of one metric are not compared, related-metrics.csv why two
metrics that are easily mistaken for one another are not; offices.csv does for the wording of an office
what definitions.csv does for a scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields

from claimcheck.register.faults import Fault
from claimcheck.register.package import Table, TableRow, quoted
from claimcheck.register.rows import Row


@dataclass(frozen=True)
class Definition:
    """A row of definitions.csv.

    nature: `forecast` for targets and forecasts, else blank. origin: whose figure it is, whoever
    repeats it: `company`, `survey`, `estimate`, `press`, `public`, or blank. expected: `no` where
    nothing published elsewhere can be expected to bear on such a claim, for the reason in note.
    """

    metric: str
    scope: str
    definition: str
    nature: str
    origin: str
    expected: str
    note: str


COLUMNS = tuple(column.name for column in fields(Definition))


class UnknownDefinition(KeyError):
    """A metric and scope that definitions.csv does not map."""


@dataclass(frozen=True)
class Definitions:
    """The tables, ready to be asked."""

    by_scope: Mapping[tuple[str, str], Definition] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    by_wording: Mapping[str, frozenset[str]] = field(default_factory=dict)
    related: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, row: Row) -> Definition:
        """The definition of a claim or reported figure; UnknownDefinition if there is none."""
        try:
            return self.by_scope[row.metric, row.scope]
        except KeyError:
            raise UnknownDefinition(f"{row.id}: no definition of {row.metric} {row.scope!r}") from None

    def offices(self, row: Row) -> frozenset[str]:
        """The offices that the wording of a role names; UnknownDefinition if it is not mapped."""
        try:
            return self.by_wording[row.value]
        except KeyError:
            raise UnknownDefinition(f"{row.id}: no office for {row.value!r}") from None

    def why_not(self, metric: str, first: str, second: str) -> str:
        """Why two definitions of a metric are not compared; the narrowest reason there is, or a blank."""
        keys = ((first, second), (second, first), (first, ""), (second, ""), ("", ""))
        return next((self.reasons[metric, *key] for key in keys if (metric, *key) in self.reasons), "")


def read(
    definitions: Iterable[TableRow],
    comparability: Iterable[TableRow],
    offices: Iterable[TableRow],
    related: Iterable[TableRow],
) -> Definitions:
    """The tables' rows as Definitions."""
    return Definitions(
        {(row["metric"], row["scope"]): Definition(*(row[name] for name in COLUMNS)) for row in definitions},
        {(row["metric"], row["definition"], row["other"]): row["reason"] for row in comparability},
        {row["wording"]: frozenset(row["offices"].split()) for row in offices},
        {(row["metric"], row["other"]): row["reason"] for row in related},
    )


def duplicate_faults(table: Table, columns: tuple[str, ...]) -> Iterator[Fault]:
    """Rows that repeat the key of a row above."""
    seen = set()
    for row in table.rows:
        key = tuple(row[column] for column in columns)
        if key in seen:
            yield table.fault("duplicate-row", row, columns[0], quoted(" / ".join(key)), "a key not used above")
        seen.add(key)


def unmapped(definitions: Definitions, rows: Iterable[Row]) -> list[Row]:
    """The claims and reported figures whose scope or office is not mapped."""
    return [
        row
        for row in rows
        if (row.metric, row.scope) not in definitions.by_scope
        or (row.metric == "role" and row.value not in definitions.by_wording)
    ]
