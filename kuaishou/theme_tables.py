"""Tables of the theme chapters, with the sentences that follow from them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from claimcheck.evidence.sources import KIND_WORDS
from claimcheck.pages.tables import Html, Table, row_link
from claimcheck.printed.words import bound_text, number_text, range_text
from kuaishou import themes

LINES = {
    "live_streaming": "live streaming (直播)",
    "online_marketing": "online marketing (线上营销服务)",
    "other_services": "other services (其他服务)",
}


def _sources(register, ids) -> Html:
    return Html(", ".join(row_link(register, row_id).text for row_id in ids))


def _kinds(kinds) -> str:
    return ", ".join(dict.fromkeys(KIND_WORDS[kind] for kind in kinds))


def _words(result: themes.Result, unit: str, factor: int = 1) -> tuple[str, str]:
    """Value and range of a result in words."""
    interval = result.interval.map_scale(Fraction(factor))
    value = "–" if result.value is None else number_text(result.value * factor, unit)
    return value.split(" (")[0], bound_text(interval, unit) or range_text(interval, unit)


@dataclass(frozen=True)
class Rates:
    """Take rates by year: the table, and what it lets one say."""

    table: Table
    last: str
    last_year: str
    rose: str
    flat: str

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


SAID = {
    True: "holds for every value the rounding allows",
    False: "fails for every value the rounding allows",
    None: "cannot be said: the rounding allows both",
}


def take_rates(register) -> Rates:
    """Other services over GMV by year with its range, computation and sources."""
    results = themes.take_rates(register)
    rows = [(r.label, *_words(r, "percent", 100), r.how, _kinds(r.kinds), _sources(register, r.ids)) for r in results]
    table = Table(
        "Other services over GMV by year",
        ("year", "rate", "range by rounding", "computed as", "kinds of source", "rests on"),
        rows,
    )
    return Rates(
        table,
        rows[-1][1],
        results[-1].label,
        SAID[themes.rose(results, "2020", "2021")],
        SAID[themes.rose(results, "2021", "2022")],
    )


def revenue_mix(register) -> Table:
    """Shares of the revenue lines by period, in percent; a remainder is marked."""
    rows = []
    for row in themes.revenue_mix(register):
        cells = [f"{float(row[line]):.1f}" + (" (remainder)" if row["remainder"] == line else "") for line in LINES]
        rows.append((row["period"], *cells, _sources(register, row["sources"])))
    return Table("Shares of total revenue, percent", ("period", *LINES.values(), "rests on"), rows)


def market(register) -> Table:
    """Every estimate of the market with what it makes of Kuaishou's GMV of the same year."""
    shares = {r.ids[1]: r for r in themes.market_shares(register)}
    rows = []
    for year, body, row_id in themes.market_sizes(register):
        size = register.row(row_id)
        share = shares.get(row_id)
        kind = KIND_WORDS[size.source_kind]
        rows.append(
            (
                year,
                body,
                size.printed,
                " ".join(_words(share, "percent", 100)[i] for i in ((0,) if share.value is not None else (1,)))
                if share
                else "–",
                kind,
                _sources(register, [row_id]),
            )
        )
    return Table(
        "Estimates of the live e-commerce market",
        ("year", "body and scope", "printed", "GMV of Kuaishou over it", "kind of source", "row"),
        rows,
    )


def residual(register) -> Table:
    """What each estimate of 2020 leaves for everyone but Kuaishou and Taobao Live."""
    rows = [(r.label, _words(r, "CNY")[1], _sources(register, r.ids)) for r in themes.residual(register)]
    return Table("Left of the market of 2020 for everyone else", ("estimate", "left", "rests on"), rows)
