"""Tables of answers: the figures that matter, the verdict in words, why, and what to say.

The texts stand in answers.csv and hold no figure of their own; each is a link to the claim, or to the page on which
a figure was published elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from claimcheck.evidence.sources import as_claims
from claimcheck.evidence.standing import MEANINGS, Standing, standing
from claimcheck.pages import prose
from claimcheck.pages.tables import CHAPTERS
from claimcheck.register import conflict_text
from claimcheck.register.record import Register
from claimcheck.register.records import Answer

_WHOLE = re.compile("[Ee]-commerce")
_RUN = re.compile("[\u3400-\u9fff]+(?:[0-9，、·]*[\u3400-\u9fff]+)*")


def chip(of: Standing) -> str:
    """A verdict as a word, a sign and a frame; for tables and cards only."""
    return f'<span class="r-chip r-{of.mark}">{of.words}</span>'


def linked(register: Register, row_id: str, text: str) -> str:
    """A figure in a sentence: a link to the claim's card, or to where a figure was published elsewhere."""
    row_id = as_claims(register).get(row_id, row_id)
    if row_id in register.claims:
        title = standing(register, row_id).words
        return f'<a class="claim" href="{CHAPTERS}claims.html#{row_id}" title="{title}">{escape(text)}</a>'
    row = register.reported[row_id]
    title = escape(row.source_title, quote=True)
    return f'<a class="reported" href="{escape(row.source_url, quote=True)}" title="{title}">{escape(text)}</a>'


def sentence(register: Register, text: str) -> str:
    """HTML of a text of answers.csv or conflicts.csv with its figures filled in, as links."""
    figure = lambda row_id: prose.figure(register.row(row_id), form=False)
    return conflict_text.render(register, text, link=lambda row_id, shown: linked(register, row_id, figure(row_id)))


def plain_sentence(register: Register, text: str) -> str:
    """The same without markup, to be copied."""
    return re.sub("<[^>]*>", "", unescape(sentence(register, text)))


@dataclass(frozen=True)
class Answers:
    """The table of answers of a page; on a narrow screen each row becomes a card. is_short: without the reasons."""

    register: Register
    rows: tuple[Answer, ...]
    is_short: bool = False

    def __repr__(self) -> str:
        return f"Answers({len(self.rows)} rows)"

    def _repr_html_(self) -> str:
        names = ("Figure", "Verdict", "Say this") if self.is_short else ("Figure", "Verdict", "Why", "Say this")
        head = "".join(f'<th scope="col">{name}</th>' for name in names)
        body = "".join(self._row(row) for row in self.rows)
        return f'<table class="r-table r-cards"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def _row(self, answer: Answer) -> str:
        first: dict[str, str] = {}  # a figure printed several times stands once, linked to where it is printed first
        for claim_id in answer.claims:
            first.setdefault(prose.figure(self.register.claims[claim_id]), claim_id)
        figures = " · ".join(linked(self.register, claim_id, text) for text, claim_id in first.items())
        verdict = chip(standing(self.register, answer.claims[0]))
        why = "" if self.is_short else f'<td data-label="Why">{han(sentence(self.register, answer.why))}</td>'
        return (
            f'<tr><th scope="row">{han(escape(answer.figure))}'
            f'<span class="r-sub">{han(figures)}</span></th><td>{verdict}</td>'
            f'{why}<td data-label="Say">{han(sentence(self.register, answer.say))}</td></tr>'
        )


def answers(register: Register, article: str) -> Answers:
    """The answers for an article's figures, in the order of the table. KeyError for an unknown article."""
    register.articles[article]
    rows = (row for row in register.answers.values() if register.claims[row.claims[0]].article == article)
    return Answers(register, tuple(rows))


def headlines(register: Register) -> Answers:
    """The answers for the figures that people quote most, in that order."""
    rows = (row for row in register.answers.values() if row.headline)
    return Answers(register, tuple(sorted(rows, key=lambda row: row.headline or 0)), is_short=True)


def mixed(register: Register, rows: Iterable[Answer]) -> list[str]:
    """Ids of answers whose claims do not share one verdict, so that one chip cannot speak for them."""
    return [row.id for row in rows if len({standing(register, claim_id) for claim_id in row.claims}) > 1]


class Meanings:
    """What the verdicts in words mean."""

    def __repr__(self) -> str:
        return f"Meanings({len(MEANINGS)})"

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row">{chip(of)}</th><td>{escape(meaning)}</td></tr>' for of, meaning in MEANINGS.items()
        )
        return (
            '<table class="r-table r-cards"><thead><tr>'
            '<th scope="col">Answer</th><th scope="col">Meaning</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )


def han(html: str) -> str:
    """HTML with its runs of Chinese marked as Chinese, outside tags, and e-commerce kept on one line."""
    parts = []
    for part in html.replace("<", "\0<").replace(">", ">\0").split("\0"):
        is_tag = part.startswith("<")
        marked = part if is_tag else _RUN.sub(r'<span lang="zh">\g<0></span>', part)
        parts.append(marked if is_tag else _WHOLE.sub(r'<span class="r-nb">\g<0></span>', marked))
    return "".join(parts)
