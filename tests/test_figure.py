"""Charts drawn for each width: words and rows are carried, colours have a dark counterpart, faults of a drawing are told."""

from __future__ import annotations

import base64
import html
import json
import re
from fractions import Fraction
from types import SimpleNamespace
from xml.etree import ElementTree

import chart_files
import matplotlib.pyplot as plt
import pytest
from docutils import nodes

from claimcheck.charts import figure
from claimcheck.charts.figure import ARTICLE, MARKS, NARROW, WIDE, picture
from claimcheck.charts.interval_rows import interval_rows
from claimcheck.charts.parts import Row
from claimcheck.printed.interval import Interval

SVG = "{http://www.w3.org/2000/svg}"
WORDS = {
    "title": "GMV rose 快手",
    "unit": "Billion CNY",
    "source": "the articles",
    "alt": "A line that rises.",
    "name": "gmv-rose",
}


def draw(more=lambda ax: None, **words):
    def line(ax, width):
        ax.plot([1, 2], [3, 4], **MARKS["article"])
        more(ax)

    return picture(line, rows=[{"year": 1, "GMV": 3}, {"year": 2, "GMV": 4}], **(WORDS | words))


def carried(chart) -> dict:
    return json.loads(html.unescape(re.search("<metadata>(.*?)</metadata>", chart.svg, re.S)[1]))


def test_a_picture_carries_its_words_its_rows_and_both_drawings():
    chart = draw()
    data = carried(chart)
    for svg, width in ((chart.svg, WIDE), (data["narrow"], NARROW)):
        root = ElementTree.fromstring(svg)
        assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == ("GMV rose 快手", "A line that rises.")
        assert (root.get("width"), root.get("height")) == (str(width), "350")
    assert (data["title"], data["unit"], data["source"]) == ("GMV rose 快手", "Billion CNY", "Source: the articles.")
    assert data["csv"] == "year,GMV\n1,3\n2,4\n"
    assert base64.b64decode(data["png"]).startswith(b"\x89PNG")
    assert chart.faults == () and not plt.get_fignums()


def test_two_drawings_are_the_same_file():
    assert draw().svg == draw().svg


def test_drawing_leaves_the_style_of_others_alone():
    before = dict(plt.rcParams)
    draw()
    assert dict(plt.rcParams) == before


@pytest.mark.parametrize("part", ["title", "unit", "source", "alt"])
def test_a_picture_without_words_is_refused(part):
    with pytest.raises(ValueError, match="chart without"):
        draw(**{part: " "})


def test_the_words_of_a_chart_cannot_break_its_file():
    root = ElementTree.fromstring(draw(title="a < b & c", alt='says "x" > <y>').svg)
    assert (root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text) == ("a < b & c", 'says "x" > <y>')


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (lambda ax: ax.text(1.5, 3.5, "tiny", fontsize=8), "'tiny' is smaller than 11.5"),
        (lambda ax: (ax.text(1.5, 3.5, "one"), ax.text(1.5, 3.5, "other")), "'one' lies on 'other'"),
        (lambda ax: ax.axhline(3.5, color="#123456"), "#123456 has no dark counterpart"),
        (
            lambda ax: (ax.figure.set_layout_engine("none"), ax.text(2.3, 3.5, "far to the right of it all")),
            "'far to the right of it all' runs off the canvas",
        ),
    ],
)
def test_what_goes_wrong_in_a_drawing_is_told(more, fault):
    assert f"at {NARROW}: {fault}" in draw(more).faults


def test_every_colour_is_restated_for_a_dark_page():
    rules = re.search(r"prefers-color-scheme:dark\)\{(.*?)\}</style>", draw().svg, re.S)[1]
    assert f'[style*="fill: {ARTICLE}"]' in rules and figure.DARK[ARTICLE] in rules


# rows of intervals


def row(interval: Interval, value=None, kind="printed", label="a", text="words") -> Row:
    return Row(label, "a-01", kind, interval, value, text)


def test_rows_of_intervals_with_open_ends_and_long_words():
    rows = [
        row(Interval(Fraction(4), None, False), text="over 4"),
        row(Interval(None, Fraction(3)), kind="recomputed", text="at most 3"),
        row(
            Interval(Fraction(2), Fraction(5)),
            Fraction(3),
            "reported",
            "a label of very many words, all of them needed",
            "3 billion CNY (2 to 5 billion)",
        ),
    ]
    chart = interval_rows(rows, limits=(0, 10), **WORDS)
    assert chart.faults == ()
    assert list(chart.data["kind"]) == ["printed", "recomputed", "reported"]
    (_, narrow), (_, wide) = carried(chart)["size"]
    assert narrow > wide  # the last row's words stand below its label on a phone


def test_bars_begin_at_zero_and_show_an_interval_that_can_be_seen():
    rows = [row(Interval(Fraction(5), Fraction(7)), Fraction(6)), row(Interval(Fraction(3), Fraction(3)), Fraction(3))]
    chart = interval_rows(rows, limits=(0, 10), bars=True, **WORDS)
    assert chart.faults == () and chart.narrow.count(f"stroke: {figure.INK}; stroke-width: 2") == 1
    with pytest.raises(ValueError, match="bars begin at zero"):
        interval_rows(rows, limits=(1, 10), bars=True, **WORDS)
    with pytest.raises(ValueError, match="each has a value"):
        interval_rows([row(Interval(Fraction(4), None, False))], limits=(0, 10), bars=True, **WORDS)


# on the page


def test_the_extension_puts_words_drawings_and_files_in_their_places(tmp_path):
    chart = draw(title="a < b")
    (tmp_path / "x.svg").write_text(chart.svg, encoding="utf-8")
    document, image = nodes.container(), nodes.image(uri="/x.svg")
    document += image
    page = SimpleNamespace(srcdir=tmp_path, outdir=tmp_path / "out", docname="chapters/growth")
    document.settings = SimpleNamespace(env=page)
    page.app = page
    transform = chart_files.ChartFiles.__new__(chart_files.ChartFiles)
    transform.document = document
    transform.unpack(image, chart.svg, chart_files.CARRIED.search(chart.svg), set())
    shown = document[0].astext()
    assert "<figcaption>a &lt; b<small>Billion CNY</small></figcaption>" in shown
    assert 'srcset="../charts/chapters/growth/narrow/gmv-rose.svg" width="360" height="350"' in shown
    assert (
        '<img src="../charts/chapters/growth/gmv-rose.svg" alt="A line that rises." width="760" height="350">' in shown
    )
    assert '<p class="r-source">Source: the articles. <span class="r-take-away">Take away: ' in shown
    folder = tmp_path / "out" / "charts" / "chapters" / "growth"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")} == {
        "gmv-rose.svg", "gmv-rose.png", "gmv-rose.csv", "narrow/gmv-rose.svg",
    }  # fmt: skip
    assert "metadata" not in (folder / "gmv-rose.svg").read_text(encoding="utf-8")
