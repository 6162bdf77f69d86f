"""Charts of the monetisation page: the rate by year and by quarter, and the mix of revenue."""

from __future__ import annotations

from fractions import Fraction

from claimcheck.charts.figure import (
    ARTICLE,
    GROUND,
    INK,
    MARKS,
    NARROW,
    ON_BAR,
    RECOMPUTED,
    REPORTED,
    RULE,
    Picture,
    picture,
)
from claimcheck.evidence.amounts import Amount, exact
from claimcheck.register.record import Register
from kuaishou import outlets
from kuaishou.monetisation.arithmetic import (
    LINES,
    PRINTED,
    Rate,
    computed,
    last_quarter_falls,
    mix,
    name,
    percent,
    rates,
    rounded,
    span,
)

UNIT = "Other services over GMV, percent"


def years_chart(register: Register) -> Picture:
    """Bars of the rate by year, the part that is Kling AI's hatched, the printed rate as a disc."""
    found = rates(register)
    printed = {rate.period: register.claims["gravity-2021-24"] for rate in found if rate.period in PRINTED}

    def draw(ax, width):
        narrow = width == NARROW
        for x, rate in enumerate(found):
            top, solid = _percents(rate.whole)[1], _percents(rate.without or rate.whole)[1]
            ax.bar(x, solid, 0.7, color=RECOMPUTED)
            if rate.without:
                rest = {"color": GROUND, "edgecolor": RECOMPUTED, "hatch": "////", "linewidth": 1.5}
                ax.bar(x, top - solid, 0.7, bottom=solid, **rest)
                words = percent(rate.without) if narrow else f"without\nKling AI:\n{percent(rate.without)}"
                ax.text(x, solid - 0.03, words, color=ON_BAR, ha="center", va="top", fontsize=12)
            _whisker(ax, x, rate.whole)
            ax.text(x, top + 0.045, percent(rate.whole), ha="center", fontsize=12 if narrow else 13)
            if rate.period in printed:
                ax.plot(x, float(printed[rate.period].value_base), **MARKS["article"])
                words = f"● printed by\ngravity-2021:\n{printed[rate.period].read}"
                ax.text(-0.4, 1.24, words, color=ARTICLE, va="bottom", fontsize=12)
        ax.set_xlim(-0.5, len(found) - 0.5)
        ax.set_ylim(0, 1.56)
        ax.set_yticks([])
        ax.set_xticks(range(len(found)), [rate.period for rate in found])

    start, last = next(rate for rate in found if rate.period in PRINTED), found[-1]
    return picture(
        draw,
        title=f"The take rate rose from {percent(start.whole)} in {start.period} to {percent(last.whole)} in {last.period}, "
        f"at most {percent(last.without)} without Kling AI",
        unit=f"{UNIT}; hatched: Kling AI in {last.period}",
        source=outlets.names(register, (row for rate in found for row in rate.whole.rows)),
        alt="Bars of other services over GMV by year: "
        + ", ".join(f"{rate.period} {percent(rate.whole)}" for rate in found)
        + f". Without Kling AI {last.period} has {percent(last.without)} at most.",
        rows=_rows(found),
        name="take-rate-years",
        height=(320, 340),
    )


def quarters_chart(register: Register) -> Picture:
    """The rate of every quarter, joined within a year; where Kling AI's revenue is known, the rate without it."""
    found = rates(register, 4)

    def draw(ax, width):
        for x, rate in enumerate(found):
            _whisker(ax, x, rate.whole)
            if rate.without:
                _, value, most = _percents(rate.without)
                left, mark = (most, "v") if value is None else (value, "s")
                ax.plot([x, x], [left, _percents(rate.whole)[1]], color=RECOMPUTED, linewidth=1, linestyle=":")
                ax.plot(x, left, mark, color=GROUND, markersize=7, markeredgecolor=RECOMPUTED, markeredgewidth=2)
        for start in range(0, len(found), 4):
            year = found[start : start + 4]
            ax.plot(range(start, start + len(year)), [_percents(r.whole)[1] for r in year], color=RECOMPUTED)
            first, last = _percents(year[0].whole), year[-1]
            rising = _percents(year[1].whole)[1] > first[1] and not year[0].without
            if width > NARROW:
                _label(ax, start, first[0] if rising else first[1], year[0], above=not rising)
            if last.without:  # two marks below each other: each has its number beside it
                for value in (
                    _percents(amount)[1] for amount in (last.whole, last.without) if amount.value is not None
                ):
                    ax.text(start + len(year) - 0.5, value, f"{value:.2f}", va="center", fontsize=12)
            else:
                _label(ax, start + len(year) - 1, _percents(last.whole)[0], last, above=False)
        for x, rate in enumerate(found):
            ax.plot(x, _percents(rate.whole)[1], **MARKS["recomputed"])
        key = "without Kling AI: □\nat most: ▽"
        ax.text(len(found) - 0.6, 0.86, key, color=RECOMPUTED, ha="right", fontsize=12)
        ax.set_ylim(0.8, 1.65)
        ax.set_xlim(-0.6, len(found) + (1.3 if width == NARROW else 0.5))
        ax.grid(axis="y")
        ax.set_yticks([1, 1.2, 1.4, 1.6], ["1.0%", "1.2%", "1.4%", "1.6%"])
        starts = range(0, len(found), 4)
        ax.set_xticks([x + 1.5 for x in starts], [found[x].period[:4] for x in starts])
        for x in starts[1:]:
            ax.axvline(x - 0.5, color=RULE, linewidth=1)

    first = found[0].period[:4]
    falls = (
        f"falls in the last quarter of every year from {first}"
        if last_quarter_falls(found)
        else "moves within each year"
    )
    return picture(
        draw,
        title=f"The rate {falls}, so a quarter is to be set against the same quarter",
        unit=UNIT + "; thin lines: what rounding allows",
        source=outlets.names(register, (row for rate in found for row in rate.whole.rows)),
        alt="Points by quarter, joined within a year: "
        + ", ".join(f"{name(r.period)} {percent(r.whole)}" for r in found)
        + ". Without Kling AI: "
        + ", ".join(f"{name(r.period)} {_without(r)}" for r in found if r.without)
        + ".",
        rows=_rows(found),
        name="take-rate-quarters",
        height=(320, 330),
    )


def mix_chart(register: Register) -> Picture:
    """Stacked bars of the three lines of revenue by year."""
    found = mix(register)
    colours = {
        "other_services": (RECOMPUTED, ON_BAR),
        "online_marketing": (REPORTED, ON_BAR),
        "live_streaming": (RULE, INK),
    }
    short = {
        "other_services": "other services",
        "online_marketing": "online marketing",
        "live_streaming": "live streaming",
    }

    def draw(ax, width):
        size = 11.5 if width == NARROW else 13
        for x, row in enumerate(found):
            base = 0.0
            for line, (colour, ink) in colours.items():
                share = float(row[line].value) * 100
                ax.bar(x, share, 0.74, bottom=base, color=colour, edgecolor=GROUND, linewidth=1)
                if share > 5:
                    ax.text(
                        x,
                        base + share / 2,
                        rounded(row[line].value, 0 if width == NARROW else 1),
                        color=ink,
                        ha="center",
                        va="center",
                        fontsize=size,
                    )
                base += share
        # too thin a part for a number in it: the first year's, of which the title speaks
        ax.text(
            0,
            -1.5,
            rounded(found[0]["other_services"].value, 1),
            color=RECOMPUTED,
            ha="center",
            va="top",
            fontsize=size,
        )
        top = 0.0
        for line, (colour, _) in colours.items():
            share = float(found[-1][line].value) * 100
            words = short[line] if width > NARROW else short[line].replace(" ", "\n")
            ax.text(
                len(found) - 0.5,
                top + share / 2,
                words,
                color=INK if colour == RULE else colour,
                va="center",
                fontsize=12,
            )
            top += share
        ax.set_ylim(-7, 101)
        ax.set_xlim(-0.5, len(found) + (1.15 if width == NARROW else 0.9))
        ax.set_yticks([])
        ax.set_xticks(range(len(found)), [row["year"] for row in found], fontsize=11.5 if width == NARROW else 13)

    first, last = found[0], found[-1]
    halves = [row["online_marketing"].interval.gt(exact(Fraction(1, 2)).interval) for row in found]
    since = found[halves.index(True)]["year"]
    if not all(halves[halves.index(True) :]):
        raise ValueError("advertising fell below half of revenue again")
    rows = [amount for row in found for line in LINES for amount in row[line].rows]
    return picture(
        draw,
        title=f"Other services went from {rounded(first['other_services'].value, 1)}% of revenue in {first['year']} to "
        f"{rounded(last['other_services'].value, 0)}% in {last['year']}; advertising carries more than half since {since}",
        unit=f"Shares of revenue by line, percent, as printed; {last['year']} with Kling AI, {found[-2]['year']} perhaps; computed: {computed(found)}",
        source=outlets.names(register, rows),
        alt="Stacked bars of revenue shares: "
        + "; ".join(
            f"{row['year']} " + ", ".join(f"{short[line]} {rounded(row[line].value, 1)}" for line in LINES)
            for row in found
        )
        + ".",
        rows=[
            {
                "year": row["year"],
                **{line: float(row[line].value) * 100 for line in LINES},
                "sources": " ".join(sorted({r.id for line in LINES for r in row[line].rows})),
            }
            for row in found
        ],
        name="revenue-mix",
        height=(330, 340),
    )


def _without(rate: Rate) -> str:
    return percent(rate.without) if rate.without.value is not None else span(rate.without)


def _label(ax, x: float, y: float, rate: Rate, above: bool) -> None:
    at = (y + 0.04, "bottom") if above else (y - 0.045, "top")
    ax.text(x, at[0], f"{_percents(rate.whole)[1]:.2f}", ha="center", va=at[1], fontsize=12)


def _percents(amount: Amount) -> tuple[float | None, float | None, float]:
    """Lower end, point and upper end in percent; of a bound the upper end alone."""
    low, value = amount.interval.lower, amount.value
    return (
        None if low is None else float(low) * 100,
        None if value is None else float(value) * 100,
        float(amount.interval.upper) * 100,
    )


def _whisker(ax, x: float, amount: Amount) -> None:
    low, _, high = _percents(amount)
    ax.plot([x, x], [low, high], color=INK, linewidth=1.2, solid_capstyle="butt", zorder=4)


def _rows(found: list[Rate]) -> list[dict]:
    rows = []
    for rate in found:
        low, value, high = _percents(rate.whole)
        without = rate.without and _percents(rate.without)
        rows.append(
            {
                "period": rate.period,
                "rate": value,
                "lower": low,
                "upper": high,
                "without Kling AI": without[1] if without else None,
                "without Kling AI, upper": without[2] if without else None,
                "other services": rate.how,
                "sources": " ".join(row.id for row in rate.whole.rows),
            }
        )
    return rows
