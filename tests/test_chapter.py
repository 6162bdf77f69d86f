"""What chapters import: formulas held to the register, and results shown with their working."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from claimcheck import loading
from claimcheck.pages import chapter
from claimcheck.pages.chapter import check, claim, count, days, derive


@pytest.fixture(autouse=True)
def default_register(tiny, monkeypatch):
    """The tiny package as the chapters' register."""
    tiny.row("claims/other-2021.csv", 2)["rounding_unit"] = "0"
    tiny.write()
    found = loading.load(tiny.root, tiny.articles)
    monkeypatch.setattr(chapter, "register", lambda: found)


def test_a_claim_tells_what_is_printed():
    gmv = claim("tiny-2020-01")
    assert (gmv.printed, gmv.value, gmv.interval, gmv.verdict) == (
        "12 billion CNY (達120億元)",
        "120",
        "[119.5, 120.5] 1e8 CNY",
        "undetermined",
    )
    with pytest.raises(KeyError, match="there is no claim tiny-2020-99"):
        claim("tiny-2020-99")


def test_a_check_shows_both_sides():
    growth = check("tiny-2020-02", claim("tiny-2020-01") / claim("tiny-2020-03") - 1)
    assert (growth.printed, growth.recomputed, growth.verdict, growth.unit) == ("50%", "50%", "reproduced", "percent")
    assert growth.interval_printed == "[49.5, 50.5] percent"
    assert growth.interval_recomputed == "(48.44, 51.58) percent"
    assert growth.message.startswith("reproduced: printed 50% in [49.5, 50.5]")


def test_a_derivation_has_no_printed_side():
    span = derive("tiny-2020-r06", days(claim("tiny-2020-08"), claim("tiny-2020-09")))
    assert (span.printed, span.recomputed, span.verdict) == ("", "10 days", "")
    assert check("tiny-2020-07", count("甲", "乙")).recomputed == "2"


def test_a_comparison_says_for_which_values_it_holds():
    assert derive("tiny-2020-r04", claim("tiny-2020-05") > claim("tiny-2020-06")).recomputed == "holds for some values"


def test_another_formula_is_refused_and_both_are_named():
    with pytest.raises(ValueError, match="tiny-2020-02") as raised:
        check("tiny-2020-02", claim("tiny-2020-01") / claim("tiny-2020-03"))
    assert "this cell: [tiny-2020-01] / [tiny-2020-03] (" in str(raised.value)
    assert "tiny-2020-r01: [tiny-2020-01] / [tiny-2020-03] - 1" in str(raised.value)
    with pytest.raises(ValueError, match=r"no relation tiny-2020-r06 has the formula of this cell: days"):
        derive("tiny-2020-r06", days(claim("tiny-2020-09"), claim("tiny-2020-08")))
    with pytest.raises(ValueError, match="there is none"):
        derive("tiny-2020-r99", claim("tiny-2020-01") / 2)


class Outline(HTMLParser):
    """The tags that open and close, and the attributes seen."""

    def __init__(self, html: str):
        super().__init__()
        self.open, self.seen, self.words = [], [], []
        self.feed(html)
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize(
    "shown",
    [
        lambda: check("tiny-2020-02", claim("tiny-2020-01") / claim("tiny-2020-03") - 1),
        lambda: derive("tiny-2020-r04", claim("tiny-2020-05") > claim("tiny-2020-06")),
        lambda: claim("tiny-2020-06"),
    ],
    ids=["check", "comparison", "claim"],
)
def test_the_table_is_valid_and_has_heads(shown):
    html = shown()._repr_html_()
    outline = Outline(html)
    tags = [tag for tag, _ in outline.seen]
    assert "caption" in tags
    assert all(attrs.get("scope") in ("row", "col") for tag, attrs in outline.seen if tag == "th")
    assert any(attrs.get("class", "").startswith("verdict verdict-") for tag, attrs in outline.seen if tag == "span")
    assert "0x" not in html + repr(shown())


def test_the_table_links_the_claim_and_words_the_verdict():
    outline = Outline(check("tiny-2020-01", claim("other-2021-01"))._repr_html_())
    assert ("a", {"class": "claim-id", "href": "site:chapters/claims.html#tiny-2020-01"}) in outline.seen
    assert ("span", {"class": "verdict verdict-undetermined"}) in outline.seen
    assert "undetermined" in outline.words
