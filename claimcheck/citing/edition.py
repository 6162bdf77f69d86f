"""What can be cited here: the report, a page, a claim, an article; each as a `Source`, and as HTML.

The version number stands in pyproject.toml, its date and the authors in CITATION.cff, the address in
_config.yml (`html: baseurl`), each once; every citation on every page is made from them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

import yaml

from claimcheck.citing import styles
from claimcheck.citing.styles import READ_ON, Source
from claimcheck.loading import book_dir
from claimcheck.register.record import Register

FORM = "mistake.yml"  # under .github/ISSUE_TEMPLATE; its fields are named as in `Edition.mistake`


@dataclass(frozen=True)
class Edition:
    """The version of the report that this is: who, what, when, and where it is published.

    address: of the site, with a slash at its end. released: ISO date. repository: where the sources are kept and mistakes
    are told, no slash at its end; blank where _config.yml names none.
    """

    title: str
    authors: tuple[str, ...]
    abstract: str
    keywords: tuple[str, ...]
    version: str
    released: str
    address: str
    repository: str = ""

    def at(self, path: str) -> str:
        """The permanent address of a path of the site; that of the landing page is the site's."""
        return self.address + (path if path != "index.html" else "")

    def short(self, claim_id: str) -> str:
        """The short address of a claim."""
        return self.at(f"c/{claim_id}/")

    def claim_page(self, claim_id: str) -> str:
        """The address of a claim's own page, which stays where the short one leads on."""
        return self.at(f"c/{claim_id}/cite.html")

    def mistake(self, claim_id: str = "", page: str = "") -> str:
        """Where a mistake in a claim or on a page is told: the repository's form, with what is known filled in."""
        place = {"claim": claim_id} if claim_id else {"page": self.at(page)}
        filled = urlencode({"template": FORM, "title": f"{claim_id or page}: ", **place}, quote_via=quote)
        return f"{self.repository}/issues/new?{filled}"


def read_edition(root: Path) -> Edition:
    """The edition a source tree describes. ValueError where its files do not agree."""
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    cff = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    address = config.get("html", {}).get("baseurl") or ""
    if str(cff["version"]) != version:
        raise ValueError(f"CITATION.cff says version {cff['version']}, pyproject.toml {version}")
    if not address.startswith("https://"):
        raise ValueError("_config.yml: html: baseurl has to be the https address the site is published at")
    return Edition(
        cff["title"],
        tuple(a["name"] for a in cff["authors"]),
        " ".join(cff["abstract"].split()),
        tuple(cff["keywords"]),
        version,
        str(cff["date-released"]),
        address.rstrip("/") + "/",
        ((config.get("repository") or {}).get("url") or "").rstrip("/"),
    )


@cache
def edition() -> Edition:
    """The edition of this source tree."""
    return read_edition(book_dir())


# sources


def page(path: str, title: str, of: Edition | None = None) -> Source:
    """A page of the report; path: below the site, as in chapters/claims.html."""
    of = of or edition()
    name = path.removesuffix(".html").rpartition("/")[2]
    return _own(
        of, f"{name}-{of.version}", title if title.startswith(of.title) else f"{of.title}: {title}", of.at(path)
    )


def report(of: Edition | None = None) -> Source:
    """The report as a whole."""
    of = of or edition()
    return _own(of, f"{_slug(of.title)}-{of.version}", of.title, of.address)


def claim(register: Register, claim_id: str, of: Edition | None = None) -> Source:
    """What the report says of a claim, at its short address. KeyError for an unknown id."""
    of = of or edition()
    figure = register.claims[claim_id].figure_text
    return _own(of, f"{claim_id}-{of.version}", f"{of.title}: claim {claim_id}, {figure}", of.short(claim_id))


def _slug(title: str) -> str:
    """First and last word of a title, as a key names it."""
    words = title.lower().split()
    return "-".join(dict.fromkeys((words[0], words[-1])))


def _own(of: Edition, key: str, title: str, url: str) -> Source:
    return Source(key, "dataset", title, of.authors, "", of.version, of.released, False, READ_ON, url)


def article_source(register: Register, article_id: str) -> Source:
    """An article as its own text lets it be cited. KeyError for an unknown id."""
    return styles.of_article(register.articles[article_id])


# HTML


def forms_html(source: Source) -> str:
    """All forms of a citation as a definition list; pieces that a reader copies are one element each."""
    shown = {"GB/T 7714-2025": with_day, "APA": lambda text: _in_italics(text, source.title)}
    items = ""
    for name, text in styles.forms(source).items():
        body = f"<p>{shown[name](text)}</p>" if name in shown else f"<pre>{escape(text)}</pre>"
        items += f"<dt>{name}</dt><dd>{body}</dd>"
    return f'<dl class="citation">{items}</dl>'


def with_day(text: str) -> str:
    """An entry as HTML in which assets/report.js puts the reader's day."""
    return escape(text).replace(f"[{READ_ON}]", f'[<span class="read-on">{READ_ON}</span>]')


def _in_italics(text: str, title: str) -> str:
    if title.startswith("["):  # a description in place of a title
        return escape(text)
    return escape(text).replace(escape(title), f"<i>{escape(title)}</i>", 1)
