"""Charts of the providers-2021 chapter: who watches, the line called e-commerce revenue, GMV in 2021, the market.

Every function takes the register. What is drawn, and every number in a title or an alt text, comes from claims, from
registered relations and from figures reported elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from claimcheck.charts.figure import (
    ARTICLE,
    CLEAR,
    GROUND,
    INK,
    MUTED,
    NARROW,
    RECOMPUTED,
    REPORTED,
    Picture,
    picture,
)
from claimcheck.charts.parts import BILLION, MILLION, Row, claim_row, frame, relation_row, reported_row, spoken
from claimcheck.pages import prose
from claimcheck.printed.interval import Interval
from claimcheck.printed.qualifiers import bounds
from claimcheck.register.record import Register
from kuaishou.market.arithmetic import FLOORS, NEARLY

COLOURS = {"printed": ARTICLE, "recomputed": RECOMPUTED, "reported": REPORTED}
KEY = {"printed": "blue: printed", "recomputed": "green: worked out", "reported": "grey: reported elsewhere"}
STEP, AXIS = 44, 6  # a bar with its label above it; CSS pixels

ALL_VIEWERS = (
    "cnnic-live-users-all-2019-06-30-socomic",
    "cnnic-live-users-all-2020-03-31-zhongshang",
    "cnnic-live-users-all-2020-06-30-sina-cnnic46",
    "cnnic-live-users-all-2020-12-31-donews-cnnic47",
    "cnnic-live-users-all-2021-06-30-buruo-cnnic48",
)
SHOP_VIEWERS = tuple(name.replace("-all-", "-ecommerce-") for name in ALL_VIEWERS[1:])
JUNE_2020 = ALL_VIEWERS[2], SHOP_VIEWERS[1]
SERVICES = (
    ("providers-2021-r12", "Q1 2020"),
    ("cross-r152", "Q2 2020"),
    ("cross-r153", "Q3 2020"),
    ("rev-other-2020-q4-sina-tech", "Q4 2020"),
    ("providers-2021-24", "Q1 2021"),
    ("rev-other-2021-q2-tencent-tech", "Q2 2021"),
    ("rev-other-2021-q3-d26740", "Q3 2021"),
    ("rev-other-2021-q4-sina-tech", "Q4 2021"),
)
GROWTH = (
    ("providers-2021-27", "first quarter of 2021"),
    ("gmv-yoy-2021-q2-tencent-tech", "second quarter"),
    ("cross-r154", "second half"),
    ("trust-2023-05", "the year 2021"),
)
MARKET = (
    ("market-size-2019-yu-liu-2021", "2019, iiMedia (艾媒)"),
    ("providers-2021-37", "2020, iiMedia, forecast kept"),
    ("market-size-2020-chinabankingnews", "2020, KPMG and AliResearch, forecast"),
    ("market-size-2020-zhongshang", "2020, a report via ASKCI (中商)"),
    ("providers-2021-40", "2021, no firm named: the trillion mark (萬億級別)"),
    ("market-size-2021-iimedia-2021q1", "2021, iiMedia, forecast"),
    ("market-size-2021-pandaily-kpmg", "2021, KPMG and AliResearch, forecast"),
    ("market-size-2021-qianzhan", "2021, Qianzhan (前瞻)"),
    ("providers-2021-42", "2025, no firm named, forecast"),
)


def _row(register: Register, row_id: str, label: str, scale: int = 1) -> Row:
    """A claim, a figure reported elsewhere or a registered result, in the words of the chapter's sentences."""
    if row_id in register.relations:
        return replace(relation_row(register, row_id, label, scale), text=prose.result(register.relations[row_id]))
    make, rows = (claim_row, register.claims) if row_id in register.claims else (reported_row, register.reported)
    return replace(make(register, row_id, label, scale), text=prose.figure(rows[row_id], form=False))


def _key(rows: Sequence[Row]) -> str:
    """What the colours mean, for the line under the title."""
    return "; ".join(words for kind, words in KEY.items() if any(row.kind == kind for row in rows))


def _billions(row: Row) -> str:
    """The row's value in whole billions, without its unit; of a bound its lower end."""
    if row.value is None:
        return f"{float(row.interval.lower or 0):,.0f} or more"
    return f"{float(row.value):,.0f}"


def viewers(register: Register) -> Picture:
    """CNNIC's two counts of live-stream users, million persons, and on which of them the printed one lies."""
    names = "all live streams", "e-commerce streams"
    lines = [
        [_row(register, i, f"{name}, {register.reported[i].period_end}", MILLION) for i in ids]
        for ids, name in zip((ALL_VIEWERS, SHOP_VIEWERS), names)
    ]
    days = [[date.fromisoformat(register.reported[row.id].period_end) for row in line] for line in lines]
    printed = _row(register, "providers-2021-33", "printed as e-commerce viewers, June 2020", MILLION)
    value = printed.at
    june = {i: date.fromisoformat(register.reported[i].period_end) for i in JUNE_2020}

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        ax.set_xlim(date(2019, 4, 1), date(2021, 9, 20))
        ax.set_ylim(0, 800)
        ax.grid(axis="y")
        ax.set_yticks(range(0, 801, 200))
        for line, at, name, style in zip(lines, days, names, ("-", (0, (1.2, 1.6)))):
            values = [row.at for row in line]
            ax.plot(at, values, color=REPORTED, linestyle=style)
            ax.plot(at, values, "D", color=REPORTED, markersize=7, markeredgecolor=GROUND)
            ends = [row for row in line if row.id in (line[0].id, line[-1].id, SHOP_VIEWERS[1])]
            for row in ends:
                day = at[line.index(row)]
                side = "right" if day == at[-1] else "center"
                place = {"ha": side, "va": "top", "color": REPORTED, "fontsize": size, "bbox": CLEAR}
                ax.annotate(f"{row.at:g}", (day, row.at), (0, -9), textcoords="offset points", **place)
            ax.annotate(
                name,
                (at[-1], values[-1]),
                (0, 9),
                textcoords="offset points",
                ha="right",
                color=REPORTED,
                fontsize=size,
            )
        ax.plot(june[JUNE_2020[0]], value, "o", color=ARTICLE, markersize=15, fillstyle="none", markeredgewidth=2.5)
        told = f"{value:g}, printed as\ne-commerce viewers"
        ax.annotate(
            told,
            (june[JUNE_2020[0]], value),
            (-2, 14),
            textcoords="offset points",
            ha="right",
            color=ARTICLE,
            fontsize=size,
            bbox=CLEAR,
        )
        ax.set_xticks(
            [date(year, 6, 30) for year in (2019, 2020, 2021)], [f"June {year}" for year in (2019, 2020, 2021)]
        )

    on_all = printed.interval.meets(lines[0][2].interval)
    are = "are all live-stream users" if on_all else "are not CNNIC's users of all live streams"
    times = prose.rounded(Fraction(printed.at / lines[1][1].at), "times")
    rows = [printed, *lines[0], *lines[1]]
    return picture(
        draw,
        title=f"The {value:g} million printed as e-commerce viewers {are}, {times} the e-commerce count",
        unit=f"Users of live streams in China, million; {_key(rows)}",
        source="the article; reports of CNNIC, through the press",
        alt=f"CNNIC's two counts over time as lines, the article's figure ringed {'on' if on_all else 'off'} the upper one. "
        f"{spoken(rows)}.",
        rows=frame(rows),
        name="viewers",
        height=(280, 300),
    )


def services(register: Register) -> Picture:
    """Other services by quarter, billion CNY: what the growth printed is measured from, and the quarter before."""
    rows = [_row(register, row_id, label, BILLION) for row_id, label in SERVICES]
    before, printed = rows[3], rows[4]
    growth = prose.figure(register.claims["providers-2021-25"])
    top = max(row.span[1] for row in rows)

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        for x, row in enumerate(rows):
            ax.bar(x, row.at, 0.74, color=COLOURS[row.kind])
            ax.plot([x, x], row.span, color=INK, linewidth=1.2)
            words = f"{row.at:.{2 if row.at < 1 else 1}f}"
            ax.annotate(words, (x, row.span[1]), (0, 3), textcoords="offset points", ha="center", fontsize=size)
        base, last, height = rows[0].span[1], printed.span[1], top * 1.12
        ax.plot([0, 0, 4, 4], [base + top * 0.13, height, height, last + top * 0.17], color=ARTICLE, linewidth=1.5)
        ax.plot(4, last + top * 0.15, "v", color=ARTICLE, markersize=8)
        ax.annotate(
            f"+{growth}, as printed",
            (2, height),
            (0, 4),
            textcoords="offset points",
            ha="center",
            color=ARTICLE,
            fontsize=size,
        )
        ax.set_ylim(0, top * 1.3)
        ax.set_yticks([])
        labels = [row.label.replace(" ", "\n") if row.label.startswith("Q1") else row.label[:2] for row in rows]
        ax.set_xticks(range(len(rows)), labels)

    fell = "fell" if printed.interval.lt(before.interval) else "did not fall"
    return picture(
        draw,
        title=f"+{growth} is measured from {rows[0].text}; on the quarter before, other services {fell}",
        unit=f"Billion CNY a quarter; {_key(rows)}; lines: rounding",
        source="the articles; Kuaishou's results, through the press",
        alt=f"Columns of other services a quarter. {spoken(rows)}.",
        rows=frame(rows),
        name="services",
        height=(270, 280),
    )


def growth(register: Register) -> Picture:
    """Growth of GMV on the year before in parts of 2021, percent: the printed quarter, what followed, the year."""
    rows = [_row(register, row_id, label) for row_id, label in GROWTH]
    quarter, _, half, year = rows
    return _bars(
        rows,
        [f"+{row.text}" for row in rows],
        title=f"GMV grew {quarter.text} in the first quarter of 2021, {half.text} in the second half, {year.text} in the year",
        unit=f"GMV's growth on the year before, over unequal spans; {_key(rows)}",
        source="the articles; Kuaishou's results, some through the press",
        alt=f"Bars of growth on the year before. {spoken(rows)}.",
        name="growth",
    )


def market(register: Register) -> Picture:
    """Estimates and forecasts of the live e-commerce market by year and research firm, billion CNY."""
    rows = [_size(register, row_id, label) for row_id, label in MARKET]
    of_2020 = sorted((row for row in rows if row.label.startswith("2020")), key=lambda row: row.at)
    spread = f"{_billions(of_2020[0])} to {_billions(of_2020[-1])} billion CNY"
    return _bars(
        rows,
        [_marked(row) for row in rows],
        title=f"Research firms put, or forecast, the live e-commerce market of 2020 at {spread}; that of {_billions(rows[-1])} for 2025 names no firm",
        unit=f"Market size, billion CNY; {_key(rows)}; lines: rounding",
        source="the article; iiMedia, KPMG and AliResearch, ASKCI and Qianzhan, through the press; scopes unknown",
        alt=f"Bars of estimates and forecasts of the live e-commerce market, by year and research firm. {spoken(rows)}.",
        name="market",
    )


def _size(register: Register, row_id: str, label: str) -> Row:
    """A size of the market; one that is printed as a mark to be passed has no value and no upper end, and one printed as
    nearly so much ends there."""
    row = _row(register, row_id, label, BILLION)
    if row_id in FLOORS and row.value is not None:
        floor = Interval(row.value, None, lower_closed=False)
        return replace(row, interval=floor, value=None, text=f"over {row.text}")
    if row_id in NEARLY and row.value is not None:
        return replace(row, interval=bounds(row.value, Fraction(0), "nearly"), text=f"nearly {row.text}")
    return row


def _marked(row: Row) -> str:
    """Its value in words, as it stands at the bar's end."""
    words = {**dict.fromkeys(FLOORS, "over "), **dict.fromkeys(NEARLY, "nearly ")}
    return (
        words[row.id] + f"{float(row.interval.lower if row.value is None else row.value):,.0f}"
        if row.id in words
        else _billions(row)
    )


def _bars(rows: Sequence[Row], told: Sequence[str], **words) -> Picture:
    """Bars below each other, each under its label, with its rounding as a thin line and its figure at its end.

    A row without a value is a bound: its bar ends there and goes on as an arrow.
    """
    top = max(row.span[1] for row in rows if row.value is not None)

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        ax.set_xlim(0, top * 1.16)
        ax.set_ylim(STEP * len(rows), 0)
        ax.axis("off")
        for n, (row, text) in enumerate(zip(rows, told, strict=True)):
            y, low = STEP * n + 30, float(row.interval.lower or 0)
            ax.barh(y, low if row.value is None else row.at, 18, color=COLOURS[row.kind])
            if row.value is None:
                end = low + top * 0.1
                ax.plot([low, end], [y, y], color=COLOURS[row.kind], linewidth=1.5)
                ax.plot(end, y, ">", color=COLOURS[row.kind])
            else:
                end = row.span[1]
                ax.plot([low, end], [y, y], color=INK, linewidth=1.2)
            ax.text(0, STEP * n + 16, row.label, color=MUTED, fontsize=size, va="baseline")
            ax.annotate(text, (end, y), (8, 0), textcoords="offset points", va="center", fontsize=size)

    return picture(draw, rows=frame(rows), height=STEP * len(rows) + AXIS, **words)
