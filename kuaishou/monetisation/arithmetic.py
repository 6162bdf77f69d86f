"""The take rate: other services over GMV by year and by quarter, with Kling AI and without; the mix of revenue.

No source found prints the rate after 2020, and the line is not printed for every period. `services` then takes what can
be had: its share of revenue, what the two other lines leave, the figure a year later less its growth, the quarters added
up, or what the other quarters leave of the year.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from types import SimpleNamespace

from claimcheck.evidence.amounts import Amount, exact, of, period_of
from claimcheck.register.record import Register
from claimcheck.trends.series import Period
from kuaishou.monetisation.kling import holds_kling, kling
from kuaishou.own import COMPANY, figures

# A release may move a printed share by a tenth of a point, so that the three lines add up to 100.0: see the notes to
# share-other-2022-q4-company and rev-other-2019-shifen in reported.csv.
ADJUSTED = Fraction(1, 1000)
PRINTED = {
    "2020": ("gravity-2021-20", "gravity-2021-15")
}  # years for which an article has what no source elsewhere has
BILLION = 10**9
YEARS = ("2019", "2020", "2021", "2022", "2023", "2024", "2025")
LINES = {
    "other_services": "other services (其他服务)",
    "online_marketing": "online marketing (线上营销)",
    "live_streaming": "live streaming (直播)",
}
SHORT = {"other_services": "other services", "online_marketing": "advertising", "live_streaming": "live streaming"}


@dataclass(frozen=True)
class Rate:
    """Other services over GMV of a period. kling: what Kling AI brought, None where no figure of it is known.

    holds: whether Kling AI is in the line: "no", "in part" of the period at most, "perhaps", or "yes" where its revenue is known.
    """

    period: str
    services: Amount
    goods: Amount
    how: str
    kling: Amount | None = None
    holds: str = "no"

    @property
    def whole(self) -> Amount:
        return self.services / self.goods

    @property
    def without(self) -> Amount | None:
        return (self.services - self.kling) / self.goods if self.kling else None


# arithmetic


def services(register: Register, period: str) -> tuple[Amount, str]:
    """Other services of a period and the route to it in words; KeyError for none.

    Routes over figures that were all read at their source come first, then the one that leaves the narrowest interval.
    """
    found = routes(register, period)
    if not found:
        raise KeyError(period)
    how = min(found, key=lambda name: _place(found[name]))
    return found[how], how


def routes(register: Register, period: str) -> dict[str, Amount]:
    """Every way to other services of a period that the figures reported elsewhere allow."""
    found, year = _own(register, period), period[:4]
    known = {quarter: _own(register, quarter) for quarter in (f"{year}Q{k}" for k in (1, 2, 3, 4)) if quarter != period}
    if not all(known.values()):
        return found
    quarters = [_sharpest(ways.values()) for ways in known.values()]
    if period == year:
        found["its quarters added up"] = sum(quarters, exact(0))
    elif whole := _direct(register, year):
        left = whole[AS_REPORTED] if AS_REPORTED in whole else _sharpest(whole.values())
        found["the year less its other quarters"] = left - sum(quarters, exact(0))
    return found


AS_REPORTED = "as reported"


def _own(register: Register, period: str) -> dict[str, Amount]:
    """The ways that need no other period of the year: the direct ones, and the year after taken back by its growth."""
    found, after = _direct(register, period), f"{int(period[:4]) + 1}{period[4:]}"
    growth = figures(register, "revenue_other_services_yoy").get(after)
    if growth and growth.unit == "percent":
        later = _own(register, after)
        if later:
            found["a year later, less the growth"] = _sharpest(later.values()) / (exact(1) + of(growth))
    return found


def _direct(register: Register, period: str) -> dict[str, Amount]:
    shares = {line: figures(register, f"share_{line}") for line in LINES}
    level, total, found = figures(register, "revenue_other_services"), _revenue(register, period), {}
    if period in level:
        found[AS_REPORTED] = of(level[period])
    own, *others = (shares[line].get(period) for line in LINES)
    if own and total:
        found["its share of revenue"] = of(own).widened(ADJUSTED) * total
    if all(others) and total:
        rest = exact(1) - of(others[0]) - of(others[1])
        found["what the two other lines leave"] = rest.widened(ADJUSTED) * total
    return found


def _revenue(register: Register, period: str) -> Amount | None:
    """Total revenue of a period with the most digits at hand; all figures of it repeat the company's."""
    rows = (r for r in register.reported.values() if (r.metric, r.entity) == ("revenue_total", COMPANY))
    found = [of(row) for row in rows if period_of(row) == period]
    return _sharpest(found) if found else None


def _sharpest(amounts: Iterable[Amount]) -> Amount:
    return min(amounts, key=_place)


def _place(amount: Amount) -> tuple[bool, Fraction]:
    return amount.is_second_hand, amount.interval.width


def rates(register: Register, per_year: int = 1) -> list[Rate]:
    """The rate of every year, or quarter, for which both figures can be had, in order of time."""
    goods, found = figures(register, "gmv"), []
    for period, row in goods.items():
        if Period.parse(period).per_year != per_year:
            continue
        if period in PRINTED:
            above, below = (of(register.claims[i]) for i in PRINTED[period])
            how = f"as the article prints it; elsewhere {span(by_others(register, period))}"
            found.append(Rate(period, above, below, how))
        elif routes(register, period):
            line, how = services(register, period)
            found.append(Rate(period, line, of(row), how, kling(register, period), holds_kling(register, period, row)))
    return found


def by_others(register: Register, period: str) -> Amount:
    """The rate of a period by figures published outside the articles."""
    return services(register, period)[0] / of(figures(register, "gmv")[period])


def mix(register: Register) -> list[dict]:
    """Shares of the three lines in revenue by year, as amounts; what nobody prints is computed."""
    found = []
    for year in YEARS:
        shares = {line: figures(register, f"share_{line}").get(year) for line in LINES}
        level = {line: figures(register, f"revenue_{line}").get(year) for line in LINES}
        total, row = _revenue(register, year), {}
        for line in LINES:
            if shares[line] and shares[line].source_kind != "blog":
                row[line] = of(shares[line])
            elif level[line] and total:
                row[line] = (services(register, year)[0] if line == "other_services" else of(level[line])) / total
        if len(row) == 2:
            (missing,) = set(LINES) - set(row)
            a, b = row.values()
            row[missing] = exact(1) - a - b
        found.append({"year": year, **{line: row[line] for line in LINES}})
    return found


def computed(found: list[dict]) -> str:
    """Which shares of a mix are computed: "2019 (except advertising), 2025, other services of 2020"; no source found prints them."""
    several: list[str] = []
    alone: dict[str, list[str]] = {}
    for row in found:
        made = [line for line in LINES if len(row[line].rows) > 1]
        but = " and ".join(SHORT[line] for line in LINES if line not in made)
        if len(made) > 1:
            several.append(f"{row['year']} (except {but})" if but else row["year"])
        elif made:
            alone.setdefault(SHORT[made[0]], []).append(row["year"])
    return ", ".join([*several, *(f"{line} of {' and '.join(years)}" for line, years in alone.items())])


def rises(found: list[Rate]) -> dict[str, bool | None]:
    """Of each year but the first, whether its rate is above that of the year before: for all values, for none, for some."""
    return {b.period: a.whole.interval.lt(b.whole.interval) for a, b in zip(found, found[1:], strict=False)}


def last_quarter_falls(found: list[Rate]) -> bool:
    """Whether in every year the rate of the last quarter lies below that of the third."""
    by_name = {rate.period: rate.whole.interval for rate in found}
    years = {name[:4] for name in by_name}
    return all(by_name[f"{year}Q4"].lt(by_name[f"{year}Q3"]) for year in years if f"{year}Q4" in by_name)


# words


def percent(amount: Amount, decimals: int = 2) -> str:
    """A rate: "0.97%"."""
    return f"{rounded(amount.value, decimals)}%"


def decimals_of(amount: Amount) -> int:
    """How many decimals a rate gets beside its span, so that it lies inside: three where it is known that well."""
    width = amount.interval.width
    return 2 if width is not None and width >= Fraction(1, 10**4) else 3


def span(amount: Amount) -> str:
    """What the rate can be, rounded outward: "0.957 to 0.984%"; a bound as "under 1.408%"."""
    step = Fraction(1, 10**5)
    high = f"{rounded(math.ceil(amount.interval.upper / step) * step, 3)}%"
    if amount.interval.lower is None:
        return f"under {high}"
    return f"{rounded(math.floor(amount.interval.lower / step) * step, 3)} to {high}"


def rounded(value: Fraction, decimals: int = 2) -> str:
    """A fraction as percent without the sign, a tie away from zero."""
    step = Fraction(1, 10 ** (decimals + 2))
    return f"{float(math.floor(value / step + Fraction(1, 2)) * step) * 100:.{decimals}f}"


def last_printed(register: Register) -> str:
    """The last year of which any source prints the rate."""
    printed = (row for row in register.rows() if row.metric == "take_rate" and row.entity == COMPANY)
    return max(row.period_end for row in printed)[:4]


def said(register: Register) -> SimpleNamespace:
    """What the sentences of the page say."""
    found = rates(register)
    by_year = {rate.period: rate for rate in found}
    told = rises(found)
    fell = [year for year, rose in told.items() if rose is False]
    if fell != ["2022"] or None in told.values():
        raise ValueError(f"the page says that the take rate fell in 2022 alone; it fell in {fell}")
    if not by_year["2025"].without.interval.gt(by_year["2024"].whole.interval):
        raise ValueError("the take rate fell in 2025 without Kling AI: the page says that it rose")
    first = next(rate for rate in rates(register, 4) if rate.period == "2021Q1")
    if not first.whole.interval.gt(by_year["2020"].whole.interval):
        raise ValueError("the rise to the first quarter of 2021 is not settled any more")
    if not advertising_passed(register):
        raise ValueError("advertising did not pass live streaming in the last quarter of 2020, as the page says")
    claim, shares = register.claims.__getitem__, {row["year"]: row for row in mix(register)}
    crossed = next(y for y in YEARS if shares[y]["online_marketing"].interval.gt(shares[y]["live_streaming"].interval))
    q1 = of(claim("providers-2021-24")) / of(claim("providers-2021-28"))
    grew = [exact(1) + of(claim(i)) for i in ("providers-2021-25", "providers-2021-27")]
    quarters_2023 = sum((services(register, f"2023Q{k}")[0] for k in (1, 2, 3, 4)), exact(0))
    return SimpleNamespace(
        last_printed=last_printed(register),
        of_2020=span(by_year["2020"].whole),
        most_2020=span(by_others(register, "2020")).rpartition(" ")[2],
        last=percent(by_year["2025"].whole),
        without=percent(by_year["2025"].without),
        of_2021=percent(by_year["2021"].whole),
        of_2022=percent(by_year["2022"].whole),
        q1=span(first.whole),
        q1_articles=span(q1),
        q1_about=percent(q1, 1),
        q1_before=percent(q1 * grew[1] / grew[0]),
        share_2019=f"{rounded(shares['2019']['other_services'].value, 2)}%",
        share_2023=f"{rounded((quarters_2023 / _revenue(register, '2023')).value, 1)}%",
        share_last=f"{rounded(shares['2025']['other_services'].value, 0)}%",
        crossed=crossed,
        crossed_now=f"{rounded(shares[crossed]['online_marketing'].value, 0)}%",
        crossed_live=f"{rounded(shares[crossed]['live_streaming'].value, 0)}%",
    )


def advertising_passed(register: Register) -> bool:
    """Whether advertising was below live streaming in the third quarter of 2020, as nine months less six, and above it in
    the fourth."""
    of_row = lambda row_id: of(register.reported[row_id])
    third = (of_row("rev-ls-2020-m9-heb") - of_row("rev-ls-2020-h1-lieyun")) - (
        of_row("rev-oms-2020-m9-heb") - of_row("rev-oms-2020-h1-lieyun")
    )
    fourth = of_row("rev-oms-2020-q4-sina-tech") - of_row("rev-ls-2020-q4-sina-tech")
    return third.interval.gt(exact(0).interval) and fourth.interval.gt(exact(0).interval)


def billions(amount: Amount, decimals: int = 1) -> str:
    """An amount of money as billions: "22.2"."""
    return f"{float(amount.value / BILLION):,.{decimals}f}"


def known(amount: Amount) -> str:
    """An amount of money as billions, with two decimals where it is known that well: "22.23", "3.7"."""
    width = amount.interval.width
    return billions(amount, 1 if width is not None and width > BILLION / 20 else 2)


def name(period: str) -> str:
    """A period as a page has it: "Q1 2021"."""
    return f"{period[4:]} {period[:4]}".strip()
