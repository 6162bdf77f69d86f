"""Charts of the trust-2023 chapter: GMV by year, the repurchase rates with their spans, the first two city tiers.

Every function takes the register and returns a `Picture`; titles and alt texts are computed from the claims, relations
and reported figures that are drawn.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from claimcheck.charts.figure import ARTICLE, CLEAR, GROUND, MUTED, NARROW, ON_BAR, REPORTED, Picture, picture
from claimcheck.charts.interval_rows import interval_rows
from claimcheck.charts.parts import BILLION, Row, claim_row, reported_row, spoken
from claimcheck.loading import Register
from claimcheck.pages import prose
from claimcheck.printed.interval import Interval
from claimcheck.register import rows as records
from kuaishou.articles.sources import named

A, OTHER = "trust-2023", "gravity-2021"
LEVELS = {2018: f"{A}-08", 2019: f"{OTHER}-16", 2020: f"{OTHER}-15", 2021: f"{A}-04"}
RATES = {2020: f"{OTHER}-17", 2021: f"{A}-05"}


def gmv(register: Register) -> Picture:
    """Bars of GMV by year: filled where this text prints it, hollow where the article on the Gravity Conference does."""
    claims = {year: register.claims[claim_id] for year, claim_id in LEVELS.items()}
    value = {year: float(claim.value_base / BILLION) for year, claim in claims.items()}
    rate = {year: _short(register.claims[claim_id]) for year, claim_id in RATES.items()}
    words = {year: f"{v:,.0f}" if v == round(v) else f"{v:,.1f}" if v > 1 else f"{v:g}" for year, v in value.items()}
    rows = [
        {"year": year, "GMV": v, "growth": rate.get(year, ""), "id": LEVELS[year], "article": claims[year].article}
        for year, v in value.items()
    ]
    top = max(value.values())

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        for x, (year, v) in enumerate(value.items()):
            own = claims[year].article == A
            ax.bar(x, v, 0.7, color=ARTICLE if own else GROUND, edgecolor=ARTICLE, linewidth=1.5)
            ax.annotate(words[year], (x, v), (0, 4), textcoords="offset points", ha="center", fontsize=size)
            if year in rate:
                style = {"color": ON_BAR} if own else {"bbox": CLEAR}
                ax.annotate(
                    f"+{rate[year]}",
                    (x, v),
                    (0, -8),
                    textcoords="offset points",
                    ha="center",
                    va="top",
                    fontsize=size,
                    **style,
                )
        ax.text(0, top * 0.24, "first year:\nno rate\nfrom it", ha="center", va="bottom", fontsize=12, color=MUTED)
        ax.plot([0, 0], [top * 0.11, top * 0.22], color=MUTED, linewidth=1)
        ax.text(
            -0.42,
            top * 1.08,
            "filled: printed in this text\nhollow: in the article on the\nGravity Conference",
            fontsize=12,
            color=MUTED,
            va="top",
        )
        ax.set_xlim(-0.45, len(value) - 0.55)
        ax.set_ylim(0, top * 1.1)
        ax.set_yticks([])
        ax.set_xticks(range(len(value)), list(value), fontsize=size)

    last, before = sorted(rate, reverse=True)[:2]
    grew = register.claims[RATES[last]].value_base < register.claims[RATES[before]].value_base
    said = "; ".join(f"{year}: {words[year]}" + (f", up {rate[year]}" if year in rate else "") for year in value)
    return picture(
        draw,
        title=f"GMV grew {rate[last]} in {last}, "
        + ("after" if grew else "more than the")
        + f" {rate[before]} in {before}",
        unit="GMV, billion CNY a year; growth on the year before inside the bars",
        source="the two articles, which repeat the company's figures",
        alt=f"Bars of GMV by year, billion CNY. {said}. No growth is drawn from the first year.",
        rows=rows,
        name="gmv-2018-2021",
        height=(300, 320),
    )


def repurchase(register: Register) -> Picture:
    """Each repurchase rate found, as long as the time it speaks of, with an arrow where it is a floor."""
    year, month = register.claims[f"{A}-14"], register.claims[f"{A}-16"]
    before, half = (register.reported[f"repurchase-rate-{i}"] for i in ("2019-36kr-digest", "2020-h1-lieyun"))
    told = {
        before.id: "average of 2019",
        half.id: "monthly average,\nfirst half of 2020",
        year.id: "average of 2020",
        month.id: "September 2021\nalone",
    }
    found: list[records.Row] = [before, half, year, month]
    rows: list[dict[str, Any]] = [
        {
            "what": " ".join(told[row.id].split()),
            "rate": _short(row),
            "start": _time(row.period_start),
            "end": _time(row.period_end, 1),
            "id": row.id,
        }
        for row in found
    ]

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        for row, at in zip(found, rows, strict=True):
            colour = ARTICLE if row.id in register.claims else REPORTED
            is_floor, level = row.interval.upper is None, float(row.value)
            if is_floor:
                ax.plot([at["start"], at["end"]], [level, level], color=colour, linewidth=3, solid_capstyle="butt")
                middle = (at["start"] + at["end"]) / 2
                ax.plot([middle, middle], [level, level + 3], color=colour, linewidth=2)
                ax.plot(middle, level + 3.4, "^", color=colour, markersize=9)
            else:
                low, high = float(row.interval.lower), float(row.interval.upper)
                ax.fill_between([at["start"], at["end"]], low, high, color=colour, linewidth=0)
            place = {"x": at["start"], "y": level - 1.2, "ha": "left", "va": "top"}
            if row is year:
                place |= {"y": level + 0.9, "va": "bottom"}
            if row is month:
                place = {"x": 2022.05, "y": level + 6, "ha": "right", "va": "bottom"}
            ax.text(s=f"{at['rate']}\n{told[row.id]}", color=colour, fontsize=size, bbox=CLEAR, **place)
        ax.set_xlim(2018.95, 2022.05)
        ax.set_ylim(34, 88)
        ax.grid(axis="y")
        ax.set_yticks([40, 50, 60, 70, 80], ["40%", "50%", "60%", "70%", "80%"])
        ax.set_xticks([2019.5, 2020.5, 2021.5], ["2019", "2020", "2021"], fontsize=size)

    said = "; ".join(f"{row['rate']}, {row['what']}" for row in rows)
    return picture(
        draw,
        title=f"The yearly average rose from {_short(before)} to {_short(year)}; {_short(month)} is one month",
        unit="Repurchase rate (復購率), each as long as its time; arrow: more than this; axis from 34%. Elsewhere the averages of the "
        "two years stand in one digest only, read second-hand",
        source=f"the text; {named(register, before.id, 'for 2019 a digest by 36Kr')}; {named(register, half.id, 'for the first half of 2020 Lieyun')}",
        alt=f"Four rates on a line of time, 2019 to 2021: {said}. The two that begin with over are floors.",
        rows=rows,
        name="repurchase",
        height=(330, 320),
    )


def tiers(register: Register) -> Picture:
    """The share of the first two city tiers by three sources, one of them through what it gives the lower tiers."""
    magazine = "tier-1-2-share-2020-11-weekinchina"
    lower = register.reported["tier-3-down-share-2020-12-questmobile-emarketer"]
    nearly = reported_row(register, magazine, "Week in China, November 2020, of customers")
    half = register.reported[magazine]
    rest = Interval(100 - lower.interval.upper, 100 - lower.interval.lower)
    value = 100 - Fraction(lower.value)
    rows = [
        claim_row(register, f"{A}-27", "this text, no date, of users"),
        Row(nearly.label, nearly.id, nearly.kind, nearly.interval, None, half.printed),
        Row("QuestMobile, December 2020, of users", lower.id, "recomputed", rest, value, f"{float(value):.1f}%"),
    ]
    return interval_rows(
        rows,
        limits=(0, 60),
        ticks={share: f"{share}%" for share in range(0, 61, 10)},
        title=f"First and second tier: {rows[0].text.split()[0]} here; {rows[1].text}, or {rows[2].text} as a remainder, elsewhere",
        unit="Share of first- and second-tier cities; who is counted, and in which cities, is not the same or not said",
        source=f"the text; {named(register, magazine, 'Week in China')}; eMarketer, {lower.published}, citing QuestMobile (what its {_short(lower)} for the lower tiers leave)",
        alt=f"Three shares of first- and second-tier cities. {spoken(rows)}.",
        name="tiers",
    )


def _time(day: str, more: int = 0) -> float:
    """A day as a year with a fraction; `more` days later."""
    at = date.fromisoformat(day)
    return round(at.year + (at.timetuple().tm_yday - 1 + more) / 365.25, 3)


def _short(row) -> str:
    """A figure without its Chinese form."""
    return prose.figure(row, form=False)
