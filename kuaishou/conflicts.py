"""The Conflicts page: what its conflicts are about, and its chart of one GMV inside the markets of three bodies."""

from __future__ import annotations

from fractions import Fraction

from claimcheck.charts.figure import ARTICLE, INK, MUTED, NARROW, ON_BAR, RULE, Picture, picture
from claimcheck.charts.parts import BILLION, claim_row, reported_row
from claimcheck.pages import prose
from claimcheck.pages.comparisons import in_words
from claimcheck.register.record import Register

THEMES = {
    "growth": "GMV and its growth",
    "market": "market and rivals",
    "revenue": "revenue and take rate",
    "fees": "fees and subsidies",
    "users": "users and viewers",
    "sales": "sessions, promotions, plans",
    "dates": "people and dates",
}
GMV = "gravity-2021-15"
MARKETS = {
    "providers-2021-37": "iiMedia (艾媒), the one an article prints",
    "market-size-2020-chinabankingnews": "KPMG and AliResearch, a forecast",
    "market-size-2020-zhongshang": "a report via ASKCI (中商)",
}


def share_of_2020(register: Register) -> Picture:
    """Kuaishou's GMV of 2020 set against each body's live e-commerce market, billion CNY."""
    gmv = claim_row(register, GMV, "Kuaishou", BILLION)
    make = lambda row_id: claim_row if row_id in register.claims else reported_row
    markets = [make(row_id)(register, row_id, body, BILLION) for row_id, body in MARKETS.items()]
    sizes = [market.at for market in markets]
    shares = [
        prose.rounded(Fraction(gmv.at / size * 100), "percent", (gmv.interval / market.interval).map_scale(100).width)
        for market, size in zip(markets, sizes, strict=True)
    ]

    def draw(ax, width):
        size = 12 if width == NARROW else 13
        for y, (row, market, share) in enumerate(zip(markets, sizes, shares, strict=True)):
            ax.barh(y, market, 0.46, color=RULE)
            ax.barh(y, gmv.at, 0.46, color=ARTICLE)
            ax.text(12, y, f"Kuaishou {share}", va="center", color=ON_BAR, fontsize=size)
            ax.text(market - 12, y, f"{market:,.0f}", va="center", ha="right", color=INK, fontsize=size)
            ax.text(0, y - 0.29, row.label, va="bottom", color=MUTED, fontsize=size)
        ax.set_xlim(0, max(sizes) * 1.01)
        ax.set_ylim(len(markets) - 0.6, -0.75)
        ax.axis("off")

    in_order = sorted(shares, key=lambda share: float(share.rstrip("%")))
    rows = [
        {"body": row.label, "market, billion CNY": size, "share": share, "id": row.id}
        for row, size, share in zip(markets, sizes, shares, strict=True)
    ]
    return picture(
        draw,
        title=f"Kuaishou's GMV over {in_words(len(sizes))} market sizes: {', '.join(share.rstrip('%') for share in in_order)}%; not a measured share",
        unit=f"Live e-commerce market of 2020, billion CNY; blue: Kuaishou's GMV of {gmv.at:g}",
        source="providers-2021; China Banking News, October 2020; ASKCI, November 2021. What each counts is not said: no "
        "series",
        alt=f"Bars of the live e-commerce market of 2020, billion CNY, with Kuaishou's {gmv.at:g} inside. "
        + "; ".join(
            f"{row.label}: {size:,.0f}, so {share}" for row, size, share in zip(markets, sizes, shares, strict=True)
        )
        + ".",
        rows=rows,
        name="share-2020",
        height=(240, 230),
    )
