"""From rows to records: figures from columns, formulas with their results.

Nothing here complains about a whole table; what cannot be read raises FigureError or FormulaError,
and `register` turns that into a fault at the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar, cast

from claimcheck.formulas import relations, verdicts
from claimcheck.formulas.relations import Comparison, Expr, MissingValue
from claimcheck.formulas.verdicts import Verdict
from claimcheck.printed import dates, figures
from claimcheck.printed.figures import Figure, FigureError
from claimcheck.printed.interval import Interval
from claimcheck.printed.rounding import DEFAULT_RULE, coarse_unit
from claimcheck.register.records import (
    Answer,
    Article,
    Conflict,
    Correction,
    DefinitionNote,
    EvidenceRow,
    Exclusion,
    Metric,
    Relation,
    SideBySide,
)
from claimcheck.register.rows import REPORTED_QUALIFIERS, Claim, Reported, Row

Cells = Mapping[str, str]
Kind = TypeVar("Kind")


def _record(kind: type[Kind], cells: Cells, **more: Any) -> Kind:
    """A record of that kind: its columns from the row, the rest given."""
    if kind not in _NAMES:
        _NAMES[kind] = tuple(field.name for field in fields(cast(Any, kind)))
    return kind(**{name: cells[name] for name in _NAMES[kind] if name not in more}, **more)


_NAMES: dict[type, tuple[str, ...]] = {}  # of the fields of each kind of record


def read_article(cells: Cells) -> Article:
    return _record(
        Article, cells, characters=int(cells["characters"]), bytes=int(cells["bytes"]), runs=int(cells["runs"])
    )


def read_metric(cells: Cells) -> Metric:
    return _record(Metric, cells)


def read_exclusion(cells: Cells) -> Exclusion:
    return _record(Exclusion, cells, start=int(cells["start"]), end=int(cells["end"]))


def read_correction(cells: Cells) -> Correction:
    return _record(
        Correction, cells, start=int(cells["start"]), end=int(cells["end"]), guard=tuple(cells["guard"].split())
    )


def read_conflict(cells: Cells) -> Conflict:
    override = dict(part.split("=") for part in cells["override"].split())
    return _record(
        Conflict,
        cells,
        claims=tuple(cells["claims"].split()),
        reported=tuple(cells["reported"].split()),
        override=override,
    )


def read_answer(cells: Cells) -> Answer:
    headline = int(cells["headline"]) if cells["headline"] else None
    return _record(Answer, cells, claims=tuple(cells["claims"].split()), headline=headline)


def read_comparison(cells: Cells) -> SideBySide:
    return _record(SideBySide, cells, is_same={"yes": True, "no": False}.get(cells["same"]))


def read_evidence_row(cells: Cells, expr: Expr) -> EvidenceRow:
    return _record(EvidenceRow, cells, expr=expr, inputs=expr.claims())


def read_definition_note(cells: Cells) -> DefinitionNote:
    return _record(DefinitionNote, cells)


def read_reported(cells: Cells, rule: str = DEFAULT_RULE) -> Reported:
    """FigureError if value and unit are no figure."""
    figure = None
    if figures.split_unit(cells["unit"])[1] != "text":
        word = REPORTED_QUALIFIERS.get(cells["qualifier"], "")
        figure = figures.figure_from_columns(cells["value"], cells["unit"], word, "", rule, cells["printed"])
    return _record(Reported, cells, figure=figure)


# claims


def read_claim(
    cells: Cells, article: str, corrections: Iterable[Correction] = (), rule: str = DEFAULT_RULE, coarse: bool = False
) -> Claim:
    """The claim of a row; `corrections` are those that name it. FigureError if its columns are no figure."""
    start, end = int(cells["start"]), int(cells["end"])
    read = corrected(cells["quote"], start, end, corrections)
    return _record(
        Claim,
        cells,
        start=start,
        end=end,
        damaged=cells["damaged"] == "yes",
        article=article,
        read=read,
        figure=_claim_figure(cells, read, rule, coarse),
    )


def corrected(quote: str, start: int, end: int, corrections: Iterable[Correction]) -> str:
    """The quote with the corrections applied that lie at it; one that holds all of it replaces it."""
    for c in sorted(corrections, key=lambda c: c.start, reverse=True):
        if c.start <= start and end <= c.end:
            return c.read
        if start <= c.start and c.end <= end:
            quote = quote[: c.start - start] + c.read + quote[c.end - start :]
    return quote


def with_figure(claim: Claim, rule: str = DEFAULT_RULE, coarse: bool = False) -> Claim:
    """The claim with its figure from its columns, under a rounding rule, at the fine or coarse rounding unit."""
    return replace(claim, figure=_claim_figure(vars(claim), claim.read, rule, coarse))


def _claim_figure(cells: Cells, read: str, rule: str, coarse: bool) -> Figure | None:
    base = figures.split_unit(cells["unit"])[1]
    if base == "text":
        return None
    if not cells["value"]:
        return read_whole(read, rule) if cells["kind"] == "figure" else None
    columns = cells["value"], cells["unit"], cells["qualifier"]
    unit, zeros = cells["rounding_unit"], cells["coarse_unit"] or coarse_unit(cells["value"])
    figure = figures.figure_from_columns(*columns, unit, rule, read, coarse=zeros)
    if coarse and figure.coarse:
        figure = figures.figure_from_columns(*columns, zeros, rule, read)
    if base == "date" and cells["period_start"]:
        days = dates.iso_span(f"{cells['period_start']}/{cells['period_end']}")
        return replace(figure, interval=days, value=days.lower)
    return figure


def read_whole(printed: str, rule: str = DEFAULT_RULE) -> Figure | None:
    """A printed text as a figure, None if any of it cannot be read."""
    try:
        return figures.parse(printed, rule)
    except FigureError:
        return None


def revalued(claim: Claim, value: str) -> Claim:
    """The claim with another value; a date's period is the span of the new date, and a value finer than the
    rounding units of the old one is as fine as it is printed."""
    if claim.base_unit != "date":
        unit, coarse = ("" if _is_finer(value, old) else old for old in (claim.rounding_unit, claim.coarse_unit))
        return replace(claim, value=value, rounding_unit=unit, coarse_unit=coarse)
    first, last = dates.format_span(dates.iso_span(value)).strip("[]").split(", ")
    return replace(claim, value=value, period_start=first, period_end=last)


def _is_finer(value: str, unit: str) -> bool:
    try:
        return bool(unit) and Fraction(unit) > 0 and (Fraction(value) / Fraction(unit)).denominator != 1
    except ValueError:
        return False  # no number: said where its figure is made


# relations


def read_relation(cells: Cells) -> Relation:
    """The relation of a row, not yet evaluated. FormulaError if the formula cannot be read."""
    expr = relations.parse_formula(cells["formula"])
    return _record(
        Relation,
        cells,
        expr=expr,
        inputs=expr.claims(),
        result=None,
        point=None,
        verdict=None,
        missing="",
        printed=None,
    )


def settle(relation: Relation, rows: Mapping[str, Row]) -> Relation:
    """The relation with its result and verdict from the claims' figures, and those reported elsewhere that it names.

    rows: by id, all that the relation names. A claim without a value makes it not computable; FormulaZeroDivision and other FormulaErrors are raised.
    """
    result, missing = None, ""
    try:
        result = relations.evaluate(relation.expr, lambda row_id: rows[row_id].operand)
    except MissingValue as error:
        missing = str(error)
    point = _point(relation, rows)
    target = rows.get(relation.target)
    if relation.unit == "date":
        check_days(result)
    verdict = _verdict(relation, result, point, missing, rows)
    if verdict and verdict.code == verdicts.Arithmetic.NOT_REPRODUCED:
        verdict = _if_round(relation, verdict, rows)
    return replace(
        relation,
        result=in_unit(result, relation.unit),
        point=point_in_unit(point, relation.unit),
        missing=missing,
        verdict=verdict,
        printed=target if isinstance(target, Claim) else None,
    )


def _point(relation: Relation, rows: Mapping[str, Row]) -> Fraction | bool | None:
    try:
        return relations.point(relation.expr, lambda row_id: rows[row_id].operand_point)
    except MissingValue:
        return None
    except relations.FormulaZeroDivision:
        # 4000 - 4000 may be zero at the printed values alone, where the open ends of 超4000 are not
        return None


def check_days(*results: Interval | bool | None) -> None:
    """FormulaError for a result that holds what is no day of the calendar."""
    ends = [end for one in results if isinstance(one, Interval) for end in (one.lower, one.upper) if end is not None]
    for end in ends:
        if not 1 <= end <= date.max.toordinal():
            raise relations.FormulaError("a day that no calendar has")


def in_unit(result: Interval | bool | None, unit: str) -> Interval | bool | None:
    """A result in formula terms in a base unit: percent as percent; truth values as they are."""
    factor = figures.formula_factor(unit)
    return result if factor == 1 or not isinstance(result, Interval) else result.map_scale(1 / factor)


def point_in_unit(point: Fraction | bool | None, unit: str) -> Fraction | bool | None:
    """The same for a result of the printed values."""
    factor = figures.formula_factor(unit)
    return point if factor == 1 or not isinstance(point, Fraction) else point / factor


def _verdict(
    relation: Relation,
    result: Interval | bool | None,
    point: Fraction | bool | None,
    missing: str,
    rows: Mapping[str, Row],
) -> Verdict | None:
    if missing and (relation.target or isinstance(relation.expr, Comparison)):
        return verdicts.not_computable(missing)
    if isinstance(relation.expr, Comparison):
        left, right = relations.sides(relation.expr, lambda row_id: rows[row_id].operand) or (None, None)
        unit = _side_unit(relation.expr, rows)
        if unit == "date":
            check_days(left, right)
        outcome = result if isinstance(result, bool) else None
        return verdicts.comparison(outcome, left, relation.expr.op, right, unit)
    if not relation.target:
        return None
    return verdicts.arithmetic(result, point, rows[relation.target].figure)


def _if_round(relation: Relation, found: Verdict, rows: Mapping[str, Row]) -> Verdict:
    """What becomes of a verdict that accuses where the zeros at the end of round figures may be no digits."""
    named = [rows[row_id] for row_id in (*relation.inputs, relation.target) if row_id in rows]
    if all(row.figure is None or row.figure.coarse is None for row in named):
        return found
    lookup = lambda row_id: rows[row_id].widest_operand
    try:
        result = relations.evaluate(relation.expr, lookup)
        if isinstance(result, Interval):
            return verdicts.if_round(found, result)
        return verdicts.if_round(found, result, relations.sides(relation.expr, lookup))
    except relations.FormulaError:
        return verdicts.if_round(found, None)  # a difference of round figures that may be nought, below a line


def _side_unit(expr: Comparison, rows: Mapping[str, Row]) -> str | None:
    """The unit of a comparison where one of its sides is a claim and nothing else."""
    return next((rows[side.id].base_unit for side in expr.parts() if isinstance(side, relations.Claim)), None)
