"""The built site as something to cite and to find: the block on every page, the pages of the claims, the tags."""

from __future__ import annotations

import json
import re
import struct
import xml.etree.ElementTree as ET
from html import escape

import pytest
import site_support as site

from claimcheck.citing import edition as cite
from claimcheck.citing import schema_org, styles
from kuaishou import FEED, PDF

pytestmark = pytest.mark.site
PAGES = site.listed()
EDITION = cite.edition()


def metas(source: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', source))


def items(source: str) -> list[dict]:
    return [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', source, re.S)
    ]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_how_to_cite_it(address):
    found = site.page(address)
    block = found.source.partition('<details class="cite-this">')[2].partition("</details>")[0]
    assert [name for name in styles.forms(cite.report()) if f"<dt>{name}</dt>" not in block] == []
    assert EDITION.at(address) in block and f"V{EDITION.version}" in block and f"({EDITION.released})" in block
    assert f'<link rel="canonical" href="{EDITION.at(address)}"' in found.source


@pytest.mark.parametrize("address", PAGES)
def test_a_shared_link_has_title_text_and_picture(address):
    found = metas(site.page(address).source)
    assert len(found["og:title"]) > 3 and 40 < len(found["og:description"]) <= 305
    assert found["og:url"] == EDITION.at(address) and found["og:image"].startswith(EDITION.address)
    assert (site.SITE / found["og:image"].removeprefix(EDITION.address)).is_file()


def test_a_chapter_cites_its_article_first(register):
    for article in register.articles:
        source = site.page(f"chapters/articles/{article}.html").source
        block = source.partition('<details class="cite-this">')[2]
        assert 0 < block.index(escape(register.articles[article].title)) < block.index("[DS/OL]")


def test_the_picture_has_the_size_it_says():
    data = (site.SITE / "_static" / "card.png").read_bytes()
    assert struct.unpack(">II", data[16:24]) == (1200, 630) and len(data) < 200_000


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_read_by_scholarly_indexes(address):
    found = metas(site.page(address).source)
    day = EDITION.released.replace("-", "/")
    assert (found["citation_author"], found["citation_publication_date"]) == (EDITION.authors[0], day)
    assert found["citation_pdf_url"] == EDITION.at(PDF) and found["citation_public_url"] == EDITION.at(address)
    if address == "index.html":
        assert found["citation_title"] == EDITION.title
    else:
        assert found["citation_title"] == found["og:title"] and found["citation_inbook_title"] == EDITION.title


@pytest.mark.parametrize("address", ["search.html", "404.html"])
def test_pages_without_a_source_can_be_shared_too(address):
    found = metas(site.page(address).source)
    assert len(found["og:title"]) > 3 and len(found["og:description"]) > 40 and found["og:url"] == EDITION.at(address)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_leads_to_the_form_and_to_the_feed(address):
    links = site.page(address).addresses
    assert EDITION.mistake(page=address) in links
    assert any(link.endswith("feed.xml") for link in links)
    assert f'type="application/atom+xml" title="Releases and corrections" href="{EDITION.at(FEED)}"' in (
        site.page(address).source
    )


def test_every_card_leads_to_the_form_with_its_id(register):
    links = set(site.page("chapters/claims.html").addresses)
    assert {EDITION.mistake(claim_id) for claim_id in register.claims} <= links
    for claim_id in register.claims:
        assert EDITION.mistake(claim_id) in site.page(f"c/{claim_id}/cite.html").addresses


def test_the_data_page_describes_the_dataset():
    (found,) = items(site.page("chapters/data.html").source)
    assert (found["@type"], found["version"]) == ("Dataset", EDITION.version)
    for part in found["distribution"]:
        assert (site.SITE / part["contentUrl"].removeprefix(EDITION.address)).is_file(), part["contentUrl"]


def test_the_sitemap_lists_every_page_that_stays(register):
    found = ET.parse(site.SITE / "sitemap.xml").getroot()
    places = [element.text for element in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    claims = [EDITION.claim_page(claim_id) for claim_id in register.claims]
    assert sorted(places) == sorted([*map(EDITION.at, PAGES), *claims])


# the pages of the claims


def test_every_claim_and_nothing_else_has_a_short_address(register):
    assert {path.name for path in (site.SITE / "c").iterdir()} == set(register.claims)
    linked = {link for link in site.page("chapters/claims.html").addresses if link.endswith("/cite.html")}
    assert linked == {f"../c/{claim_id}/cite.html" for claim_id in register.claims}


def test_a_short_address_leads_to_the_card_and_cite_stays(register):
    for claim_id in register.claims:
        leading, staying = (site.page(f"c/{claim_id}/{name}.html") for name in ("index", "cite"))
        target = f"../../chapters/claims.html#{claim_id}"
        assert f'<meta http-equiv="refresh" content="0; url={target}">' in leading.source
        assert 'http-equiv="refresh"' not in staying.source
        for found in (leading, staying):
            assert f'<link rel="canonical" href="{EDITION.claim_page(claim_id)}">' in found.source


def test_a_claim_is_cited_after_the_article_that_prints_it(register):
    for claim_id, claim in register.claims.items():
        words = site.page(f"c/{claim_id}/cite.html").shown
        article = styles.gbt(cite.article_source(register, claim.article))
        assert 0 < words.index(article) < words.index(styles.gbt(cite.claim(register, claim_id)))


def test_reviews_say_what_the_verdicts_say(register):
    for claim_id in register.claims:
        expected = schema_org.claim_review(register, claim_id)
        assert items(site.page(f"c/{claim_id}/cite.html").source) == ([expected] if expected else [])
        assert items(site.page(f"c/{claim_id}/index.html").source) == [], "a page that leads on holds no review"


# in a browser


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as driver:
        with driver.chromium.launch(executable_path=site.chromium(), args=["--no-sandbox"]) as found:
            yield found


@pytest.mark.browser
def test_a_short_address_works_as_a_file(browser):
    page = browser.new_page()
    page.goto((site.SITE / "c" / "gravity-2021-07" / "index.html").as_uri())
    page.wait_for_url("**/chapters/claims.html#gravity-2021-07")
    assert page.locator("#gravity-2021-07").bounding_box()["y"] < page.viewport_size["height"]


@pytest.mark.browser
def test_the_day_of_reading_is_filled_in(browser):
    page = browser.new_page()
    page.goto((site.SITE / "c" / "gravity-2021-07" / "cite.html").as_uri())
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.locator(".read-on").last.inner_text())
    page.goto((site.SITE / "index.html").as_uri())
    assert page.locator(".read-on").text_content() == styles.READ_ON, "no day before the reader opens the block"
    page.locator(".cite-this summary").click()
    page.wait_for_function("/^\\d{4}-/.test(document.querySelector('.read-on').textContent)")
