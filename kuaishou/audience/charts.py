"""Charts of the audience page: users by quarter, viewers by date, repurchase rates by the span they are taken over."""

from __future__ import annotations

from datetime import date

from claimcheck.charts.figure import ARTICLE, GROUND, INK, MARKS, NARROW, REPORTED, Picture, picture
from claimcheck.charts.interval_rows import interval_rows
from claimcheck.charts.parts import claim_row, reported_row, spoken
from claimcheck.register.record import Register
from kuaishou import outlets
from kuaishou.audience.arithmetic import (
    ALL,
    APP,
    CNNIC,
    COUNTED,
    MILLION,
    REPURCHASE,
    VIEWERS,
    VIEWERS_COMPUTED,
    computed,
    in_millions,
    millions,
    quarters,
    said,
    viewers,
    when,
    wider,
)


def users_chart(register: Register) -> Picture:
    """Daily and monthly users of the app by quarter; the counts with mini programs; what the articles print."""
    lines = {"dau": "daily", "mau": "monthly"}
    app = {metric: quarters(register, metric) for metric in lines}
    both = {metric: wider(register, metric) for metric in lines}
    printed = {
        "subsidy-2020-18": 2020.1,
        "subsidy-2020-33": 2020.54,
        "gravity-2021-42": 2021.23,
    }  # dates the texts give
    claims = {i: register.claims[i] for i in printed}

    def draw(ax, width):
        narrow = width == NARROW
        for metric, word in lines.items():
            x = [_middle(row) for row in app[metric].values()]
            y = [float(row.value_base) / MILLION for row in app[metric].values()]
            ax.plot(x[1:], y[1:], color=REPORTED, linewidth=2)  # no quarter between the first and the second was found
            ax.plot(x, y, linestyle="none", **(MARKS["reported"] | {"markersize": 5}))
            ax.text(x[-1] + 0.12, y[-1], f"{word}\n{y[-1]:.0f}", color=REPORTED, va="center")
            for row in both[metric]:
                start, end = (_year(day) for day in (row.period_start, row.period_end))
                value = float(row.value_base) / MILLION
                ax.plot([start, end], [value, value], color=INK, linewidth=3, solid_capstyle="butt")
        top = max(float(row.value_base) / MILLION for row in both["mau"])
        ax.text(2020, top + 18, "with mini programs", va="bottom", fontsize=12)
        for claim_id, at in printed.items():
            ax.plot(at, float(claims[claim_id].value_base) / MILLION, **MARKS["article"])
        ax.text(2020, 322, "the articles", color=ARTICLE, va="bottom", fontsize=12)
        ax.set_xlim(2019.8, 2027.3 if narrow else 2027)
        ax.set_ylim(200, 860)
        ax.grid(axis="y")
        ax.set_yticks([200, 400, 600, 800], ["200", "400", "600", "800"])
        ax.set_xticks(range(2020, 2027), [f"{y % 100:02d}" if narrow else str(y) for y in range(2020, 2027)])

    last = list(app["dau"])[-1]
    first = f"{float(app['dau']['2020Q2'].value_base) / MILLION:.0f}"
    counts = said(register)
    return picture(
        draw,
        title=f"In Q2 2020 the app alone averaged {first} million users a day; with mini programs, longer spans of 2020 average {counts.both}",
        unit="Million, averages, axis from 200; points: app alone, by quarter; bars: with mini programs",
        source="the articles; "
        + outlets.names(register, [*app["dau"].values(), *both["dau"], *app["mau"].values(), *both["mau"]]),
        alt="Two lines of the app alone, each higher at its end than at its beginning: daily users from "
        + f"{millions(app['dau']['2020Q2'])} in Q2 2020 to {millions(app['dau'][last])} in {counts.last}, monthly from "
        + f"{millions(app['mau']['2020Q2'])} to {millions(app['mau'][last])}. Bars with mini programs: "
        + "; ".join(f"{word} " + ", ".join(f"{millions(r)} in {when(r)}" for r in both[m]) for m, word in lines.items())
        + ". "
        + f"The articles print {millions(claims['subsidy-2020-18'])} million, for 2020 and for March 2021.",
        rows=[
            {"metric": m, "period": when(r), "counts": c, "million": float(r.value_base) / MILLION, "source": r.id}
            for m in lines
            for c, found in ((COUNTED[APP], app[m].values()), (COUNTED[ALL], both[m]))
            for r in found
        ],
        name="users",
        height=(330, 350),
    )


def viewers_chart(register: Register) -> Picture:
    """The two counts by date, CNNIC's as the press has them, and the figure that an article prints for the narrower one."""
    found = {metric: viewers(register, metric) for metric in VIEWERS}
    day, relation_id = VIEWERS_COMPUTED
    count = computed(register, relation_id)
    claim = register.claims["providers-2021-33"]
    at = float(claim.value_base) / MILLION

    def draw(ax, width):
        for metric, rows in found.items():
            joined = [row for row in rows if row.id.startswith(CNNIC)]
            below = metric == "live_users_ecommerce"
            x_line, y_line = _points(joined)
            if below:
                end = float(count.value) / MILLION
                ax.plot([*x_line, _year(day)], [*y_line, end], color=REPORTED)
                ax.plot(_year(day), end, linestyle="none", **MARKS["recomputed"])
                ax.text(_year(day) + 0.14, end, f"≈ {in_millions(count)}", va="center", fontsize=12)
            else:
                ax.plot(x_line, y_line, color=REPORTED)
            ax.plot(*_points(joined), linestyle="none", **MARKS["reported"])
            for row in rows:
                (x,), (y,) = _points([row])
                if row not in joined:
                    hollow = {"color": GROUND, "markeredgecolor": REPORTED, "markeredgewidth": 2}
                    ax.plot(x, y, **(MARKS["reported"] | hollow))
                if row.period_end not in ("2020-03-31", "2021-06-30"):
                    at_y, side = (y - 28, "top") if below else (y + 24, "bottom")
                    # away from the line before or after it, which a narrow drawing would lead through the number
                    aside = {("live_users_all", "2019-06-30"): "right", ("live_users_ecommerce", "2020-06-30"): "left"}
                    place = aside.get((metric, row.period_end), "center")
                    ax.text(x, at_y, millions(row), ha=place, va=side, fontsize=12)
        ax.text(2021.9, 735, "every kind", color=REPORTED, ha="right")
        ax.text(2022.72, 455, "e-commerce", color=REPORTED, va="center")
        ax.plot(2020.5, at, **MARKS["article"])
        ax.text(2020.6, at - 12, "printed as viewers\nof e-commerce", color=ARTICLE, va="top", fontsize=12)
        ax.set_xlim(2019, 2025.3)
        ax.set_ylim(180, 920)
        ax.grid(axis="y")
        ax.set_yticks([200, 400, 600, 800], ["200", "400", "600", "800"])
        ax.set_xticks(range(2020, 2026), [f"{y % 100:02d}" if width == NARROW else str(y) for y in range(2020, 2026)])

    same = [
        row for row in found["live_users_all"] if row.period_end == "2020-06-30" and row.interval.meets(claim.interval)
    ]
    title = "printed as viewers of e-commerce are the users of live streams of every kind"
    return picture(
        draw,
        title=f"The {millions(claim)} million {title}"
        if same
        else f"The {millions(claim)} million is neither of CNNIC's counts",
        unit="Users of live streams in China, million, by CNNIC as the press has it; square: from its share; hollow: another report",
        source="providers-2021; " + outlets.names(register, (row for rows in found.values() for row in rows)),
        alt="Two lines. "
        + "; ".join(
            f"{name}: " + ", ".join(f"{when(r)} {millions(r)}" for r in found[m]) for m, name in VIEWERS.items()
        )
        + f", and {in_millions(count)} in December 2022, from a share. The article's {millions(claim)} lies on the upper one.",
        rows=[
            {"kind": VIEWERS[m], "date": r.period_end, "million": float(r.value_base) / MILLION, "source": r.id}
            for m in VIEWERS
            for r in found[m]
        ]
        + [
            {
                "kind": VIEWERS["live_users_ecommerce"],
                "date": day,
                "million": round(float(count.value) / MILLION, 1),
                "source": relation_id,
            }
        ],
        name="live-viewers",
        height=(320, 330),
    )


def repurchase_chart(register: Register) -> Picture:
    """The repurchase rates on one axis, each with the span it is taken over."""
    rows = [
        reported_row(register, row_id, over)
        for row_id, over in REPURCHASE.items()
        if register.reported[row_id].metric == "repurchase_rate"
    ]
    rows.insert(3, claim_row(register, "trust-2023-14", "average of 2020, by trust-2023"))
    rows.append(claim_row(register, "trust-2023-16", "September 2021, by trust-2023"))
    return interval_rows(
        rows,
        limits=(40, 85),
        ticks={40: "40%", 50: "50%", 60: "60%", 70: "70%", 80: "80%"},
        title="The averages of two years can be set against each other, the floor of one month against neither",
        unit="Repurchase rate (复购率); hollow end and arrow: more than this",
        source="trust-2023; "
        + outlets.names(register, (register.reported[row.id] for row in rows if row.kind == "reported")),
        alt=f"Intervals on one axis. {spoken(rows)}.",
        name="repurchase",
    )


def _points(rows) -> tuple[list[float], list[float]]:
    return [_year(row.period_end) for row in rows], [float(row.value_base) / MILLION for row in rows]


def _year(day: str) -> float:
    at = date.fromisoformat(day)
    return at.year + (at.timetuple().tm_yday - 1) / 365


def _middle(row) -> float:
    return (_year(row.period_start) + _year(row.period_end)) / 2
