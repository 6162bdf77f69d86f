"""The figure lookup: what a reader types, in the form of the press, and what the page answers."""

from __future__ import annotations

import gzip
import json
from fractions import Fraction

import pytest
import site_support as site
from browser_support import until
from lookup_cases import FAR, FOUND, GMV_2020, GMV_2021, MARKET, NAMED, NEAR, NOTHING, VIEWERS

from claimcheck.evidence.standing import standing
from claimcheck.pages import lookup
from claimcheck.pages.chapter import register
from claimcheck.printed import figures
from claimcheck.printed.figures import FigureError


@pytest.fixture(scope="module")
def published() -> dict:
    return json.loads((site.SITE / "data" / "lookup.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def field(address, open_page):
    tab = open_page(address + "index.html")
    tab.locator("#figure-lookup").focus()
    until(tab, "window.figureLookup !== undefined")
    yield tab
    tab.close()


def ask(tab, text: str) -> list[dict]:
    """What the page answers for each figure of the text: ids found, the nearest one, the year that differs."""
    return tab.evaluate(
        """text => { window.index = window.index || FigureIndex.build(window.figureLookup);
        return FigureAnswer.ask(window.index, text).map(a => ({ written: a.figure.written, found: a.found.map(i => i.id),
            near: a.near && a.near.id, faults: a.faults, unit: a.unit })); }""",
        text,
    )


def shown(tab, text: str) -> list[str]:
    """The ids of the answers that stand on the page once the text is typed."""
    tab.fill("#figure-lookup", text)
    return tab.evaluate(
        """[...document.querySelectorAll('#figure-answers > *')]
        .map(e => e.dataset.claim || e.dataset.reported || e.dataset.result || '')"""
    )


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("text", FOUND)
def test_a_figure_is_found_as_the_press_writes_it(field, text):
    assert [answer["found"][:1] for answer in ask(field, text)] == [[expected] for expected in FOUND[text]]
    assert set(FOUND[text]) <= set(shown(field, text))


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("text", NEAR)
def test_a_wrong_figure_is_told_from_the_right_one(field, text):
    (answer,) = ask(field, text)
    assert answer["found"] == [] and answer["near"] == NEAR[text]
    assert shown(field, text)[-1] == NEAR[text]
    told = field.locator("#figure-answers").inner_text()
    assert "not among the figures" in told and ("higher" in told or "lower" in told)


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("text", FAR)
def test_nothing_far_off_or_of_another_quantity_is_called_the_nearest(field, text):
    (answer,) = ask(field, text)
    assert answer["found"] == []
    assert FAR[text] in shown(field, text)
    told = field.locator("#figure-answers").inner_text()
    assert "higher" not in told and "lower" not in told and "nearest" not in told
    assert "not among the figures" in told


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("text", NAMED)
def test_words_without_a_figure_lead_to_what_is_known_and_to_its_page(field, text):
    first, page = NAMED[text]
    assert ask(field, text) == []
    note, *cards = shown(field, text)
    assert note == "" and 1 <= len(cards) <= 4 and all(cards) and first in (None, cards[0])
    links = field.locator("#figure-answers .r-note a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links == [page, "chapters/quote.html"]


@pytest.mark.site
@pytest.mark.browser
def test_a_number_without_a_unit_is_asked_for_it(field):
    shown(field, "9610")
    assert "9610 without a unit. As 9610亿 it is" in field.locator("#figure-answers").inner_text()
    assert shown(field, "7777") == [""]
    assert "Add it: 7777亿" in field.locator("#figure-answers").inner_text()


@pytest.mark.site
@pytest.mark.browser
def test_what_is_copied_names_the_outlet_and_a_rivals_figure_what_speaks_against_it(field):
    shown(field, "Douyin GMV 2020 170 billion")
    said = field.locator("#figure-answers .r-say").first.inner_text()
    assert "170 to 180 billion" in said and "Caixin, Apr 2021" in said and "denied" in said
    assert "Cracks Down" not in said


@pytest.mark.site
@pytest.mark.browser
def test_the_right_figure_of_another_year_is_said_to_be_of_that_year(field):
    (answer,) = ask(field, "快手2020年GMV 6800亿")
    assert answer["found"][0] == GMV_2021 and answer["faults"] == ["period"] and answer["near"] == GMV_2020
    # what is right comes first, and what was typed is not told to hold
    assert shown(field, "快手2020年GMV 6800亿") == ["", GMV_2020, GMV_2021]
    note, right, typed = field.locator("#figure-answers > *").all_inner_texts()
    assert "for 2020. That figure is of 2021." in note
    assert "Holds" in right and "Holds" not in typed and "Another period" in typed


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("text", NOTHING)
def test_what_holds_no_figure_gets_no_answer(field, text):
    assert ask(field, text) == []
    assert shown(field, text) == [""]
    assert field.locator("#figure-answers script, #figure-answers img").count() == 0


@pytest.mark.site
@pytest.mark.browser
def test_an_answer_says_what_it_is_how_it_stands_what_to_say_and_where(field):
    shown(field, "5.62億人")
    card = field.locator(f'[data-claim="{VIEWERS}"]')
    book = register()
    assert standing(book, VIEWERS).words in card.inner_text()
    assert "309 million" in card.locator(".r-say").inner_text()
    links = card.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert links == [f"chapters/claims.html#{VIEWERS}", f"c/{VIEWERS}/cite.html"]


@pytest.mark.site
@pytest.mark.browser
def test_an_address_fills_the_field(address, open_page):
    tab = open_page(address + "index.html?figure=9610億元")
    until(tab, "document.querySelector('#figure-answers [data-claim]')")
    assert tab.locator("#figure-lookup").input_value() == "9610億元"
    assert tab.locator("#figure-answers > *").first.get_attribute("data-claim") == MARKET
    tab.close()


@pytest.mark.site
@pytest.mark.browser
def test_the_search_page_answers_above_its_results(address, open_page):
    tab = open_page(address + "search.html?q=6800億")
    until(tab, "document.querySelector('#figure-answers [data-claim]')")
    assert tab.locator("#figure-answers > *").first.get_attribute("data-claim") == GMV_2021
    tab.close()
    tab = open_page(address + "search.html?q=growth")
    tab.wait_for_timeout(300)
    assert tab.locator("#figure-answers > *").count() == 0
    tab.close()


@pytest.mark.site
@pytest.mark.browser
def test_it_works_from_a_file_and_without_scripts(browser):
    tab = browser.new_page()
    tab.goto((site.SITE / "index.html").as_uri() + "?figure=6800%E5%84%84")
    until(tab, "document.querySelector('#figure-answers [data-claim]')")
    tab.close()
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((site.SITE / "index.html").as_uri())
    assert tab.locator("noscript a[href='chapters/claims.html']").count() == 1
    assert not tab.locator("#figure-lookup").is_visible()
    context.close()


@pytest.mark.site
@pytest.mark.browser
def test_every_variant_leads_to_its_figure(field, published):
    """The forms were made by the engine; the browser has to read each of them as the same number."""
    forms = {
        item["id"]: item["variants"][1:] for item in published["figures"] if "value" in item and "variants" in item
    }
    lost = field.evaluate(
        """forms => { const index = FigureIndex.build(window.figureLookup), lost = [];
        for (const [id, all] of Object.entries(forms)) for (const form of all) {
            if (/^\\d{1,2}$/.test(form)) continue;  // a bare 2 in a sentence is no figure
            const figures = FigureReading.read(index.normal(form));
            if (figures.length !== 1 || figures[0].key !== index.byId.get(id).key) lost.push(id + " " + form); }
        return lost; }""",
        forms,
    )
    assert lost == []


@pytest.mark.site
@pytest.mark.browser
def test_an_answer_comes_at_once_among_a_thousand_figures(field):
    """The figures at hand several times over; generous, since other work on the machine must not fail it."""
    slowest = field.evaluate(
        """() => { const data = window.figureLookup, more = { ...data, figures: [] };
        while (more.figures.length < 1500) more.figures.push(...data.figures.map(f => ({ ...f, id: f.id + more.figures.length })));
        const index = FigureIndex.build(more), times = [];
        for (const q of ["快手2021年GMV达6500亿元", "2021年快手GMV達6800億元,同比增長78.4%", "9", "hello", "复购率"]) {
            const start = performance.now(); FigureAnswer.ask(index, q); FigureWords.about(index, q);
            times.push(performance.now() - start); }
        return Math.max(...times); }"""
    )
    assert slowest < 500


@pytest.mark.site
def test_the_index_is_small_and_complete(published):
    script = (site.SITE / "data" / "lookup.js").read_bytes()
    assert len(gzip.compress(script)) <= 60_000
    book = register()
    ids = [item["id"] for item in published["figures"]]
    assert ids[: len(book.claims)] == list(book.claims) and len(set(ids)) == len(ids)
    for item in published["figures"]:
        assert item["say"] and item["verdict"] and item["href"]
        if item["kind"] == "claim":
            assert item["verdict"] == standing(book, item["id"]).words


def test_variants_are_read_by_the_engine_as_the_figure():
    read = 0
    for claim in register().claims.values():
        for form in lookup.variants(claim.value_base, claim.base_unit) if lookup.decimal_text(claim) else ():
            try:
                found = figures.parse(form)
            except FigureError:
                continue
            read += 1
            assert found.value == claim.value_base, (claim.id, form)
    assert read > 150


def test_variants_keep_every_digit():
    assert "0.3812万亿元" in lookup.variants(Fraction(381_200_000_000), "CNY")
    assert "381.2 billion yuan" in lookup.variants(Fraction(381_200_000_000), "CNY")
    assert lookup.variants(Fraction("0.97"), "percent")[0] == "0.97%"
    assert lookup.variants(Fraction(1, 3), "times", "三分之一") == ("三分之一",)
