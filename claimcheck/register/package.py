"""Read the data package: every table as strings, held to its schema, faults collected.

The schemas in `data/schemas/` are the only definition of a column; this module and Frictionless both
read them. Frictionless takes a second to import, so chapters and pages load through `read_package`,
which enforces the constraints that `descriptor` names and refuses all others, while `check`, `publish` and the
tests also run `frictionless_faults` over the same files.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from claimcheck.register import descriptor
from claimcheck.register.cells import check as cell_check
from claimcheck.register.faults import Fault

DRAFTS = "drafts/"  # what is proposed and does not count yet


class _Cells(Mapping[str, str]):
    """The strings of a row by column; all rows of a table share the places of the columns."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: dict[str, int], values: tuple[str, ...]):
        self._places, self._values = places, values

    def __getitem__(self, column: str) -> str:
        return self._values[self._places[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: `line` is its line in the file (header = 1), `cells` its strings by column."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass
class Table:
    """One resource of the package: its file as a reader types it, its schema and its rows.

    `readable` is False when file, encoding or header are wrong; then there are no rows and nobody
    should complain about what the rows would have held.
    """

    name: str
    file: str
    schema: dict[str, Any]
    rows: list[TableRow] = field(default_factory=list)
    readable: bool = True

    @cached_property
    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return [column["name"] for column in self.schema["fields"]]

    def fault(self, code: str, row: TableRow | None, column: str | None, found: str, expected: str) -> Fault:
        """A fault in this table; without a row the whole file is meant."""
        return Fault(code, self.file, row.line if row else None, column, found, expected)


@dataclass
class Package:
    """All tables by resource name, and the faults of reading them."""

    root: Path
    tables: dict[str, Table]
    faults: list[Fault]
    schemas: dict[str, dict[str, Any] | None] = field(default_factory=dict)

    def claims_tables(self) -> dict[str, Table]:
        """The tables of claims by article id."""
        prefix = "claims-"
        return {name.removeprefix(prefix): table for name, table in self.tables.items() if name.startswith(prefix)}


def quoted(text: str) -> str:
    """The text as faults show it: in quotes, on one line, not longer than 60 characters."""
    line = whole(text)[1:-1]
    return f"'{line if len(line) <= 60 else line[:59] + '…'}'"


def whole(text: str) -> str:
    """The same, however long: where what is shown is to be copied into another table."""
    line = text.replace("\r", "\\r").replace("\n", "\\n")
    return f"'{line}'"


def read_package(root: Path) -> Package:
    """Read `root/datapackage.json` and every table it lists; faults are collected, never raised."""
    package = Package(root, {}, [])
    file = f"{root.name}/datapackage.json"
    read = _read_json(package, "datapackage.json")
    listed, faults = ([], []) if read is None else descriptor.resources(read[0], file)
    package.faults += faults
    for resource in listed:
        schema = _read_schema(package, resource.schema)
        if schema is not None:
            table = Table(resource.name, f"{root.name}/{resource.path}", schema)
            package.tables[table.name] = table
            package.faults += _fill(table, root / resource.path)
    if not faults and os.path.isdir(root):
        package.faults += _undeclared(package, {resource.path for resource in listed})
    for table in package.tables.values():
        package.faults += _cell_faults(table)
        package.faults += _reference_faults(package, table)
    return package


def _read_schema(package: Package, path: str) -> dict[str, Any] | None:
    """The schema at that path; None if it cannot be read, and what is wrong with it among the faults once."""
    if path not in package.schemas:
        read = _read_json(package, path)
        faults = [] if read is None else descriptor.schema_faults(read[0], f"{package.root.name}/{path}")
        package.faults += faults
        package.schemas[path] = None if read is None or faults else read[0]
    return package.schemas[path]


def _read_json(package: Package, path: str) -> tuple[Any] | None:
    """What the file holds, in a tuple of one; None if it cannot be read."""
    file = f"{package.root.name}/{path}"
    try:
        return (json.loads((package.root / path).read_text(encoding="utf-8")),)
    except OSError as error:
        found = "no such file" if isinstance(error, FileNotFoundError) else "what is no file"
        package.faults.append(Fault("missing-file", file, None, None, found, "a JSON file"))
    except (ValueError, RecursionError) as error:
        package.faults.append(Fault("bad-json", file, None, None, quoted(str(error)), "a JSON file in UTF-8"))
    return None


def _undeclared(package: Package, listed: Collection[str]) -> Iterator[Fault]:
    """A table that lies in the folder but is not listed would silently not be read."""
    for path in sorted(package.root.rglob("*.csv")):
        name = path.relative_to(package.root).as_posix()
        if name not in listed and not name.startswith(DRAFTS):
            yield Fault(
                "undeclared-file", f"{package.root.name}/{name}", None, None, "a table", "its name in datapackage.json"
            )


def _fill(table: Table, path: Path) -> list[Fault]:
    """Read the file into `table.rows`; a file that cannot be read as this table is left without rows."""
    text, faults = _text(table, path)
    if not faults:
        # strict: a quote that is never closed would otherwise swallow the rest of the file
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            faults = _header_faults(table, next(reader))
            if not faults:
                return _rows(table, reader)
        except csv.Error as error:
            faults = [Fault("bad-csv", table.file, reader.line_num, None, quoted(str(error)), "RFC 4180 CSV")]
    table.readable, table.rows = False, []
    return faults


def _text(table: Table, path: Path) -> tuple[str, list[Fault]]:
    if not os.path.isfile(path):  # also of a name that is too long
        return "", [table.fault("missing-file", None, None, "no such file", "a table")]
    data = path.read_bytes()
    if not data.strip():
        return "", [table.fault("empty-file", None, None, "an empty file", "a header and rows")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Fault("wrong-encoding", table.file, line, None, f"byte 0x{data[error.start]:02x}", "UTF-8 text")]
    if text.startswith("\ufeff"):
        return "", [Fault("wrong-encoding", table.file, 1, None, "a byte order mark", "UTF-8 without one")]
    for sign, code, found, expected in (
        ("\r", "wrong-newline", "a carriage return", "lines ended by LF"),
        ("\0", "wrong-encoding", "a NUL character", "UTF-8 text without one"),
    ):
        if sign in text:
            line = text.count("\n", 0, text.index(sign)) + 1
            return "", [Fault(code, table.file, line, None, found, expected)]
    return text, []


def _header_faults(table: Table, header: list[str]) -> list[Fault]:
    def fault(code: str, column: str, found: str, expected: str) -> Fault:
        return Fault(code, table.file, 1, column, found, expected)

    faults = [
        fault("missing-column", name, "no such column", f"column {quoted(name)}")
        for name in table.columns
        if name not in header
    ]
    faults += [
        fault("extra-column", name, f"column {quoted(name)}", "only columns of the schema")
        for name in header
        if name not in table.columns
    ]
    faults += [
        fault("duplicate-column", name, f"column {quoted(name)} twice", "each column once")
        for name in sorted(set(header))
        if header.count(name) > 1
    ]
    if not faults and header != table.columns:
        place = next(i for i, name in enumerate(header) if name != table.columns[i])
        faults.append(
            fault(
                "column-order",
                header[place],
                f"column {quoted(header[place])}",
                f"column {quoted(table.columns[place])} here",
            )
        )
    return faults


def _rows(table: Table, reader: Any) -> list[Fault]:
    """Fill in the rows. A short or long row is a fault; its cells are kept so that its id is known.

    reader: of the module csv, past the header.
    """
    faults, width, line = [], len(table.columns), reader.line_num + 1
    places = {column: n for n, column in enumerate(table.columns)}
    known: dict[str, str] = {}  # a text that stands in many cells is kept once
    for cells in reader:
        if len(cells) != width:
            faults.append(Fault("cell-count", table.file, line, None, f"{len(cells)} cells", f"{width} cells"))
            cells = (cells + [""] * width)[:width]
        values = tuple([known.setdefault(cell, cell) for cell in cells])
        table.rows.append(TableRow(line, _Cells(places, values)))
        line = reader.line_num + 1
    return faults


def _cell_faults(table: Table) -> Iterator[Fault]:
    for column in table.schema["fields"]:
        name, broken = column["name"], cell_check(column)
        seen: set[str] = set()
        for row in table.rows:
            cell = row.cells[name]
            if wrong := broken(cell, seen):
                code, expected = wrong
                yield table.fault(code, row, name, quoted(cell), expected)


def _reference_faults(package: Package, table: Table) -> Iterator[Fault]:
    """Foreign keys of the schema; those that would span files are checks of the register's own."""
    for key in table.schema.get("foreignKeys", []):
        (column,), (target,) = key["fields"], key["reference"]["fields"]
        other = package.tables.get(key["reference"]["resource"])
        if other and other.readable and target in other.columns:
            known = {row[target] for row in other.rows}
            for row in table.rows:
                if row[column] and row[column] not in known:
                    yield table.fault(
                        f"unknown-{column}", row, column, quoted(row[column]), f"a {target} of {other.file}"
                    )


def frictionless_faults(root: Path, known: Iterable[Fault] = ()) -> list[Fault]:
    """What Frictionless reports of the package at `root`, leaving out the files of `known` faults.

    Foreign keys are left to `_reference_faults`, which keeps quiet where the table referred to cannot be read.
    """
    told = {fault.file for fault in known}
    if any(file.endswith(".json") for file in told):
        return []  # what describes the tables is faulty already
    from frictionless import validate

    report = validate(str(root / "datapackage.json"))
    faults = [_translated(f"{root.name}/datapackage.json", error) for error in report.errors]
    for task in report.tasks:
        faults += [_translated(f"{root.name}/{task.place}", error) for error in task.errors]
    return [fault for fault in faults if fault.file not in told and fault.code != "frictionless-foreign-key"]


def _translated(file: str, error: Any) -> Fault:
    row = getattr(error, "row_number", None)
    column = getattr(error, "field_name", None) or None
    return Fault(f"frictionless-{error.type}", file, row, column, quoted(error.message), "a valid package")
