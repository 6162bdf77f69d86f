"""The site by keyboard and to a screen reader: axe-core finds nothing serious, focus goes where it should, icons draw."""

from __future__ import annotations

import pytest
import site_support as site
from axe_playwright_python.sync_playwright import Axe
from browser_support import PAGES, THEMES, until

pytestmark = [pytest.mark.site, pytest.mark.browser]
GRAVE = ("serious", "critical")
# Structure is the same in both themes; colours are checked in each.
RULES = {"light": {}, "dark": {"runOnly": ["color-contrast", "link-in-text-block"]}}
# Of hundreds of like rows and cards the first few of each table and article are looked at; every fold is opened.
A_FEW = """() => { document.querySelectorAll("tbody tr:nth-child(n+5), .claim-card:nth-of-type(n+5)").forEach(e => e.remove());
  document.querySelectorAll("details").forEach(fold => fold.open = true);
  document.getAnimations().forEach(animation => animation.finish()); }"""


def findings(tab, **options) -> list[str]:
    """What axe has to say that is serious or critical, with the first place of each."""
    found = Axe().run(tab, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [
        f"{rule['id']} ({len(rule['nodes'])}): {rule['nodes'][0]['html'][:120]}"
        for rule in found
        if rule["impact"] in GRAVE
    ]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(address, open_page, name, theme):
    tab = open_page(address + name, theme=theme)
    tab.evaluate(A_FEW)
    assert findings(tab, **RULES[theme]) == []
    tab.close()


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_serious_in_what_opens(address, open_page, theme):
    """The search box, results, and on a narrow screen the sidebar."""
    tab = open_page(f"{address}search.html?q=GMV", theme=theme)
    tab.locator("#search-results li").first.wait_for()
    assert findings(tab) == []
    tab.close()
    tab = open_page(address + "index.html", theme=theme)
    tab.keyboard.press("Control+k")
    tab.locator("#pst-search-dialog[open]").wait_for()
    assert findings(tab) == []
    tab.close()
    tab = open_page(address + "index.html", width=390, theme=theme)
    tab.locator(".primary-toggle").click()
    tab.locator("#pst-primary-sidebar-modal[open]").wait_for()
    assert findings(tab) == []
    tab.close()


def test_axe_finds_what_is_planted(address, open_page):
    tab = open_page(address + "chapters/corrections.html")
    tab.evaluate("""document.querySelector("article").insertAdjacentHTML("beforeend",
        "<img src='x.png'><button></button><p style='color:#bbb;background:#fff'>pale</p>")""")
    assert {text.partition(" ")[0] for text in findings(tab)} == {"image-alt", "button-name", "color-contrast"}
    tab.close()


def focused(tab) -> str:
    return tab.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_the_first_stop_skips_to_the_text(address, open_page):
    tab = open_page(address + "chapters/methods.html")
    tab.keyboard.press("Tab")
    assert 'href="#main-content"' in focused(tab)
    # it slides in, and the page goes there, in their own time
    until(
        tab,
        "(e => e.getBoundingClientRect().top >= 0 && e.checkVisibility())(document.querySelector('#pst-skip-link a'))",
    )
    tab.keyboard.press("Enter")
    until(tab, "location.hash === '#main-content'")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.getElementById('main-content').contains(document.activeElement)")
    tab.close()


def test_every_stop_of_the_keyboard_is_seen(address, open_page):
    """Each focused element is on the screen and has a mark of focus."""
    tab = open_page(address + "index.html")
    unmarked = []
    for _ in range(40):
        tab.keyboard.press("Tab")
        if not tab.evaluate("""() => { const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
            return e === document.body || (box.width > 0 && (s.outlineStyle !== "none" || s.boxShadow !== "none" || s.textDecorationLine !== "none")); }"""):
            unmarked.append(focused(tab))
    assert unmarked == []
    tab.close()


def test_search_opens_and_closes_by_keyboard(address, open_page):
    tab = open_page(address + "index.html")
    tab.keyboard.press("Control+k")
    until(tab, "document.activeElement.name === 'q'")
    tab.keyboard.press("Escape")
    until(tab, "!document.getElementById('pst-search-dialog').open")
    tab.close()


def test_the_theme_goes_round_by_keyboard_and_is_kept(address, browser):
    context = browser.new_context(color_scheme="light")
    tab = context.new_page()
    tab.goto(address + "index.html")
    tab.locator(".theme-switch-button").focus()
    seen = []
    for _ in range(3):
        tab.keyboard.press("Enter")
        seen.append(tab.evaluate("document.documentElement.dataset.mode"))
    assert sorted(seen) == ["auto", "dark", "light"]
    while tab.evaluate("document.documentElement.dataset.theme") != "dark":
        tab.keyboard.press("Enter")
    tab.goto(address + "chapters/claims.html")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    context.close()


@pytest.mark.parametrize("scheme", THEMES)
def test_a_first_visit_has_the_theme_of_the_system(address, browser, scheme):
    context = browser.new_context(color_scheme=scheme)
    tab = context.new_page()
    tab.goto(address + "index.html")
    assert tab.evaluate("document.documentElement.dataset.theme") == scheme
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_every_icon_is_drawn(address, open_page, width):
    """The subset font has the glyph of each icon on the page: it is wider than nothing and not the box for a missing one."""
    tab = open_page(address + "chapters/articles/gravity-2021.html", width=width)
    until(tab, "document.fonts.status === 'loaded'")
    icons = tab.evaluate("""() => [...document.querySelectorAll("[class*='fa-']")].map(e => {
        const text = getComputedStyle(e, "::before").content.replaceAll('"', "");
        return [e.className, text, text.length === 1 && document.fonts.check("900 16px 'Font Awesome 6 Free'", text)]; })""")
    assert len(icons) > 5
    held = glyphs()
    assert [name for name, text, loaded in icons if not (loaded and ord(text) in held)] == []
    tab.close()


def glyphs() -> set[int]:
    from fontTools.ttLib import TTFont

    return set(TTFont(site.SITE / "_static" / "fonts" / "icons.woff2").getBestCmap())


def test_no_chinese_is_left_as_boxes(address, open_page):
    """Where the system has no Chinese font, the text is shaped anew once the site's has come."""
    tab = open_page(address + "chapters/claims.html")
    tab.wait_for_load_state("networkidle")
    session = tab.context.new_cdp_session(tab)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": ".claim-card .figure"})["nodeIds"]
    boxed = []
    for node, text in zip(nodes, tab.locator(".claim-card .figure").all_inner_texts()):
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        drawn = sum(font["glyphCount"] for font in fonts if not font["familyName"].startswith(("DejaVu", "Liberation")))
        boxed += [text] if drawn < sum("\u3400" <= c <= "\u9fff" for c in text) else []
    assert boxed == [] and len(nodes) > 100
    tab.close()
