"""Tables of a page as rows of text, with the place in its HTML where a link to them belongs."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import Tag

from _ext import markup

FEWEST_ROWS = 2  # a result on a line of its own is in relations.csv already
SKIPPED = "chart-data"  # a chart has its rows as CSV beside it


@dataclass(frozen=True)
class TableFound:
    """rows: header first; heads: how many of them are header; place: offset in the HTML, at the caption's end where there is one."""

    caption: str
    rows: list[list[str]]
    heads: int
    place: int
    is_captioned: bool


def tables_of(page: str) -> list[TableFound]:
    """The tables of a page that are worth a file, in order."""
    tables = (t for t in markup.read(page).find_all("table") if not t.find_parent(class_=SKIPPED))
    found = (_table(page, table) for table in tables)
    return [table for table in found if len(table.rows) - table.heads >= FEWEST_ROWS]


def _table(page: str, table: Tag) -> TableFound:
    rows = table.find_all("tr")
    caption = table.find("caption")
    begin = markup.offset(page, caption or table)
    return TableFound(
        caption=markup.words(caption) if caption else "",
        rows=[[_cell(cell) for cell in row.find_all(["td", "th"])] for row in rows],
        heads=sum(row.find_parent("thead") is not None for row in rows),
        place=page.index("</caption>", begin) if caption else page.index("</table>", begin) + len("</table>"),
        is_captioned=caption is not None,
    )


def _cell(cell: Tag) -> str:
    for line_break in cell.find_all("br"):
        line_break.replace_with("; ")
    return markup.words(cell)
