"""The picture that a link to the report shows where it is shared (Open Graph): title, and how the figures fare."""

from __future__ import annotations

import hashlib
from pathlib import Path

from claimcheck.citing.edition import Edition
from claimcheck.evidence.standing import Standing
from claimcheck.evidence.statistics import FIGURES, by_kind
from claimcheck.printed.words import CJK
from claimcheck.register.record import Register

SIZE = (12.0, 6.3)  # inches at 100 dpi: 1200 by 630 pixels, the size the large cards ask for
# colour of a verdict's part of the bar, and of the letters on it
COLOURS = {
    Standing.HOLDS: ("#0b5f56", "white"),
    Standing.LABEL: ("#f6c774", "black"),
    Standing.WRONG: ("#9c2f09", "white"),
    Standing.DIFFER: ("#5d3693", "white"),
    Standing.OPEN: ("#d5dbe1", "black"),
}
# how the finding counts each
SAYS = {
    Standing.HOLDS: ("holds", "hold"),
    Standing.LABEL: ("has a wrong label", "have a wrong label"),
    Standing.WRONG: ("is wrong", "are wrong"),
    Standing.DIFFER: ("is in dispute", "are in dispute"),
    Standing.OPEN: ("cannot be checked", "cannot be checked"),
}
DPI = 100
BAR = (0.06, 0.36, 0.88, 0.17)  # left, bottom, width and height, as shares of the picture
LETTERS = 13  # points
ROOM = 8  # pixels that a part of the bar leaves beside its letters, at least


def counts(register: Register) -> dict[Standing, int]:
    """The figures that a reader quotes, by how they stand; lists, dates and words would say nothing in one sum with them."""
    rows = [row for row in by_kind(register) if row.kind in FIGURES]
    return {of: sum(row.standings[of] for row in rows) for of in COLOURS}


def words(edition: Edition, count: dict[Standing, int]) -> tuple[str, str, str]:
    """Title, what is counted, and the finding."""
    han = next((f" ({word})" for word in edition.keywords if CJK.search(word)), "")
    finding = ", ".join(f"{n} {SAYS[of][n != 1]}" for of, n in count.items() if n)
    return (
        f"{edition.title}{han}",
        f"{sum(count.values())} printed figures of money, audience, growth, shares and fees, each judged",
        finding,
    )


def mark(edition: Edition, register: Register) -> str:
    """What the picture is made of, as a digest: the same mark, the same picture."""
    return hashlib.sha256(f"{words(edition, counts(register))}".encode()).hexdigest()


def draw(register: Register, edition: Edition, path: Path) -> None:
    """Write the picture as PNG to `path`; it carries its mark, and one that has it already is left alone."""
    now = mark(edition, register)
    if path.exists() and now.encode() in path.read_bytes():
        return
    import matplotlib.pyplot as plt  # here, since it is slow to load and most builds leave the picture alone

    from claimcheck.charts.figure import STYLE

    path.parent.mkdir(parents=True, exist_ok=True)
    with plt.style.context(STYLE, after_reset=True):
        count = counts(register)
        title, counted, finding = words(edition, count)
        fig = plt.figure(figsize=SIZE)
        for y, text, size, colour in (
            (0.78, title, 30, "#000000"),
            (0.66, counted, 20, "#333333"),
            (0.24, finding, 20, "#333333"),
            (0.07, f"{edition.address.removeprefix('https://')}   version {edition.version}", 14, "#555555"),
        ):
            fig.text(0.06, y, text, fontsize=size, color=colour, va="center")
        _bar(fig.add_axes(BAR), count)
        fig.savefig(path, format="png", dpi=DPI, metadata={"Software": None, "Comment": now})
        plt.close(fig)


def label(of: Standing, n: int, total: int) -> str:
    """What stands in a part of the bar: its number and name, the number alone, or nothing, as there is room."""
    from claimcheck.charts.figure import text_width

    room = SIZE[0] * DPI * BAR[2] * n / total - ROOM if total else 0
    in_two = of.words.replace(", ", ",\n")
    texts = (f"{n}\n{of.words}", f"{n}\n{in_two}", f"{n}")
    return next((text for text in texts if text_width(text, LETTERS * DPI / 72) <= room), "")


def _bar(ax, count: dict[Standing, int]) -> None:
    left, total = 0, sum(count.values())
    for of, n in count.items():
        ground, ink = COLOURS[of]
        ax.barh(0, n, left=left, color=ground, edgecolor="white", linewidth=2)
        middle, text = left + n / 2, label(of, n, total)
        ax.text(middle, 0, text, ha="center", va="center", fontsize=LETTERS, color=ink)
        left += n
    ax.set_xlim(0, left or 1)
    ax.axis("off")
