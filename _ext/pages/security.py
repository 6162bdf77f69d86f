"""A content security policy on every page, as a `meta` element, and the check that pages satisfy it.

A page may load scripts, styles, pictures and fonts from beside it and send its search form there,
nothing else: no other host, no inline script, no `eval`. Scripts run from files only, so no hashes
are needed. Two allowances, each with its reason:

- `style-src-attr 'unsafe-inline'`: tables and sphinx-design set widths and colours in `style`
  attributes; style *elements* stay refused.
- `img-src data:`: Bootstrap's stylesheet draws its arrows from `data:` pictures.

The policy is the same from a server and from `file://`, where Chromium matches `'self'` with files.
A policy in a `meta` element rules only what follows it, so it comes first in the head.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
META = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(f"{name} {value}" for name, value in POLICY.items())}">'

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S | re.I)
DATA_BLOCK = re.compile(r"""type=["']?application/(ld\+)?json""", re.I)
STYLE_ELEMENT = re.compile(r"<style\b", re.I)
HANDLER = re.compile(r"""<[a-z][^<>]*\son[a-z]+\s*=\s*["']""", re.I)
ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|object|embed|link|source|video|audio)\b[^>]*\s(?:src|href|data)=["'](?:https?:)?//[^"']+""",
    re.I,
)


def put(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Put the policy before everything else that templates and extensions put into the head."""
    context["metatags"] = f"\n    {META}{context.get('metatags') or ''}"


def offences(page: str) -> list[str]:
    """What in a page's HTML the policy would refuse, in words."""
    found = [
        "inline script"
        for attributes, body in SCRIPT.findall(page)
        if body.strip() and not DATA_BLOCK.search(attributes)
    ]
    found += ["style element" for _ in STYLE_ELEMENT.finditer(page)]
    found += [f"event handler: {match.group()[-40:]}" for match in HANDLER.finditer(page)]
    found += [f"loads from elsewhere: {tag}" for tag in ELSEWHERE.findall(page) if 'rel="canonical"' not in tag]
    return found


def check(app: Sphinx, exception: Exception | None) -> None:
    """Warn, which fails the strict build, of each page that its own policy would break."""
    if exception is not None or app.builder.name != "html":
        return
    site = Path(app.outdir)
    for path in sorted(site.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        for offence in dict.fromkeys(offences(page)):
            logger.warning("%s breaks its content security policy: %s", path.relative_to(site), offence)
