"""Charts of the subsidy-2020 chapter: the session beside days of the platform, and counts of daily users.

Every function takes the register; titles and alt texts are computed from what is drawn.
"""

from __future__ import annotations

from dataclasses import replace

from claimcheck.charts.figure import Picture
from claimcheck.charts.interval_rows import interval_rows
from claimcheck.charts.parts import BILLION, MILLION, Row, claim_row, relation_row, reported_row
from claimcheck.pages import prose
from claimcheck.register.record import Register

PLATFORM_DAY = "kuaishou-event-sales-2020-06-16-pingwest"
Q1_2020 = 91  # days of the quarter


def session(register: Register) -> Picture:
    """The printed session beside a reported day of the platform and the GMV of average days, in billion CNY."""
    rows = [
        claim_row(register, "subsidy-2020-05", "Xinba's (辛巴) session, 14 June 2020, as printed", BILLION),
        reported_row(register, PLATFORM_DAY, "all live streams, 16 June 2020, as reported", BILLION),
        relation_row(register, "providers-2021-r22", "GMV of an average day, Q1 2020", BILLION * Q1_2020),
        relation_row(register, "cross-r141", "GMV of an average day, Q2 2020", BILLION),
    ]
    rows = [replace(row, text=f"{float(row.value):.3g}") for row in rows]
    times = prose.result(register.relations["cross-r140"])
    return interval_rows(
        rows,
        limits=(0, 1.5),
        ticks={0: "0", 0.5: "0.5", 1: "1", 1.5: "1.5"},
        bars=True,
        name="session",
        title=f"As printed, one session sold {times} what the platform sold on an average day of that quarter",
        unit="Billion CNY; by what rule such sales are counted is not said",
        source="the articles; PingWest, June 2020; Lieyun (猎云网), November 2020, after the prospectus",
        alt=f"Bars, billion CNY. {_spoken(rows)}.",
    )


def daily_users(register: Register) -> Picture:
    """What one printed digit of daily users can stand for, the company's own report, and three averages, in millions."""
    printed = claim_row(register, "subsidy-2020-18", "the article, one digit printed", MILLION)
    report = reported_row(register, "dau-2020-early-campaignchina", "Kuaishou's report, early 2020", MILLION)
    averages = [
        reported_row(register, "dau-2020-h1-lieyun", "app and mini programs, first half", MILLION),
        reported_row(register, "dau-2020-h1-protocol", "app alone, first half", MILLION),
        reported_row(register, "dau-2020-spring-festival-chinafilminsider", "QuestMobile, Spring Festival", MILLION),
    ]
    low, high = (float(end) for end in (printed.interval.lower, printed.interval.upper))
    rows = [replace(printed, text=f"{float(printed.value):g}, that is {low:g} to {high:g}")]
    rows.append(replace(report, text=f"over {float(report.interval.lower):g}"))
    rows += [replace(row, text=f"{float(row.value):g}") for row in averages]
    nearest = min(averages[:2], key=lambda row: abs(row.value - printed.value))
    wide, app = rows[2:4]
    near = {True: "is nearer to", False: "is not nearer to"}[nearest is averages[0]]
    return interval_rows(
        rows,
        limits=(210, 360),
        ticks={250: "250", 300: "300", 350: "350"},
        name="daily-users",
        title=f"Of the half-year averages, {wide.text} million with mini programs {near} the printed {float(printed.value):g}; the app alone had {app.text}",
        unit="Daily users of Kuaishou in 2020, millions; axis from 210",
        source="the article; Campaign China, February 2020; Lieyun (猎云网), November 2020; Protocol; QuestMobile, by China Film Insider, February 2020",
        alt=f"Intervals, millions of daily users. {_spoken(rows)}.",
    )


def _spoken(rows: list[Row]) -> str:
    return "; ".join(f"{row.label}: {row.text} ({row.kind})" for row in rows)
