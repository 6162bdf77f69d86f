"""A fault is a value: where it is, what stands there, and what was expected.

Checks return faults instead of raising at the first one, so that whoever mends a table sees all of
them at once; tests compare the tuples, and `code` stays the same when a message is reworded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the tables.

    `file` is the path as a reader would type it from the repository, `row` the line of that file with
    the header as line 1 (None where the whole file is meant), `column` the column's name (None where
    the whole row is meant), `found` and `expected` short texts.
    """

    code: str
    file: str
    row: int | None
    column: str | None
    found: str
    expected: str

    @property
    def place(self) -> tuple[str, int, str]:
        """File, row and column, comparable even where row or column is missing."""
        return (self.file, self.row or 0, self.column or "")

    def __lt__(self, other: Fault) -> bool:
        return (*self.place, self.code, self.found, self.expected) < (
            *other.place,
            other.code,
            other.found,
            other.expected,
        )

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.file, self.row, self.column) if part is not None)
        return f"{where}: found {self.found}, expected {self.expected} [{self.code}]"


class FaultError(Exception):
    """Raised once, with every fault found, sorted by file, row and column."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        count = len(self.faults)
        lines = [f"{count} fault{'' if count == 1 else 's'} in the tables", *map(str, self.faults)]
        super().__init__("\n".join(lines))
