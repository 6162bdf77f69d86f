"""What a reader asks for is unknown only as long as no figure of it is there."""

from __future__ import annotations

import pytest

from claimcheck.pages.lookup import computed, document
from claimcheck.pages.lookup_names import Names, told_apart
from kuaishou.lookup_words import UNKNOWN

METRICS = {
    "net_profit": ("adjusted net profit", "经调整净利润"),
    "sellers_yoy": ("growth of sellers", "商家数同比增长"),
    "glosses": ("glosses", "注释"),
}
PROFIT, SELLERS, LOSS = ("净利润", "net profit"), ("sellers", "商家数"), ("loss", "亏损")
CALLED = Names("A", METRICS, {"A": ("a",)}, unknown={"profit": PROFIT, "sellers": SELLERS, "loss": LOSS, "none": ()})


@pytest.mark.parametrize(
    ("metrics", "left"),
    [
        ((), ["profit", "sellers", "loss", "none"]),
        (("net_profit",), ["sellers", "loss", "none"]),
        (("sellers_yoy", "glosses"), ["profit", "loss", "none"]),  # a growth is a figure of it; no loss is in a gloss
    ],
)
def test_a_quantity_with_figures_is_not_unknown(metrics, left):
    assert list(told_apart(CALLED, metrics).unknown) == left


def test_its_words_are_those_of_the_metric():
    found = told_apart(CALLED, ("net_profit",)).metrics
    assert found["net_profit"] == (*METRICS["net_profit"], *PROFIT)
    assert found["glosses"] == METRICS["glosses"]


def test_what_is_published_as_unknown_follows_from_the_figures():
    entry = computed("r1", "Profit, 2020", "1 billion CNY", 10**9, "CNY", "a.html", "A", "net_profit", (2020,))
    published = document([entry], CALLED, str)
    assert set(published["unknown"]) == {"sellers", "loss", "none"}
    assert "net profit" in published["metrics"]["net_profit"]


def test_no_quantity_that_this_lookup_knows_is_called_unknown(lookup_index):
    known = {item["metric"] for item in lookup_index["figures"] if item.get("value") and item.get("metric")}
    names = " ".join(word for metric in known for word in lookup_index["metrics"][metric] if not word.isascii())
    said = [word for words in lookup_index["unknown"].values() for word in words if not word.isascii()]
    assert said and not [word for word in said if word in names]
    assert set(lookup_index["unknown"]) <= set(UNKNOWN)
