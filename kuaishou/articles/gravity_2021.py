"""Charts of the gravity-2021 chapter: revenue by line, the growth of GMV, and the distance to Taobao Live.

Every function takes the register and returns a `Picture`; titles and alt texts are computed from the claims, relations
and reported figures that are drawn, so that a changed figure changes the sentence too.
"""

from __future__ import annotations

from typing import Any

from claimcheck.charts.figure import (
    ARTICLE,
    CLEAR,
    GROUND,
    INK,
    MUTED,
    NARROW,
    ON_BAR,
    REPORTED,
    RULE,
    Picture,
    picture,
)
from claimcheck.charts.interval_rows import interval_rows
from claimcheck.charts.parts import BILLION, claim_row, relation_row, reported_row, spoken
from claimcheck.loading import Register
from claimcheck.pages import prose
from claimcheck.printed.interval import Interval
from claimcheck.register import rows as records
from kuaishou.articles.sources import named

A = "gravity-2021"
DIGEST = "36Kr's digest of the results"


def revenue(register: Register) -> Picture:
    """Revenue of 2020 as one bar of three lines, the last of them the one that the article prints."""
    claims, elsewhere = register.claims, register.reported
    other, share = claims[f"{A}-20"], claims[f"{A}-22"]
    total = elsewhere["rev-2020-36kr-digest"]
    parts: list[tuple[str, records.Row, records.Row, str, str]] = [
        ("live streaming", elsewhere["rev-ls-2020-36kr-digest"], elsewhere["share-ls-2020-fx112"], REPORTED, ON_BAR),
        ("online marketing", elsewhere["rev-oms-2020-36kr-digest"], elsewhere["share-oms-2020-fx112"], RULE, INK),
        ("other services", other, share, ARTICLE, ARTICLE),
    ]
    rows: list[dict[str, Any]] = [
        {"line": line, "billion CNY": float(amount.value_base / BILLION), "share": _short(part), "id": amount.id}
        for line, amount, part, *_ in parts
    ]

    def draw(ax, width):
        size, left = 12 if width == NARROW else 13, 0
        for row, (line, _, _, colour, ink) in zip(rows, parts, strict=True):
            amount = row["billion CNY"]
            ax.barh(0, amount, 0.8, left=left, color=colour, edgecolor=GROUND, linewidth=2)
            words = f"{line}\n{amount:.1f}, or {row['share']}"
            if line != parts[-1][0]:
                ax.text(left + amount / 2, 0, words, ha="center", va="center", color=ink, fontsize=size)
            left += amount
        last = left - rows[-1]["billion CNY"] / 2
        ax.plot([last, last], [0.45, 0.75], color=ARTICLE, linewidth=1.5)
        told = f"{parts[-1][0]}: {rows[-1]['billion CNY']:.1f}, or {rows[-1]['share']}\ne-commerce is a part of it; how large was not found"
        ax.text(left, 0.8, told, ha="right", va="top", color=ARTICLE, fontsize=size)
        ax.set_xlim(0, left)
        ax.set_ylim(1.75, -0.45)
        ax.axis("off")

    said = "; ".join(f"{row['line']} {row['billion CNY']:.1f}, or {row['share']}" for row in rows)
    return picture(
        draw,
        title=f"Other services were {_short(share)} of revenue in 2020; e-commerce is a part of them",
        unit=f"Revenue of 2020 by line, billion CNY; {float(total.value_base / BILLION):.1f} in all",
        source=f"the article; {named(register, total.id, DIGEST)}; {named(register, 'share-ls-2020-fx112', 'FX112')}",
        alt=f"One bar of revenue in 2020, billion CNY: {said}. E-commerce is a part of other services; its size was not found.",
        rows=rows,
        name="revenue-2020",
        height=(136, 132),
    )


def growth(register: Register) -> Picture:
    """Growth of GMV in 2020: as printed, as the two printed levels allow, and as a digest of the results rounds it."""
    claim, levels = register.claims[f"{A}-17"], register.relations[f"{A}-r01"]
    digest = "gmv-yoy-2020-36kr-digest"
    rows = [
        claim_row(register, claim.id, "the article prints"),
        relation_row(register, levels.id, "its two levels give"),
        reported_row(register, digest, "36Kr's digest prints"),
    ]
    inside = isinstance(levels.result, Interval) and claim.interval.within(levels.result)
    ends = [end for row in rows for end in (row.interval.lower, row.interval.upper)]
    low, high = float(min(ends)) - 0.15, float(max(ends)) + 0.15
    ticks = {half / 2: f"{half / 2:g}%" for half in range(int(low * 2), int(high * 2) + 2) if low <= half / 2 <= high}
    return interval_rows(
        rows,
        limits=(low, high),
        ticks=ticks if len(ticks) < 8 else None,
        title=f"The printed growth {'lies inside' if inside else 'reaches beyond'} what the two levels allow",
        unit="Growth of GMV, 2020 on 2019; each bar is all that the printed form can stand for",
        source=f"the article; {named(register, digest, DIGEST)} (read through a copy)",
        alt=f"Three intervals of growth, the printed one {'inside' if inside else 'not inside'} the second. {spoken(rows)}.",
        name="growth-2020",
    )


def rivals(register: Register) -> Picture:
    """GMV of Kuaishou in two years as bars, and the floor printed for Taobao Live, open to the right."""
    claims = register.claims
    bars = [("Kuaishou, 2019", claims[f"{A}-16"]), ("Kuaishou, 2020", claims[f"{A}-15"])]
    bars.append(("Taobao Live (淘寶直播), 2020", claims[f"{A}-19"]))
    floor = bars[-1][1]
    below = register.relations[f"{A}-r11"].result
    rows: list[dict[str, Any]] = [
        {"what": label, "billion CNY": float(claim.value_base / BILLION), "in words": _short(claim), "id": claim.id}
        for label, claim in bars
    ]
    edge = rows[-1]["billion CNY"] * 1.35

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        for y, row in enumerate(rows):
            amount, is_open = row["billion CNY"], row["id"] == floor.id
            ax.barh(y, amount, 0.3, color=GROUND if is_open else ARTICLE, edgecolor=ARTICLE, linewidth=1.5)
            if is_open:
                ax.plot([amount, edge], [y, y], color=ARTICLE, linewidth=2, clip_on=False)
                ax.plot(edge, y, ">", color=ARTICLE, markersize=11, clip_on=False)
            ax.text(0, y - 0.24, row["what"], va="bottom", color=MUTED, fontsize=size, bbox=CLEAR)
            words = row["in words"].removesuffix(" billion CNY") + (", no upper end" if is_open else "")
            ax.text(edge, y - 0.24, words, va="bottom", ha="right", color=ARTICLE, fontsize=size, bbox=CLEAR)
        ax.set_xlim(0, edge)
        ax.set_ylim(len(rows) - 0.7, -0.75)
        ax.set_yticks([])
        ax.grid(axis="x")
        ax.set_xticks(range(0, int(edge), 100))
        ax.tick_params(axis="x", labelsize=size)

    where = {True: "below", False: "above"}.get(below, "beside") if isinstance(below, bool) else "beside"
    said = "; ".join(f"{row['what']}: {row['in words']}" for row in rows)
    return picture(
        draw,
        title=f"Kuaishou lay {where} Taobao Live by the printed figures; how far {where} is open",
        unit="GMV of the year, billion CNY; the arrow means 'more than this'",
        source="the article; for Taobao Live also "
        + named(register, "taobao-live-gmv-2020-scmp", "South China Morning Post"),
        alt=f"Bars of yearly GMV. {said}, drawn as an arrow to the right.",
        rows=rows,
        name="rivals-2020",
        height=(214, 200),
    )


def _short(row) -> str:
    """A figure without its Chinese form."""
    return prose.figure(row, form=False)
