"""Tables of numbers as the drawn pages have them: lines, no boxes, figures right; on a phone each row finds another shape.

    DataTable("GMV by year", (Column("Year", "head"), Column("GMV", "num"), Column("Note", "words")), rows, kind="r-rows")

`kind` says what a phone makes of it: `r-rows` keeps up to three numbers side by side and puts words below, `r-tiles`
labels each number, three to a line (`r-tiles r-four`: four), `r-cards` is for words, `r-scroll` for many rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from claimcheck.pages.answers import han
from claimcheck.pages.tables import Html


@dataclass(frozen=True)
class Column:
    """A column: its head, and whether it holds the row's name ("head"), numbers ("num") or "words"."""

    head: str
    kind: str = "words"


@dataclass(frozen=True)
class DataTable:
    """Rows of strings or `Html` under columns; `caption` is what a reader who hears the page is told the table is.

    `ids` gives rows an anchor.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Html]]
    kind: str = "r-rows"
    ids: Sequence[str] = ()

    def __repr__(self) -> str:
        return f"DataTable({self.caption}: {len(self.rows)} rows)"

    def _repr_html_(self) -> str:
        scroll = self.kind == "r-scroll"
        name = "r-table" if scroll else f"r-table {self.kind}"
        head = "".join(f'<th scope="col"{_class(column)}>{escape(column.head)}</th>' for column in self.columns)
        body = "".join(self._row(i, row) for i, row in enumerate(self.rows))
        label = escape(self.caption, quote=True)
        table = (
            f'<table class="{name}" aria-label="{label}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        )
        region = f'<div class="r-scroll" tabindex="0" role="region" aria-label="{label}">'
        return f"{region}{table}</div>" if scroll else table

    def _row(self, i: int, row: Sequence[str | Html]) -> str:
        anchor = f' id="{escape(self.ids[i], quote=True)}"' if self.ids else ""
        cells = "".join(self._cell(column, cell) for column, cell in zip(self.columns, row, strict=True))
        return f"<tr{anchor}>{cells}</tr>"

    def _cell(self, column: Column, cell: str | Html) -> str:
        # Chinese is marked as such: a reader hears it rightly, and the browser draws it with the Chinese type throughout
        text = cell.text if isinstance(cell, Html) else han(escape(str(cell)))
        if column.kind == "head":
            return f'<th scope="row">{text}</th>'
        label = f' data-label="{escape(column.head, quote=True)}"' if self.labels and column.kind == "num" else ""
        return f"<td{_class(column)}{label}>{text}</td>"

    @property
    def labels(self) -> bool:
        """Whether a phone shows each number under its column's name."""
        return self.kind.startswith("r-tiles")


def _class(column: Column) -> str:
    return "" if column.kind == "head" else f' class="r-{column.kind}"'


@dataclass(frozen=True)
class Folded:
    """A table folded away under a line that says what is in it."""

    summary: str
    table: DataTable

    def __repr__(self) -> str:
        return f"Folded({self.table!r})"

    def _repr_html_(self) -> str:
        return f"<details><summary>{escape(self.summary)}</summary>{self.table._repr_html_()}</details>"


@dataclass(frozen=True)
class Stack:
    """Several of these below each other, as one output of a cell."""

    parts: Sequence[DataTable | Folded]

    def __repr__(self) -> str:
        return f"Stack({len(self.parts)} tables)"

    def _repr_html_(self) -> str:
        return "".join(part._repr_html_() for part in self.parts)
