"""Keep a first visit light: one style sheet of the rules in use, fonts of the characters in use.

`pages/assets.py` left out of each page what it has no use for. When the build is finished and it is known what the pages
hold, `lighten` writes `_static/site.css`: the themes' style sheets and the report's, cut down by `style_rules`, with an
icon font and Chinese type cut down to their characters; `_static/site.js`, the scripts that every page has, and
`_static/figure-lookup.js`. It removes from the site what no page asks for.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from pydata_sphinx_theme import __file__ as theme_package
from sphinx.application import Sphinx
from sphinx.util import logging

from _ext.finished import han_font, style_rules
from _ext.finished.not_found import NAME
from _ext.finished.pages_read import read
from _ext.pages.assets import LOOKUP, TOGETHER, bundled
from claimcheck.charts.font import MissingTypeError

logger = logging.getLogger(__name__)

THEME = Path(theme_package).parent / "theme" / "pydata_sphinx_theme" / "static"
STYLES = THEME / "styles" / "pydata-sphinx-theme.css"
ICONS = THEME / "vendor" / "fontawesome" / "webfonts" / "fa-solid-900.ttf"
ICON_FONT = Path("fonts", "icons.woff2")  # under _static
SHEET, SCRIPT, LOOKUP_SCRIPT = Path("site.css"), Path("site.js"), Path("figure-lookup.js")

ICON = re.compile(r'content:"\\(f[0-9a-f]{3})"')
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*(?:fontawesome|FontAwesome|Awesome)[^}]*\}")

ADDED_LATER = '<p class="take-away"><a class="table-csv">'  # by tools/take_away, to pages that are finished
UNUSED = (
    "scripts/fontawesome.js",
    "scripts/fontawesome.js.LICENSE.txt",
    "scripts/bootstrap.js",
    "scripts/bootstrap.js.LICENSE.txt",
    "styles/pydata-sphinx-theme.css",
    "styles/theme.css",
    "vendor",
    "locales",
    "images",
    "webpack-macros.html",
    "sbt-webpack-macros.html",
)


def lighten(app: Sphinx, exception: Exception | None) -> None:
    """Write the one style sheet and its fonts, and clear away the rest. May run again on its own result."""
    if exception is not None or app.builder.name != "html":
        return
    site, static = Path(app.outdir), Path(app.outdir, "_static")
    # The pages that have this sheet: not the small ones that other extensions write beside them.
    pages = {
        name: (site / f"{name}.html").read_text(encoding="utf-8")
        for name in sorted({*app.env.found_docs, "search", NAME})
    }
    for name in UNUSED:
        shutil.rmtree(static / name) if (static / name).is_dir() else (static / name).unlink(missing_ok=True)
    for path in static.rglob("*.map"):
        path.unlink()
    for name, characters in han_font.lacking(pages).items():  # a fault of the strict build, like any other
        logger.warning("%s", MissingTypeError(characters), location=name)
    for script, parts in ((SCRIPT, TOGETHER), (LOOKUP_SCRIPT, LOOKUP)):
        scripts = [(site / name).read_text(encoding="utf-8") for name in parts]
        (static / script).write_text(";\n".join(scripts), encoding="utf-8")
    at_first = {name: page.at_first for name, page in read(pages, Path(app.doctreedir)).items()}
    faces = han_font.styles(static, pages, at_first)
    sources = [static / "basic.css", STYLES, *(site / name for name in bundled(app))]
    known = style_rules.words(
        [ADDED_LATER, *pages.values(), *(path.read_text(encoding="utf-8") for path in static.rglob("*.js"))]
    )
    sheet = "\n".join(style_rules.in_use(path.read_text(encoding="utf-8"), known) for path in sources)
    icons = {int(point, 16) for point in ICON.findall(sheet)}
    sheet = FONT_FACE.sub("", sheet) + icon_face(static, icons) + faces
    (static / SHEET).write_text(sheet, encoding="utf-8")


def icon_face(static: Path, code_points: set[int]) -> str:
    """Write the icon font with these icons only; returns the rule that names it.

    The font keeps its own time stamp, so that two builds are the same.
    """
    options = subset.Options(layout_features=[], hinting=False, recalc_timestamp=False)
    font = TTFont(ICONS, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(static / ICON_FONT)
    return (
        '@font-face{font-family:"Font Awesome 6 Free";font-style:normal;font-weight:900;font-display:block;'
        f'src:url({ICON_FONT.as_posix()}) format("woff2")}}'
    )
