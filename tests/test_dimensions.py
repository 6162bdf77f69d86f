"""What formulas are amounts of: which go together, and in which unit a result may be declared."""

from __future__ import annotations

import re

import pytest

from claimcheck.formulas.dimensions import DimensionError, dimension
from claimcheck.formulas.relations import FormulaError, parse_formula
from claimcheck.loading import load

UNITS = {
    "yuan": "CNY",
    "more-yuan": "CNY",
    "dollars": "USD",
    "share": "percent",
    "points": "points",
    "multiple": "times",
    "users": "persons",
    "shops": "items",
    "stay": "days",
    "months": "months",
    "start": "date",
    "end": "date",
    "office": "text",
    "place": "rank",
}


def found(formula: str):
    return dimension(parse_formula(formula), UNITS.__getitem__)


@pytest.mark.parametrize(
    "formula, units, not_units",
    [
        ("[yuan]", ["CNY"], ["USD", "percent", "persons", "date"]),
        ("[yuan] / [more-yuan] - 1", ["percent", "times"], ["points", "CNY", "date"]),
        ("100 * (1 - [yuan] / [more-yuan])", ["percent", "times"], ["points", "CNY"]),
        ("([yuan] / [more-yuan] - 1) / 2", ["percent"], ["points"]),
        ("([yuan] / [more-yuan] - 1) - ([yuan] / [more-yuan] - 1)", ["points", "percent"], ["CNY"]),
        ("0.08 - [share]", ["points", "percent"], ["CNY"]),
        ("[yuan] / ([share] * [more-yuan])", ["percent", "items", "persons"], ["CNY", "date"]),
        ("[yuan] * (1 + [share])", ["CNY"], ["percent"]),
        ("[yuan] / [users]", ["CNY"], ["persons", "percent"]),
        ("[yuan] / 366", ["CNY"], ["days"]),
        ("[shops] * [yuan] / ([shops] + [shops])", ["CNY"], ["items"]),
        ("[shops] * [yuan] / [more-yuan]", ["percent"], ["CNY"]),
        ("[dollars] + [dollars]", ["USD"], ["CNY"]),
        ("[share] - [share]", ["points", "percent"], ["persons", "CNY"]),
        ("[multiple] - 1", ["percent"], ["CNY", "date"]),
        ("[users] * [share]", ["persons"], ["percent", "items", "CNY"]),
        ("[users] / [users]", ["percent", "times"], ["CNY"]),
        ("[shops] / [users]", ["items"], ["persons", "CNY", "percent"]),
        ("days([start], [end])", ["days"], ["date", "percent", "items", "CNY"]),
        ("days([start], [end]) / 30", ["months", "years"], ["percent"]),
        ("days([start], [end]) + 1", ["days"], ["date"]),
        ("days([start], [office])", ["days"], ["date"]),
        ("[start] + [stay]", ["date"], ["days"]),
        ("[end] - [start]", ["days"], ["date"]),
        ("[start] + 3", ["date"], ["days"]),
        ("year([end]) - year([start])", ["years"], ["date", "items"]),
        ("100 CNY * (1 - [share])", ["CNY"], ["percent"]),
        ("[yuan] / ([more-yuan] / 365 days)", ["days"], ["CNY", "date"]),
        ("([yuan] / [more-yuan]) ** (1/3) - 1", ["percent"], ["CNY"]),
        ("([yuan] ** 2) ** (1/2)", ["CNY"], ["percent"]),
        ("max([yuan], [more-yuan])", ["CNY"], ["percent"]),
        ('count("a", "b")', ["items", "persons", "times"], ["CNY", "date"]),
        ("[place] - [place]", ["rank"], ["CNY", "percent"]),
        ("abs([share] - [points])", ["percent", "points"], ["CNY"]),
        ("3 + [stay]", ["days"], ["percent", "date"]),
        ("max([users], 3)", ["persons"], ["percent"]),
        ("2 * 3 + [users]", ["persons"], ["percent"]),
        ("0 + [users]", ["persons"], ["percent", "items"]),
        ("[yuan] - 0", ["CNY"], ["percent"]),
        ("[users] * [stay] / [stay]", ["persons"], ["days", "percent"]),
        ("1 / [stay]", ["percent"], ["days", "CNY"]),
        ("[users] ** 2", [], ["persons", "percent"]),
        ("[users] ** (4/2) / [users]", ["persons"], ["percent"]),
        ("[users] ** -(1/2) * [users] ** 1.5", ["persons"], ["percent"]),
        ("[yuan] * [yuan]", [], ["CNY", "percent"]),
        ("[yuan] * [users] / [more-yuan]", ["percent", "persons", "items"], ["CNY"]),
        ("[yuan] / [more-yuan] + [yuan] / [more-yuan]", ["items", "percent"], ["CNY"]),
        ("[yuan] / [more-yuan] + [share]", ["percent"], ["items"]),
        ("2 * ([yuan] / [more-yuan])", ["items"], ["CNY"]),
        ("[yuan] / [more-yuan] * [share]", ["items"], ["CNY"]),
        ("3 + 4", ["items", "percent"], ["CNY", "date"]),
        ("3 + [share]", ["percent"], ["items"]),
        ("2 ** 3", ["items"], ["CNY"]),
        ("2 ** [share]", ["percent"], ["items"]),
        ("[share] ** 2", ["percent"], ["items"]),
        ("3 + [start]", ["date"], ["days"]),
        ("[office]", ["date"], ["days"]),
        ("-[stay]", ["days", "months"], ["percent"]),
    ],
)
def test_results_and_the_units_they_may_be_declared_in(formula, units, not_units):
    what = found(formula)
    assert [unit for unit in units if not what.fits(unit)] == []
    assert [unit for unit in not_units if what.fits(unit)] == []


@pytest.mark.parametrize(
    "formula, says",
    [
        ("[yuan] + [share]", "CNY added to a pure number in [yuan] + [share]"),
        ("[yuan] - 1", "CNY less a pure number"),
        ("[yuan] + [users]", "CNY added to persons"),
        ("[yuan] > [users]", "CNY compared with persons"),
        ("[yuan] == [share]", "CNY compared with a pure number"),
        ("[yuan] >= 100000000", "CNY compared with a pure number"),
        ("[yuan] + [dollars]", "CNY added to USD"),
        ("[users] - [shops]", "persons less items"),
        ("[users] < [share]", "persons compared with a pure number"),
        ("min([yuan], [users])", "CNY compared with persons"),
        ("[stay] + [months]", "days added to months"),
        ("[start] + [end]", "date added to date"),
        ("[start] * 2", "a date in a product"),
        ("[start] > [stay]", "date compared with days"),
        ("[stay] - [start]", "days less date"),
        ("days([yuan], [end])", "CNY in place of a date"),
        ("year([stay])", "days in place of a date"),
        ("[yuan] ** [share]", "CNY to a power that is no plain number"),
        ("2 ** [users]", "an exponent in persons, in 2 ** [users]"),
        ("[start] - [yuan]", "date less CNY in [start] - [yuan]"),
        ("3 - [start]", "a pure number less date"),
        ("[months] + [start]", "months added to date"),
        ("2 / [start]", "a date in a product, in 2 / [start]"),
        ("days([start], [share])", "a pure number in place of a date in days([start], [share])"),
        ("[yuan] ** -[share]", "CNY to a power that is no plain number"),
        ("[yuan] ** (1/0)", "CNY to a power that is no plain number"),
        ("[yuan] ** (1+1)", "CNY to a power that is no plain number, in [yuan] ** (1 + 1)"),
        ("2 * [share] + [users]", "a pure number added to persons"),
        ("[dollars] - [yuan]", "USD less CNY"),
        ("year([end]) - days([start], [end])", "years less days"),
        ("min([users], 3, [shops])", "persons compared with items in min([users], 3, [shops])"),
        ("[users] > [yuan] / [stay]", "persons compared with CNY per days"),
        ("[start] > [users] * [stay] ** 2", "date compared with persons times days**2"),
        ("[start] > 1 / [stay]", "date compared with 1 per days"),
        ("[start] > [users] / [stay] ** 2", "date compared with persons per days**2"),
        ("[start] > [share] - 1", "date compared with a growth rate or what is left of a whole, in percent"),
    ],
)
def test_amounts_that_do_not_go_together(formula, says):
    with pytest.raises(DimensionError, match=re.escape(says)):
        found(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "[yuan] > 0",
        "[yuan] - 0",
        "[yuan] >= 100000000 CNY",
        "days([start], [end]) > 365",
        "[users] == [users]",
        "[shops] * [yuan] + [shops] * [more-yuan]",
        "[yuan] + [shops] * [more-yuan]",
        "[share] < 0.5",
        "1 + [share]",
        "[start] < [end]",
    ],
)
def test_amounts_that_go_together(formula):
    found(formula)


@pytest.mark.parametrize(
    "formula, is_rate",
    [
        ("[share] - 1", True),
        ("1 - [share]", True),
        ("[yuan] / [more-yuan] - 1", True),
        ("2 * ([share] - 1)", True),
        ("([share] - 1) / 2", True),
        ("100 * (1 - [share])", True),
        ("[share] - 2", False),
        ("2 - [share]", False),
        ("1 + [share]", False),
        ("3 - 1", False),
        ("2 / ([share] - 1)", False),
        ("[share] * ([share] - 1)", False),
        ("([share] - 1) * [share]", False),
        ("3 * [share]", False),
        ("[share] * 3", False),
    ],
)
def test_a_growth_rate_is_what_is_left_beside_1(formula, is_rate):
    assert found(formula).is_rate is is_rate


def test_a_number_with_a_unit_is_written_as_it_is_read():
    for text in ("100 CNY", "365 days", "1.5 USD"):
        assert str(parse_formula(text)) == text
    formula = "100 CNY" * parse_formula("1 - [share]")
    assert formula == parse_formula("100 CNY * (1 - [share])")
    with pytest.raises(FormulaError):
        parse_formula("100 percent")


def test_the_books_formulas_are_sound():
    book = load()
    for row in (*book.relations.values(), *book.evidence_rows.values()):
        what = dimension(row.expr, lambda row_id: book.row(row_id).base_unit)
        assert row.unit == "truth" or what.fits(row.unit), row.id
