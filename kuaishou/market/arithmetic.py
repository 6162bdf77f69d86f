"""The market page: what each body puts the market at, Kuaishou's GMV over it, and what the rivals are said to sell.

Bodies differ in scope, so their figures are never joined or averaged.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

from claimcheck.evidence.amounts import Amount, of
from claimcheck.evidence.best import best
from claimcheck.pages import prose
from claimcheck.pages.comparisons import NUMBERS
from claimcheck.printed.interval import Interval
from claimcheck.printed.qualifiers import bounds
from claimcheck.register.record import Register
from claimcheck.register.rows import Row
from claimcheck.trends.series import Period
from kuaishou.own import figures

MARKET = "China live e-commerce market"
SINCE = "2019"  # Kuaishou's first full year of e-commerce
TRILLION, BILLION = 10**12, 10**9
# class of definitions.csv, or the beginning of a scope -> name
BODIES = {
    "网经社": "Wangjingshe (网经社)",
    "iimedia": "iiMedia (艾媒咨询)",
    "kpmg-aliresearch": "KPMG and AliResearch",
    "zhongshang": "a report via ASKCI (中商)",
    "qianzhan": "Qianzhan (前瞻), Wangjingshe's series",
    "china-merchants": "China Merchants Securities",
    "ministry-of-commerce": "Ministry of Commerce",
    "nielsen": "Nielsen",
    "zhongyan": "Zhongyan Puhua (中研普华)",
    "body-not-named": "no body named",
}
REPEATED = BODIES["nielsen"]  # prints the number that iiMedia has
# printed as a mark that will be passed (有望突破, 突破): a floor, by the note of the row
FLOORS = ("market-size-2021-iimedia-2021q1", "market-size-2025-zhongyan")
# printed with "nearly": somewhat below, by the note of the row
NEARLY = ("market-size-2021-pandaily-kpmg",)
# what else the page says of the figure, by the row's scope and note
SAYS = {
    "market-size-2020-iimedia-2021q1": "estimate; its forecast of 2020, kept",
    "market-size-2021-iimedia-2021q1": "forecast, a mark to be passed",
    "market-size-2021-pandaily-kpmg": "forecast, nearly that",
    "market-size-2025-zhongyan": "forecast, a mark to be passed",
    "market-size-2020-zhongshang": "estimate of turnover",
    "market-size-2020-nielsen-chinadaily": "forecast, iiMedia's number",
    "market-sales-2023-h1-xinhua": "sales on the platforms monitored",
    "market-size-2023-renrendoc": "estimate; fits Wangjingshe's",
}


@dataclass(frozen=True)
class Size:
    """What one body puts the market of a period at. share: of Kuaishou's GMV in it, None where no GMV is known."""

    period: str
    body: str
    row: Row
    amount: Amount
    share: Amount | None

    @property
    def is_forecast(self) -> bool:
        return self.row.qualifier == "forecast"

    @property
    def is_floor(self) -> bool:
        return self.row.id in FLOORS

    @property
    def is_nearly(self) -> bool:
        return self.row.id in NEARLY

    @property
    def says(self) -> str:
        return SAYS.get(self.row.id, "forecast" if self.is_forecast else "estimate")


def sizes(register: Register) -> list[Size]:
    """Every body's figure for each year or half-year since Kuaishou's first full one, by time and size; of repeats the best source."""
    gmv = figures(register, "gmv")
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in register.reported.values():
        period = Period.of_days(row.period_start, row.period_end)
        if (row.metric, row.entity) == ("market_size", MARKET) and period and str(period) >= SINCE:
            groups.setdefault((str(period), body(register, row)), []).append(row)
    found = []
    for (when, name), rows in groups.items():
        # a body's estimate made afterwards before its forecast; then the source
        afterwards = [row for row in rows if row.qualifier != "forecast"]
        chosen = best(afterwards or rows)
        amount = of(chosen)
        if chosen.id in FLOORS:
            amount = replace(amount, interval=Interval(amount.interval.lower, None))
        if chosen.id in NEARLY:
            amount = replace(amount, interval=bounds(amount.value, Fraction(0), "nearly"))
        found.append(Size(when, name, chosen, amount, of(gmv[when]) / amount if when in gmv else None))
    return sorted(found, key=lambda size: (size.row.period_end, size.body == REPEATED, size.amount.value, size.body))


def body(register: Register, row: Row) -> str:
    """The name of the body whose figure a row is."""
    start = next((name for name in BODIES if row.scope.startswith(name)), None)
    return BODIES[start or register.definitions.of(row).definition]


@dataclass(frozen=True)
class Rival:
    """What a platform is said to have sold in a span. word: whose word it is. counts: what is in it, if said."""

    platform: str
    when: str
    row: Row
    word: str
    counts: str
    high: Fraction | None = None  # the upper end of a printed range, in CNY

    @property
    def year(self) -> float | None:
        """Where a span of twelve months lies on an axis of calendar years; None for another span."""
        first, last = (date.fromisoformat(day) for day in (self.row.period_start, self.row.period_end))
        if not 360 < (last - first).days < 370:
            return None
        return first.year + (first.month - 1) / 12


# by the rows' scopes and notes in reported.csv
WORDS = {
    "taobao-live-gmv-2018-technode": "not said",
    "taobao-live-gmv-2019-loisinbeijing": "not said",
    "taobao-live-gmv-2020-scmp": "Alibaba's own statement",
    "taobao-live-gmv-2021-03-mimicnews": "Alibaba's own results",
    "douyin-gmv-2020-caixin": "unnamed sources; denied",
    "douyin-gmv-2021-technode-mirror": "unnamed sources; called inaccurate",
    "douyin-gmv-2023-krasia-latepost": "unnamed source; denied",
    "douyin-gmv-2023-krasia-36kr": "unnamed source; no comment",
    "douyin-gmv-2024-h1-scmp": "unnamed source; called inaccurate",
    "douyin-gmv-2024-daoinsights": "source not named",
    "douyin-gmv-target-2025-daoinsights": "a target, not an outcome",
}
# by the rows' scopes; of all others no source found says it
COUNTS = {
    "douyin-gmv-2023-krasia-latepost": "36Kr's source: without product cards",
    "douyin-gmv-2023-krasia-36kr": "36Kr's source: product cards included",
}
RANGE_TOPS = {"douyin-gmv-2020-caixin": "douyin-gmv-2020-caixin-high"}  # low end of a printed range -> its high end


def range_top(register: Register, row: Row) -> Fraction | None:
    """The upper end of a range of which a row is the low end, in CNY; None where it is none."""
    return register.reported[RANGE_TOPS[row.id]].value_base if row.id in RANGE_TOPS else None


def rivals(register: Register) -> list[Rival]:
    """The rivals' figures in order of time, Taobao Live first."""
    return [_told(register, register.reported[row_id], word) for row_id, word in WORDS.items()]


def _told(register: Register, row: Row, word: str) -> Rival:
    period = Period.of_days(row.period_start, row.period_end)
    when = str(period) if period else f"year to {date.fromisoformat(row.period_end):%B %Y}"
    return Rival(row.entity, when, row, word, COUNTS.get(row.id, ""), range_top(register, row))


# words


def percent(size: Size) -> str:
    """Kuaishou's share in whole percent: "40%"; "57% at most" of a market that is a floor, "34% at least" of one nearly so
    large."""
    share = size.share
    if size.is_floor:
        return f"{math.ceil(share.interval.upper * 100)}% at most"
    words = f"{math.floor(share.value * 100 + Fraction(1, 2))}%"
    return f"{words} at least" if size.is_nearly else words


def span(share: Amount) -> str:
    """What a share can be, rounded outward: "39.6 to 39.7%"; blank for a ceiling, which says it already."""
    low, high = share.interval.lower, share.interval.upper
    return "" if low == 0 else f"{math.floor(low * 1000) / 10:.1f} to {math.ceil(high * 1000) / 10:.1f}%"


def billions(value: Fraction) -> str:
    """Billions of CNY with the digits that are there, at most one after the point: "1,288.1", "961"."""
    amount = float(value / BILLION)
    return f"{amount:,.1f}".removesuffix(".0")


def told_as(rival: Rival) -> str:
    """The figure as it is told, in billions: "over 400", "170 to 180"."""
    value = billions(rival.row.value_base)
    if rival.high:
        return f"{value} to {billions(rival.high)}"
    return f"{prose.REPORTED_WORDS.get(rival.row.qualifier, '')} {value}".strip()


def said(register: Register) -> SimpleNamespace:
    """What the sentences of the page say; shares by year and body."""
    found = sizes(register)
    by_year = lambda year: [size for size in found if size.period == year]
    share = lambda year, name: next(size for size in by_year(year) if size.body == BODIES[name])
    over_half = [size for size in found if size.share and not size.is_forecast and not _below_half(size)]
    if over_half:
        raise ValueError(f"{over_half[0].row.id}: an estimate by which Kuaishou may have half of the market")
    return SimpleNamespace(
        iimedia=percent(share("2020", "iimedia")),
        kpmg=percent(share("2020", "kpmg-aliresearch")),
        zhongshang=percent(share("2020", "zhongshang")),
        unnamed=percent(share("2023", "body-not-named")),
        mofcom=percent(share("2023H1", "ministry-of-commerce")),
        wangjingshe=percent(share("2024", "网经社")),
        digest=_digest(register),
        disputed=NUMBERS[sum(bool(DISPUTED.search(rival.word)) for rival in rivals(register))],
        half=" and ".join(
            f"{size.body.partition(' (')[0]}'s for {size.period}"
            for size in found
            if size.share and not _below_half(size)
        ),
    )


DISPUTED = re.compile("denied|inaccurate")
DIGEST = "douyin-gmv-2020-chinafilminsider"


def _digest(register: Register) -> str:
    """Douyin's GMV of 2020 by the digest, in yuan by the rate at which Alibaba's statement has yuan and dollars: its
    over 400 billion CNY were over 61.7 billion USD (note of the row)."""
    yuan = register.reported[DIGEST].value_base * Fraction("400") / Fraction("61.7")
    low = register.reported["douyin-gmv-2020-caixin"]
    times = [yuan / end for end in (low.value_base, range_top(register, low))]
    if not all(Fraction(5, 2) < n < 3 for n in times):
        raise ValueError("the digest is not about three times what Caixin's sources say, as the page has it")
    return f"some {round(float(yuan / BILLION), -1):,.0f} billion CNY or more"


def _below_half(size: Size) -> bool:
    return size.share.interval.upper is not None and size.share.interval.upper < Fraction(1, 2)
