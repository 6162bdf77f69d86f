"""Take a chart's words out of its SVG and put each where a reader looks for it.

`claimcheck.charts.figure` hands over one SVG that carries title, unit, source, alt text, the plotted rows, a PNG and the
drawing for narrow windows. Here title, unit and source become text of the page, the alt text becomes the image's, the rows
become a table behind the chart and a CSV, and the drawings become files under `charts/<page>/` that the page links to.
"""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
import shutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from claimcheck.citing import edition as cite

logger = logging.getLogger(__name__)
CARRIED = re.compile(r"<metadata>(.*?)</metadata>", re.S)
DESC = re.compile(r"<desc>(.*?)</desc>", re.S)


class ChartFiles(SphinxTransform):
    """Replace each SVG that carries chart data by a figure with alt text, table and downloads."""

    default_priority = 400

    def apply(self, **kwargs) -> None:
        seen: set[str] = set()
        for image in list(self.document.findall(nodes.image)):
            path = Path(self.env.srcdir, image["uri"].lstrip("/"))
            if path.suffix != ".svg" or not path.exists():
                continue
            text = path.read_text(encoding="utf-8")
            carried = CARRIED.search(text)
            if carried:
                self.unpack(image, text, carried, seen)

    def unpack(self, image: nodes.image, text: str, carried: re.Match, seen: set[str]) -> None:
        data = json.loads(html.unescape(carried.group(1)))
        name = data["name"]
        if name in seen:
            logger.warning("two charts of one page are named %r", name, location=self.env.docname)
        seen.add(name)
        folder = Path(self.app.outdir, "charts", *self.env.docname.split("/"))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.svg").write_text(CARRIED.sub("", text, count=1), encoding="utf-8")
        (folder / f"{name}.png").write_bytes(base64.b64decode(data["png"]))
        (folder / f"{name}.csv").write_text(data["csv"], encoding="utf-8")
        (folder / "narrow").mkdir(exist_ok=True)
        (folder / "narrow" / f"{name}.svg").write_text(data["narrow"], encoding="utf-8")
        up = "../" * self.env.docname.count("/")
        base = f"{up}charts/{self.env.docname}/{name}"
        described = DESC.search(text)
        alt = html.unescape(described[1]) if described else ""
        data["cited"] = _cited(data["title"], f"{self.env.docname}.html", name)
        image.replace_self(nodes.raw("", _picture(name, base, alt, data), format="html"))


def _picture(name: str, base: str, alt: str, data: dict) -> str:
    """Words of the page around a picture with a drawing for each width."""
    title, unit, source, quoted = (html.escape(words) for words in (data["title"], data["unit"], data["source"], alt))
    narrow, wide = (f'width="{width}" height="{height}"' for width, height in data["size"])
    folder, file = base.rsplit("/", 1)
    files = ", ".join(f'<a href="{base}.{kind}" download>{kind.upper()}</a>' for kind in ("svg", "png", "csv"))
    return (
        f'<figure class="chart" id="chart-{name}"><figcaption>{title}<small>{unit}</small></figcaption>'
        f'<picture><source media="screen and (max-width: 700px)" srcset="{folder}/narrow/{file}.svg" {narrow}>'
        f'<img src="{base}.svg" alt="{quoted}" {wide}></picture>'
        f'<p class="r-source">{source} <span class="r-take-away">Take away: {files}.</span></p>'
        f"{_table(data, name)}</figure>"
    )


def _cited(title: str, page: str, name: str) -> str:
    """One line to copy: who, what, version, and the address of the chart."""
    of = cite.edition()
    title = " ".join(title.split()).rstrip(".")
    return f"{', '.join(of.authors)}. {title} [chart]. {of.title}, V{of.version} ({of.released}). {of.at(page)}#chart-{name}"


def _table(data: dict, name: str) -> str:
    rows = list(csv.reader(io.StringIO(data["csv"])))
    head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return (
        '<details class="chart-data"><summary>The rows behind this chart, and how to cite it</summary>'
        f'<p class="r-cite">{html.escape(data["cited"])}</p>'
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="Rows behind the chart {html.escape(name, quote=True)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></details>"
    )


def forget(app: Sphinx, env, docname: str) -> None:
    """Drop a page's chart files before it is read again, or a renamed chart would stay published."""
    shutil.rmtree(Path(app.outdir, "charts", *docname.split("/")), ignore_errors=True)
