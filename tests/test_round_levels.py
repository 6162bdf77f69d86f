"""Round levels: 3800億 may be rounded to hundreds. It is open then, not wrong, what does not recompute."""

from __future__ import annotations

from fractions import Fraction

import pytest

from claimcheck.loading import load, reread
from claimcheck.printed.interval import Interval


def loaded(package):
    package.write()
    return load(package.root, package.articles)


@pytest.mark.parametrize(
    ("given", "verdict", "coarse"),
    [
        ("10", "undetermined", (Fraction(115 * 10**8), Fraction(125 * 10**8))),
        ("", "undetermined", (Fraction(115 * 10**8), Fraction(125 * 10**8))),
        ("2", "undetermined", (Fraction(119 * 10**8), Fraction(121 * 10**8))),
        ("1", "not_reproduced", None),
    ],
)
def test_a_round_level_is_open_unless_its_row_says_that_its_zeros_are_digits(tiny, given, verdict, coarse):
    tiny.row("claims/other-2021.csv", 2)["rounding_unit"] = "0"
    tiny.row("claims/tiny-2020.csv", 2)["coarse_unit"] = given
    found = loaded(tiny)
    figure = found.claims["tiny-2020-01"].figure
    assert (figure.coarse and (figure.coarse.lower, figure.coarse.upper)) == coarse
    assert found.relations["cross-r01"].verdict.code == verdict
    # read coarsely altogether, what was open holds, and what was wrong is wrong
    again = reread(found, coarse=True).relations["cross-r01"].verdict.code
    assert again == {"undetermined": "reproduced"}.get(verdict, verdict)


def test_a_count_that_is_exact_has_no_coarse_reading(tiny):
    tiny.row("claims/tiny-2020.csv", 2)["rounding_unit"] = "0"
    tiny.row("claims/other-2021.csv", 2)["rounding_unit"] = "0"
    found = loaded(tiny)
    assert found.claims["tiny-2020-01"].figure.coarse is None
    assert found.relations["cross-r01"].verdict.code == "not_reproduced"
    assert reread(found, coarse=True).claims["tiny-2020-01"].interval == Interval.exact(12 * 10**9)


def test_a_round_figure_below_a_line_that_may_be_nought_leaves_all_open(tiny):
    """1 / ([121] - [120]) with both exact is 1; with 120 rounded to tens the difference may be nought."""
    tiny.row("claims/other-2021.csv", 2)["rounding_unit"] = "0"
    tiny.tables["relations.csv"].append(
        {
            "id": "cross-r02",
            "article": "cross",
            "formula": "[tiny-2020-04] / ([other-2021-01] - [tiny-2020-01])",
            "target": "tiny-2020-05",
            "unit": "percent",
            "label": "made up",
            "role": "check",
        }
    )
    verdict = loaded(tiny).relations["cross-r02"].verdict
    assert verdict.code == "undetermined" and verdict.message.endswith("are no digits, nothing can be said")
