"""Figures published elsewhere, as the Data page lists them: one fold per metric, an anchor per row."""

from __future__ import annotations

from collections import Counter
from html import escape

from claimcheck.evidence import sources
from claimcheck.pages.tables import Folds, Html, Table, article_link
from claimcheck.register.record import Register

KINDS = tuple(sources.KINDS)


def folds(register: Register) -> Folds:
    """All rows of reported.csv, folded by metric in the order of the first row of each."""
    groups: dict[str, list] = {}
    for row in register.reported.values():
        groups.setdefault(row.metric, []).append(row)
    known = register.metrics
    return Folds(
        [reported_table(register, rows, f"{known[m].label} ({known[m].label_zh})") for m, rows in groups.items()]
    )


def reported_table(register: Register, rows: list, caption: str) -> Table:
    """Reported figures with period, definition and source."""
    return Table(
        caption,
        ("figure", "of", "period", "definition", "source", "kind", "note"),
        [(row.printed, row.entity, period(row), row.scope, source(row), kind(register, row), row.note) for row in rows],
        ids=[row.id for row in rows],
    )


def period(row) -> str:
    """The period in ISO dates, one date for a point in time."""
    return " to ".join(dict.fromkeys((row.period_start, row.period_end)))


def source(row) -> Html:
    """The page it was read on, with its date."""
    date = f", {row.published}" if row.published else ""
    return Html(f'<a href="{escape(row.source_url, quote=True)}" rel="noreferrer">{escape(row.source_title)}</a>{date}')


def kind(register: Register, row) -> Html:
    """The kind of source, and whether the figure was read there; or the article that it stands in."""
    if article := sources.article_of(register, row):
        return Html(f"the article {article_link(article).text}")
    second = " (second-hand)" if row.checked == "second_hand" else ""
    return Html(
        f'<span class="source-kind source-{row.source_kind}">{sources.KIND_WORDS[row.source_kind]}</span>{second}'
    )


def kinds(register: Register) -> Table:
    """How many figures come from each kind of source, the most believed first; without those of the articles' own pages."""
    found = sources.elsewhere(register)
    count = Counter(row.source_kind for row in found)
    second = Counter(row.source_kind for row in found if row.checked == "second_hand")
    rows = [(sources.KIND_WORDS[name], str(count[name]), str(second[name])) for name in KINDS if count[name]]
    return Table(
        "Reported figures by kind of source, the most believed first", ("kind", "figures", "of these second-hand"), rows
    )


def second_hand(register: Register) -> int:
    """How many figures were not read on the page that has them first."""
    return sum(row.checked == "second_hand" for row in sources.elsewhere(register))


def addresses(register: Register) -> int:
    """How many different pages the figures were read on."""
    return len({row.source_url for row in sources.elsewhere(register)})
