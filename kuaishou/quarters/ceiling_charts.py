"""The quarters chapter's chart of the ceiling that the fading trend implies, and of a rival that has none."""

from __future__ import annotations

import numpy as np

from claimcheck.charts.figure import CLEAR, NARROW, NOT_SO, RECOMPUTED, REPORTED, Picture, picture
from claimcheck.loading import Register
from claimcheck.trends.rates import whole_percent
from claimcheck.trends.seasonal import yearly_sums
from claimcheck.trends.series import Period, rolling_year
from kuaishou import gmv
from kuaishou.growth.trends import billions
from kuaishou.quarters import arithmetic
from kuaishou.quarters.charts import results, spread
from kuaishou.quarters.tables import ceilings

AHEAD = 12  # quarters beyond the data: more would be drawn from the curve alone
NAMES = {"phi": "best fit", "phi_low": "fastest fade", "phi_high": "slowest fade"}  # as the rows behind have them


def ceiling_chart(register: Register) -> Picture:
    """Twelve-month sums, the fading trend through the quarters with the slowest and the fastest fade that fit nearly as
    well, and the last growth kept."""
    quarters, fit = gmv.reported(register, gmv.QUARTER), arithmetic.fading(register)
    sums, kept = rolling_year(quarters), arithmetic.growth_kept(register)
    start = Period.parse(quarters.periods[0]).ordinal
    seen = np.array([Period.parse(p).ordinal - start for p in sums.periods])
    steps = np.arange(seen[0], seen[-1] + AHEAD + 1)
    known = steps <= seen[-1]
    year = lambda step: (start + step - 3) / 4  # the four quarters of 2025 end where 2025 lies
    quarter_at = lambda step: f"Q{(start + int(step)) % 4 + 1} {(start + int(step)) // 4}"
    curves = {name: yearly_sums(quarters, fit.params[name], steps) / 1e9 for name in NAMES}
    onward = np.concatenate([quarters.values, kept.forecast(AHEAD)["forecast"]])
    on = np.array([onward[i - 3 : i + 1].sum() for i in range(int(seen[-1]), len(onward))]) / 1e9
    last, words = float(sums.points[-1].value) / 1e9, ceilings(fit)
    rate, until = whole_percent(kept.growth_per_year or 0.0), (start + int(steps[-1])) // 4

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        ax.set_xlim(2020.8, until + 0.15)
        ax.set_ylim(500, 2450)
        ax.grid(axis="y")
        ax.set_yticks(range(500, 2001, 500), [f"{tick:,}" for tick in range(500, 2001, 500)])
        ax.set_xticks(range(2021, until + 1))
        beyond = steps >= seen[-1]
        for name, style in (("phi_low", (0, (1.2, 1.6))), ("phi_high", (0, (1.2, 1.6))), ("phi", "-")):
            ax.plot(year(steps[beyond]), curves[name][beyond], color=NOT_SO, linewidth=1.75, linestyle=style)
        ax.plot(year(steps[beyond]), on, color=NOT_SO, linewidth=1.75, linestyle=(0, (5, 2.5)))
        ax.plot(year(steps[known]), curves["phi"][known], color=RECOMPUTED, linewidth=2)
        ax.plot(year(seen), sums.values / 1e9, ".", color=REPORTED, markersize=8, zorder=3)
        ends = {
            f"growth of {rate} kept: no ceiling": on[-1],
            f"slowest fade: tends to {words['ceiling_high']}": curves["phi_high"][-1],
            f"best fit: tends to {words['ceiling']}": curves["phi"][-1],
            f"fastest fade: tends to {words['ceiling_low']}": curves["phi_low"][-1],
        }
        if width == NARROW:  # no room beside the lines: below them, in their order from the top
            text = "Lines at their end, from the top:\n" + "\n".join(ends)
            ax.text(until + 0.1, 530, text, color=NOT_SO, ha="right", va="bottom", fontsize=size, bbox=CLEAR)
        else:
            for text, y in spread(ends, 110).items():
                ax.text(until + 0.25, y, text, color=NOT_SO, va="center", fontsize=size, bbox=CLEAR)
        ax.text(
            2021, 1700, f"reported:\n{last:,.0f} in {sums.periods[-1][:4]}", color=REPORTED, va="top", fontsize=size
        )
        ax.text(2021, 1380, "fitted", color=RECOMPUTED, va="top", fontsize=size)

    return picture(
        draw,
        title=f"If growth fades as a Gompertz curve, GMV tends to {words['ceiling']} billion; "
        f"{words['ceiling_low']} to {words['ceiling_high']} fit nearly as well",
        unit="GMV of twelve months, billion CNY. Vermilion: beyond the data; dotted: the slowest and the fastest fade "
        "that fit nearly as well; dashed: no fade. The axis begins at 500",
        source=f"{results(register)}. Curves: this report",
        alt=f"Sums of four quarters rise to {billions(float(sums.points[-1].value))} billion CNY by the end of 2025. A fading "
        f"trend fitted to the quarters tends to {words['ceiling']}, the fastest and the slowest fade that fit nearly as well to "
        f"{words['ceiling_low']} and {words['ceiling_high']}; by the end of {until} they make {curves['phi'][-1]:,.0f}, "
        f"{curves['phi_low'][-1]:,.0f} and {curves['phi_high'][-1]:,.0f}. Growth of {rate} kept makes {on[-1]:,.0f}.",
        rows=[
            {"what": "reported", "twelve months to": quarter_at(s), "billion": v / 1e9}
            for s, v in zip(seen, sums.values, strict=True)
        ]
        + [
            {"what": f"fading trend, {NAMES[name]}", "twelve months to": quarter_at(s), "billion": round(v, 1)}
            for name, c in curves.items()
            for s, v in zip(steps, c, strict=True)
        ]
        + [
            {"what": "last growth kept", "twelve months to": quarter_at(s), "billion": round(v, 1)}
            for s, v in zip(steps[steps >= seen[-1]], on, strict=True)
        ],
        name="quarters-ceiling",
        height=(340, 330),
    )
