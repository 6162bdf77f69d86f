"""Which style sheets and scripts a page asks for.

The stock page asks for eight style sheets, nine scripts, among them 1.5 MB of icons, and the whole
search index. Templates in `templates/` and `assets_of_page` leave out what no page needs; the style sheets
become one when the build is finished, in `finished/light.py`, and so do the scripts that every page has, but for
the search page, whose own scripts come between them. The parts of the figure lookup become one too, for the pages that
have its field.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
# The theme puts these on every page; only some pages need them.
SEARCH_ONLY = {"_static/doctools.js", "_static/sphinx_highlight.js"}
TABS_ONLY = {"_static/design-tabs.js"}
# in the order in which they run, after the page is read
TOGETHER = (
    "_static/documentation_options.js",
    "_static/scripts/sphinx-book-theme.js",
    "_static/scripts/pydata-sphinx-theme.js",
    "_static/report.js",
)
# the figure lookup, in the order in which its parts need each other: one script where a page has the field
LOOKUP = tuple(
    f"_static/lookup/{name}.js"
    for name in (
        "unpack",
        "read",
        "periods",
        "lists",
        "names",
        "index",
        "odd",
        "said",
        "nearest",
        "answer",
        "words",
        "page",
    )  # fmt: skip
)


def own_templates(app: Sphinx, config) -> None:
    """Let the project's templates come before the theme's."""
    config.templates_path.insert(0, str(TEMPLATES))


def bundled(app: Sphinx) -> list[str]:
    """The style sheets that every page has, in the order of their priority, as paths in the site."""
    files = sorted(cast(StandaloneHTMLBuilder, app.builder)._css_files, key=lambda sheet: sheet.priority)
    return [name for name in dict.fromkeys(str(sheet.filename) for sheet in files) if name.startswith("_static/")]


def assets_of_page(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Take off inline scripts, which set options to their defaults, and files that this page has no use for."""
    useless = set() if pagename == "search" else {*SEARCH_ONLY, *TOGETHER}
    if "sd-tab-set" not in context.get("body", ""):
        useless |= TABS_ONLY
    context["has_lookup"] = pagename == "search" or 'id="figure-lookup"' in context.get("body", "")
    together = {Path(name).name for name in bundled(app)}
    # New lists: the given ones are the builder's own, which `bundled` reads.
    context["script_files"] = [s for s in context["script_files"] if s.filename and s.filename not in useless]
    context["css_files"] = [s for s in context["css_files"] if Path(str(s.filename)).name not in together]
