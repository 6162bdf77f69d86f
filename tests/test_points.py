"""A change of a share is in percentage points: printed as a growth in percent, with the 个百分点 dropped, it is found."""

from __future__ import annotations

import pytest
from test_dimensions import found

from claimcheck.loading import examine


@pytest.mark.parametrize(
    ("formula", "is_points"),
    [
        ("[share] - [share]", True),
        ("[share] - [points]", False),  # 30.5% less 5.3 points is 25.2%
        ("[points] - [points]", True),
        ("[points] + [points]", True),
        ("[share] + [share]", False),
        ("1 - [share]", False),
        ("[yuan] / [more-yuan] - 1", False),
        ("[yuan] / [more-yuan] - [share]", True),
        ("([share] - [share]) * 100", True),
        ("abs([share] - [share])", True),
        ("-([share] - [share]) / 2", True),
        ("2 * ([share] - [share])", True),
        ("2 / ([share] - [share])", False),
        ("([share] - [share]) / [share]", False),
        ("max([share] - [share], [points])", True),
        ("[yuan] - [more-yuan]", False),
    ],
)
def test_a_share_less_another_is_in_points(formula, is_points):
    assert found(formula).is_points is is_points


def faults_of(tiny, formula: str, target: str) -> list[tuple[str, str | None]]:
    tiny.tables["relations.csv"].append(
        {
            "id": "tiny-2020-r08",
            "article": "tiny-2020",
            "formula": formula,
            "target": target,
            "unit": "percent",
            "label": "made up",
            "role": "check",
        }
    )
    tiny.write()
    return [(fault.code, fault.column) for fault in examine(tiny.root, tiny.articles)[1]]


def test_a_growth_is_no_difference_of_shares(tiny):
    """同比增長50% says growth in words that stand beside the figure."""
    assert faults_of(tiny, "[tiny-2020-10] - [tiny-2020-05]", "tiny-2020-02") == [("points-as-percent", "formula")]


def test_a_share_may_be_what_is_left_of_another(tiny):
    """占8.3% is no change, whatever it is recomputed from."""
    assert faults_of(tiny, "[tiny-2020-10] - [tiny-2020-06]", "tiny-2020-05") == []


def test_a_metric_of_growth_says_so_too(tiny):
    next(row for row in tiny.tables["metrics.csv"] if row["metric"] == "share")["kind"] = "growth"
    assert faults_of(tiny, "[tiny-2020-10] - [tiny-2020-06]", "tiny-2020-05") == [("points-as-percent", "formula")]


def test_a_growth_of_a_share_is_a_quotient(tiny):
    assert faults_of(tiny, "([tiny-2020-10] - [tiny-2020-05]) / [tiny-2020-05]", "tiny-2020-02") == []
