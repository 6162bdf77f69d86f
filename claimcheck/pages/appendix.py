"""The folds at the end of an article's chapter: what a reader looks up and nobody reads through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from claimcheck.evidence.standing import standing
from claimcheck.pages import prose, tables
from claimcheck.pages.answers import chip
from claimcheck.pages.tables import Html, Table
from claimcheck.register.record import Register
from claimcheck.register.rows import Claim

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
    """Claims in the order of the text: as printed, damage and all, as read, the verdict in words, what each says."""
    rows = [
        (_link(claim), read_as(claim), Html(chip(standing(register, claim.id))), claim.paraphrase) for claim in claims
    ]
    return Table("Claims", ("printed", "read as", "verdict", "what it says"), rows)


def read_as(claim: Claim) -> str:
    """The figure in English, or as repaired; blank where that is what is printed."""
    text = prose.figure(claim, form=False)
    return "" if text == claim.quote else text


def _link(claim: Claim) -> Html:
    return Html(f'<a href="{tables.CHAPTERS}claims.html#{claim.id}" lang="zh">{escape(claim.quote)}</a>')
