"""The tables as one workbook for spreadsheets: Chinese is read right, zeros at ends stay, and no cell is ever run.

A workbook says of each cell what it is, which a CSV cannot: figures and words are text as they stand in the tables,
only columns that the schemas call integer are numbers. Own code, since this is all of Office Open XML (ECMA-376, part 1,
18.2 to 18.3) that plain tables need, and so the same bytes come out on every machine.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tools.bundle import zipped

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LONGEST_NAME, LONGEST_TEXT = 31, 32767  # of a sheet, of a cell: limits of the programs
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def of_package(folder: Path) -> bytes:
    """The tables of a data package as a workbook, a sheet for each resource that is a CSV, in their order."""
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    sheets = {}
    for resource in descriptor["resources"]:
        if str(resource["path"]).endswith(".csv"):
            with (folder / resource["path"]).open(encoding="utf-8", newline="") as handle:
                rows = list(csv.reader(handle))
            fields = json.loads((folder / resource["schema"]).read_text(encoding="utf-8"))["fields"]
            numbers = {field["name"] for field in fields if field["type"] == "integer"}
            sheets[resource["name"]] = sheet(rows, [name in numbers for name in rows[0]])
    return book(sheets)


def sheet(rows: Iterable[Sequence[str]], is_number: Sequence[bool]) -> str:
    """A sheet's XML; its first row stays in sight."""
    lines = "".join(
        f"<row>{''.join(_cell(text, n > 0 and number) for text, number in zip(row, is_number, strict=True))}</row>"
        for n, row in enumerate(rows)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<sheetData>{lines}</sheetData></worksheet>"
    )


def _cell(text: str, is_number: bool) -> str:
    if is_number and re.fullmatch(r"-?\d{1,15}", text):
        return f"<c><v>{text}</v></c>"
    fit = escape(UNFIT.sub("", text)[:LONGEST_TEXT])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{fit}</t></is></c>' if text else "<c/>"


def book(sheets: dict[str, str]) -> bytes:
    """The file of sheets given as XML by name."""
    names = [name[:LONGEST_NAME] for name in sheets]
    if len(set(names)) != len(names):
        raise ValueError(f"names of tables are alike in their first {LONGEST_NAME} characters")
    numbered = list(enumerate(names, 1))
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{TYPES}.worksheet+xml"/>'
            for n, _ in numbered
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        + "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in numbered)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in numbered
        )
        + "</Relationships>",
    }
    contents = {name: (HEAD + text).encode() for name, text in files.items()}
    contents |= {f"xl/worksheets/sheet{n}.xml": text.encode() for n, text in enumerate(sheets.values(), 1)}
    return zipped(contents)
