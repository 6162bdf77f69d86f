"""Keep a first visit light: one style sheet of the rules in use, fonts of the characters in use, few scripts.

The stock page asks for eight style sheets, nine scripts, among them 1.5 MB of icons, and the whole
search index. Templates in `templates/` and `assets_of_page` leave out what no page needs. When the
build is finished and it is known what the pages hold, `lighten` writes `_static/site.css`: the
themes' style sheets and the report's, cut down by `style_rules`, with an icon font and Chinese type
cut down to their characters; and it removes from the site what no page asks for.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import han_font
import style_rules
from fontTools import subset
from fontTools.ttLib import TTFont
from pydata_sphinx_theme import __file__ as theme_package
from sphinx.application import Sphinx

THEME = Path(theme_package).parent / "theme" / "pydata_sphinx_theme" / "static"
STYLES = THEME / "styles" / "pydata-sphinx-theme.css"
ICONS = THEME / "vendor" / "fontawesome" / "webfonts" / "fa-solid-900.ttf"
ICON_FONT = Path("fonts", "icons.woff2")  # under _static
SHEET = Path("site.css")

ICON = re.compile(r'content:"\\(f[0-9a-f]{3})"')
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*(?:fontawesome|FontAwesome|Awesome)[^}]*\}")

ADDED_LATER = '<p class="take-away"><a class="table-csv">'  # by tools/take_away.py, to pages that are finished
# The theme puts these on every page; only some pages need them.
SEARCH_ONLY = {"_static/doctools.js", "_static/sphinx_highlight.js"}
TABS_ONLY = {"_static/design-tabs.js"}
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


def own_templates(app: Sphinx, config) -> None:
    """Let the project's templates come before the theme's."""
    config.templates_path.insert(0, str(Path(__file__).parent / "templates"))


def bundled(app: Sphinx) -> list[str]:
    """The style sheets that every page has, in the order of their priority, as paths in the site."""
    files = sorted(app.builder._css_files, key=lambda sheet: sheet.priority)
    return [name for name in dict.fromkeys(str(sheet.filename) for sheet in files) if name.startswith("_static/")]


def assets_of_page(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Take off inline scripts, which set options to their defaults, and files that this page has no use for."""
    useless = set() if pagename == "search" else set(SEARCH_ONLY)
    if "sd-tab-set" not in context.get("body", ""):
        useless |= TABS_ONLY
    together = {Path(name).name for name in bundled(app)}
    # New lists: the given ones are the builder's own, which `bundled` reads.
    context["script_files"] = [s for s in context["script_files"] if s.filename and s.filename not in useless]
    context["css_files"] = [s for s in context["css_files"] if Path(str(s.filename)).name not in together]


def lighten(app: Sphinx, exception: Exception | None) -> None:
    """Write the one style sheet and its fonts, and clear away the rest. May run again on its own result."""
    if exception is not None or app.builder.name != "html":
        return
    site, static = Path(app.outdir), Path(app.outdir, "_static")
    # The pages that have this sheet: not the small ones that other extensions write beside them.
    pages = {
        name: (site / f"{name}.html").read_text(encoding="utf-8") for name in sorted({*app.env.found_docs, "search"})
    }
    for name in UNUSED:
        shutil.rmtree(static / name) if (static / name).is_dir() else (static / name).unlink(missing_ok=True)
    for path in static.rglob("*.map"):
        path.unlink()
    faces = han_font.styles(static, pages)
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


def setup(app: Sphinx) -> dict:
    app.add_css_file("theme-fixes.css", priority=700)
    app.connect("config-inited", own_templates, priority=900)
    app.connect("html-page-context", assets_of_page, priority=950)
    # After the theme, which writes its colours of code into pygments.css at this moment too.
    app.connect("build-finished", lighten, priority=700)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
