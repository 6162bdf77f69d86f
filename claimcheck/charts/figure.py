"""A chart drawn once for each width it is shown at, with its words as text of the page.

    def draw(ax, width):
        ax.bar(years, gmv, color=[ARTICLE if printed else REPORTED for printed in origin])
        ax.annotate("680", (3, 680), (0, 4), textcoords="offset points", ha="center")
        ax.set_yticks([])

    picture(draw, height=(330, 350), name="gmv-years", title="GMV grew every year, each year more slowly",
            unit="Billion CNY a year", source="the articles; the company's results, 2022 to 2025",
            alt="Bars of GMV by year: 2018 0.1, ...", rows=[{"year": 2018, "gmv": 0.1}, ...])

As the last line of a cell it shows one figure: title (the finding), unit, picture, source, files to take away, and the
rows behind it in a fold. The site extension puts these where they belong; a script reads them from the `Picture`.

- `draw(ax, width)` is called for each width of `WIDTHS`, in CSS pixels. One point is one pixel: a word of size 13 is 13 px
  high on the page, at 12 it is still readable on a phone; nothing may be smaller than `SMALLEST`. Below `NARROW` there is
  less room: shorter words, another place. For several panels call `ax.remove()` and `ax.figure.subplots(...)`.
- No title, unit, legend or source in the drawing. Name a series where it ends, in its own colour. Margins are made as wide
  as the words need; to place the axes yourself, `ax.figure.set_layout_engine("none")` and `subplots_adjust`.
- Colours are those named here and no others: the file restates each for a dark page. `**MARKS["article"]` is a blue disc,
  `**MARKS["reported"]` a slate diamond, `**MARKS["recomputed"]` a green square; NOT_SO is for what did not happen.
- A word over lines or grid stands on `bbox=CLEAR`; words inside a filled bar are ON_BAR.
- Straight quotes in drawings: the font draws curly ones a full square wide.
- `title`, `unit`, `source` and `alt` are made from the rows, so that they change with the data. `source` names who says it
  ("Caixin, April 2021"), not ids; "Source: " and the full stop are put here.
- `Picture.faults` says what went wrong in the drawing: words too small, off the canvas or on top of each other, colours
  without a dark counterpart. A test of a chart asks that it is empty.
"""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text

from claimcheck.charts import font
from claimcheck.charts.font import FONT
from claimcheck.pages.csv_rows import as_csv

STYLE = Path(__file__).with_name("figure.mplstyle")
WIDTHS = NARROW, WIDE = 360, 760
HALF = 520  # of a chart that stands beside something on a wide window
# CSS pixels; the narrow drawing is shown up to 700 px of window
SMALLEST = 11.5

GROUND, INK, MUTED, RULE, EDGE = "#ffffff", "#1b2733", "#55636f", "#d5dbe1", "#9aa5af"
ARTICLE, REPORTED, NOT_SO, RECOMPUTED, ON_BAR = "#0b62a8", "#5f6f7d", "#c2410c", "#0f766e", "#fffffe"
DARK = {
    GROUND: "#121212",
    INK: "#e8ebee",
    MUTED: "#a9b4be",
    RULE: "#39424b",
    EDGE: "#5c6873",
    ARTICLE: "#6cb6f2",
    REPORTED: "#a3b0bc",
    NOT_SO: "#ff9466",
    RECOMPUTED: "#5fd0c2",
    ON_BAR: "#101418",
}
MARKS = {
    "article": {"color": ARTICLE, "marker": "o", "markersize": 9.5, "markeredgecolor": GROUND},
    "reported": {"color": REPORTED, "marker": "D", "markersize": 8.5, "markeredgecolor": GROUND},
    "recomputed": {"color": RECOMPUTED, "marker": "s", "markersize": 8.5, "markeredgecolor": GROUND},
}
CLEAR = {"facecolor": GROUND, "edgecolor": "none", "pad": 1.5}

font_manager.fontManager.addfont(str(FONT))


@dataclass(frozen=True, eq=False)
class Picture:
    """A finished chart: its words, the plotted rows, an SVG for each width, and the faults of the drawing.

    `svg` is the wide drawing and carries all the rest, so that it can be handed on as one image; the PNG in it is drawn
    when it is asked for. size: width and height in CSS pixels, narrow and wide.
    """

    name: str
    title: str
    unit: str
    source: str
    alt: str
    data: pd.DataFrame
    size: tuple[tuple[int, int], ...]
    narrow: str
    wide: str
    faults: tuple[str, ...]
    figure: Figure = field(repr=False)

    @cached_property
    def svg(self) -> str:
        with plt.style.context(STYLE, after_reset=True):
            png = _take_away(self.figure, self.title, self.unit, self.source)
        carried = {
            "name": self.name,
            "title": self.title,
            "unit": self.unit,
            "source": self.source,
            "size": self.size,
            "csv": as_csv([list(self.data.columns), *self.data.itertuples(index=False)]),
            "png": base64.b64encode(png).decode(),
            "narrow": self.narrow,
        }
        return _worded(self.wide, self.title, self.alt, json.dumps(carried, ensure_ascii=False))

    @property
    def alone(self) -> str:
        """The wide drawing with its words and nothing to take away."""
        return _worded(self.wide, self.title, self.alt)

    def __repr__(self) -> str:
        return f"Picture({self.name}: {self.title})"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"image/svg+xml": self.svg, "text/plain": repr(self)}


def picture(
    draw: Callable,
    *,
    title: str,
    unit: str,
    source: str,
    alt: str,
    rows,
    name: str,
    height: int | tuple[int, int] = 350,
    wide: int = WIDE,
) -> Picture:
    """The chart that `draw(ax, width)` makes at each width; see the module's docstring.

    rows: what is plotted, one row a mark, as a DataFrame or a list of dicts. height: in CSS pixels, one for both
    widths or (narrow, wide). MissingTypeError where a text cannot be drawn.
    """
    for words, what in ((title, "title"), (unit, "unit"), (source, "source"), (alt, "alt text")):
        if not words.strip():
            raise ValueError(f"chart without {what}")
    data = pd.DataFrame(rows)
    source = f"Source: {source.removesuffix('.')}."
    heights = height if isinstance(height, tuple) else (height, height)
    drawn, faults = {}, []
    with plt.style.context(STYLE, after_reset=True), plt.rc_context({"svg.hashsalt": name}):
        for width, high in zip((NARROW, wide), heights, strict=True):
            layout = ConstrainedLayoutEngine(w_pad=4 / 72, h_pad=4 / 72)
            fig, ax = plt.subplots(figsize=(width / 72, high / 72), layout=layout)
            draw(ax, width)
            for text in (text for ax in fig.axes for text in ax.texts):
                text.set_linespacing(1.35)
            drawn[width] = _svg(fig)
            faults += [f"at {width}: {fault}" for fault in _faults(fig, drawn[width])]
            plt.close(fig)
    font.check("".join(font.words_of(svg) for svg in drawn.values()) + title + unit + source)
    size = tuple(zip((NARROW, wide), heights, strict=True))
    narrow = _worded(drawn[NARROW], title, alt)
    return Picture(name, title, unit, source, alt, data, size, narrow, drawn[wide], tuple(faults), fig)


def text_width(text: str, size: float) -> float:
    """Width in CSS pixels of the longest line of `text` at this size."""
    face = font_manager.get_font(str(FONT))
    face.set_size(size, 72)
    widths = []
    for line in text.split("\n"):
        face.set_text(line)
        widths.append(face.get_width_height()[0] / 64)
    return max(widths)


def _svg(fig) -> str:
    """The drawing as it is, with its colours restated for a dark page; the browser picks by the page's color-scheme."""
    out = io.StringIO()
    fig.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", out.getvalue(), flags=re.S)
    text = re.sub(r'width="([\d.]+)pt" height="([\d.]+)pt"', r'width="\1" height="\2"', text, count=1)
    rules = "".join(
        f'[style*="{part}: {light}"],[{part}="{light}"]{{{part}:{dark}!important}}'
        for light, dark in DARK.items()
        if light in text
        for part in ("fill", "stroke")
    )
    return text.replace("</style>", f"@media (prefers-color-scheme:dark){{{rules}}}</style>", 1)


def _worded(svg: str, title: str, alt: str, carried: str = "") -> str:
    """The file with words of its own, for whoever opens it by itself."""
    words = f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>"
    words += f"<metadata>{escape(carried)}</metadata>" if carried else ""
    return re.sub(r"(<svg\b[^>]*>)", lambda m: m.group(1) + words, svg, count=1)


def _take_away(fig, title: str, unit: str, source: str) -> bytes:
    """The PNG: the same drawing with its words above and below, since no page stands around it."""
    straight = str.maketrans("’‘“”", "''\"\"")
    lines, units, below = (
        _wrapped(text.translate(straight), size) for text, size in ((title, 16), (unit, 12), (source, 10.5))
    )
    fig.set_layout_engine("none")
    width, height = fig.get_size_inches()
    top, bottom = (20 * len(lines) + 16 * len(units) + 18) / 72, (14 * len(below) + 14) / 72
    whole = height + top + bottom
    fig.set_size_inches(width, whole)
    for ax in fig.axes:
        at = ax.get_position()
        ax.set_position([at.x0, (at.y0 * height + bottom) / whole, at.width, at.height * height / whole])
    edge = 8 / 72
    for y, words, style in (
        (whole - edge, lines, {"fontsize": 16}),
        (whole - edge - (20 * len(lines) + 4) / 72, units, {"fontsize": 12, "color": MUTED}),
        (bottom - 4 / 72, below, {"fontsize": 10.5, "color": MUTED}),
    ):
        fig.text(edge / width, y / whole, "\n".join(words), va="top", linespacing=1.25, **style)
    out = io.BytesIO()
    fig.savefig(out, format="png", dpi=144, metadata={"Software": None}, pil_kwargs={"compress_level": 3})
    return out.getvalue()


def _wrapped(text: str, size: float) -> list[str]:
    """The text in lines that fit the wide drawing; no word is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > WIDE - 16:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _faults(fig, svg: str) -> Iterator[str]:
    boxes = [(text, text.get_window_extent()) for text in _words(fig)]
    canvas = fig.bbox
    for text, box in boxes:
        if float(text.get_fontsize()) < SMALLEST:
            yield f"{text.get_text()!r} is smaller than {SMALLEST}"
        if box.x0 < -1 or box.y0 < -1 or box.x1 > canvas.x1 + 1 or box.y1 > canvas.y1 + 1:
            yield f"{text.get_text()!r} runs off the canvas"
    for (one, a), (other, b) in combinations(boxes, 2):
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 2 and min(a.y1, b.y1) - max(a.y0, b.y0) > 3:
            yield f"{one.get_text()!r} lies on {other.get_text()!r}"
    for colour in sorted(set(re.findall(r'(?:fill|stroke)(?:: |=")(#[0-9a-f]{6})', svg)) - set(DARK)):
        yield f"{colour} has no dark counterpart"


def _words(fig) -> Iterator[Text]:
    """The texts that are drawn: a label of a tick outside the axis is not."""
    for ax in fig.axes:
        if not ax.get_visible():
            continue
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            slack = (high - low) * 1e-9
            ticks = zip(axis.get_major_ticks(), axis.get_majorticklocs(), strict=False) if axis.get_visible() else ()
            yield from _drawn(tick.label1 for tick, at in ticks if low - slack <= at <= high + slack and ax.axison)
        yield from _drawn([*ax.texts, ax.xaxis.label, ax.yaxis.label])
    yield from _drawn(fig.texts)


def _drawn(texts: Iterable[Text]) -> Iterator[Text]:
    return (text for text in texts if text.get_visible() and text.get_text().strip())
