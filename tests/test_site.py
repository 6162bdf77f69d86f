"""The built site: what its pages hold against the sources and the register.

That nothing on it is broken is for the audit to see (`test_audit.py`), which each build runs.
"""

from __future__ import annotations

import csv
import html
import json
import re
from urllib.parse import urlsplit

import chapter_source
import pytest
import site_support as site
from browser_support import served, watched
from frictionless import validate

from claimcheck.citing.edition import edition
from claimcheck.evidence.standing import standing
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.formulas import verdicts
from claimcheck.pages import documents
from claimcheck.pages.cards import interval
from claimcheck.pages.recomputations import told

pytestmark = pytest.mark.site
PAGES = site.listed()
CHAPTERS = [page for page in PAGES if page.startswith("chapters/articles/")]


def published(name: str) -> list[dict]:
    return json.loads((site.SITE / "data" / name).read_text(encoding="utf-8"))


# pages


@pytest.mark.parametrize("address", PAGES)
def test_every_chart_of_the_source_is_on_the_page(address):
    source = (site.ROOT / address.replace(".html", ".md")).read_text(encoding="utf-8")
    assert len(site.page(address).charts) == len(chapter_source.chart_cells(source))


@pytest.mark.parametrize("address", PAGES)
def test_every_image_says_what_it_shows(address):
    for image in site.page(address).tree.find_all("img"):
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


# where an address leads nowhere


def test_the_page_for_what_is_not_there_leads_on_from_any_address():
    found = site.page("404.html")
    root = urlsplit(edition().address).path
    links = {link.address for link in found.links if not link.address.startswith(("#", "http"))}
    assert links and all(link.startswith(root) for link in links)
    assert {f"{root}index.html", f"{root}chapters/claims.html", f"{root}_static/site.css"} <= links
    assert 'name="robots" content="noindex"' in found.source and "404" not in (site.SITE / "sitemap.xml").read_text()


@pytest.mark.browser
def test_the_page_for_what_is_not_there_is_in_the_site_s_clothes(browser, tmp_path):
    (tmp_path / urlsplit(edition().address).path.strip("/")).symlink_to(site.SITE)
    with served(tmp_path) as host:
        tab = watched(browser.new_context())
        tab.goto(host + urlsplit(edition().address).path.lstrip("/") + "404.html")
        assert tab.complaints == [] and tab.locator("#no-such-page h1").is_visible()
        tab.locator("#no-such-page a").first.click()
        tab.wait_for_url("**/chapters/claims.html")
        tab.context.close()


# claims and their anchors


def test_every_claim_has_its_card_and_every_relation_its_row(register):
    assert set(register.claims) <= site.page("chapters/claims.html").anchors
    assert set(register.relations) <= site.page("chapters/relations.html").anchors
    assert set(register.reported) <= site.page("chapters/data.html").anchors


@pytest.mark.parametrize("address", CHAPTERS)
def test_every_claim_of_an_article_is_in_its_chapter_and_linked(register, address):
    article = address.split("/")[-1].removesuffix(".html")
    linked = {link.partition("#")[2] for link in site.page(address).addresses if "claims.html#" in link}
    assert {c.id for c in register.claims.values() if c.article == article} <= linked
    assert f"articles/{article}.html" in site.page("chapters/claims.html").addresses


def test_a_card_shows_figure_and_verdicts(register):
    source = site.page("chapters/claims.html").source
    card = source[source.index('id="gravity-2021-15"') :].partition("</details>")[0]
    shown = html.unescape(re.sub("<[^>]+>", "", card))
    claim = register.claims["gravity-2021-15"]
    checks = [told(relation) for relation in register.targeting(claim.id)]
    for text in (claim.figure_text, claim.paraphrase, interval(claim), *checks):
        assert text in shown
    assert f'data-verdict="{standing(register, claim.id).words}"' in card


def test_the_methods_page_defines_every_verdict():
    words = site.page("chapters/methods.html").shown
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
    words = site.page("chapters/data.html").shown
    assert all(field in words for field in described)


def test_the_published_quotes_stand_in_the_texts(register):
    if not register.texts:
        pytest.skip("the articles' texts are not here: set ARTICLES_DIR to their folder")
    for item in published("claims.json"):
        assert item["quote"] == register.texts[item["article"]][item["start"] : item["end"]], item["id"]


def test_the_published_addresses_lead_to_the_cards():
    ids = site.page("chapters/claims.html").anchors
    for item in published("claims.json"):
        file, _, anchor = item["url"].partition("#")
        assert (site.SITE / file).is_file() and anchor in ids


def test_the_data_page_describes_every_column(register):
    words = site.page("chapters/data.html").shown
    for schema in (register.root / "schemas").glob("*.json"):
        for column in json.loads(schema.read_text(encoding="utf-8"))["fields"]:
            assert column["name"] in words and column["description"] in words, f"{schema.stem}: {column['name']}"


def test_the_tables_on_the_site_are_the_tables(register):
    for path in register.root.rglob("*.csv"):
        assert (site.SITE / "data" / path.relative_to(register.root)).read_bytes() == path.read_bytes()


def test_a_chart_that_went_missing_is_found():
    found = site.Page("chapters/x.html", "<p>nothing</p>")
    source = "```{code-cell} python3\nfrom kuaishou.landing import years_chart\n```\n```{code-cell} python3\nyears_chart(book)\n```\n"
    assert len(found.charts) != len(chapter_source.chart_cells(source))
