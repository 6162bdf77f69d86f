"""The site in a browser: nothing asked of others, no error, no sideways scroll, the filter and the folds work."""

from __future__ import annotations

import io
import os

import pytest
import site_support as site
from browser_support import PAGES, THEMES, until
from matplotlib.image import imread

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (1280, "dark"), (390, "light")])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_and_fits(address, open_page, name, width, theme):
    tab = open_page(address + name, width, theme)
    assert tab.complaints == []
    assert [url for url in tab.asked if not url.startswith((address, "data:"))] == []
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "scrolls sideways"
    assert tab.evaluate("document.documentElement.dataset.theme") == theme
    tab.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_from_a_file(open_page, name, theme):
    tab = open_page((site.SITE / name).as_uri(), theme=theme)
    assert tab.complaints == [] and all(url.startswith(("file:", "data:")) for url in tab.asked)
    tab.close()


def test_every_chart_is_drawn(address, open_page):
    for name in site.listed():
        if site.page(name).charts:
            tab = open_page(address + name)
            until(tab, "[...document.images].every(image => image.complete)")
            assert tab.evaluate(
                "[...document.querySelectorAll('figure.chart img')].every(i => i.naturalWidth > 100)"
            ), name
            tab.close()


@pytest.mark.parametrize("theme", THEMES)
def test_charts_follow_the_theme_and_are_light_on_paper(address, open_page, theme):
    tab = open_page(address + "index.html", 1280, theme)
    picture = tab.locator("figure.chart img").first
    until(tab, "document.querySelector('figure.chart img').complete")

    def ground() -> tuple[int, ...]:
        return tuple(round(255 * float(part)) for part in imread(io.BytesIO(picture.screenshot()))[12, 12, :3])

    assert (
        max(
            abs(seen - wanted)
            for seen, wanted in zip(ground(), (18,) * 3 if theme == "dark" else (255,) * 3, strict=True)
        )
        <= 2
    )
    tab.emulate_media(media="print")
    assert ground() == (255, 255, 255)
    tab.close()


MOVES = """() => [...document.querySelectorAll('*')].filter(e => [null, '::before', '::after', '::backdrop'].some(part => {
  const s = getComputedStyle(e, part);
  return s.transitionDuration.split(',').some(d => parseFloat(d) > 0) || s.animationName !== 'none' || s.scrollBehavior === 'smooth';
})).map(e => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("page", ["index.html", "chapters/growth.html", "chapters/claims.html", "search.html"])
def test_nothing_moves_where_a_reader_wants_less_motion(address, open_page, page):
    tab = open_page(address + page)
    assert tab.evaluate(MOVES), "the theme moves its drawer and its header"
    tab.emulate_media(reduced_motion="reduce")
    assert tab.evaluate(MOVES) == []
    tab.close()


def test_paper_has_the_text_alone_and_the_addresses_of_its_links(address, open_page):
    tab = open_page(address + "chapters/growth.html")
    tab.emulate_media(media="print")
    assert tab.evaluate(
        "[...document.querySelectorAll('h1, .bd-sidebar, .r-take-away')].filter(e => e.checkVisibility()).map(e => e.tagName)"
    ) == ["H1"]
    shown = "e => getComputedStyle(e, '::after').content"
    prose = tab.locator(".bd-article p a[href^=http]:visible").first
    assert "attr" not in prose.evaluate(shown) and prose.get_attribute("href") in prose.evaluate(shown)
    assert tab.locator(".r-num a[href^=http]").first.evaluate(shown) == "none"
    tops = tab.evaluate(
        "[...document.querySelectorAll('.bd-article h1, .bd-article h2')].map(e => e.getBoundingClientRect().top)"
    )
    assert tops == sorted(tops) and len(tops) > 3
    tab.close()


def test_one_search_field_is_seen(address, open_page):
    tab = open_page(address + "index.html")
    assert (
        tab.evaluate(
            "[...document.querySelectorAll('input[type=search], .search-button-field')].filter(e => e.checkVisibility()).length"
        )
        == 1
    )
    tab.close()


def visible(tab) -> list[str]:
    return tab.evaluate("[...document.querySelectorAll('.claim-card')].filter(c => c.checkVisibility()).map(c => c.id)")


def test_the_claims_can_be_filtered_and_the_choice_linked_to(address, open_page):
    tab = open_page(address + "chapters/claims.html")
    everything = visible(tab)
    tab.select_option("select[name=article]", "trust-2023")
    chosen = visible(tab)
    assert chosen and all(i.startswith("trust-2023-") for i in chosen) and len(chosen) < len(everything)
    assert tab.locator(".claim-filter output").inner_text() == f"{len(chosen)} of {len(everything)} claims"
    tab.select_option("select[name=verdict]", "Holds")
    assert 0 < len(visible(tab)) < len(chosen)
    again = open_page(tab.url)
    assert visible(again) == visible(tab)
    tab.select_option("select[name=sort]", "period")
    assert sorted(visible(tab)) == sorted(visible(again)) and visible(tab) != visible(again)
    tab.fill("input[name=text]", "no claim says this")
    assert visible(tab) == [] and not tab.evaluate(
        "[...document.querySelectorAll('.claim-group')].some(g => g.checkVisibility())"
    )
    tab.close()
    again.close()


def test_the_text_filter_takes_words_apart_and_both_scripts_as_one(address, open_page):
    tab = open_page(address + "chapters/claims.html")
    found = {}
    for words in ("快手电商", "快手電商", "repurchase 65", "3812", "3,812", "zebra 65"):
        tab.fill("input[name=text]", words)
        found[words] = visible(tab)
    assert found["快手电商"] == found["快手電商"] and len(found["快手电商"]) > 20
    assert found["3812"] == found["3,812"] and "gravity-2021-15" in found["3812"]
    assert "trust-2023-14" in found["repurchase 65"] and found["zebra 65"] == []
    assert "none fits" in tab.locator(".claim-filter output").inner_text()
    tab.fill("input[name=text]", "")
    tab.select_option("select[name=sort]", "period")
    dates = tab.evaluate("[...document.querySelectorAll('.claim-card')].map(c => c.dataset.period)")
    assert "" in dates and dates == sorted(dates, key=lambda day: (not day, day)), "undated last"
    tab.close()


def test_every_claim_is_seen_without_scripts(address, browser):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + "chapters/claims.html")
    assert tab.locator(".claim-card").count() == tab.locator(".claim-card:visible").count() > 100
    card = tab.locator("#gravity-2021-15")
    card.locator("summary").click()
    assert card.locator("dl").is_visible(), "what is folded opens without JavaScript"
    context.close()


def test_a_link_to_a_claim_the_filter_hides_shows_it(address, open_page):
    tab = open_page(address + "chapters/claims.html?article=trust-2023")
    tab.evaluate("location.hash = 'gravity-2021-15'")
    until(tab, "document.getElementById('gravity-2021-15').checkVisibility()")
    tab.close()
    tab = open_page(address + "chapters/claims.html?kind=share#gravity-2021-15")
    until(tab, "document.getElementById('gravity-2021-15').checkVisibility()")
    assert "kind" not in tab.url
    tab.close()


def test_a_link_into_a_fold_opens_it(address, open_page):
    row = next(i for i, _ in site.page("chapters/data.html").ids if i.startswith("gmv-"))
    tab = open_page(f"{address}chapters/data.html#{row}")
    until(tab, f"document.getElementById('{row}').checkVisibility()")
    tab.close()


CONTRAST = """() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
  return [...document.querySelectorAll('.verdict, .source-kind, .claim-card dt, figcaption, .table-scroll td')].filter(e => e.checkVisibility())
    .map(e => [parse(getComputedStyle(e).color), ground(e), e]).map(([a, b, e]) => { const [x, y] = [light(a), light(b)];
      return [(Math.max(x, y) + .05) / (Math.min(x, y) + .05), e.className + ' ' + e.textContent.slice(0, 30)]; })
    .filter(([ratio]) => ratio < 4.5);
}"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "name", ["index.html", "chapters/claims.html", "chapters/data.html", "chapters/articles/gravity-2021.html"]
)
def test_words_stand_out_from_their_ground(address, open_page, name, theme):
    tab = open_page(address + name, theme=theme)
    assert tab.evaluate(CONTRAST) == []
    tab.close()


def test_the_reason_for_no_browser_is_plain(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setitem(os.environ, "REQUIRE_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match="no Chromium found"):
        site.chromium()
    monkeypatch.delitem(os.environ, "REQUIRE_BROWSER")
    with pytest.raises(pytest.skip.Exception, match="no Chromium found"):
        site.chromium()
