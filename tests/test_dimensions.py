"""What formulas are amounts of: which go together, and in which unit a result may be declared."""

from __future__ import annotations

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
        ("2 ** [users]", "an exponent in persons"),
    ],
)
def test_amounts_that_do_not_go_together(formula, says):
    with pytest.raises(DimensionError, match=says.replace("[", r"\[").replace("]", r"\]").replace("+", r"\+")):
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
