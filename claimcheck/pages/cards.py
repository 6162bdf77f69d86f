"""The Claims page: one row per claim, its card opening on demand; complete without JavaScript, sorted and filtered with it.

A row carries what filter and order need as `data-` attributes; `assets/report.js` draws the controls. The anchor of a
row is the claim's id and never changes; a link to it opens the card.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from claimcheck.citing import edition as cite
from claimcheck.evidence.standing import Standing, standing
from claimcheck.evidence.statistics import kind_of
from claimcheck.pages import prose
from claimcheck.pages.answers import chip, han
from claimcheck.pages.recomputations import told
from claimcheck.pages.tables import article_link, badge, conflict_link, relation_link, row_link
from claimcheck.printed.dates import format_day
from claimcheck.printed.words import CJK, date_text, number_text, range_text
from claimcheck.register.record import Register
from claimcheck.register.rows import Claim

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True)
class Cards:
    """All claims of the register as rows with cards, in the order of the articles.

    simplify: a text in Simplified characters, character by character; then the text filter finds both scripts.
    """

    register: Register
    simplify: Callable[[str], str] = str

    def __repr__(self) -> str:
        return f"Cards({len(self.register.claims)} claims)"

    def _repr_html_(self) -> str:
        groups = "".join(map(self._group, self.register.articles))
        # as numbers: the report's type need not hold a character that no page shows
        other = {c: self.simplify(c) for c in sorted(set(groups))}
        pairs = " ".join(f"{ord(c):x}-{ord(simple):x}" for c, simple in other.items() if simple != c)
        return f'<div class="claims" data-filter="claims" data-fold="{pairs}">{groups}</div>'

    def _group(self, article: str) -> str:
        """The rows of an article under its id."""
        cards = "".join(_card(self.register, c) for c in self.register.claims.values() if c.article == article)
        about = han(escape(self.register.articles[article].title))
        head = f'<h2>{link_to_chapter(article)} <span class="about">{about}</span></h2>'
        return f'<section class="claim-group" aria-label="{article}">{head}{cards}</section>'


def link_to_chapter(article: str) -> str:
    """A link to the article's chapter."""
    return article_link(article).text


def _card(register: Register, claim) -> str:
    arithmetic, evidence, of = (
        register.verdict_of(claim.id),
        register.evidence_of(claim.id),
        standing(register, claim.id),
    )
    attributes = {
        "article": claim.article,
        "kind": kind_of(register, claim),
        "verdict": of.words,
        "rank": str(list(Standing).index(of)),
        "period": claim.period_start,
    }
    data = " ".join(f'data-{key}="{escape(value, quote=True)}"' for key, value in attributes.items())
    facts = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in _facts(register, claim, evidence) if text)
    return (
        f'<details class="claim-card" id="{claim.id}" {data}><summary>'
        f'<span class="figure">{han(escape(head(claim)))}</span> {chip(of)} '
        f'<span class="what">{han(escape(claim.paraphrase))}</span></summary>'
        f'<p class="verdicts"><a class="claim-id" href="#{claim.id}">{claim.id}</a> '
        f'<a href="site:chapters/methods.html#the-verdicts">made of</a> arithmetic: {badge(arithmetic.code).text} '
        f"and evidence: {badge(evidence.code).text} "
        f'<a class="cite" href="site:c/{claim.id}/cite.html" aria-label="Cite {claim.id}">cite</a>{_mistake(claim.id)}</p>'
        f"<dl>{facts}</dl></details>"
    )


def head(claim: Claim) -> str:
    """The figure that heads a row; what is Chinese alone has English before it: "first (首次)"."""
    text = prose.figure(claim)
    if not text:
        return "lost from the text"
    if not CJK.search(text) or re.search("[A-Za-z0-9]", text):
        return text
    rank = claim.value_base if claim.base_unit == "rank" else None
    english = ORDINALS[int(rank) - 1] if rank and rank <= len(ORDINALS) else "in words"
    return f"{english} ({text})"


def interval(claim: Claim) -> str:
    """The interval that a figure stands for, in a unit that is read: "561.5 to 562.5 million persons"."""
    found, unit = claim.interval, claim.base_unit
    if found is None or unit is None or found.lower is None:
        return claim.interval_text
    if unit == "date" and found.upper is not None:
        return date_text(format_day(found.lower), format_day(found.upper))
    if found.is_exact:
        return number_text(found.lower, unit)
    return range_text(found, unit).replace("-", "\N{MINUS SIGN}") or claim.interval_text


def _mistake(claim_id: str) -> str:
    """Where a mistake in the claim is told; nothing where the book names no repository."""
    edition = cite.edition()
    if not edition.repository:
        return ""
    address = escape(edition.mistake(claim_id), quote=True)
    return f' <a class="cite" href="{address}" aria-label="Report a mistake in {claim_id}">report a mistake</a>'


def _facts(register: Register, claim, evidence):
    metric = register.metrics[claim.metric]
    period = " to ".join(dict.fromkeys(filter(None, (claim.period_start, claim.period_end))))
    yield "printed", f'<q lang="zh">{escape(claim.prefix)}<b>{escape(claim.quote)}</b>{escape(claim.suffix)}</q>'
    yield "read as", escape(claim.read) if claim.read != claim.quote else ""
    yield (
        "speaks of",
        escape(f"{claim.entity}: {metric.label} ({metric.label_zh})" + (f"; {claim.scope}" if claim.scope else "")),
    )
    yield "period", period
    yield "interval", escape(interval(claim))
    yield "has it from", escape(claim.attribution)
    yield (
        "arithmetic",
        "<br>".join(f"{relation_link(r.id).text}: {han(escape(told(r)))}" for r in register.targeting(claim.id)),
    )
    yield "used in", ", ".join(relation_link(r.id).text for r in register.using(claim.id))
    yield "evidence", _evidence(register, evidence)
    yield (
        "conflicts",
        "; ".join(conflict_link(c, base="").text for c in register.conflicts.values() if claim.id in c.claims),
    )
    yield "note", escape(claim.note)
    yield "chapter", link_to_chapter(claim.article)


def _evidence(register: Register, evidence) -> str:
    if not evidence.rows:
        return escape(evidence.reason)
    return f"{escape(evidence.reason)} Rests on {', '.join(row_link(register, row).text for row in evidence.rows)}."
