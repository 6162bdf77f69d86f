"""The folds at the end of an article's chapter: what a reader looks up and nobody reads through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from claimcheck.evidence.standing import standing
from claimcheck.loading import Register
from claimcheck.pages import prose, tables
from claimcheck.pages.answers import chip
from claimcheck.pages.tables import Html, Table
from claimcheck.register.records import Claim

ASIDE = ("list", "date", "office")  # kinds of metric that a reader of figures seldom asks for


@dataclass(frozen=True)
class Appendix:
    """Tables, each folded away under its caption and its number of rows, after a rule across the page."""

    parts: Sequence[Table]

    def __repr__(self) -> str:
        return f"Appendix({len(self.parts)} tables)"

    def _repr_html_(self) -> str:
        folds = (
            f"<details><summary>{escape(t.caption)} ({t.size})</summary>{t._repr_html_()}</details>"
            for t in self.parts
            if t.size
        )
        return f'<div class="r-appendix">{"".join(folds)}</div>'


def appendix(register: Register, article: str) -> Appendix:
    """Every claim, every recomputation, identity, damage and citation of an article, each in a fold of its own."""
    claims = [claim for claim in register.claims.values() if claim.article == article]
    aside = [claim for claim in claims if register.metrics[claim.metric].kind in ASIDE]
    figures = [claim for claim in claims if claim not in aside]
    parts = {
        "All figures of the article, and its claims in words": claims_table(register, figures),
        "Lists, dates and offices": claims_table(register, aside),
        "Every recomputation": tables.relations_table(register, article),
        "Where it disagrees with others or with itself": tables.conflicts_table(register, article),
        "The article: who, when, in what condition": tables.identity_table(register, article),
        "Its damage, and how it is read": tables.corrections_table(register, article),
        "How to cite the article": tables.citation_table(register, article),
    }
    return Appendix([replace(table, caption=caption) for caption, table in parts.items()])


def claims_table(register: Register, claims: Iterable[Claim]) -> Table:
    """Claims in the order of the text, each with its verdict in words and what it says."""
    rows = [(_link(claim), Html(chip(standing(register, claim.id))), claim.paraphrase) for claim in claims]
    return Table("Claims", ("printed", "verdict", "what it says"), rows)


def _link(claim: Claim) -> Html:
    return Html(f'<a href="{tables.CHAPTERS}claims.html#{claim.id}">{escape(prose.figure(claim) or claim.quote)}</a>')
