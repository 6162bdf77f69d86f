"""Tables that pages show: plain HTML, scrolling within themselves, with verdicts as words.

Every function takes the register and returns a `Table`; a cell shows it by naming it on its
last line. Links begin with `site:` and become relative to the page that shows the table;
`base` says otherwise how to reach `chapters/`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from claimcheck.citing import styles
from claimcheck.evidence.sources import as_claims
from claimcheck.register.record import Register

CHAPTERS = "site:chapters/"  # _ext/site_links.py turns this into the way from the page that shows the table
LONG = 40  # a column with a text longer than this gets room, or its rows would grow tall on a narrow screen


@dataclass(frozen=True)
class Html:
    """Text that is HTML already; everything else in a cell is escaped."""

    text: str


@dataclass(frozen=True)
class Table:
    """Rows under a header, with a caption that says what is seen.

    `rows` holds strings or `Html`; `ids` gives a row its anchor where it has one.
    """

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | Html]]
    ids: Sequence[str] = ()

    def __repr__(self) -> str:
        return f"Table({self.caption}: {len(self.rows)} rows)"

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def _repr_html_(self) -> str:
        wide = [any(_length(row[i]) > LONG for row in self.rows) for i in range(len(self.header))]
        marks = [' class="long"' if is_long else "" for is_long in wide]
        head = "".join(f'<th scope="col"{mark}>{escape(name)}</th>' for mark, name in zip(marks, self.header))
        body = "".join(self._row(i, row, marks) for i, row in enumerate(self.rows))
        label = escape(self.caption, quote=True)
        return (
            f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">'
            f"<table><caption>{escape(self.caption)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table></div>"
        )

    def _row(self, i: int, row: Sequence[str | Html], marks: list[str]) -> str:
        anchor = f' id="{escape(self.ids[i], quote=True)}"' if self.ids else ""
        return f"<tr{anchor}>" + "".join(f"<td{mark}>{_cell(cell)}</td>" for mark, cell in zip(marks, row)) + "</tr>"


@dataclass(frozen=True)
class Folds:
    """Several tables, each folded away under its caption and its number of rows."""

    tables: Sequence[Table]

    def __repr__(self) -> str:
        return f"Folds({len(self.tables)} tables)"

    def _repr_html_(self) -> str:
        folds = (
            f"<details><summary>{escape(t.caption)} ({t.size})</summary>{t._repr_html_()}</details>"
            for t in self.tables
        )
        return f'<div class="folds">{"".join(folds)}</div>'


def _cell(cell: str | Html) -> str:
    return cell.text if isinstance(cell, Html) else escape(str(cell))


def _length(cell: str | Html) -> int:
    """Characters a reader sees."""
    return len(re.sub("<[^>]*>", "", cell.text)) if isinstance(cell, Html) else len(str(cell))


def badge(code: str) -> Html:
    """A verdict as words in a coloured frame."""
    words = code.replace("_", " ")
    return Html(f'<span class="verdict verdict-{code.replace("_", "-")}">{words}</span>')


def link(claim_id: str, base: str = CHAPTERS, text: str | None = None) -> Html:
    """A link to a claim's anchor on the Claims page."""
    return Html(f'<a class="claim-id" href="{base}claims.html#{claim_id}">{escape(text or claim_id)}</a>')


def article_link(article: str, base: str = CHAPTERS) -> Html:
    """A link to an article's chapter."""
    return Html(f'<a href="{base}articles/{article}.html">{article}</a>')


def relation_link(relation_id: str, base: str = CHAPTERS, text: str | None = None) -> Html:
    """A link to a relation's line on the Recomputations page; `text` in place of the id, which may break over lines."""
    name = ' class="claim-id"' if text is None else ""
    return Html(f'<a{name} href="{base}relations.html#{relation_id}">{escape(text or relation_id)}</a>')


def conflict_link(conflict, base: str = CHAPTERS) -> Html:
    """A link to a conflict's card on the Conflicts page, by its title."""
    return Html(f'<a href="{base}conflicts.html#{conflict.id}">{escape(conflict.title)}</a>')


def links(ids: Iterable[str], base: str = CHAPTERS) -> Html:
    """Links to several claims."""
    return Html(" ".join(link(i, base).text for i in ids) or "–")


def claims_table(register: Register, article: str, only: Iterable[str] | None = None, base: str = CHAPTERS) -> Table:
    """The claims of an article with both verdicts, in the order of the text."""
    wanted = set(only) if only is not None else None
    claims = [c for c in register.claims.values() if c.article == article and (wanted is None or c.id in wanted)]
    rows = [
        (
            link(c.id, base),
            c.figure_text,
            c.paraphrase,
            Html(f"{badge(register.verdict_of(c.id).code).text} {badge(register.evidence_of(c.id).code).text}"),
        )
        for c in claims
    ]
    return Table(
        f"{len(rows)} claims of {article} with their verdicts",
        ("claim", "figure", "what it says", "arithmetic and evidence"),
        rows,
    )


def unused(register: Register, article: str, used: Iterable[str]) -> list[str]:
    """Ids of the article's claims that are not in `used`, in order."""
    seen = set(used)
    return [c.id for c in register.claims.values() if c.article == article and c.id not in seen]


def unused_table(register: Register, article: str, used: Iterable[str], base: str = CHAPTERS) -> Table:
    """The claims of an article that its chapter does not use; `used` as from `chapter.used(article)`."""
    table = claims_table(register, article, unused(register, article, used), base)
    return replace(table, caption=f"{table.size} claims of {article} that no section above uses")


def row_link(register: Register, row_id: str, base: str = CHAPTERS, text: str | None = None) -> Html:
    """A link to a claim's card, or to a reported figure's line on the Data page; to the claim where that is an article's own."""
    claim = as_claims(register).get(row_id, row_id)
    if claim in register.claims:
        return link(claim, base, text or row_id)
    return Html(f'<a href="{base}data.html#{row_id}">{escape(text or row_id)}</a>')


def relations_table(register: Register, article: str, base: str = CHAPTERS) -> Table:
    """Every recomputation of an article (or `cross`) with both intervals and its verdict."""
    chosen = [r for r in register.relations.values() if r.article == article]
    rows = [
        (
            Html(f"{relation_link(r.id, base).text}<br>{escape(r.label)}"),
            Html(linked_formula(register, r, base)),
            Html(escape(r.result_text) + (f"<br>printed: {escape(r.target_text)}" if r.target_text else "")),
            badge(r.verdict.code) if r.verdict else "nothing printed",
        )
        for r in chosen
    ]
    return Table(
        f"{len(rows)} recomputations " + ("across articles" if article == "cross" else f"of {article}"),
        ("what is computed", "formula", "result, and what is printed", "verdict"),
        rows,
    )


def linked_formula(register: Register, relation, base: str = CHAPTERS) -> str:
    """HTML of a relation's formula with its inputs as links."""
    text = escape(relation.formula)
    for row_id in sorted(set(relation.inputs), key=len, reverse=True):
        text = text.replace(f"[{row_id}]", f"[{row_link(register, row_id, base).text}]")
    return f"<code>{text}</code>"


def corrections_table(register: Register, article: str, base: str = CHAPTERS) -> Table:
    """Damage repaired in an article's text: what stood there, what is read, how sure, and why."""
    rows = [
        (
            c.found,
            c.read or "cannot be recovered",
            link(c.claim, base) if c.claim else "–",
            c.confidence,
            c.reason,
        )
        for c in register.corrections.values()
        if c.article == article
    ]
    return Table(
        f"{len(rows)} correction{'' if len(rows) == 1 else 's'} of {article}",
        ("stood there", "read as", "claim", "confidence", "why"),
        rows,
    )


def corrections_count(register: Register) -> Table:
    """How many repairs of each article's text have a row, by how sure they are."""
    levels = ("high", "medium", "low", "none")
    count = Counter((c.article, c.confidence) for c in register.corrections.values())
    rows = [(article, *(str(count[article, level]) for level in levels)) for article in register.articles]
    return Table("Recorded repairs, by article and how sure the reading is", ("article", *levels), rows)


def identity_table(register: Register, article: str) -> Table:
    """Who published an article, when, and in what condition its text was found."""
    a = register.articles[article]
    rows: list[tuple[str | Html, ...]] = [
        ("title", a.title),
        ("outlet", a.outlet),
        ("author", a.author or "not named"),
        (
            "date as printed",
            f"{a.date_printed} ({a.date_dates})"
            if a.date_printed
            else f"none; it is of {a.date_iso or 'an unknown day'}",
        ),
        ("language and script", f"{a.language}, {a.script}"),
        ("address", a.address or "none"),
        ("length", f"{a.characters} characters"),
        ("SHA-256", Html(f'<code class="hash">{a.sha256}</code>')),
        ("condition", a.condition),
        ("content", a.about),
    ]
    return Table(f"The article {article}", ("about it", "as found"), rows)


def citation_table(register: Register, article: str) -> Table:
    """How to cite the article itself: what its text does not say stays out."""
    forms = styles.forms(styles.of_article(register.articles[article]))
    bibtex = Html(f'<code class="citation">{escape(forms["BibTeX"])}</code>')
    rows: list[tuple[str | Html, ...]] = [("GB/T 7714-2025", forms["GB/T 7714-2025"]), ("BibTeX", bibtex)]
    return Table(f"How to cite {article}, apart from this report", ("style", "entry"), rows)


def conflicts_table(register: Register, article: str, base: str = CHAPTERS, severities: str = "1234") -> Table:
    """The conflicts that touch an article's claims, the graver first, each linked to its card.

    severities: those to list; 1 is the gravest, 4 a trifle (see conflict_tables.SEVERITY).
    """
    own = {c.id for c in register.claims.values() if c.article == article}
    found = [c for c in register.conflicts.values() if own & set(c.claims) and c.severity in severities]
    rows = [
        (conflict_link(c, base), c.cause, c.settled, c.remains_open or "–")
        for c in sorted(found, key=lambda c: c.severity)
    ]
    return Table(
        f"{len(rows)} conflicts that touch {article}",
        ("conflict", "cause", "settled", "what would settle the rest"),
        rows,
    )
