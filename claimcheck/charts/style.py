"""Charts: one style, one way to finish a figure, and the charts that several pages share.

A chart function draws with pyplot, hands the figure to `finish` and returns the `Chart` it
gets back, so that a cell's last line shows exactly one image and a drawing error stops the
build. The image is an SVG that carries its own words: `<title>` is the finding, `<desc>` the
alt text, `<metadata>` the source line, the plotted rows as CSV and a PNG of the same drawing;
the site extension takes them out again and puts each where a reader looks for it. The PNG, which takes as long as
the rest together, is drawn when a cell shows the chart.

Colours are those of Okabe and Ito (2008), which stay apart under the common colour-vision
deficiencies; articles' figures and figures reported elsewhere also differ in marker.
"""

from __future__ import annotations

import base64
import io
import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager
from matplotlib.figure import Figure

from claimcheck.charts import font
from claimcheck.charts.font import FONT

STYLE = Path(__file__).with_name("report.mplstyle")

BLUE, VERMILION, GREEN, PINK = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
ORANGE, SKY, BLACK, GREY = "#E69F00", "#56B4E9", "#000000", "#777777"
ARTICLE = {"color": BLUE, "marker": "o"}
REPORTED = {"color": VERMILION, "marker": "D"}
RECOMPUTED = {"color": GREEN, "marker": "s"}

font_manager.fontManager.addfont(str(FONT))
plt.style.use(STYLE)


@dataclass(frozen=True, eq=False)
class Chart:
    """A finished drawing with its words and its data.

    `name` is a slug that names its files, `title` the finding, `source` the line under the
    drawing, `alt` what a reader who cannot see it is told, `data` the plotted rows, `svg` the drawing.
    """

    name: str
    title: str
    source: str
    alt: str
    data: pd.DataFrame
    svg: str
    figure: Figure = field(repr=False)

    @cached_property
    def png(self) -> bytes:
        """The same drawing for where an SVG cannot be shown."""
        self.figure.set_layout_engine(None)  # what was laid out for the SVG holds; a third of a chart's time is layout
        out = io.BytesIO()
        self.figure.savefig(out, format="png", dpi=200, metadata={"Software": None}, pil_kwargs={"compress_level": 3})
        return out.getvalue()

    @property
    def carrying(self) -> str:
        """The SVG with the source line, the rows and the PNG in it, to be handed on as one image."""
        carried = json.dumps(
            {
                "name": self.name,
                "source": self.source,
                "csv": self.data.to_csv(index=False, lineterminator="\n"),
                "png": base64.b64encode(self.png).decode(),
            },
            ensure_ascii=False,
        )
        return self.svg.replace("</desc>", f"</desc><metadata>{escape(carried)}</metadata>", 1)

    def __repr__(self) -> str:
        return f"Chart({self.name}: {self.title})"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"image/svg+xml": self.carrying, "text/plain": repr(self)}


def slug(text: str) -> str:
    """`text` as a file name: lower-case Latin letters and digits joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-")


def source_line(source) -> str:
    """The source line from claim and reported ids, or a ready sentence."""
    if isinstance(source, str):
        return source
    return "Source: " + ", ".join(source) + "."


def finish(fig, title: str, source, alt: str, data: pd.DataFrame, name: str | None = None) -> Chart:
    """Put the words on `fig`, close it and return the `Chart`.

    `title` states the finding, `source` is a sentence or a list of claim and reported ids,
    `alt` says what the drawing shows, `data` holds what was plotted, one row per mark.
    A figure left open would be shown a second time by the notebook. MissingTypeError where a text cannot be drawn.
    """
    for word, what in ((title, "title"), (alt, "alt text")):
        if not word.strip():
            raise ValueError(f"chart without {what}")
    width = fig.get_size_inches()[0]
    fig.set_layout_engine("constrained")
    for ax in fig.axes:
        # a label wider than its axis grows to the left, over the free space under the row names
        ax.set_xlabel(
            ax.get_xlabel(),
            loc="right" if text_width(ax.get_xlabel(), ax.xaxis.label.get_size()) > width / 2 else "center",
        )
    fig.suptitle(_wrap(title, width, 11.5), x=0.01, ha="left", fontsize=11.5)
    fig.supxlabel(_wrap(source_line(source), width, 8), x=0.01, ha="left", fontsize=8, color="#555555")
    name = name or slug(title)
    svg = _svg(fig, name, title, alt)
    plt.close(fig)
    font.check(font.words_of(svg))
    return Chart(name, title, source_line(source), alt, data, svg, fig)


def _wrap(text: str, width_in: float, size_pt: float) -> str:
    """Break `text` at spaces so that every line, as drawn at this size, fits `width_in` inches; no word is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size_pt) > width_in * 0.97:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def text_width(text: str, size_pt: float) -> float:
    """Width in inches of a line in the charts' font at this size."""
    face = font_manager.get_font(str(FONT))
    face.set_size(size_pt, 72)
    face.set_text(text)
    return face.get_width_height()[0] / 64 / 72


def _svg(fig, name: str, title: str, alt: str) -> str:
    out = io.StringIO()
    with plt.rc_context({"svg.hashsalt": name}):
        fig.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", out.getvalue(), flags=re.S)
    words = f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>"
    return re.sub(r"(<svg\b[^>]*>)", lambda m: m.group(1) + words, text, count=1)


def legend_above(ax, handles=None, ncols: int = 2) -> None:
    """The legend between title and axes; a figure's legend would be laid over the source line."""
    more = {} if handles is None else {"handles": handles}
    ax.legend(
        **more, loc="lower left", bbox_to_anchor=(0, 1), ncols=ncols, fontsize=8, borderaxespad=0.3, columnspacing=1.2
    )


def category_rows(n: int, extra: float = 1.4) -> tuple[float, float]:
    """Figure size in inches for a chart with `n` labelled rows."""
    return 5.4, extra + 0.32 * max(n, 2)
