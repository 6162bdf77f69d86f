"""The landing page: the field that looks a figure up, how the figures fare, and the figures that mislead most."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import yaml

from claimcheck.citing import edition
from claimcheck.evidence.standing import Standing, standing
from claimcheck.evidence.statistics import FIGURES, Row, by_kind, kind_of
from claimcheck.loading import book_dir
from claimcheck.pages import answers, comparisons
from claimcheck.pages.answers import chip, han
from claimcheck.register.record import Register
from kuaishou import FEED

KIND_WORDS = {
    "money": "Money",
    "audience": "Audience",
    "growth": "Growth",
    "share": "Shares",
    "fee": "Prices and fees",
    "count": "Counts",
    "date": "Dates and periods",
    "list": "Lists",
    "office": "Offices",
    "words": "In words",
}
CHAPTERS = "chapters/articles/"
EXAMPLES = ("539.5%", "5.62億人", "GMV 6500亿 2021")


@dataclass(frozen=True)
class Shown:
    """HTML as it is, made by this book."""

    html: str

    def __repr__(self) -> str:
        return "Shown()"

    def _repr_html_(self) -> str:
        return self.html


def lookup_field() -> Shown:
    """The field, its examples and the place of its answers; without JavaScript a link to the page of all figures."""
    tries = " or ".join(f'<a href="?figure={quote(text)}" lang="zh">{escape(text)}</a>' for text in EXAMPLES)
    return Shown(
        '<form class="r-lookup pst-js-only" role="search" data-lookup action="index.html" method="get">'
        '<label for="figure-lookup">Paste a figure or a sentence</label>'
        '<input id="figure-lookup" name="figure" type="text" autocomplete="off" placeholder="快手2021年GMV 6800億" '
        'aria-describedby="lookup-hint"><button type="submit">Check</button></form>'
        '<noscript><p><a href="chapters/claims.html">Every figure, with its verdict and sources</a></p></noscript>'
        '<div id="figure-answers" aria-live="polite"></div>'
        f'<p id="lookup-hint" class="r-small pst-js-only">Try {tries}.</p>'
    )


@dataclass(frozen=True)
class Fare:
    """How the figures fare that a reader quotes: printed in digits, and how many stand how."""

    figures: int
    recomputed: int
    hold: int
    label: int
    wrong: int
    differ: int
    open: int
    none: int
    wrong_words: tuple[str, ...] = ()  # the claims in words that are wrong, outside the figures

    @property
    def sentence(self) -> str:
        """How many were found wrong, in a sentence; HTML."""
        numbers = {0: "None of these numbers was", 1: "One of these numbers was"}
        said = f"{numbers.get(self.wrong, f'{self.wrong} of these numbers were')} found wrong"
        if len(self.wrong_words) == 1:
            return f'{said}; <a href="site:chapters/claims.html#{self.wrong_words[0]}">one statement in words</a> is.'
        return f"{said}{f'; {len(self.wrong_words)} statements in words are' if self.wrong_words else ''}."

    @property
    def parts(self) -> tuple[tuple[int, str], ...]:
        """How many stand how, in words; what no figure stands at is left out. They add up to `figures`."""
        all_ = (
            (self.hold, "holds", "hold", ": recomputed, or borne out elsewhere"),
            (self.label, "is", "are", " right, under a wrong label"),
            (self.wrong, "is", "are", " wrong"),
            (self.differ, "differs", "differ", " between sources"),
            (self.open, "cannot", "cannot", " be checked"),
            (self.none, "is", "are", " no figure to check"),
        )
        return tuple((n, (one if n == 1 else many) + rest) for n, one, many, rest in all_ if n)


def fare(register: Register) -> Fare:
    """The figures of money, audience, growth, shares and fees together."""
    every = by_kind(register)
    rows = [row for row in every if row.kind in FIGURES]
    total = lambda of: sum(row.standings[of] for row in rows)
    return Fare(
        sum(row.claims for row in rows),
        sum(row.recomputed for row in rows),
        total(Standing.HOLDS),
        total(Standing.LABEL),
        total(Standing.WRONG),
        total(Standing.DIFFER),
        total(Standing.OPEN),
        total(Standing.NONE),
        tuple(
            claim.id
            for claim in register.claims.values()
            if standing(register, claim.id) is Standing.WRONG and kind_of(register, claim) == "words"
        ),
    )


def fare_table(register: Register) -> Shown:
    """How many claims of each kind stand how; the kinds that a reader quotes first."""
    rows = [row for row in by_kind(register) if row.claims]
    head = "".join(f'<th scope="col" class="r-num">{name}</th>' for name in ("claims", "recomputed"))
    head += "".join(f'<th scope="col" class="r-num">{chip(of)}</th>' for of in Standing)
    body = "".join(_kind(row) for row in rows)
    return Shown(
        f'<div class="r-scroll" tabindex="0" role="region" aria-label="Verdicts by kind of claim">'
        f'<table class="r-table" aria-label="Verdicts by kind of claim">'
        f'<thead><tr><th scope="col">kind</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def places() -> Shown:
    """Where mistakes are told, and where what was corrected is listed."""
    of = edition.edition()
    listed = f'<a href="{escape(of.repository)}/blob/main/CHANGELOG.md">CHANGELOG.md</a>, and ' if of.repository else ""
    told = (
        f' A mistake is told in <a href="{escape(of.mistake(page="chapters/corrections.html"))}">a form</a>.'
        if of.repository
        else ""
    )
    return Shown(f'<p>What was corrected so far: {listed}<a href="site:{FEED}">the feed</a>.{told}</p>')


def _kind(row: Row) -> str:
    numbers = (row.claims, row.recomputed, *(row.standings[of] for of in Standing))
    cells = "".join(f'<td class="r-num">{number or ""}</td>' for number in numbers)
    return f'<tr><th scope="row">{KIND_WORDS[row.kind]}</th>{cells}</tr>'


def worst(register: Register) -> Shown:
    """The figures that mislead most, a line each: what is printed, and the conflict that says what to use."""
    lines = []
    for row in comparisons.worst(register).rows:
        (this, _), _ = comparisons.sides(register, row)
        link = f'<a href="site:chapters/conflicts.html#{row.conflict}">{han(escape(row.quantity))}</a>'
        lines.append(f"<li>{link}, printed as {this}</li>")
    return Shown(f"<ul>{''.join(lines)}</ul>")


def articles(register: Register) -> Shown:
    """A line of links to the chapters of the articles, named as the contents name them."""
    contents = yaml.safe_load((book_dir() / "_toc.yml").read_text(encoding="utf-8"))
    pages = [page for part in contents["parts"] for page in part["chapters"]]
    named = {page["file"].rpartition("/")[2]: page for page in pages if page["file"].startswith(CHAPTERS)}
    links = ", ".join(
        f'<a href="site:{CHAPTERS}{i}.html">{escape(named[i].get("title", i) if i in named else i)}</a>'
        for i in register.articles
    )
    return Shown(f'<ul class="r-go"><li>An article: {links}</li></ul>')


def stats(of: Fare) -> Shown:
    """How many were found wrong, and how many stand how; the numbers add up to all."""
    blocks = "".join(f'<div><b class="r-big">{number}</b> {words}</div>' for number, words in of.parts)
    return Shown(f'<p>{of.sentence}</p><div class="r-grid r-stats">{blocks}</div>')


def folded(summary: str, shown: answers.Meanings | Shown) -> Shown:
    """Something behind a line that opens it."""
    return Shown(f"<details><summary>{escape(summary)}</summary>{shown._repr_html_()}</details>")
