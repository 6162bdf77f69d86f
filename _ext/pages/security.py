"""A content security policy on every page, as a `meta` element; that pages satisfy it is for the audit to see.

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

from sphinx.application import Sphinx

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


def put(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Put the policy before everything else that templates and extensions put into the head."""
    context["metatags"] = f"\n    {META}{context.get('metatags') or ''}"
