"""The figure lookup: what a reader types, in the form of the press, and what the page answers."""

from __future__ import annotations

import gzip
import json
from fractions import Fraction

import pytest
import site_support as site
from browser_support import until

from claimcheck.evidence.standing import standing
from claimcheck.pages import lookup
from claimcheck.pages.chapter import register
from claimcheck.printed import figures
from claimcheck.printed.figures import FigureError

GMV_2021, GMV_2020, GMV_2019, GROWTH_2021, GROWTH_2020 = (
    "trust-2023-04",
    "gravity-2021-15",
    "gravity-2021-16",
    "trust-2023-05",
    "gravity-2021-17",
)
VIEWERS, MARKET, SHARE, TAKE_RATE, SESSION = (
    "providers-2021-33",
    "providers-2021-37",
    "gravity-2021-22",
    "gravity-2021-24",
    "subsidy-2020-05",
)
# what is typed -> the first answer of each figure in it
FOUND = {
    "6800億": [GMV_2021],
    "6800亿": [GMV_2021],
    "6,800亿元": [GMV_2021],
    "６８００億元": [GMV_2021],
    "6800億元人民幣": [GMV_2021],
    "0.68万亿": [GMV_2021],
    "0.68萬億元": [GMV_2021],
    "RMB680bn": [GMV_2021],
    "RMB 680 billion": [GMV_2021],
    "¥680bn": [GMV_2021],
    "680 billion yuan": [GMV_2021],
    "680 bn": [GMV_2021],
    "0.68 trillion yuan": [GMV_2021],
    "680000000000": [GMV_2021],
    "六千八百亿": [GMV_2021],
    "六千八百億元": [GMV_2021],
    "78.4%": [GROWTH_2021],
    "78.4％": [GROWTH_2021],
    "78.4 percent": [GROWTH_2021],
    "78.4 per cent": [GROWTH_2021],
    "百分之七十八点四": [GROWTH_2021],
    "百分之78.4": [GROWTH_2021],
    "539.5%": [GROWTH_2020],
    "3812亿": [GMV_2020],
    "3,812億元": [GMV_2020],
    "381.2bn": [GMV_2020],
    "三千八百一十二億": [GMV_2020],
    "596億元": [GMV_2019],
    "59.6 billion yuan": [GMV_2019],
    "五点六二亿": [VIEWERS],
    "五點六二億人": [VIEWERS],
    "5.62億人": [VIEWERS],
    "562 million": [VIEWERS],
    "562m viewers": [VIEWERS],
    "9610億元": [MARKET],
    "961bn": [MARKET],
    "0.961 trillion": [MARKET],
    "6.3%": [SHARE],
    "0.97%": [TAKE_RATE],
    "12.5亿": [SESSION],
    "1.25 billion": [SESSION],
    "1186億元": ["providers-2021-28"],
    "219.8%": ["providers-2021-27"],
    "589.1%": ["providers-2021-25"],
    "超4000億元": ["gravity-2021-19"],
    "淘宝直播2020年GMV超4000亿元": ["gravity-2021-19"],
    "快手2021年GMV 6800亿": [GMV_2021],
    "Kuaishou's GMV reached 680bn yuan in 2021": [GMV_2021],
    "2021年快手全年電商交易總額(GMV)達6800億元,同比增長78.4%。": [GMV_2021, GROWTH_2021],
    "2020年全年快手電商GMV為3812億元,較2019年的596億元同比增長539.5%": [GMV_2020, GMV_2019, GROWTH_2020],
    "GMV of 680 billion yuan in 2021, up 78.4 percent": [GMV_2021, GROWTH_2021],
    "2020年上半年观看电商直播人数为5.62亿人": [VIEWERS],
    "快手电商货币化率0.97%": [TAKE_RATE],
    "平均复购率高达65%": ["trust-2023-14"],
    "2021年9月复购率突破70%": ["trust-2023-16"],
    "服务费8%": ["subsidy-2020-48"],
    "技术服务费可低至1%": ["subsidy-2020-40"],
    "快手2018年GMV 0.97亿元": ["trust-2023-08"],
}
# what is typed -> the nearest known figure of the quantity that it names
NEAR = {
    "快手2021年GMV达6500亿元": GMV_2021,
    "GMV of Kuaishou in 2021: 650 billion yuan": GMV_2021,
    "快手2020年GMV 3900亿": GMV_2020,
    "2020年同比增长530%": GROWTH_2020,
    "2020年快手货币化率1.1%": TAKE_RATE,
}
NOTHING = ["hello", "快手", "2021", "2021年", "Q3", "<script>alert(1)</script>", "🙂", "。。。"]


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
        """text => { window.index = window.index || FigureLookup.build(window.figureLookup);
        return FigureLookup.ask(window.index, text).map(a => ({ written: a.figure.written, found: a.found.map(i => i.id),
            near: a.near && a.near.id, years: a.years })); }""",
        text,
    )


def shown(tab, text: str) -> list[str]:
    """The ids of the answers that stand on the page once the text is typed."""
    tab.fill("#figure-lookup", text)
    return tab.evaluate(
        "[...document.querySelectorAll('#figure-answers > *')].map(e => e.dataset.claim || e.dataset.reported || '')"
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
    assert "no figure of this report is" in told and ("higher" in told or "lower" in told)


@pytest.mark.site
@pytest.mark.browser
def test_the_right_figure_of_another_year_is_said_to_be_of_that_year(field):
    (answer,) = ask(field, "快手2020年GMV 6800亿")
    assert answer["found"][0] == GMV_2021 and answer["years"] == [2020] and answer["near"] == GMV_2020
    shown(field, "快手2020年GMV 6800亿")
    assert "another year: 2021" in field.locator("#figure-answers").inner_text()


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
    lost = field.evaluate(
        """() => { const index = FigureLookup.build(window.figureLookup), lost = [];
        for (const item of index.data.figures) for (const form of item.value ? item.variants.slice(1) : []) {
            if (/^\\d{1,2}$/.test(form)) continue;  // a bare 2 in a sentence is no figure
            const answers = FigureLookup.ask(index, form);
            const key = answers.length === 1 && answers[0].figure.key;
            if (key !== item.key) lost.push(item.id + " " + form + " " + key); }
        return lost; }"""
    )
    assert lost == []


@pytest.mark.site
@pytest.mark.browser
def test_an_answer_comes_at_once_among_a_thousand_figures(field):
    """The figures at hand several times over; generous, since other work on the machine must not fail it."""
    slowest = field.evaluate(
        """() => { const data = window.figureLookup, more = { ...data, figures: [] };
        while (more.figures.length < 1000) more.figures.push(...data.figures.map(f => ({ ...f, id: f.id + more.figures.length })));
        const index = FigureLookup.build(more), times = [];
        for (const q of ["快手2021年GMV达6500亿元", "2021年快手GMV達6800億元,同比增長78.4%", "9", "hello"]) {
            const start = performance.now(); FigureLookup.ask(index, q); times.push(performance.now() - start); }
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
        for form in lookup.variants(claim.value_base, claim.base_unit) if lookup._value(claim) else ():
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
