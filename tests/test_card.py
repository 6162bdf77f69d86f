"""The picture for links."""

from __future__ import annotations

import matplotlib
import matplotlib.pyplot as plt

from claimcheck.charts import card
from claimcheck.charts.figure import STYLE
from claimcheck.citing.edition import edition
from claimcheck.evidence.standing import Standing
from claimcheck.evidence.statistics import FIGURES, by_kind


def test_the_card_counts_what_a_reader_quotes(register):
    count = card.counts(register)
    rows = [row for row in by_kind(register) if row.kind in FIGURES]
    assert sum(count.values()) == sum(row.claims - row.standings[Standing.NONE] for row in rows)
    _, counted, finding = card.words(edition(), count)
    assert counted.startswith(f"{sum(count.values())} ") and f"{count[Standing.HOLDS]} hold" in finding
    assert "1 is wrong" in card.words(edition(), {Standing.WRONG: 1})[2]


def test_the_card_is_drawn_and_one_that_says_the_same_is_left_alone(register, tmp_path):
    path = tmp_path / "card.png"
    card.draw(register, edition(), path)
    before = path.stat().st_mtime_ns
    card.draw(register, edition(), path)
    assert path.stat().st_mtime_ns == before and card.mark(edition(), register).encode() in path.read_bytes()


@matplotlib.rc_context()
def test_a_label_stays_within_its_part_of_the_bar():
    """As drawn: of 84 figures nine have room for their number only, whatever they are called."""
    texts = []
    plt.style.use(STYLE)
    for counted in ((42, 9, 0, 1, 32), (25, 9, 0, 1, 29), (1, 1, 1, 1, 96), (0, 0, 0, 0, 0)):
        fig = plt.figure(figsize=card.SIZE, dpi=card.DPI)
        card._bar(ax := fig.add_axes(card.BAR), dict(zip(card.COLOURS, counted, strict=True)))
        fig.canvas.draw()
        for part, text in zip(ax.patches, ax.texts, strict=True):
            inner, outer = text.get_window_extent(), part.get_window_extent()
            assert not text.get_text() or (outer.x0 < inner.x0 and inner.x1 < outer.x1), text.get_text()
            texts.append(text.get_text())
        plt.close(fig)
    assert "42\nHolds" in texts and "9" in texts and "9\nNumber right,\nlabel wrong" in texts and "" in texts
