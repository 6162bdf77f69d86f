"""What a reader can take away from a finished site, beside the charts' files: tables, notebooks, the data as one zip.

Works on the finished HTML, so that a table is taken as it is seen, whether a cell made it or prose. Each table of
more than one row becomes a CSV under `tables/<page>/`, linked from its caption; each executed page a notebook
under `notebooks/`, linked from its end.
"""

from __future__ import annotations

import json
import re
from functools import partial
from html import escape
from pathlib import Path

from _ext import side_by_side
from claimcheck.citing.edition import Edition, edition
from claimcheck.pages import prose
from claimcheck.pages.chapter import register
from claimcheck.pages.csv_rows import as_csv
from claimcheck.register.record import Register
from kuaishou import PDF, XLSX, ZIP
from tools.bundle import files_under, zipped
from tools.take_away.tables import tables_of
from tools.take_away.workbook import of_package

ROOT = Path(__file__).resolve().parents[2]
CARRIED = re.compile(r"<metadata>.*?</metadata>", re.S)
ROLE = re.compile(r"\{(claim|evidence|reported|result|eval)\}`(?:([^`<]+?)\s*<)?([^`<>]+)>?`")
BESIDE_DATA = ("CITATION.cff", "LICENSE", "data/README.md")


def main(site: str, executed: str) -> int:
    """As `add`, for folders by name; the exit status."""
    add(Path(site), Path(executed))
    return 0


def add(site: Path, executed: Path) -> None:
    """Add everything to a site whose `data/` is in place; executed: MyST-NB's folder of executed notebooks."""
    register()  # once, for all pages
    side_by_side.each(partial(_add_to, site, executed), sorted(site.rglob("*.html")))
    (site / "data" / XLSX).write_bytes(of_package(site / "data"))
    beside = {Path(name).name: (ROOT / name).read_bytes() for name in BESIDE_DATA if (ROOT / name).exists()}
    (site / "data" / ZIP).write_bytes(zipped({**files_under(site / "data"), **beside}))


def _add_to(site: Path, executed: Path, path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    if 'class="bd-article"' in page:
        name = path.relative_to(site).as_posix().removesuffix(".html")
        page = _with_tables(site, name, page)
        page = _with_notebook(site, name, page, executed, register(), edition())
        path.write_text(page, encoding="utf-8")


# tables


def _with_tables(site: Path, name: str, page: str) -> str:
    up = "../" * name.count("/")
    for found, slug in reversed(_named(tables_of(page))):  # from the end, so that places before stay right
        place = site / "tables" / name / f"{slug}.csv"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(as_csv(found.rows), encoding="utf-8")
        link = f'<a class="table-csv" href="{up}tables/{name}/{slug}.csv" download aria-label="CSV of this table: {escape(found.caption, quote=True)}">CSV</a>'
        page = page[: found.place] + (f" {link}" if found.is_captioned else f"<p>{link}</p>") + page[found.place :]
    return page


def _named(found: list) -> list[tuple]:
    """Each table with a file name from its caption, numbered where two are alike."""
    named: list[tuple] = []
    for table in found:
        words = re.sub(
            r"^\d+ ", "", table.caption.lower()
        )  # "13 conflicts …": the count may change, the address should not
        slug = re.sub(r"[^a-z0-9]+", "-", words)[:60].strip("-") or "table"
        same = sum(name == slug or re.fullmatch(rf"{slug}-\d+", name) is not None for _, name in named)
        named.append((table, f"{slug}-{same + 1}" if same else slug))
    return named


# notebooks


def _with_notebook(site: Path, name: str, page: str, executed: Path, register: Register, of: Edition) -> str:
    source = executed / f"{name}.ipynb"
    if not source.is_file():
        return page
    place = site / "notebooks" / f"{name}.ipynb"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(notebook(source.read_text(encoding="utf-8"), name, register, of), encoding="utf-8")
    link = (
        f'<p class="take-away">This page as an <a href="{"../" * name.count("/")}notebooks/{name}.ipynb" download>executed notebook</a>;'
        f' the whole report as <a href="{of.at(PDF)}">one PDF</a>.</p>'
    )
    return page.replace('<details class="cite-this">', f'{link}<details class="cite-this">', 1)


def notebook(text: str, name: str, register: Register, of: Edition) -> str:
    """An executed notebook for readers: roles as what they show, links as addresses, nothing that differs by machine."""
    given = json.loads(text)
    results = iter(given["metadata"].get("eval_results", []))
    cells = [_cell(cell, register, of, results) for cell in given["cells"]]
    about = (
        f"From [{of.title}]({of.at(f'{name}.html')}), version {of.version}, as it was executed. Running it takes the "
        f"package and the data of that version."
    )
    cells.insert(0, {"cell_type": "markdown", "metadata": {}, "source": about})
    cells = [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    whole = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cell(cell: dict, register: Register, of: Edition, results) -> dict:
    text = "".join(cell["source"])
    if cell["cell_type"] != "code":
        return {
            "cell_type": cell["cell_type"],
            "metadata": {},
            "source": ROLE.sub(lambda role: _shown(role, register, of, results), text),
        }
    return {
        "cell_type": "code",
        "execution_count": cell["execution_count"],
        "metadata": {},
        "outputs": [_output(output, of) for output in cell["outputs"]],
        "source": text,
    }


def _shown(role: re.Match, register: Register, of: Edition, results) -> str:
    kind, words, name = role.groups()
    if kind == "eval":
        # noted in the order of the page; where they part, the role stays as it is
        noted, value = next(results, ("", ""))
        return value if noted == name else role[0]
    if kind == "claim":
        return f"[{words or prose.figure(register.claims[name])}]({of.short(name)})"
    if kind == "evidence":
        return f"({register.evidence_of(name).code.replace('_', ' ')})"
    if kind == "result":
        return f"[{words or prose.result(register.relations[name])}]({of.at('chapters/relations.html')}#{name})"
    return f"[{words or prose.figure(register.reported[name])}]({register.reported[name].source_url})"


def _output(output: dict, of: Edition) -> dict:
    data = {kind: "".join(value) for kind, value in output.get("data", {}).items()}
    if "image/svg+xml" in data:
        data["image/svg+xml"] = CARRIED.sub("", data["image/svg+xml"], count=1)
    if "text/html" in data:
        data["text/html"] = data["text/html"].replace('href="site:', f'href="{of.address}')
    return {**output, "data": data} if data else output
