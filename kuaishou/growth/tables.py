"""Tables of the growth chapter. Amounts are in billion CNY; a figure is a link to its claim or to its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from html import escape
from types import SimpleNamespace

from claimcheck.evidence.sources import KIND_WORDS, article_of
from claimcheck.loading import Register
from claimcheck.pages import prose
from claimcheck.pages.answers import han, linked
from claimcheck.pages.data_table import Column, DataTable, Folded, Stack
from claimcheck.pages.tables import Html, article_link
from claimcheck.printed.interval import Interval
from claimcheck.printed.words import date_text
from claimcheck.trends.rates import percent, whole_percent, yearly
from claimcheck.trends.series import Point, float_ends
from kuaishou import gmv
from kuaishou.growth.trends import Carried, Span, billions

MARKS = {
    "article": '<span class="r-mark" title="printed in an article">●</span>',
    "reported": '<span class="r-mark r-else" title="reported elsewhere">◆</span>',
}
UNDEFINED = "as reported by the source"


def amount(point: Point, register: Register) -> Html:
    """A point as billion CNY, linked to its claim or source where it is one figure; an article's form stands below."""
    text = gmv.billions(point.value)
    if point.kind == gmv.COMPUTED:
        return Html(text)
    form = ""
    if point.source in register.claims:
        printed = re.search(r"\((.*)\)$", prose.figure(register.claims[point.source]))
        form = f'<span class="r-sub">{han(escape(printed[1]))}</span>' if printed else ""
    return Html(linked(register, point.source, text) + form)


def source(register: Register, *points: Point) -> Html:
    """Whose figures a row rests on: articles by id, others by the kind of source, linked to the page."""
    return Html(" · ".join(dict.fromkeys(f"{_mark(register, p)}&nbsp;{_source(register, p)}" for p in points)))


def _article(register: Register, point: Point) -> str:
    """The article that a point is printed in; blank for one of elsewhere, or computed."""
    return article_of(register, register.row(point.source)) if register.has_row(point.source) else ""


def _mark(register: Register, point: Point) -> str:
    return MARKS["article" if _article(register, point) else point.origin]


def _source(register: Register, point: Point) -> str:
    if article := _article(register, point):
        return article_link(article).text
    second = ", read second-hand" if point.checked == "second_hand" else ""
    if point.kind == gmv.COMPUTED:
        return f"computed{second}"
    row = register.reported[point.source]
    return f'<a href="{escape(row.source_url, quote=True)}">{KIND_WORDS[point.kind]}</a>{second}'


def definition(register: Register, point: Point) -> str:
    """What the source says it counts."""
    rows = [register.claims.get(i) or register.reported[i] for i in point.source.split()]
    found = {"not defined by this source" if UNDEFINED in row.scope else row.scope for row in rows}
    return found.pop() if len(found) == 1 else "differs between its parts"


def growth(register: Register, period: str) -> Html:
    """The growth printed for a period, linked, with the mark of whose it is; a dash where there is none."""
    point = gmv.printed_growth(register, period)
    if point is None:
        return Html("–")
    row = register.claims.get(point.source) or register.reported[point.source]
    return Html(f"{_mark(register, point)}&nbsp;{linked(register, point.source, f'+{row.value}%')}")


def years(register: Register) -> Stack:
    """The series by year: the figure of an article where one prints it, whose else it is, and what to mind; growth by
    half-year, and what the figure counts from when to when, in folds below."""
    printed, elsewhere = gmv.articles(register), gmv.reported(register)
    rows, last = [], ""
    for year in sorted({*printed.periods, *elsewhere.periods}):
        points = [s.at(year) for s in (printed, elsewhere) if year in s.periods]
        note, counted = gmv.note(register, year), definition(register, points[-1])
        rows.append(
            (
                year,
                amount(points[0], register),
                growth(register, year),
                source(register, *points),
                "" if counted == last else counted,
                note[:1].upper() + note[1:],
            )
        )
        last = counted
    columns = (
        Column("Year", "head"),
        Column("GMV", "num"),
        Column("Growth", "num"),
        Column("Source and its kind"),
        Column("Definition (blank: as above)"),
        Column("Note"),
    )
    return Stack((DataTable("GMV by year, billion CNY", columns, rows), halves(register), history(register)))


def halves(register: Register) -> Folded:
    """Growth by half-year, folded: as printed where it is, else from the levels, and marked as computed."""
    series, rows = gmv.halves(register), []
    rates = yearly(series)
    for point in series.points:
        rate = growth(register, point.period)
        if rate.text == "–" and point.period in rates:
            rate = Html(f'{_computed(*rates[point.period])}<span class="r-sub">computed</span>')
        rows.append((_half(point.period), amount(point, register), rate, source(register, point)))
    columns = (
        Column("Half-year", "head"),
        Column("GMV", "num"),
        Column("Growth", "num"),
        Column("Source and its kind"),
    )
    return Folded("Growth by half-year", DataTable("GMV by half-year, billion CNY", columns, rows))


def _computed(rate: Fraction, interval: Interval) -> str:
    """A growth rate in the digits that the rounding of its levels leaves: about 3,100% where it spans a hundred points."""
    low, high = float_ends(interval)
    if high - low > 0.1:
        return f"about +{float(f'{100 * float(rate):.2g}'):,.0f}%"
    return f"+{percent(float(rate)) if high - low < 0.005 else whole_percent(float(rate))}"


def history(register: Register) -> Folded:
    """What the company's GMV counts over time, and what stays open of it, folded."""
    rows = []
    for note in register.definition_history:
        if note.metric == "gmv":
            link = f' <a href="{escape(note.source_url, quote=True)}">source</a>'
            span = f"{note.period_start} to {note.period_end}" if note.period_end else f"from {note.period_start}"
            rows.append((span, Html(han(escape(note.says)) + link), note.open))
    columns = (Column("Time", "head"), Column("What it counts"), Column("Open"))
    return Folded(
        "What GMV counts, from when to when", DataTable("Definition of GMV over time", columns, rows, "r-cards")
    )


def _half(period: str) -> str:
    return f"{period[4:]} {period[:4]}"


FINER = ("longer", "halves", "quarters", "sums", "latest")  # spans that are folded away


def trends(found: dict[str, Span]) -> Stack:
    """Each span with its growth from end to end and by least squares, how far that is known, and what it is worth."""
    first = {name: span for name, span in found.items() if name not in FINER}
    more = Folded(
        "From 2019 on; by half-years, quarters and twelve-month sums", _trends([found[name] for name in FINER])
    )
    return Stack((_trends(first.values()), more))


def _trends(found: Iterable[Span]) -> DataTable:
    rows = [
        (
            Html(f'{escape(span.label)}<span class="r-sub">{escape(span.worth)}</span>'),
            str(span.fit.n),
            f"+{span.rate}",
            f"+{span.fitted}",
            span.interval,
            span.r_squared,
            Html(f'{span.doubling}<span class="r-sub">{span.doubling_interval}</span>'),
        )
        for span in found
    ]
    heads = ("n", "A year, end to end", "A year, least squares", "95% interval", "R²", "Doubles in, years")
    columns = (Column("Span", "head"), *(Column(head, "num") for head in heads))
    return DataTable("Growth over each span, in percent or billion CNY (bn)", columns, rows, "r-tiles")


def costs(found: dict[str, Carried], near: str = "2022", far: str = "2025") -> DataTable:
    """What each rule would have given in a near and in a far year, and how far that was off; for the far one with the
    interval that the rule itself gives."""
    rows = []
    for rule in found.values():
        soon, late = rule.at(near), rule.at(far)
        cells = [soon.forecast, soon.off, late.forecast, late.off, late.interval]
        detail = f'<span class="r-sub">{escape(rule.detail)}</span>' if rule.detail else ""
        rows.append((Html(escape(rule.label) + detail), *cells))
    reported = next(iter(found.values())).reported
    last = [Html(f"<b>{billions(float(reported.at(year).value))}</b>") for year in (near, far)]
    rows.append(("Reported", last[0], "", last[1], "", ""))
    columns = (
        Column("Carried on from 2021", "head"),
        Column(near, "num"),
        Column("off by", "num"),
        Column(far, "num"),
        Column("off by", "num"),
        Column(f"95% interval for {far}", "num"),
    )
    return DataTable("What carrying on from 2021 would have given, billion CNY", columns, rows, "r-tiles r-four")


def halves_said(register: Register) -> SimpleNamespace:
    """What the prose says of 2021: growth of its halves, and when links to other marketplaces were cut and began to return."""
    rates = yearly(gmv.halves(register))
    return SimpleNamespace(
        first=whole_percent(float(rates["2021H1"][0])),
        second=whole_percent(float(rates["2021H2"][0])),
        cut=_day(register, gmv.LINKS_CUT),
        back=gmv.links_back(register),
    )


def _day(register: Register, row_id: str) -> str:
    day = register.reported[row_id].period_start
    return date_text(day, day)
