"""The picture for links."""

from __future__ import annotations

from claimcheck.charts import card
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
