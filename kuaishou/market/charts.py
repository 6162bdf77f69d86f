"""Charts of the market page: Kuaishou's part by each body, the market by year and body, the rivals."""

from __future__ import annotations

import re
from fractions import Fraction

from claimcheck.charts.figure import (
    ARTICLE,
    GROUND,
    MARKS,
    MUTED,
    NARROW,
    NOT_SO,
    ON_BAR,
    REPORTED,
    RULE,
    Picture,
    picture,
)
from claimcheck.register.record import Register
from kuaishou import outlets
from kuaishou.market.arithmetic import DISPUTED, REPEATED, TRILLION, Size, billions, percent, rivals, sizes, told_as
from kuaishou.own import figures

DRAWN = ("2020", "2021")  # the years of the articles
BILLIONS = "GMV, billion CNY"


def shares_chart(register: Register) -> Picture:
    """The market by each body for the articles' years, with Kuaishou's GMV as the blue part."""
    found = [size for size in sizes(register) if size.period in DRAWN and size.body != REPEATED]
    widest = max(float(size.amount.value) for size in found)

    def draw(ax, width):
        size_ = 12 if width == NARROW else 13
        for y, size in enumerate(found):
            whole, ours = float(size.amount.value) / widest, float(size.share.value * size.amount.value) / widest
            hatched = {"facecolor": GROUND, "edgecolor": REPORTED, "hatch": "////", "linewidth": 1}
            ax.barh(y, whole, 0.42, **(hatched if size.is_forecast else {"color": RULE}))
            ax.barh(y, ours, 0.42, color=ARTICLE)
            ax.text(0, y - 0.3, f"{size.period}  {size.body}", color=MUTED, va="bottom", fontsize=size_)
            ax.text(0.012, y, percent(size), color=ON_BAR, va="center", fontsize=size_)
            kind = " expected" if size.is_floor else ", forecast" if size.is_forecast else ""
            ax.text(1, y - 0.3, f"{_amount(size)}{kind}", va="bottom", ha="right", fontsize=size_)
        ax.set_ylim(len(found) - 0.6, -0.75)
        ax.set_xlim(0, 1)
        ax.set_yticks([])
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)

    first, second = (_from_to([size for size in found if size.period == year]) for year in DRAWN)
    return picture(
        draw,
        title=f"Kuaishou's GMV over market sizes: {first} for {DRAWN[0]}, {second} for {DRAWN[1]}",
        unit="Live e-commerce market, billion CNY; blue: Kuaishou's GMV; hatched: forecasts",
        source=outlets.names(register, (row for size in found for row in size.share.rows)),
        alt="Bars of the market by body with Kuaishou's part: "
        + "; ".join(f"{s.period} {s.body} {billions(s.amount.value)}, Kuaishou {percent(s)}" for s in found)
        + ".",
        rows=_rows(found),
        name="market-shares",
        height=(330, 330),
    )


def sizes_chart(register: Register) -> Picture:
    """Every body's figure by year, not joined: estimates filled, forecasts hollow."""
    found = [size for size in sizes(register) if len(size.period) == 4 and size.body != REPEATED]

    def draw(ax, width):
        narrow = width == NARROW
        taken: dict[int, float] = {}
        same: dict[tuple, list[Size]] = {}
        for size in found:
            same.setdefault((int(size.period), float(size.amount.value) / TRILLION), []).append(size)
        for (x, y), sizes_ in same.items():
            hollow = {"color": GROUND, "markeredgecolor": REPORTED, "markeredgewidth": 2}
            ax.plot(x, y, **(MARKS["reported"] | (hollow if sizes_[0].is_forecast else {})))
            if sizes_[0].is_floor or sizes_[0].is_nearly:
                way = 1 if sizes_[0].is_floor else -0.8
                to, start = (x, y + 0.4 * way), (x, y + 0.08 * way)
                ax.annotate("", to, start, arrowprops={"arrowstyle": "->", "color": REPORTED})
            # words stand beside the mark, apart from those of the same year
            at = taken[x] = max(y, taken.get(x, -1) + (0.3 if narrow else 0.28))
            left = x >= 2024 or (narrow and x in (2020, 2023))
            words = ", ".join(_short(size.body) for size in sizes_) + f" {_grouped(y)}"
            beside = x + (-1 if left else 1) * (0.22 if narrow else 0.13)
            ax.text(beside, at, words, ha="right" if left else "left", va="center", fontsize=12)
        ax.set_xlim(2018.2 if narrow else 2018.7, 2025.3)
        ax.set_ylim(0, 5.9)
        ax.grid(axis="y")
        ax.set_yticks(range(6), [_grouped(n) for n in range(6)])
        ax.set_xticks(range(2019, 2026), [str(year) for year in range(2019, 2026)], fontsize=12 if narrow else 13)

    spread = sorted((size for size in found if size.period == "2021"), key=lambda size: size.amount.value)
    over = "over " if spread[0].is_floor else ""
    return picture(
        draw,
        title=f"Bodies' figures for 2021 go from {over}{_grouped(spread[0].amount.value / TRILLION)} to "
        f"{_grouped(spread[-1].amount.value / TRILLION)} billion: they make no series",
        unit="Live e-commerce market, billion CNY; hollow: forecasts; arrow up: a mark to be passed, down: nearly that",
        source=outlets.names(register, (size.row for size in found)),
        alt="Dots by year and body, not joined: "
        + "; ".join(f"{s.period} {s.body} {billions(s.amount.value)} billion, {s.says}" for s in found)
        + ".",
        rows=_rows(found),
        name="market-sizes",
        height=(340, 350),
    )


def rivals_chart(register: Register) -> Picture:
    """GMV of Kuaishou by year beside what is told of Taobao Live and Douyin."""
    ours = {year: row for year, row in figures(register, "gmv").items() if len(year) == 4}
    told = [rival for rival in rivals(register) if rival.year is not None]

    def draw(ax, width):
        narrow = width == NARROW
        years = [int(year) for year in ours]
        ax.plot(years, [_trillions(row) for row in ours.values()], color=ARTICLE)
        for year, row in ours.items():
            ax.plot(int(year), _trillions(row), **MARKS["article"])
        ax.text(2025.3 if narrow else 2025.12, _trillions(ours["2025"]), "Kuaishou", color=ARTICLE, va="center")
        for rival in told:
            x, y = rival.year, _trillions(rival.row)
            target = rival.row.metric == "gmv_target"
            colour = NOT_SO if target else REPORTED
            mark = {
                "marker": "s" if rival.platform == "Taobao Live" else "D",
                "markersize": 8.5,
                "markeredgecolor": colour,
            }
            ax.plot(
                x, y, color=GROUND if target or rival.platform == "Taobao Live" else colour, markeredgewidth=2, **mark
            )
            if rival.row.qualifier == "over":
                ax.annotate("", (x, y + 0.42), (x, y + 0.07), arrowprops={"arrowstyle": "->", "color": colour})
        words = "Douyin, by\nunnamed sources" if narrow else "Douyin, by unnamed sources"
        ax.text(2022.75, 2.45, words, color=REPORTED, ha="right", va="center")
        ax.text(2018.0, 0.95, "□ Taobao Live:\nfloors only", color=REPORTED, va="bottom")
        ax.text(2024.6 if narrow else 2024.85, 4.2, "Douyin's target", color=NOT_SO, ha="right", va="center")
        ax.set_xlim(2017.7, 2026.7 if narrow else 2026.0)
        ax.set_ylim(0, 4.6)
        ax.grid(axis="y")
        ax.set_yticks(range(5), [_grouped(n) for n in range(5)])
        ax.set_xticks(years, [f"{y % 100:02d}" if narrow else str(y) for y in years])

    denied = sum(bool(DISPUTED.search(rival.word)) for rival in told)
    return picture(
        draw,
        title="Taobao Live is known by floors alone, Douyin by unnamed sources",
        unit="GMV by year, billion CNY; arrow: more than this. Last □: year to March 2021",
        source=outlets.names(register, [*ours.values(), *(rival.row for rival in told)]),
        alt="Kuaishou as a line: "
        + ", ".join(f"{year} {billions(row.value_base)} billion" for year, row in ours.items())
        + ". Beside it "
        + "; ".join(f"{r.platform} {r.when} {told_as(r)}, {r.word}" for r in told)
        + f". Douyin's company denied {denied} of these or called them inaccurate.",
        rows=[
            {
                "year": year,
                "platform": "Kuaishou",
                BILLIONS: billions(row.value_base),
                "word": "the company's",
                "source": row.id,
            }
            for year, row in ours.items()
        ]
        + [
            {"year": r.when, "platform": r.platform, BILLIONS: told_as(r), "word": r.word, "source": r.row.id}
            for r in told
        ],
        name="rivals",
        height=(340, 340),
    )


def _grouped(trillions: float | Fraction) -> str:
    """An amount in billions, rounded to ten of them where it is not round: "1,050"."""
    return f"{round(float(trillions) * 100) * 10:,}"


def _from_to(found: list[Size]) -> str:
    """The least and the greatest share, with what its bound says: "30 to 40%", "29 to at most 57%"."""
    by_size = sorted(found, key=lambda size: size.share.interval.upper)
    greatest = percent(by_size[-1])
    if by_size[-1].is_floor:
        greatest = f"at most {greatest.removesuffix(' at most')}"
    return f"{percent(by_size[0]).removesuffix('%')} to {greatest}"


def _trillions(row) -> float:
    return float(row.value_base) / TRILLION


def _short(body: str) -> str:
    """A name for a drawing: the Chinese in brackets, or what stands before it."""
    return {
        "KPMG and AliResearch": "KPMG",
        "China Merchants Securities": "China Merchants",
        "no body named": "unnamed",
    }.get(body, re.sub(r"^a report via | \(.*$| Puhua", "", body))


def _amount(size: Size) -> str:
    """A market in billions of CNY, with the bound that its words make of it."""
    return f"{'over ' if size.is_floor else 'nearly ' if size.is_nearly else ''}{billions(size.amount.value)}"


def _rows(found: list[Size]) -> list[dict]:
    return [
        {
            "period": size.period,
            "body": size.body,
            "market, billion CNY": _amount(size),
            "what": size.says,
            "Kuaishou's GMV over it": percent(size) if size.share else "",
            "source": size.row.id,
        }
        for size in found
    ]
