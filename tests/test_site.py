"""The built site: every page, every anchor, nothing broken, nothing asked of another host."""

from __future__ import annotations

import csv
import json
import re

import chapter_source
import pytest
import site_support as site
from frictionless import validate

from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.formulas import verdicts
from claimcheck.loading import load
from claimcheck.pages import documents

pytestmark = pytest.mark.site
PAGES = site.listed()
CHAPTERS = [page for page in PAGES if page.startswith("chapters/articles/")]


@pytest.fixture(scope="module")
def register():
    return load()


def published(name: str) -> list[dict]:
    return json.loads((site.SITE / "data" / name).read_text(encoding="utf-8"))


# pages


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sound(address):
    found = site.page(address)
    assert site.faults_shown(found) == []
    assert site.dead_links(found) == []
    assert site.foreign_requests(found) == []
    assert sorted({i for i in found.ids if found.ids.count(i) > 1}) == [], "ids that stand twice"


@pytest.mark.parametrize("address", PAGES)
def test_every_chart_of_the_source_is_on_the_page(address):
    source = (site.ROOT / address.replace(".html", ".md")).read_text(encoding="utf-8")
    assert len(site.page(address).charts) == len(chapter_source.chart_cells(source))


@pytest.mark.parametrize("address", PAGES)
def test_every_image_says_what_it_shows(address):
    for image in site.page(address).images:
        assert len(image.get("alt", "")) > 40, image
        assert not re.fullmatch(r"[0-9a-f]{20,}|\S+\.\w+", image["alt"]), "a file name is no description"


@pytest.mark.parametrize("address", PAGES)
def test_a_chart_can_be_taken_away(address):
    folder = site.SITE / "charts" / address.removesuffix(".html")
    for chart in site.page(address).charts:
        name = chart.removeprefix("chart-")
        svg = (folder / f"{name}.svg").read_text(encoding="utf-8")
        assert "<title>" in svg and "<desc>" in svg and "<metadata>" not in svg
        assert (folder / f"{name}.png").read_bytes().startswith(b"\x89PNG")
        rows = list(csv.reader((folder / f"{name}.csv").open(encoding="utf-8")))
        assert len(rows) > 1 and len({len(row) for row in rows}) == 1


def test_no_chart_file_is_left_of_a_chart_that_is_gone():
    on_pages = {
        f"{page.removesuffix('.html')}/{chart.removeprefix('chart-')}"
        for page in PAGES
        for chart in site.page(page).charts
    }
    files = {
        path.relative_to(site.SITE / "charts").with_suffix("").as_posix()
        for path in (site.SITE / "charts").rglob("*.svg")
    }
    assert files == on_pages


# claims and their anchors


def test_every_claim_has_its_card_and_every_relation_its_row(register):
    assert set(register.claims) <= set(site.page("chapters/claims.html").ids)
    assert set(register.relations) <= set(site.page("chapters/relations.html").ids)
    assert set(register.reported) <= set(site.page("chapters/data.html").ids)


@pytest.mark.parametrize("address", CHAPTERS)
def test_every_claim_of_an_article_is_in_its_chapter_and_linked(register, address):
    article = address.split("/")[-1].removesuffix(".html")
    linked = {link.partition("#")[2] for _, _, link in site.page(address).links if "claims.html#" in link}
    assert {c.id for c in register.claims.values() if c.article == article} <= linked
    assert f"articles/{article}.html" in {link for _, _, link in site.page("chapters/claims.html").links}


def test_a_card_shows_figure_and_verdicts(register):
    source = site.page("chapters/claims.html").source
    card = source[source.index('id="gravity-2021-15"') :].partition("</section>")[0]
    claim = register.claims["gravity-2021-15"]
    for text in (claim.figure_text, claim.paraphrase, claim.interval_text, register.verdict_of(claim.id).message):
        assert text in card
    assert f'data-arithmetic="{register.verdict_of(claim.id).code}"' in card


def test_the_methods_page_defines_every_verdict():
    words = site.page("chapters/methods.html").words
    assert not [code for code in (*verdicts.Arithmetic, *EvidenceVerdict) if code not in words]


# published data


def test_the_data_package_validates_where_it_lies():
    report = validate(str(site.SITE / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["path", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("name", documents.JSON_FILES)
def test_a_published_file_has_the_fields_it_is_described_with(register, name):
    described = documents.fields_of(name, register)
    for item in published(name):
        assert list(item) == described
    words = site.page("chapters/data.html").words
    assert all(field in words for field in described)


def test_the_published_quotes_stand_in_the_texts(register):
    if not register.texts:
        pytest.skip("the articles' texts are not here: set ARTICLES_DIR to their folder")
    for item in published("claims.json"):
        assert item["quote"] == register.texts[item["article"]][item["start"] : item["end"]], item["id"]


def test_the_published_addresses_lead_to_the_cards():
    ids = set(site.page("chapters/claims.html").ids)
    for item in published("claims.json"):
        file, _, anchor = item["url"].partition("#")
        assert (site.SITE / file).is_file() and anchor in ids


def test_the_data_page_describes_every_column(register):
    words = site.page("chapters/data.html").words
    for schema in (register.root / "schemas").glob("*.json"):
        for column in json.loads(schema.read_text(encoding="utf-8"))["fields"]:
            assert column["name"] in words and column["description"] in words, f"{schema.stem}: {column['name']}"


def test_the_tables_on_the_site_are_the_tables(register):
    for path in register.root.rglob("*.csv"):
        assert (site.SITE / "data" / path.relative_to(register.root)).read_bytes() == path.read_bytes()


# the checks themselves: each finds what is planted


def planted(body: str) -> site.Page:
    return site.Page("chapters/planted.html", f"<html><body>{body}</body></html>")


@pytest.mark.parametrize(
    "body",
    [
        '<pre class="traceback">Traceback (most recent call last)</pre>',
        '<div class="output stderr highlight">x</div>',
        "Glyph 24555 missing from font(s) DejaVu Sans.",
        "a \ufffd in the text",
        '<span class="problematic">{claim}</span>',
    ],
)
def test_a_fault_shown_on_a_page_is_found(body):
    assert site.faults_shown(planted(body)) and not site.faults_shown(planted("<p>All well.</p>"))


@pytest.mark.parametrize(
    "body",
    [
        '<script src="https://cdn.example.org/x.js"></script>',
        '<img alt="" src="//example.org/x.png">',
        '<link rel="stylesheet" href="https://fonts.example.org/css">',
        '<iframe src="http://example.org"></iframe>',
    ],
)
def test_a_request_to_another_host_is_found(body):
    assert site.foreign_requests(planted(body)) and not site.foreign_requests(
        planted('<a href="https://example.org">x</a><link rel="canonical" href="https://example.org">')
    )


@pytest.mark.parametrize(
    "body", ['<a href="nowhere.html">x</a>', '<a href="claims.html#no-such-claim">x</a>', '<a href="#gone">x</a>']
)
def test_a_dead_link_is_found(body):
    assert site.dead_links(planted(body)) and not site.dead_links(
        planted('<a href="claims.html#gravity-2021-15">x</a>')
    )


def test_a_chart_that_went_missing_is_found():
    found = planted("<p>nothing</p>")
    source = "```{code-cell} python3\nfrom claimcheck.charts.intervals import interval_chart\n```\n```{code-cell} python3\ninterval_chart(book)\n```\n"
    assert len(found.charts) != len(chapter_source.chart_cells(source))
