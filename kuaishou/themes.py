"""What the theme chapters compute from all sources at once: take rates, revenue mix, market shares.

Every result is a `Result`: a quantity with its interval and the ids it was made of, so that a table
and a chart can name their sources. Rounding is carried through with `Interval`; nothing is averaged.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from claimcheck.printed.interval import Interval
from claimcheck.trends.series import Point
from kuaishou import gmv

YEARS = ("2020", "2021", "2022", "2023", "2024")
APP_ONLY = "Kuaishou app only, period average"
LINES = ("online_marketing", "live_streaming", "other_services")


@dataclass(frozen=True)
class Result:
    """A computed quantity.

    label: the period or body; interval, value: in base units (a share as a fraction), value None where no
    single number is meant; ids: of the claims and reported figures it rests on; kinds: of the sources;
    how: the computation in words.
    """

    label: str
    interval: Interval
    value: Fraction | None
    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    how: str


def best(register, metric: str, scope: str | None = None) -> dict[str, Point]:
    """The strongest reported figure of each period of a metric of Kuaishou, by period ("2021", "2021Q1").

    scope: only rows with this definition, where a metric has several.
    """
    rows = [r for r in register.reported.values() if scope is None or r.scope == scope]
    return {p.period: p for p in gmv.series(metric, gmv.reported_points(rows, metric)).points}


def quotient(label: str, above: Point, below: Point, how: str) -> Result:
    """`above` over `below` with both roundings carried through."""
    return Result(
        label,
        above.interval / below.interval,
        above.value / below.value,
        (above.source, below.source),
        (above.kind, below.kind),
        how,
    )


def claim_point(register, claim_id: str, period: str) -> Point:
    """A claim as a point of a series."""
    c = register.claims[claim_id]
    return Point(period, c.value_base, c.interval, c.base_unit, c.id, printed=c.quote)


def take_rates(register) -> list[Result]:
    """Other services over GMV by year, as fractions: from levels where both are printed, else from the share.

    2020 is the articles' own; 2019 rests on the share the article prints and the total revenue reported.
    """
    goods, other, share, total = (
        best(register, m) for m in ("gmv", "revenue_other_services", "share_other_services", "revenue_total")
    )
    share_2019 = register.claims["gravity-2021-21"]
    revenue_2019 = share_2019.interval.map_scale(Fraction(1, 100)) * total["2019"].interval
    gmv_2019 = claim_point(register, "gravity-2021-16", "2019")
    found = [
        Result(
            "2019",
            revenue_2019 / gmv_2019.interval,
            None,
            ("gravity-2021-21", total["2019"].source, gmv_2019.source),
            ("article", total["2019"].kind, "article"),
            "share times total revenue, over GMV",
        )
    ]
    found.append(
        quotient(
            "2020",
            claim_point(register, "gravity-2021-20", "2020"),
            claim_point(register, "gravity-2021-15", "2020"),
            "other services over GMV",
        )
    )
    for year in YEARS[1:]:
        if year in other:
            found.append(quotient(year, other[year], goods[year], "other services over GMV"))
        else:
            revenue = share[year].interval.map_scale(Fraction(1, 100)) * total[year].interval
            point = share[year].value / 100 * total[year].value / goods[year].value
            found.append(
                Result(
                    year,
                    revenue / goods[year].interval,
                    point,
                    (share[year].source, total[year].source, goods[year].source),
                    (share[year].kind, total[year].kind, goods[year].kind),
                    "share times total revenue, over GMV",
                )
            )
    return found


def rose(results: list[Result], earlier: str, later: str) -> bool | None:
    """Whether the later rate is above the earlier one for all values (True), for none (False) or for some (None)."""
    by_label = {r.label: r.interval for r in results}
    return by_label[earlier].lt(by_label[later])


def revenue_mix(register) -> list[dict]:
    """Shares of the three lines by year, in percent; a share nobody prints is the remainder and marked so."""
    printed = {line: best(register, f"share_{line}") for line in LINES}
    articles = {"2019": register.claims["gravity-2021-21"], "2020": register.claims["gravity-2021-22"]}
    found = []
    for year in ("2019", *YEARS, "2025Q2"):
        row = {"period": year, "sources": []}
        for line in LINES:
            point = printed[line].get(year)
            if line == "other_services" and year in articles:
                row[line], source = articles[year].value_base, articles[year].id
            elif point is not None:
                row[line], source = point.value, point.source
            else:
                continue
            row["sources"].append(source)
        known = [line for line in LINES if line in row]
        row["remainder"] = ""
        if len(known) == 2:
            row["remainder"] = next(line for line in LINES if line not in row)
            row[row["remainder"]] = 100 - sum(row[line] for line in known)
        if len(known) >= 2:
            found.append(row)
    return found


def market_sizes(register) -> list[tuple[str, str, str]]:
    """The estimates of the live e-commerce market of a whole year: (year, body, id), each body's figure once, by year."""
    found = [
        (c.period_start[:4], c.scope, c.id)
        for c in register.claims.values()
        if c.metric == "market_size" and c.entity == "China live e-commerce market"
    ]
    found += [
        (r.period_start[:4], r.scope, r.id)
        for r in register.reported.values()
        if r.metric == "market_size"
        and r.entity == "China live e-commerce market"
        and r.period_end == f"{r.period_start[:4]}-12-31"
    ]
    once = {(year, body, register.row(row_id).interval): row_id for year, body, row_id in sorted(found, reverse=True)}
    return sorted((year, body, row_id) for (year, body, _), row_id in once.items())


def market_shares(register) -> list[Result]:
    """GMV of Kuaishou over every estimate of the market of the same year, as fractions."""
    levels = {"2019": "gravity-2021-16", "2020": "gravity-2021-15", "2021": "trust-2023-04"}
    found = []
    for year, body, row_id in market_sizes(register):
        if year in levels:
            ours, size = register.claims[levels[year]], register.row(row_id)
            # an order of magnitude (萬億級別) has bounds and no value
            value = ours.value_base / size.value_base if size.value else None
            found.append(
                Result(
                    f"{year}, {body}",
                    ours.interval / size.interval,
                    value,
                    (ours.id, row_id),
                    ("article", size.source_kind),
                    "GMV of Kuaishou over the estimate",
                )
            )
    return found


def residual(register) -> list[Result]:
    """What each estimate of the market of 2020 leaves for everyone but Kuaishou and Taobao Live, in CNY; an upper bound."""
    ours, taobao = register.claims["gravity-2021-15"], register.claims["gravity-2021-19"]
    found = []
    for year, body, row_id in market_sizes(register):
        if year == "2020":
            size = register.row(row_id)
            found.append(
                Result(
                    body,
                    size.interval - ours.interval - taobao.interval,
                    None,
                    (row_id, ours.id, taobao.id),
                    (size.source_kind,),
                    "estimate less Kuaishou less over 400 billion",
                )
            )
    return found
