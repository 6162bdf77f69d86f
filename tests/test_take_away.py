"""What can be taken away: tables, notebooks and the data, each the same as what the page shows."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import nbformat
import pytest
import site_support as site
from frictionless import validate

from claimcheck.citing import edition as cite
from claimcheck.evidence.standing import standing
from claimcheck.pages.appendix import read_as
from claimcheck.pages.csv_rows import as_csv
from claimcheck.pages.tables import Table
from kuaishou import PDF, ZIP
from tools import bundle, take_away
from tools.take_away import tables as table_reader

PAGES = site.listed()


# archives


def test_an_archive_depends_on_nothing_but_its_files():
    files = {"b.txt": b"b", "a/c.txt": "快手".encode()}
    again = dict(reversed(files.items()))
    assert bundle.zipped(files) == bundle.zipped(again) and bundle.tarred(files, "x", 5) == bundle.tarred(again, "x", 5)
    assert bundle.zipped(files) != bundle.zipped({**files, "b.txt": b"B"})
    with zipfile.ZipFile(io.BytesIO(bundle.zipped(files))) as archive:
        assert archive.namelist() == ["a/c.txt", "b.txt"] and archive.testzip() is None


# tables


def page_of(*tables) -> str:
    return "<html>\n<body>" + "\n".join(t if isinstance(t, str) else t._repr_html_() for t in tables) + "</body></html>"


def test_a_table_is_read_as_it_is_shown():
    (found,) = table_reader.tables_of(
        page_of(Table("3 figures, 快手", ("a", "b"), [("1", "x, y"), ("<2>", 'say "z"')]))
    )
    assert found.caption == "3 figures, 快手"
    assert list(csv.reader(io.StringIO(as_csv(found.rows)))) == [
        ["a", "b"],
        ["1", "x, y"],
        ["<2>", 'say "z"'],
    ]


def test_markup_in_a_cell_becomes_text():
    (found,) = table_reader.tables_of(
        page_of("<table><tr><td>1<br><span>in  words</span></td></tr><tr><td>2</td></tr></table>")
    )
    assert found.rows == [["1; in words"], ["2"]] and not found.is_captioned


def test_results_of_one_row_and_the_rows_of_charts_are_left_out():
    row = "<tr><td>1</td></tr>"
    assert table_reader.tables_of(page_of(Table("one", ("a",), [("1",)]))) == []
    assert table_reader.tables_of(f'<details class="chart-data"><br><table>{row * 3}</table></details>') == []
    assert (
        len(
            table_reader.tables_of(
                f'<details class="chart-data"><br><table>{row * 3}</table></details><table>{row * 3}</table>'
            )
        )
        == 1
    )


def test_links_go_into_captions_and_two_tables_of_a_name_get_two_files(tmp_path):
    page = page_of(
        Table("2 rows", ("a",), [("1",), ("2",)]),
        Table("2 rows", ("a",), [("3",), ("4",)]),
        "<table><tr><td>5</td></tr><tr><td>6</td></tr></table>",
    )
    shown = take_away._with_tables(tmp_path, "chapters/x", page)
    assert re.findall(r'href="(\S+)"', shown) == [
        f"../tables/chapters/x/{name}.csv" for name in ("rows", "rows-2", "table")
    ]
    assert re.sub(r' <a class="table-csv".*?</a>|<p><a class="table-csv".*?</a></p>', "", shown) == page
    folder = tmp_path / "tables" / "chapters" / "x"
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "rows.csv": "a\n1\n2\n",
        "rows-2.csv": "a\n3\n4\n",
        "table.csv": "5\n6\n",
    }


# notebooks


def executed(*cells: dict, results=()) -> str:
    return json.dumps(
        {
            "cells": list(cells),
            "metadata": {"eval_results": list(results), "language_info": {"version": "3.11.7"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def markdown(text: str) -> dict:
    return {"cell_type": "markdown", "id": "x7", "metadata": {}, "source": [text]}


def test_a_notebook_reads_like_its_page(register):
    text = "{claim}`gravity-2021-15` {evidence}`gravity-2021-15` grew {eval}`growth.recomputed`, {eval}`other`"
    svg = "<svg><metadata>a PNG and the rows</metadata><desc>x</desc></svg>"
    code = {
        "cell_type": "code",
        "id": "9",
        "execution_count": 1,
        "metadata": {},
        "source": ["show(x)\n", "y"],
        "outputs": [
            {
                "output_type": "execute_result",
                "execution_count": 1,
                "metadata": {},
                "data": {"image/svg+xml": [svg], "text/html": ['<a href="site:chapters/claims.html#x">x</a>']},
            }
        ],
    }
    given = executed(markdown(text), code, results=[["growth.recomputed", "539.5%"], ["mine", "no"]])
    made = json.loads(take_away.notebook(given, "chapters/x", register, cite.edition()))
    nbformat.validate(made)
    assert made["cells"][1]["source"] == (
        f"[381.2 billion CNY (3812億元)]({cite.edition().short('gravity-2021-15')}) "
        "(supported) grew 539.5%, {eval}`other`"
    ), "a result that was not noted for this place stays a role"
    data = made["cells"][2]["outputs"][0]["data"]
    assert data == {
        "image/svg+xml": "<svg><desc>x</desc></svg>",
        "text/html": f'<a href="{cite.edition().address}chapters/claims.html#x">x</a>',
    }
    assert "3.11.7" not in json.dumps(made) and cite.edition().version in made["cells"][0]["source"]
    assert [cell["id"] for cell in made["cells"]] == ["cell-0", "cell-1", "cell-2"]


# on the built site


@pytest.mark.site
@pytest.mark.parametrize("address", PAGES)
def test_every_page_that_computes_can_be_had_as_a_notebook(address):
    source = (site.ROOT / address.replace(".html", ".md")).read_text(encoding="utf-8")
    path = site.SITE / "notebooks" / address.replace(".html", ".ipynb")
    links = site.page(address).addresses
    assert path.exists() == ("{code-cell}" in source)
    if path.exists():
        assert any(link.endswith(f"notebooks/{address.replace('.html', '.ipynb')}") for link in links)
        nbformat.validate(made := nbformat.read(path, as_version=4))
        text = "".join(cell["source"] for cell in made.cells if cell.cell_type == "markdown")
        assert not re.search(r"\{(claim|evidence|reported|eval)\}`", text), "a role that no reader's program shows"


@pytest.mark.site
@pytest.mark.parametrize("address", ["chapters/data.html", "chapters/articles/trust-2023.html"])
def test_the_pdf_is_linked_at_its_published_address(address):
    """Not beside the page: a copy of the site that was built without a browser has none."""
    published = cite.edition().at(PDF)
    assert published in site.page(address).addresses and not (site.SITE / PDF).exists()


@pytest.mark.site
@pytest.mark.parametrize("address", PAGES)
def test_every_table_of_a_page_is_a_file(address):
    folder = site.SITE / "tables" / address.removesuffix(".html")
    files = {path.name for path in folder.glob("*.csv")}
    linked = {
        link.rpartition("/")[2] for link in site.page(address).addresses if "tables/" in link and link.endswith(".csv")
    }
    assert files == linked and len(files) == len(table_reader.tables_of(site.page(address).source))


@pytest.mark.site
def test_the_claims_table_of_a_chapter_is_whole(register):
    path = (
        site.SITE
        / "tables"
        / "chapters"
        / "articles"
        / "gravity-2021"
        / "all-figures-of-the-article-and-its-claims-in-words.csv"
    )
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    aside = ("list", "date", "office")
    claims = [
        c
        for c in register.claims.values()
        if c.article == "gravity-2021" and register.metrics[c.metric].kind not in aside
    ]
    assert [row["printed"] for row in rows] == [" ".join(c.quote.split()) for c in claims]
    assert [row["read as"] for row in rows] == [" ".join(read_as(c).split()) for c in claims]
    assert [row["verdict"] for row in rows] == [standing(register, c.id).words for c in claims]


@pytest.mark.site
def test_the_data_in_the_zip_is_the_data_on_the_site(tmp_path):
    with zipfile.ZipFile(site.SITE / "data" / ZIP) as archive:
        for name in archive.namelist():
            place = (
                site.ROOT / name
                if name in ("LICENSE", "CITATION.cff")
                else site.ROOT / "data" / name
                if name == "README.md"
                else site.SITE / "data" / name
            )
            assert archive.read(name) == place.read_bytes(), name
        assert {
            path.relative_to(site.SITE / "data").as_posix()
            for path in (site.SITE / "data").rglob("*")
            if path.is_file()
        } - {ZIP} <= set(archive.namelist())
        archive.extractall(tmp_path)
    assert validate(str(tmp_path / "datapackage.json")).valid
    assert f"../data/{ZIP}" in site.page("chapters/data.html").addresses
