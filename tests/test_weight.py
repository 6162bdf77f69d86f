"""A first visit moves little and asks nobody else, pages satisfy their content security policy, fonts hold what is shown."""

from __future__ import annotations

import re

import pytest
import site_support as site
from browser_support import PAGES, watched
from fontTools.ttLib import TTFont

from _ext import markup
from _ext.finished import han_font, style_rules
from _ext.pages import security
from claimcheck.charts.font import FONT
from tools.audit import weight as weighing
from tools.audit.page import read

SHEET = site.SITE / "_static" / "site.css"


# budget


@pytest.mark.site
@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("name", PAGES)
def test_a_visit_is_within_the_budget(name, opened):
    weight = weighing.weigh(site.page(name), site.SITE, is_opened=opened)
    assert weight.within, f"{len(weight.files)} requests, {weight.bytes} bytes: {weight.files}"


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize(
    "name", ["index.html", "chapters/claims.html", "chapters/articles/providers-2021.html", "search.html"]
)
def test_a_browser_asks_for_no_more_than_was_weighed(address, browser, name):
    """In a context of its own, so nothing is in the cache; scrolled through, so nothing is put off."""
    context = browser.new_context()
    tab = watched(context)
    tab.goto(address + name)
    for opened in (False, True):
        if opened:
            tab.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        tab.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        tab.wait_for_load_state("networkidle")
        asked = {url.removeprefix(address).partition("?")[0] for url in tab.asked if not url.startswith("data:")}
        weighed = weighing.weigh(site.page(name), site.SITE, is_opened=opened)
        assert asked <= set(weighed.files)
        assert len(asked) <= weighed.limits[0] and tab.complaints == []
    context.close()


@pytest.mark.parametrize(
    ("files", "size", "is_opened", "within"),
    [
        (12, 200_000, False, True),
        (13, 1000, False, False),
        (3, 200_001, False, False),
        (17, 250_000, True, True),
        (18, 1000, True, False),
        (3, 250_001, True, False),
    ],
)
def test_the_budget_has_two_limits(files, size, is_opened, within):
    assert weighing.Weight("x.html", ("f",) * files, size, is_opened).within is within
    assert weighing.Weight("search.html", ("f",) * files, size, is_opened).within, "the search's index has room to grow"


def test_what_is_folded_is_not_seen_at_first():
    page = markup.read(
        "<p>甲</p><script>乙</script><!--丙--><details><summary>丁</summary>戊<details open>己</details></details>"
        "<details open><summary>庚</summary>辛<img alt='壬'></details><details><img alt='癸'></details>"
        "<details><p>子<pre>丑</pre></details>"
    )
    assert set(han_font.HAN.findall(markup.at_first(page))) == set("甲丁庚辛壬子丑")


def test_everything_that_a_page_asks_for_is_weighed(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "p.html").write_text(
        '<link rel="stylesheet" href="../s.css"><noscript><link rel="stylesheet" href="no.css"></noscript><script src="../a.js?v=1">'
        '</script><img src="b.svg" loading="lazy"><img src="data:x"><a href="c.html">快</a><link rel="next" href="d.html">',
        encoding="utf-8",
    )
    (tmp_path / "s.css").write_text(
        "@font-face{src:url(x.woff2);unicode-range:U+5FEB}@font-face{src:url(y.woff2);unicode-range:U+4E70}"
    )
    for name in ("a.js", "deep/b.svg", "x.woff2"):
        (tmp_path / name).write_bytes(b"1" * 10)
    weight = weighing.weigh(read(tmp_path, "deep/p.html"), tmp_path)
    assert weight.files == ("deep/p.html", "s.css", "a.js", "deep/b.svg", "x.woff2")
    assert not weight.is_opened
    assert weighing.moved(tmp_path / "x.woff2") == 10 != weighing.moved(tmp_path / "a.js")


# style sheet and fonts


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".seen{a:b}.unseen{c:d}", ".seen{a:b}"),
        (".unseen .seen,.seen>p{a:b}", ".seen>p{a:b}"),
        ("@media print{.unseen{a:b}}@media print{.seen{a:b}}", "@media print{.seen{a:b}}"),
        (".seen:not(.unseen){a:b}:is(.unseen,p){c:d}", ".seen:not(.unseen){a:b}:is(.unseen,p){c:d}"),
        ("p[data-x='.unseen}']{a:b}", "p[data-x='.unseen}']{a:b}"),
        (
            "@font-face{font-family:x}@keyframes k{0%{a:b}}@import 'x';",
            "@font-face{font-family:x}@keyframes k{0%{a:b}}@import 'x';",
        ),
        ("/*! licence */.unseen{a:b}/* note */.seen{c:d}", "/*! licence */.seen{c:d}"),
        (".fa-seen:before{content:'}'}.fa-unseen:before{content:'{'}", ".fa-seen:before{content:'}'}"),
    ],
)
def test_only_rules_that_a_page_can_meet_are_kept(sheet, kept):
    assert style_rules.in_use(sheet, style_rules.words(["<p class='seen fa-seen'>"])) == kept


@pytest.mark.site
def test_no_class_of_a_page_lost_its_rules():
    """What the whole sheets say of the classes on pages stands in the small one too."""
    classes = set().union(*(site.page(name).classes for name in PAGES))
    small = SHEET.read_text(encoding="utf-8")
    whole = "".join(
        path.read_text(encoding="utf-8")
        for path in SHEET.parent.rglob("*.css")
        if path.name not in ("site.css", "noscript.css")
    )
    named = {name for name in classes if re.search(rf"\.{re.escape(name)}[\s,{{:.>)\[]", whole)}
    assert len(named) > 50
    assert [name for name in named if not re.search(rf"\.{re.escape(name)}[\s,{{:.>)\[]", small)] == []


@pytest.mark.site
def test_every_file_that_the_sheet_names_is_there():
    named = re.findall(r"url\((?![\"']?data:)[\"']?([^)\"']+)", SHEET.read_text(encoding="utf-8"))
    assert len(named) >= 2
    assert [name for name in named if not (SHEET.parent / name).is_file() and name != "file.png"] == []


@pytest.mark.site
def test_every_chinese_character_of_the_pages_has_type():
    held = set()
    for path in (SHEET.parent / "fonts").glob("han-*.woff2"):
        held |= {chr(point) for point in TTFont(path).getBestCmap()}
    shown = set().union(*(han_font.HAN.findall(site.page(name).shown) for name in PAGES))
    assert len(shown) > 500 and shown - held == set()


def test_slices_hold_each_character_once_and_shared_ones_together():
    pages = {"a": set("甲乙丙"), "b": set("甲乙"), "c": set("甲") | {chr(0x5000 + i) for i in range(30)}}
    folded = {"a": set("丁"), "b": {chr(0x6000 + i) for i in range(70)}, "c": set()}
    first, *own = han_font.slices(pages, {name: pages[name] | folded[name] for name in pages})
    assert set(first) == set("甲乙丙") and own[0] == "".join(chr(0x5000 + i) for i in range(30))
    assert own[1:] == ["丁", "".join(chr(0x6000 + i) for i in range(70))]


def test_a_slice_is_the_same_for_the_same_characters():
    font = FONT.read_bytes()
    small = han_font.cut(font, "快手買家")
    assert small == han_font.cut(font, "快手買家")
    assert han_font.cut(small, "快手", "woff2") == han_font.cut(small, "快手", "woff2")


# content security policy


@pytest.mark.site
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_policy_before_all_else(name):
    source = site.page(name).source
    head = source[source.index("<head>") :]
    assert security.META in head
    assert not re.search(r"<(script|link|style|base)\b", head[: head.index(security.META)])


def test_the_policy_allows_no_inline_script_and_no_other_host():
    assert security.POLICY["default-src"] == "'none'"
    assert security.POLICY["script-src"] == "'self'"
    assert not [
        value for value in security.POLICY.values() if "unsafe-eval" in value or "http" in value or "*" in value
    ]


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.parametrize("where", ["server", "file"])
def test_a_browser_holds_the_page_to_the_policy(address, browser, where):
    root = address if where == "server" else site.SITE.as_uri() + "/"
    context = browser.new_context()
    tab = watched(context)
    tab.goto(root + "index.html")
    tab.evaluate("""() => { const script = document.createElement("script"); script.textContent = "window.ran = true"; document.body.append(script);
      const picture = document.createElement("img"); picture.src = "http://127.0.0.1:9/x.png"; document.body.append(picture); }""")
    tab.wait_for_timeout(200)
    assert tab.evaluate("window.ran") is None
    assert len([text for text in tab.complaints if "Content Security Policy" in text]) >= 2
    context.close()
