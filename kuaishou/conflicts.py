"""The chart of the Conflicts page: one GMV inside the markets of three bodies."""

from __future__ import annotations

from claimcheck.charts.figure import ARTICLE, INK, MUTED, NARROW, ON_BAR, RULE, Picture, picture
from claimcheck.charts.parts import BILLION
from claimcheck.pages import prose
from claimcheck.register.record import Register

GMV = "gravity-2021-15"
MARKETS = {
    "providers-2021-37": "iiMedia (艾媒), the one an article prints",
    "market-size-2020-chinabankingnews": "KPMG and AliResearch, a forecast",
    "market-size-2020-zhongshang": "a report via ASKCI (中商)",
}


def share_of_2020(register: Register) -> Picture:
    """Kuaishou's GMV of 2020 as a part of each body's live e-commerce market, billion CNY."""
    gmv = register.claims[GMV]
    rows = []
    for row_id, body in MARKETS.items():
        market = register.row(row_id)
        share = (gmv.interval / market.interval).map_scale(100)
        part = prose.rounded(gmv.value_base / market.value_base * 100, "percent", share.width)
        rows.append(
            {"body": body, "market, billion CNY": float(market.value_base / BILLION), "share": part, "id": row_id}
        )
    sold = float(gmv.value_base / BILLION)

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        for y, row in enumerate(rows):
            market = row["market, billion CNY"]
            ax.barh(y, market, 0.46, color=RULE)
            ax.barh(y, sold, 0.46, color=ARTICLE)
            ax.text(12, y, f"Kuaishou {row['share']}", va="center", color=ON_BAR, fontsize=size)
            ax.text(market - 12, y, f"{market:,.0f}", va="center", ha="right", color=INK, fontsize=size)
            ax.text(0, y - 0.29, row["body"], va="bottom", color=MUTED, fontsize=size)
        ax.set_xlim(0, max(row["market, billion CNY"] for row in rows) * 1.01)
        ax.set_ylim(len(rows) - 0.6, -0.75)
        ax.axis("off")

    *low, high = sorted((row["share"] for row in rows), key=lambda share: float(share.rstrip("%")))
    shares = f"{', '.join(share.rstrip('%') for share in low)} or {high}"
    return picture(
        draw,
        title=f"Kuaishou's share of 2020 is {shares}, depending on whose market one takes",
        unit=f"Live e-commerce market of 2020, billion CNY; blue: Kuaishou's GMV of {sold:g}",
        source="providers-2021; China Banking News, October 2020; ASKCI, November 2021. The bodies differ in scope and make no "
        "series",
        alt=f"Bars of the live e-commerce market of 2020, billion CNY, with Kuaishou's {sold:g} inside. "
        + "; ".join(f"{row['body']}: {row['market, billion CNY']:,.0f}, so {row['share']}" for row in rows)
        + ".",
        rows=rows,
        name="share-2020",
        height=(240, 230),
    )
