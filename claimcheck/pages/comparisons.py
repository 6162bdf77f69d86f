"""Pairs of figures that pass for one quantity: a table of figure against figure, and cards of those that mislead most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from claimcheck.evidence.accord import Accord, Side, accord, side
from claimcheck.pages import prose
from claimcheck.pages.answers import han, linked, sentence
from claimcheck.pages.tables import CHAPTERS, conflict_link, relation_link
from claimcheck.printed.words import CJK
from claimcheck.register import conflict_text
from claimcheck.register.record import Register
from claimcheck.register.records import SideBySide

WORST = "1"  # of the severities of conflicts
NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
HEADS = ("Quantity", "This source", "That source", "Agree?", "Use")


def in_words(count: int) -> str:
    """A small count as a sentence has it."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def chip(of: Accord) -> str:
    """How two figures stand, as a word, a sign and a frame; for tables and cards only."""
    return f'<span class="r-chip r-{of.mark}">{of.words}</span>'


@dataclass(frozen=True)
class Comparisons:
    """The table of comparisons; on a narrow screen each row becomes a card."""

    register: Register
    rows: tuple[SideBySide, ...]

    def __repr__(self) -> str:
        return f"Comparisons({len(self.rows)} rows)"

    @property
    def said(self) -> str:
        """What the table comes to, in a sentence."""
        count = Counter(accord(self.register, row) for row in self.rows)
        agree, disagree = count[Accord.AGREE] + count[Accord.ROUNDING], count[Accord.DISAGREE]
        computed = any("{" in row.this + row.that for row in self.rows)
        unknown = f"; in {in_words(count[Accord.UNKNOWN])} it cannot be told" if count[Accord.UNKNOWN] else ""
        return (
            f"Of {in_words(len(self.rows))} pairs{', some computed' if computed else ''}, {in_words(disagree) if disagree else 'none'} "
            f"{'disagrees' if disagree < 2 else 'disagree'} and {in_words(agree)} "
            f"{'agrees' if agree == 1 else 'agree'}; in {in_words(count[Accord.UNLIKE])} the two are not the same "
            f"thing{unknown}."
        )

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
        body = "".join(self._row(row) for row in self.rows)
        return f'<table class="r-table r-cards"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

    def _row(self, row: SideBySide) -> str:
        quantity = han(escape(row.quantity))
        if row.conflict:
            quantity = f'<a href="{CHAPTERS}conflicts.html#{row.conflict}">{quantity}</a>'
        this, that = (f'{figure}<span class="r-sub">{words}</span>' for figure, words in sides(self.register, row))
        why = f'<span class="r-sub">{han(escape(row.differ))}</span>' if row.differ else ""
        return (
            f'<tr><th scope="row">{quantity}</th>'
            f'<td data-label="This">{this}</td><td data-label="That">{that}</td>'
            f"<td>{chip(accord(self.register, row))}{why}</td>"
            f'<td data-label="Use">{han(sentence(self.register, row.use))}</td></tr>'
        )


@dataclass(frozen=True)
class Cards:
    """Comparisons with room for both figures, and with what stays open; each leads to the whole of its conflict."""

    register: Register
    rows: tuple[SideBySide, ...]

    def __repr__(self) -> str:
        return f"Cards({len(self.rows)} comparisons)"

    @property
    def count(self) -> str:
        """How many there are, as a heading has it."""
        return in_words(len(self.rows))

    def _repr_html_(self) -> str:
        return f'<div class="r-grid r-two">{"".join(map(self._card, self.rows))}</div>'

    def _card(self, row: SideBySide) -> str:
        conflict = self.register.conflicts[row.conflict]
        versus = "".join(
            f'<div><b class="r-big">{figure}</b>{words}</div>' for figure, words in sides(self.register, row)
        )
        how = f"<p>{han(escape(row.differ[0].upper() + row.differ[1:]))}.</p>" if row.differ else ""
        template = self.register.conflict_templates[row.conflict].remains_open
        is_open = f'<p class="r-small">Open: {han(sentence(self.register, template))}</p>' if template else ""
        return (
            f'<div class="r-card"><h3>{han(conflict_link(conflict).text)}</h3><div class="r-versus">{versus}</div>'
            f'{how}<p class="r-say">Use: {han(sentence(self.register, row.use))}</p>{is_open}</div>'
        )


def comparisons(register: Register) -> Comparisons:
    """All comparisons, in the order of the table."""
    return Comparisons(register, tuple(register.comparisons.values()))


def worst(register: Register) -> Cards:
    """The comparisons whose conflict is of the worst severity."""
    rows = (row for row in register.comparisons.values() if row.conflict)
    return Cards(register, tuple(row for row in rows if register.conflicts[row.conflict].severity == WORST))


@dataclass(frozen=True)
class Others:
    """Links to the conflicts of the worst severity that have no two figures to set side by side; nothing if there are none."""

    register: Register

    def __repr__(self) -> str:
        return f"Others({len(self.ids)} conflicts)"

    @property
    def ids(self) -> tuple[str, ...]:
        shown = {row.conflict for row in worst(self.register).rows}
        return tuple(c.id for c in self.register.conflicts.values() if c.severity == WORST and c.id not in shown)

    def _repr_html_(self) -> str:
        links = "; ".join(han(conflict_link(self.register.conflicts[of]).text) for of in self.ids)
        return f"<p>As grave, without a pair to show: {links}.</p>" if links else ""


def sides(register: Register, row: SideBySide) -> Iterable[tuple[str, str]]:
    """HTML of both figures, each a link, and of the words under them; an article's figure has the article's name."""
    for text in (row.this, row.that):
        found = side(register, text)
        words = conflict_text.PLACEHOLDER.sub("", text, count=1).strip()
        claim = register.claims.get(found.id)
        if claim:
            words = f"{claim.article}: {words}" if words else claim.article
        yield han(_figure(register, found)), han(escape(words))


def _figure(register: Register, found: Side) -> str:
    if register.has_row(found.id):
        text = prose.figure(register.row(found.id), form=False)
        return linked(register, found.id, f"“{text}”" if CJK.search(text) else text)
    if found.value is None or found.interval is None:
        raise ValueError(f"{found.id} is no number")
    text = prose.rounded(found.value, found.unit, found.interval.width)
    return relation_link(found.id, text=text).text if found.id in register.relations else escape(text)
