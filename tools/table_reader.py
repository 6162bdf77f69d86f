"""Tables of a page as rows of text, with the place in its HTML where a link to them belongs."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from html.parser import HTMLParser

from tools.site_page import VOID

FEWEST_ROWS = 2  # a result on a line of its own is in relations.csv already
SKIPPED = "chart-data"  # a chart has its rows as CSV beside it


@dataclass
class TableFound:
    """rows: header first; place: offset in the HTML, at the caption's end where there is one."""

    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)
    heads: int = 0
    place: int = 0
    is_captioned: bool = False


class _Reader(HTMLParser):
    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.found: list[TableFound] = []
        self.skipped = 0
        self.table: TableFound | None = None
        self.cell: list[str] | None = None
        self.in_head = self.in_caption = False
        self.lines = [0]
        for line in page.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.feed(page)
        self.close()

    def here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag, attrs):
        if self.skipped or SKIPPED in (dict(attrs).get("class") or "").split():
            self.skipped += tag not in VOID
        elif tag == "table":
            self.table = TableFound()
        elif self.table is None:
            return
        elif tag == "tr":
            self.table.rows.append([])
            self.table.heads += self.in_head
        elif tag in ("td", "th"):
            self.cell = []
        elif tag == "br" and self.cell is not None:
            self.cell.append("; ")
        self.in_head |= tag == "thead"
        self.in_caption |= tag == "caption" and self.table is not None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell.append(data)
        elif self.in_caption:
            self.table.caption += data

    def handle_endtag(self, tag):
        if self.skipped:
            self.skipped -= 1
            return
        if self.table is None:
            return
        if tag in ("td", "th") and self.cell is not None:
            self.table.rows[-1].append(" ".join("".join(self.cell).split()))
            self.cell = None
        elif tag == "thead":
            self.in_head = False
        elif tag == "caption":
            self.in_caption, self.table.place, self.table.is_captioned = False, self.here(), True
        elif tag == "table":
            if not self.table.is_captioned:
                self.table.place = self.here() + len("</table>")
            self.table.caption = " ".join(self.table.caption.split())
            self.found.append(self.table)
            self.table = None


def tables_of(page: str) -> list[TableFound]:
    """The tables of a page that are worth a file, in order."""
    return [table for table in _Reader(page).found if len(table.rows) - table.heads >= FEWEST_ROWS]


def as_csv(rows: list[list[str]]) -> str:
    """The rows as RFC 4180 has them, with plain line ends."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
