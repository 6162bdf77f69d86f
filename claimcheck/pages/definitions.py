"""What a quantity counts, and from when to when: definition-history.csv as a table under the figures it is about."""

from __future__ import annotations

from datetime import date
from html import escape

from claimcheck.pages.answers import han
from claimcheck.pages.data_table import Column, DataTable, Folded
from claimcheck.pages.tables import Html
from claimcheck.register.record import Register


def definition_history(register: Register, *metrics: str) -> Folded:
    """The history of these metrics in one fold, in order of time within each; KeyError for a metric without one."""
    several, rows = len(metrics) > 1, []
    for metric in metrics:
        notes = [note for note in register.definition_history if note.metric == metric]
        if not notes:
            raise KeyError(f"no history of {metric}")
        name = register.metrics[metric].label
        for note in sorted(notes, key=lambda note: (note.period_start, note.period_end or "9999")):
            when = span(note.period_start, note.period_end)
            rows.append((f"{name}, {when}" if several else when, _says(note)))
    columns = (Column("When", "head"), Column("What it counts, and what no source says"))
    labels = [register.metrics[metric].label for metric in metrics]
    named = f"{', '.join(labels[:-1])} and {labels[-1]}" if several else labels[0]
    table = DataTable(f"What is counted as {named}, from when to when", columns, rows, "r-cards")
    many = f"{len(rows)} note{'s' if len(rows) > 1 else ''}"
    return Folded(f"What each figure counts, from when to when: {named} ({many})", table)


def _says(note) -> Html:
    link = f' <a href="{escape(note.source_url, quote=True)}">Source</a>' if note.source_url else ""
    left = f'<span class="r-sub">Open: {han(escape(note.open))}</span>' if note.open else ""
    return Html(han(escape(note.says)) + link + left)


def span(first: str, last: str) -> str:
    """A span in months, or years where it is whole ones; without an end: "from Jun 2024"."""
    start = date.fromisoformat(first)
    if not last:
        return f"from {start:%b %Y}"
    end = date.fromisoformat(last)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start:%b %Y}"
    return f"{start:%b %Y} to {end:%b %Y}"
