"""What the formulas of evidence.csv come to, over claims and reported figures."""

from __future__ import annotations

from fractions import Fraction

from claimcheck.formulas import relations
from claimcheck.formulas.relations import Comparison
from claimcheck.printed.interval import Interval
from claimcheck.register.record import Register
from claimcheck.register.records import EvidenceRow


def result(register: Register, row: EvidenceRow) -> Interval | bool | None:
    """What the formula gives, in formula terms; None for a comparison that holds for some values.

    FormulaError where a figure is missing or the formula has no value.
    """
    return relations.evaluate(row.expr, lambda row_id: register.row(row_id).operand)


def point(register: Register, row: EvidenceRow) -> Fraction | bool | None:
    """The formula's result for the printed values, in formula terms; None where one of them is no number."""
    try:
        return relations.point(row.expr, lambda row_id: register.row(row_id).operand_point)
    except (relations.MissingValue, relations.FormulaZeroDivision):
        return None


def outcome(register: Register, row: EvidenceRow) -> bool | None:
    """Whether the row speaks for its claim (True), against it (False), or leaves it open (None)."""
    found = result(register, row)
    if isinstance(row.expr, Comparison) or not isinstance(found, Interval):
        return found if isinstance(found, bool) else None
    claim = register.claims[row.claim]
    claimed = claim.operand
    # a month or a year bears out no day in it
    is_vague = claimed is not None and claim.base_unit == "date" and found.meets(claimed) and not found.within(claimed)
    if claimed is None or is_vague:
        return None
    return found.meets(claimed) or (None if _meets_if_round(register, row) else False)


def _meets_if_round(register: Register, row: EvidenceRow) -> bool:
    """Whether the result meets the claim if the zeros at the end of round figures (3800億) are no digits."""
    claimed = register.claims[row.claim].widest_operand
    try:
        found = relations.evaluate(row.expr, lambda row_id: register.row(row_id).widest_operand)
    except relations.FormulaError:
        return True
    return isinstance(found, Interval) and claimed is not None and found.meets(claimed)
