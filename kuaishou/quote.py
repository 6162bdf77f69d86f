"""What to quote: for each headline quantity the figure to use, how far it is known, whose it is, and what to mind.

The figure is the best one published outside the articles (`evidence.best`), or what such figures leave where nobody
prints it; no article is its own source.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape

from claimcheck.evidence.amounts import Amount, exact, of
from claimcheck.pages import prose
from claimcheck.pages.answers import han, linked
from claimcheck.pages.data_table import Column, DataTable
from claimcheck.pages.tables import Html
from claimcheck.printed.figures import split_unit
from claimcheck.register.record import Register
from claimcheck.register.rows import Row
from kuaishou import outlets
from kuaishou.audience import arithmetic as audience
from kuaishou.market import arithmetic as market
from kuaishou.monetisation import arithmetic as monetisation
from kuaishou.own import figures

UNITS = {"CNY": (10**9, " billion CNY"), "persons": (10**6, " million"), "percent": (1, "%")}
SMALL = (10**6, " million CNY")  # money below a billion


@dataclass(frozen=True)
class Headline:
    """A quantity people quote.

    find: the amount to use, from figures published outside the articles. mind: at most twelve words. claims: what the
    articles print for it, right or wrong. decimals: how many the figure gets where it is computed. metric: its id in
    metrics.csv, where it is computed and no row says it.
    """

    name: str
    find: Callable[[Register], Amount]
    mind: str
    claims: tuple[str, ...] = ()
    decimals: int = 0
    metric: str = ""


# how a figure is found


def best_of(metric: str, period: str, definition: str = "") -> Callable[[Register], Amount]:
    """The best figure of Kuaishou's for a year, half-year or quarter."""
    return lambda register: of(figures(register, metric, definition=definition)[period])


def row(row_id: str) -> Callable[[Register], Amount]:
    """A row that stands for its quantity: a bound, or the one that has its definition."""
    return lambda register: of(register.reported[row_id])


def viewers(metric: str, day: str) -> Callable[[Register], Amount]:
    """The best of CNNIC's counts for a date."""
    return lambda register: of(next(r for r in audience.viewers(register, metric) if r.period_end == day))


def growth_of_2020(register: Register) -> Amount:
    """From the levels of two years, which were read at their sources; the growth itself was read second-hand only."""
    gmv = figures(register, "gmv")
    return of(gmv["2020"]) / of(gmv["2019"]) - 1


def rest_of(period: str) -> Callable[[Register], Amount]:
    """The share of other services that the two other lines leave; a release may move a share, so that three add up."""
    shares = ("share_online_marketing", "share_live_streaming")
    rest = lambda register: exact(1) - sum((of(figures(register, name)[period]) for name in shares), exact(0))
    return lambda register: rest(register).widened(monetisation.ADJUSTED)


def services_of(period: str) -> Callable[[Register], Amount]:
    """Other services, where no source prints the line: see monetisation."""
    return lambda register: monetisation.services(register, period)[0]


def take_rate(period: str, without: bool = False) -> Callable[[Register], Amount]:
    """Other services over GMV, from figures published outside the articles."""

    def find(register: Register) -> Amount:
        if without:
            left = monetisation.services(register, period)[0] - monetisation.kling(register, period)
            return left / of(figures(register, "gmv")[period])
        return monetisation.by_others(register, period)

    return find


def size_of(period: str, name: str) -> Callable[[Register], Amount]:
    """A body's market of a year."""
    return lambda register: of(_size(register, period, name).row)


def _size(register: Register, period: str, name: str) -> market.Size:
    return next(s for s in market.sizes(register) if (s.period, s.body) == (period, market.BODIES[name]))


GMV = (
    Headline("GMV 2018", best_of("gmv", "2018"), "first year, no base for a rate", ("trust-2023-08",)),
    Headline(
        "GMV 2019",
        best_of("gmv", "2019"),
        "a low base for the next rate",
        ("gravity-2021-16",),
    ),
    Headline("GMV 2020", best_of("gmv", "2020"), "with sales redirected to other marketplaces", ("gravity-2021-15",)),
    Headline("GMV 2021", best_of("gmv", "2021"), "its quarters add up within rounding", ("trust-2023-04",)),
    Headline("GMV 2022", best_of("gmv", "2022"), "outside links cut, March to October"),
    Headline("GMV 2023", best_of("gmv", "2023"), "the company's own count"),
    Headline("GMV 2024", best_of("gmv", "2024"), "the company's own count"),
    Headline("GMV 2025", best_of("gmv", "2025"), "the last year published"),
    Headline(
        "Growth 2020",
        growth_of_2020,
        "from levels; ● is finer, but only the article prints it",
        ("gravity-2021-17",),
        1,
        "gmv_yoy",
    ),
    Headline("Growth 2021", best_of("gmv_yoy", "2021"), "the first half grew faster", ("trust-2023-05",)),
    Headline("GMV Q1 2021", best_of("gmv", "2021Q1"), "the smallest quarter of its year", ("providers-2021-28",)),
    Headline("Growth Q1 2021", best_of("gmv_yoy", "2021Q1"), "not the growth of the year", ("providers-2021-27",)),
)
REVENUE = (
    Headline(
        "Other services 2020",
        services_of("2020"),
        "what the other lines leave",
        ("gravity-2021-20",),
        2,
        "revenue_other_services",
    ),
    Headline(
        "Share of revenue 2020",
        rest_of("2020"),
        "of other services, not of e-commerce",
        ("gravity-2021-22",),
        1,
        "share_other_services",
    ),
    Headline(
        "Other services Q1 2021",
        best_of("revenue_other_services", "2021Q1"),
        "not e-commerce alone",
        ("providers-2021-24",),
    ),
    Headline(
        "Other services Q2 2022",
        best_of("revenue_other_services", "2022Q2"),
        "not e-commerce alone",
        ("newness-2022-29",),
    ),
    Headline(
        "Share of revenue Q2 2022",
        rest_of("2022Q2"),
        "of other services",
        ("newness-2022-30",),
        1,
        "share_other_services",
    ),
    Headline("Other services 2025", best_of("revenue_other_services", "2025"), "Kling AI (可灵) is in it"),
    Headline(
        "Take rate 2020",
        take_rate("2020"),
        "other services over GMV; no advertising",
        ("gravity-2021-24",),
        3,
        "take_rate",
    ),
    Headline("Take rate 2025", take_rate("2025"), "other services, Kling AI in it, over GMV", (), 3, "take_rate"),
    Headline(
        "Take rate 2025, without Kling AI",
        take_rate("2025", without=True),
        "at most: Kling AI's quarters are mostly floors",
        (),
        3,
        "take_rate",
    ),
    Headline(
        "Online marketing Q1 2021",
        best_of("revenue_online_marketing", "2021Q1"),
        "advertising of all customers",
        ("providers-2021-18",),
    ),
)
AUDIENCE = (
    Headline(
        "Daily users, H1 2020",
        row("dau-2020-h1-lieyun"),
        "with mini programs, unlike those below; the article: early 2020",
        ("subsidy-2020-18",),
    ),
    Headline(
        "Daily users, Q1 2021",
        row("dau-2021-q1-cgtn"),
        "app alone; which the article counts is not said",
        ("gravity-2021-42",),
    ),
    Headline("Daily users 2021", best_of("dau", "2021", "app-only"), "app alone"),
    Headline("Daily users, Q2 2026", best_of("dau", "2026Q2", "app-only"), "app alone"),
    Headline("Buyers a month, Q2 2025", best_of("paying_users_ecommerce", "2025Q2"), "the last quarter found"),
    Headline(
        "Viewers of e-commerce streams, June 2020",
        viewers("live_users_ecommerce", "2020-06-30"),
        "the number printed is of all live streams",
        ("providers-2021-33",),
    ),
    Headline(
        "Repurchase rate 2020",
        row("repurchase-rate-2020-36kr-digest"),
        "an average, probably of monthly rates",
        ("trust-2023-14",),
    ),
    Headline(
        "Repurchase rate, September 2021",
        row("repurchase-rate-2021-09-chinanewsweb"),
        "one month, a floor: do not subtract",
        ("trust-2023-16",),
    ),
)
MARKET = (
    Headline(
        "Live e-commerce market 2020",
        size_of("2020", "iimedia"),
        "iiMedia's forecast, kept; other bodies differ",
        ("providers-2021-37",),
    ),
    Headline(
        "Taobao Live 2020",
        row("taobao-live-gmv-2020-scmp"),
        "Alibaba's own statement, a floor",
        ("gravity-2021-19",),
    ),
)


# words


def figure(found: Amount, decimals: int) -> str:
    """The figure to use, in one unit: as printed where one row gives it, else rounded."""
    if len(found.rows) == 1:
        one = found.rows[0]
        power, name = _unit_of(one)
        scale, _ = split_unit(one.unit)
        number = Decimal(one.value).scaleb(len(str(scale)) - len(str(power)))  # the point moves, no digit is added
        word = f"{prose.REPORTED_WORDS.get(one.qualifier, '')} ".lstrip()
        return f"{word}{number:,f}{name}"
    factor, name = unit(found)
    return f"{_decimals(found.value / factor, decimals, math.floor, Fraction(1, 2))}{name}"


def interval(found: Amount, decimals: int) -> str:
    """What the figure can stand for: the printed form's own ends, or ends rounded outward to the digits shown."""
    factor, _ = unit(found)
    low, high = found.interval.lower, found.interval.upper
    if len(found.rows) == 1:
        ends = [None if end is None else _exact(end / factor) for end in (low, high)]
    else:
        ends = [_decimals(low / factor, decimals, math.floor), _decimals(high / factor, decimals, math.ceil)]
    return f"above {ends[0]}" if ends[1] is None else f"{ends[0]} to {ends[1]}"


def unit(found: Amount) -> tuple[Fraction, str]:
    """Factor and name; an amount of several rows is one of money, or a quotient and so a rate."""
    if len(found.rows) == 1 and found.rows[0].base_unit != "percent":
        factor, name = _unit_of(found.rows[0])
        return Fraction(factor), name
    return (Fraction(1, 100), "%") if found.interval.lower < 100 else (Fraction(10**9), UNITS["CNY"][1])


def _unit_of(row: Row) -> tuple[int, str]:
    is_small = row.base_unit == "CNY" and row.value_base is not None and row.value_base < UNITS["CNY"][0]
    return SMALL if is_small else UNITS[row.base_unit]


def _exact(end: Fraction) -> str:
    """An end in full: the ends of printed figures are short decimals."""
    return f"{Decimal(end.numerator) / Decimal(end.denominator):,f}"


def _decimals(value: Fraction, decimals: int, towards, add: Fraction = Fraction(0)) -> str:
    step = Fraction(1, 10**decimals)
    return f"{float(towards(value / step + add) * step):,.{decimals}f}"


# tables


def table(register: Register, caption: str, headlines: tuple[Headline, ...]) -> DataTable:
    """One row a headline: figure, interval, source, what to mind."""
    rows, ids = [], []
    for headline in headlines:
        found = headline.find(register)
        printed = "".join(f'<span class="r-sub">● {_printed(register, i)}</span>' for i in headline.claims)
        text = figure(found, headline.decimals).replace(" ", "\u00a0")
        used = outlets.figure(register, found.rows[0], text) if len(found.rows) == 1 else text
        rows.append(
            (
                Html(_name(headline.name) + printed),
                used,
                interval(found, headline.decimals),
                outlets.cited(register, found.rows),
                Html(han(escape(headline.mind))),
            )
        )
        ids.append(anchor(headline))
    columns = (
        Column("Quantity", "head"),
        Column("Use", "num"),
        Column("Can be", "num"),
        Column("Source, kind, how read"),
        Column("Mind"),
    )
    return DataTable(caption, columns, rows, "r-tiles", ids)


def _name(text: str) -> str:
    """A short name does not break."""
    return han(escape(text.replace(" ", "\u00a0") if len(text) < 14 else text))


def _printed(register: Register, claim_id: str) -> str:
    """What an article prints for the quantity, right or wrong, as a link to its card: in its own form, without 達 (reached)."""
    shown = prose.figure(register.claims[claim_id])
    own = re.search(r"\((.*)\)$", shown)
    return han(linked(register, claim_id, own[1] if own else shown))


def anchor(headline: Headline) -> str:
    """The id of its row on the page: of the first claim, else of its name."""
    name = "".join(c if c.isalnum() else " " for c in headline.name.lower())
    return f"quote-{headline.claims[0] if headline.claims else '-'.join(name.split())}"
