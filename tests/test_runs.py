"""Runs of digits and numerals in a text, and those that no claim or exclusion holds."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from claimcheck.printed.runs import Run, coverage


@dataclass(frozen=True)
class Span:
    start: int
    end: int


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("2021年1,186億", ["2021", "1,186", "億"]),
        ("粉絲0,10天GMV達500萬。", ["0", "10", "500", "萬"]),
        ("0.97%和9.", ["0.97", "9"]),
        ("一二线和十幾", ["一二", "十幾"]),
        ("１２人", ["１２"]),
    ],
)
def test_runs_are_digits_and_numerals(text, runs):
    assert [run.text for run in coverage(text, (), ()).runs] == runs


def test_a_run_says_where_it_stands():
    assert coverage("共12家和三四家", (), ()).runs == (Run(1, 3, "12"), Run(5, 7, "三四"))


@pytest.mark.parametrize(
    ("claims", "exclusions", "left"),
    [
        ([], [], "12 34 56"),
        ([(0, 8)], [], ""),
        ([(0, 2)], [(3, 5)], "56"),
        ([(3, 5)], [(0, 2)], "56"),
        ([(6, 8), (0, 2)], [], "34"),
        ([(3, 4), (4, 5)], [], "12 34 56"),  # two halves hold no run
        ([(0, 5), (1, 2)], [], "56"),  # the one that reaches farther
        ([(4, 8)], [], "12 34"),  # it begins inside 34
        ([(0, 4)], [], "34 56"),  # it ends inside 34
    ],
)
def test_a_run_is_covered_where_one_span_holds_all_of_it(claims, exclusions, left):
    found = coverage("12和34和56", [Span(*span) for span in claims], [Span(*span) for span in exclusions])
    assert [run.text for run in found.uncovered] == left.split() and len(found.runs) == 3
