"""Which way a formula goes along one claim, worked out by hand: N'D - ND' for quotients, the parts' ways for the rest."""

from __future__ import annotations

from fractions import Fraction as F
from functools import reduce
from operator import add

import pytest

from claimcheck.formulas.nodes import Claim, Constant
from claimcheck.formulas.parser import parse_formula
from claimcheck.formulas.slopes import MAX_TERMS, Slope, limit, slope
from claimcheck.printed.interval import Interval

BOX = {
    "a": Interval(F(1), F(10)),
    "b": Interval(F(1), F(2)),
    "below": Interval(F(-3), F(-2)),
    "share": Interval(F(0), F(1)),  # may be nought
    "loss": Interval(F(-1), F(0)),
    "around": Interval(F(-1), F(1)),
}
RISES, FALLS, FLAT = Slope(1, True), Slope(-1, True), Slope(0)
NOT_DOWN, NOT_UP = Slope(1), Slope(-1)  # or level somewhere


@pytest.mark.parametrize(
    "formula, expected",
    [
        ("[a]", RISES),
        ("-[a]", FALLS),
        ("[b] + 1", FLAT),
        ("[a] - [a]", FLAT),
        ("[a] ** 0", FLAT),
        ("[b] / [a]", FALLS),
        ("[a] / -2", FALLS),
        ('count("x", "y") * [a]', RISES),
        ("[a] / ([a] + [b])", RISES),  # b / (a + b)^2
        ("[b] / ([a] + [b])", FALLS),
        ("[a] / ([b] + 1) - [a] / [b]", FALLS),  # -1 / (b (b + 1))
        ("[a] / [b] + [a] / [below]", NOT_DOWN),  # 1/b + 1/below: nought where b is 2 and below -2
        ("[a] / [b] - [a] / [below]", RISES),
        ("[a] * [below]", FALLS),
        ("[a] * [share]", NOT_DOWN),
        ("[a] * [loss]", NOT_UP),
        ("[a] * [share] * [loss]", NOT_UP),
        ("[a] * [around]", None),
        ("[a] * [share] - [a] * [share] ** 2", NOT_DOWN),  # share (1 - share)
        ("[a] * [below] - [a] * [below] ** 2", FALLS),  # below (1 - below)
        ("[a] ** 2 - 2 * [a]", NOT_DOWN),  # 2a - 2, least at 1
        ("[a] ** 2 - 3 * [a]", None),
        ("[a] ** 2 - 22 * [a]", FALLS),  # 2a - 22
        ("[a] ** 3 + [a]", RISES),
        ("[a] ** -2", FALLS),
        ("[a] ** ([b] - [b] + 2)", RISES),
        ("days([a], [b])", FALLS),
        ("days([b], [a])", RISES),
    ],
)
def test_quotients(formula, expected):
    assert slope(parse_formula(formula), "a", BOX) == expected


@pytest.mark.parametrize(
    "claim, power, expected",
    [
        ("a", 6, RISES),
        ("a", 7, RISES),  # no polynomial any more
        ("a", -6, FALLS),
        ("a", -7, FALLS),
        ("around", 2, None),
        ("around", 3, NOT_DOWN),
        ("around", 7, None),
        ("below", 6, FALLS),
        ("below", 5, RISES),
        ("below", 7, None),
    ],
)
def test_powers(claim, power, expected):
    assert slope(Claim(claim) ** power, claim, BOX) == expected


@pytest.mark.parametrize(
    "formula, expected",
    [
        ("min([a], [b])", NOT_DOWN),
        ("max(-[a], 2 - [a])", NOT_UP),
        ("min([b], 5)", FLAT),
        ("min([a] - [a], 5)", FLAT),
        ("-(min([a], 5) * [below])", NOT_DOWN),
        ("max([a], -[a])", None),
        ("abs([a])", None),
        ("min(abs([a]), 5)", None),
        ("year([a])", NOT_DOWN),
        ("year(-[a])", NOT_UP),
        ("-min([a], 5)", NOT_UP),
        ("days(min([a], 5), 3)", NOT_UP),
        ("days(3, min([a], 5))", NOT_DOWN),
        ("days(min([a], 5), [a])", None),
        ("min([a], 5) + [a]", NOT_DOWN),
        ("min([a], 5) - [a]", None),
        ("[b] - min([a], 5)", NOT_UP),
        ("min([b], 5) - [a]", NOT_UP),
        ("min([a], 5) * [below]", NOT_UP),
        ("[below] * min([a], 5)", NOT_UP),
        ("min([a], 5) / [below]", NOT_UP),
        ("[below] / min([a], 5)", NOT_DOWN),
        ("[b] / min([a], 5)", NOT_UP),
        ("[b] * min([a], 5)", NOT_DOWN),
        ("[share] / [below] * min([a], 5)", NOT_UP),
        ("[around] * min([a], 5)", None),
        ("min([a], 5) * [a]", None),
        ("min([a], 5) * min([b], 5)", None),
        ("([a] / ([a] + [b])) ** (1/3)", RISES),
        ("([b] / ([a] + [b])) ** (1/3)", FALLS),
        ("([a] / ([a] + [b])) ** (-1/3)", FALLS),
        ("min([a], 5) ** 0.5", NOT_DOWN),
        ("min([a], 5) ** -0.5", NOT_UP),
        ("min([a], 5) ** 2", None),
        ("[a] ** min([b], 2)", None),
        ("[a] ** [b]", None),
    ],
)
def test_what_is_no_quotient_goes_as_its_parts_go(formula, expected):
    assert slope(parse_formula(formula), "a", BOX) == expected


def test_a_slope_turned_keeps_its_strictness():
    assert (RISES.turned(), NOT_UP.turned()) == (FALLS, NOT_DOWN)


@pytest.mark.parametrize("more, of_a_sum, below_a_line", [(0, RISES, FALLS), (1, NOT_DOWN, NOT_UP)])
def test_a_longer_polynomial_is_taken_part_by_part(more, of_a_sum, below_a_line):
    names = [f"c{n}" for n in range(MAX_TERMS + more)]
    box = dict.fromkeys(names, Interval(F(1), F(2)))
    total = reduce(add, map(Claim, names))
    assert slope(total, "c0", box) == of_a_sum
    assert slope(Constant(F(1)) / total, "c0", box) == below_a_line


@pytest.mark.parametrize(
    "formula, expected",
    [
        ("[b]", BOX["b"]),
        ("[b] / [a]", Interval.exact(0)),
        ("([a] - [a]) / [b]", Interval.exact(0)),
        ("[a] / ([a] + [b])", Interval.exact(1)),
        ("3 * [a] / ([b] - 2 * [a])", Interval.exact(F(-3, 2))),
        ("([a] ** 2 + [a]) / (2 * [a] ** 2 + 5)", Interval.exact(F(1, 2))),
        ("[a] * [b] / ([a] + 1)", BOX["b"]),
        ("[a] * [around] / ([a] + 1)", BOX["around"]),
        ("[a] * [around] / ([a] ** 2 + 1)", Interval.exact(0)),
        ("[a] / ([b] * [a] + [around])", Interval(F(1, 2), F(1))),
        ("[a]", None),
        ("-[a] ** 2 / ([a] + 1)", None),
        ("[a] / ([around] * [a] + 1)", None),  # what leads below the line may be nought
        ("1 / ([around] * [a] + 1)", None),
        ("min([a], 5)", None),
    ],
)
def test_what_a_formula_tends_to(formula, expected):
    assert limit(parse_formula(formula), "a", BOX) == expected
