"""The picture that a link to the report shows where it is shared (Open Graph): title, and how the claims fare."""

from __future__ import annotations

import hashlib
from pathlib import Path

import matplotlib.pyplot as plt

from claimcheck.charts import style  # noqa: F401  its import sets style and Chinese font
from claimcheck.charts.overview import Totals, counts, totals
from claimcheck.citing.edition import Edition
from claimcheck.formulas.verdicts import Arithmetic
from claimcheck.printed.words import CJK

SIZE = (12.0, 6.3)  # inches at 100 dpi: 1200 by 630 pixels, the size the large cards ask for


def words(edition: Edition, of: Totals) -> tuple[str, str, str]:
    """Title, what is counted, and the finding."""
    han = next((f" ({word})" for word in edition.keywords if CJK.search(word)), "")
    return (
        f"{edition.title}{han}",
        f"{of.claims} printed figures, each an interval, each judged",
        f"{of.tested} can be recomputed: {of.met} come out, {of.missed} do not; still open: {of.open}",
    )


def mark(edition: Edition, register) -> str:
    """What the picture is made of, as a digest: the same mark, the same picture."""
    return hashlib.sha256(f"{words(edition, totals(register))}{counts(register).to_csv()}".encode()).hexdigest()


def draw(register, edition: Edition, path: Path) -> None:
    """Write the picture as PNG to `path`; it carries its mark, and one that has it already is left alone."""
    now = mark(edition, register)
    if path.exists() and now.encode() in path.read_bytes():
        return
    title, counted, finding = words(edition, totals(register))
    fig = plt.figure(figsize=SIZE)
    for y, text, size, colour in (
        (0.78, title, 30, "#000000"),
        (0.66, counted, 20, "#333333"),
        (0.24, finding, 20, "#333333"),
        (0.07, f"{edition.address.removeprefix('https://')}   version {edition.version}", 14, "#555555"),
    ):
        fig.text(0.06, y, text, fontsize=size, color=colour, va="center")
    _bar(fig.add_axes((0.06, 0.36, 0.88, 0.17)), counts(register).sum())
    path.parent.mkdir(parents=True, exist_ok=True)
    fig.savefig(path, format="png", dpi=100, metadata={"Software": None, "Comment": now})
    plt.close(fig)


def _bar(ax, count) -> None:
    left = 0
    shown = [code for code in Arithmetic.best_first() if code.is_finding]
    for code in shown:
        ax.barh(0, count[code], left=left, color=code.colour, edgecolor="white", linewidth=2)
        if count[code] >= count[shown].sum() / 6:
            ax.text(
                left + count[code] / 2,
                0,
                f"{count[code]}\n{code.words}",
                ha="center",
                va="center",
                fontsize=13,
                color="white" if code.on_dark else "black",
            )
        left += count[code]
    ax.set_xlim(0, left)
    ax.axis("off")
