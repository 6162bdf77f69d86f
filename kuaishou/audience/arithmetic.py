"""The audience page: users, viewers, buyers and repurchase, each with what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

from claimcheck.evidence.amounts import Amount, of
from claimcheck.evidence.best import best
from claimcheck.pages.comparisons import in_words
from claimcheck.printed.figures import split_unit
from claimcheck.printed.interval import Interval
from claimcheck.register.record import Register
from claimcheck.register.records import Relation
from claimcheck.register.rows import Row
from claimcheck.trends.series import Period
from kuaishou.own import figures

MILLION = 10**6
BUYERS = "paying_users_ecommerce"
APP, ALL = "app-only", "app-and-mini"  # classes of definitions.csv
COUNTED = {APP: "app alone", ALL: "app and mini programs"}
CNNIC = "cnnic-"  # how the ids of its counts begin
VIEWERS = {"live_users_all": "live streams of every kind", "live_users_ecommerce": "e-commerce live streams"}
VIEWERS_COMPUTED = (
    "2022-12-31",
    "cross-r179",
)  # the e-commerce count of a date for which CNNIC's share alone was found
# quarters whose buyers follow from the same quarter a year later and its growth
BUYERS_COMPUTED = {"2023Q2": "cross-r183", "2023Q3": "cross-r180", "2023Q4": "cross-r181", "2024Q1": "cross-r182"}
# what each rate is taken over, by the rows' scopes and definition-history.csv
REPURCHASE = {
    "repurchase-rate-2019-36kr-digest": "average of 2019",
    "repurchase-rate-2020-h1-lieyun": "monthly average, H1 2020",
    "repurchase-rate-2020-36kr-digest": "average of 2020",
    "repurchase-rate-2021-09-chinanewsweb": "September 2021",
    "repurchase-rate-change-2021-q4-sina-tech": "Q4 2021, on Q4 2020",
    "repurchase-rate-change-2022-q3-d26740": "Q3 2022, on Q3 2021",
}


# arithmetic


def quarters(register: Register, metric: str) -> dict[str, Row]:
    """The best figure of the app alone for every quarter, and for the half-year before the quarters begin."""
    return {p: row for p, row in figures(register, metric, definition=APP).items() if "Q" in p}


def wider(register: Register, metric: str) -> list[Row]:
    """The counts that include mini programs, in order of time."""
    return _best_of_spans(r for r in _of(register, metric) if register.definitions.of(r).definition == ALL)


def narrower(register: Register, metric: str) -> list[Row]:
    """The counts of the app alone for the spans of 2020 that begin with the year, in order of time."""
    app = (r for r in _of(register, metric) if register.definitions.of(r).definition == APP)
    return _best_of_spans(r for r in app if r.period_start == "2020-01-01" and r.period_end <= "2020-12-31")


def beside(register: Register, metric: str) -> list[Row]:
    """The counts of the app alone for the spans that are counted with mini programs too, in order of time."""
    spans = {(r.period_start, r.period_end) for m in ("dau", "mau") for r in wider(register, m)}
    app = (r for r in _of(register, metric) if register.definitions.of(r).definition == APP)
    return _best_of_spans(r for r in app if (r.period_start, r.period_end) in spans)


def viewers(register: Register, metric: str) -> list[Row]:
    """The counts of one kind of viewers by date, in order of time; a bound and a count over a year are left out."""
    return _best_of_spans(r for r in _of(register, metric) if r.period_start == r.period_end and r.qualifier == "")


def buyers(register: Register) -> list[Row]:
    """Buyers a month by quarter, in order of time."""
    return _best_of_spans(_of(register, BUYERS))


def printed_buyers(register: Register) -> str:
    """How many articles print how many buy, in a sentence."""
    printed = {c.article for c in register.claims.values() if c.metric == BUYERS and c.interval is not None}
    if not printed:
        return "None of the articles prints a number of buyers."
    return f"{in_words(len(printed)).capitalize()} article{' prints' if len(printed) == 1 else 's print'} a number of buyers."


def _of(register: Register, metric: str) -> list[Row]:
    return [row for row in register.reported.values() if row.metric == metric]


def _best_of_spans(rows: Iterable[Row]) -> list[Row]:
    """The best source of each span of days, in order of time."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.period_start, row.period_end), []).append(row)
    return [best(found) for _, found in sorted(groups.items())]


def part_buying(register: Register, row: Row) -> Amount | None:
    """Buyers a month over the monthly users of the same quarter; None where there is no count of them."""
    return _part(register, of(row), str(Period.of_days(row.period_start, row.period_end)))


def part_computed(register: Register, period: str) -> Amount | None:
    """The same for a quarter of BUYERS_COMPUTED."""
    return _part(register, computed(register, BUYERS_COMPUTED[period]), period)


def computed(register: Register, relation_id: str) -> Amount:
    """What a relation comes to, in base units, with the rows it rests on. ValueError where that is no number."""
    relation = register.relations[relation_id]
    if not isinstance(relation.result, Interval) or not isinstance(relation.point, Fraction):
        raise ValueError(f"{relation_id} gives no number")
    return Amount(relation.point, relation.result, tuple(inputs(register, relation)))


def inputs(register: Register, relation: Relation) -> list[Row]:
    """The rows that a relation is computed from."""
    return [register.row(row_id) for row_id in relation.inputs]


def _part(register: Register, bought: Amount, period: str) -> Amount | None:
    monthly = quarters(register, "mau").get(period)
    return bought / of(monthly) if monthly else None


# words


def millions(row: Row) -> str:
    """Millions in the digits that are printed: "412.3", "376.0", "309", "over 100"."""
    scale, _ = split_unit(row.unit)
    number = Decimal(row.value).scaleb(len(str(scale)) - 1 - 6)
    if scale == 10**4:  # 3億7920万: the zeros before the 万 are its form, no measured digits
        number = number.normalize()
    return f"{'over ' if row.qualifier == 'over' else ''}{number:,f}"


def in_millions(amount: Amount) -> str:
    """A computed number in whole millions: "514"."""
    return f"{float(amount.value / MILLION):.0f}"


def when(row: Row) -> str:
    """The time of a row in few words: "Q2 2025", "2020", "Jan to Nov 2020", "Jun 2020"."""
    first, last = date.fromisoformat(row.period_start), date.fromisoformat(row.period_end)
    if first == last:
        return f"{last:%b %Y}"
    period = Period.of_days(row.period_start, row.period_end)
    if period is None:
        return f"{first:%b} to {last:%b %Y}"
    return f"{str(period)[4:]} {period.year}".strip()


def share(amount: Amount) -> str:
    """A share in whole percent; one end only, rounded down to a tenth, is "over 15.9%"."""
    if amount.interval.upper is None:
        return f"over {int(amount.interval.lower * 1000) / 10:g}%"
    return f"{float(amount.value * 100):.0f}%"


def share_span(amount: Amount) -> str:
    """A computed share in whole percent, both ends where they print differently: "68 to 69%"."""
    low, high = (f"{float(end * 100):.0f}" for end in (amount.interval.lower, amount.interval.upper))
    return f"{low}%" if low == high else f"{low} to {high}%"


def said(register: Register) -> SimpleNamespace:
    """What the sentences of the page say."""
    last, bought = list(quarters(register, "dau"))[-1], buyers(register)
    all_kinds, shopping = (viewers(register, metric) for metric in VIEWERS)
    alone = narrower(register, "dau")
    both = [row for row in wider(register, "dau") if row.period_end <= "2020-12-31"]  # the year of the two printings
    claimed = register.claims["subsidy-2020-18"].value_base
    if not all(abs(row.value_base - claimed) > abs(other.value_base - claimed) for row in alone for other in both):
        raise ValueError(
            "a count of the app alone for 2020 comes nearer to the printed one than one with mini programs"
        )
    return SimpleNamespace(
        last=f"{last[4:]} {last[:4]}",
        alone=_from_to(alone),
        both=_from_to(both),
        printed_buyers=printed_buyers(register),
        rise_2021=points(register.reported["repurchase-rate-change-2021-q4-sina-tech"]),
        rise_2022=points(register.reported["repurchase-rate-change-2022-q3-d26740"]),
        first_tiers=share(1 - of(register.reported["tier-3-down-share-2020-12-questmobile-emarketer"])),
        buying=share(part_buying(register, bought[-1])),
        part=share(of(_at(shopping, "2020-06-30")) / of(_at(all_kinds, "2020-06-30"))),
        part_2022=share_span(computed(register, VIEWERS_COMPUTED[1]) / of(_at(all_kinds, VIEWERS_COMPUTED[0]))),
    )


def _at(rows: list[Row], day: str) -> Row:
    return next(row for row in rows if row.period_end == day)


def _from_to(rows: list[Row]) -> str:
    values = [row.value_base / MILLION for row in rows]
    return f"{float(min(values)):.0f} to {float(max(values)):.0f} million"


def points(row: Row) -> str:
    """A change of a share: "over 5 points"."""
    return f"{'over ' if row.qualifier == 'over' else ''}{row.value} points"
