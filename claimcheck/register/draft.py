"""A register on the way: the package's tables, the faults so far, and the records already read.

A row with a fault is left out of the checks that build on it, so that one mistake makes one message and
not a trail of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from claimcheck.formulas.relations import FormulaError
from claimcheck.printed.figures import FigureError
from claimcheck.register.faults import Fault
from claimcheck.register.package import Package, Table, TableRow, quoted
from claimcheck.register.records import Conflict, Correction, Exclusion, Metric, Relation
from claimcheck.register.rows import Claim, Reported, Row

Record = TypeVar("Record")


class Draft:
    """What has been read of a package, and every fault on the way.

    lines: for each table by its resource name the rows by the first column. known_claims: the ids of all
    claims, those of faulty rows too. unsettled: claims whose reading is not known, because the corrections
    that give it are faulty.
    """

    def __init__(self, package: Package):
        self.package = package
        self.faults: list[Fault] = list(package.faults)
        self.claims_tables: dict[str, Table] = package.claims_tables()
        self.lines: dict[str, dict[str, TableRow]] = {}
        self.known_claims: set[str] = {row["id"] for table in self.claims_tables.values() for row in table.rows}
        self.unsettled: set[str] = set()
        self.texts: dict[str, str] = {}
        self.metrics: dict[str, Metric] = {}
        self.corrections: dict[str, Correction] = {}
        self.claims: dict[str, Claim] = {}
        self.exclusions: dict[str, Exclusion] = {}
        self.reported: dict[str, Reported] = {}
        self.relations: dict[str, Relation] = {}
        self.conflicts: dict[str, Conflict] = {}

    def add(self, *faults: Fault | None) -> None:
        """Keep faults; None is none."""
        self.faults += [fault for fault in faults if fault is not None]

    def table(self, name: str) -> Table | None:
        """The table of that resource name; None if the package has none."""
        return self.package.tables.get(name)

    def sound_rows(self, table: Table | None) -> Iterator[TableRow]:
        """The rows that have no fault so far."""
        if table is None:
            return iter(())
        faulty = {fault.row for fault in self.faults if fault.file == table.file}
        return (row for row in table.rows if row.line not in faulty)

    def records(self, name: str, read: Callable[[Mapping[str, str]], Record]) -> dict[str, Record]:
        """The records of a table by the first column; a row that cannot be read becomes a fault."""
        table = self.table(name)
        lines = self.lines.setdefault(name, {})
        found: dict[str, Record] = {}
        if table is None:
            return found
        for row in self.sound_rows(table):
            key = row[table.columns[0]]
            lines[key] = row
            try:
                found[key] = read(row.cells)
            except FigureError as error:
                self.add(table.fault("malformed-value", row, "value", quoted(row["value"]), f"a figure ({error})"))
            except FormulaError as error:
                self.add(table.fault("bad-formula", row, "formula", quoted(row["formula"]), f"a formula ({error})"))
            except ValueError as error:
                self.add(table.fault("malformed-row", row, None, quoted(str(error)), "a row that can be read"))
        return found

    def read_from(self, name: str, records: Mapping[str, Record]) -> Iterator[tuple[Table, TableRow, Record]]:
        """The records of a table with the row each was read from."""
        table = self.table(name)
        return ((table, self.lines[name][key], record) for key, record in records.items() if table is not None)

    def rows(self) -> dict[str, Row]:
        """The claims and reported figures read so far, by id."""
        rows: dict[str, Row] = dict(self.reported)
        rows.update(self.claims)  # no reported figure has the id of a claim: that is a fault
        return rows

    def known_ids(self, name: str) -> set[str] | None:
        """The ids of a table, those of faulty rows too; None if it could not be read."""
        table = self.table(name)
        return {row["id"] for row in table.rows} if table and table.readable else None

    def ids(self, *names: str) -> Collection[str]:
        """The ids of all claims and of the tables named, those of faulty rows too."""
        tables = [table for table in (*self.claims_tables.values(), *map(self.table, names)) if table]
        if not all(table.readable for table in tables):
            return _Everything()
        return {row["id"] for table in tables for row in table.rows}

    def in_unread_table(self, claim_ids: Iterable[str]) -> bool:
        """Whether one of the claims may stand in a table that could not be read."""
        tables = (self.claims_tables.get(claim_id.rpartition("-")[0]) for claim_id in claim_ids)
        return any(table is not None and not table.readable for table in tables)


class _Everything(frozenset[str]):
    """Where a table could not be read, any id may have stood in it."""

    def __contains__(self, row_id: object) -> bool:
        return True
