"""Checks between tables: relations, corrections and conflicts against the claims they name.

A relation is circular when it recomputes its target from the target itself: it would confirm whatever
is printed. (A comparison may name its target: it tests the claim, it does not recompute it.) Longer
circles cannot arise, since a formula takes printed figures only, never another relation's result; that
A follows from B and B from A are two checks of the same pair. A figure reported elsewhere may stand in
a cross relation without a target; where it bears on a claim it belongs in evidence.csv. What can go
round is a correction: a reading justified by a relation that it takes part in. That is why the guard
of such a correction asks that the relation fails with what the text has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from claimcheck.formulas.dimensions import DimensionError, dimension
from claimcheck.formulas.relations import Comparison, Expr, FormulaError, FormulaZeroDivision
from claimcheck.register import checks_figures, reading
from claimcheck.register.faults import Fault
from claimcheck.register.package import Table, TableRow, quoted
from claimcheck.register.records import Conflict, Correction, Relation
from claimcheck.register.rows import Claim, Row


def name_faults(
    table: Table, row: TableRow, relation: Relation, known: Collection[str], reported: Collection[str] = ()
) -> Iterator[Fault]:
    """Claims that do not exist, articles that do not fit, and circles.

    known, reported: ids of all claims and of all figures reported elsewhere.
    """
    for claim_id in relation.inputs:
        if claim_id in reported:
            if relation.target:
                yield table.fault(
                    "reported-in-check",
                    row,
                    "target",
                    quoted(relation.target),
                    f"no target beside [{claim_id}]: evidence.csv says what it shows of a claim",
                )
        elif claim_id not in known:
            yield table.fault("unknown-claim", row, "formula", quoted(f"[{claim_id}]"), "the id of a claim")
    if relation.target and relation.target not in known:
        yield table.fault("unknown-claim", row, "target", quoted(relation.target), "the id of a claim")
    if relation.target in relation.inputs and not isinstance(relation.expr, Comparison):
        yield table.fault(
            "circular-relation",
            row,
            "formula",
            quoted(f"[{relation.target}]"),
            "a formula that does not use its own target",
        )
    if not relation.id.startswith(f"{relation.article}-r"):
        yield table.fault("id-differs", row, "id", quoted(relation.id), f"an id that begins with {relation.article}-r")
    yield from _article_faults(table, row, relation)


def _article_faults(table: Table, row: TableRow, relation: Relation) -> Iterator[Fault]:
    if relation.article == "cross":
        return
    for claim_id in filter(None, (*relation.inputs, relation.target)):
        if claim_id.rpartition("-")[0] != relation.article:
            yield table.fault(
                "other-article",
                row,
                "formula" if claim_id in relation.inputs else "target",
                quoted(claim_id),
                f"claims of {relation.article}, or article cross",
            )


def duplicate_faults(table: Table, rows: Mapping[str, TableRow], relations: Collection[Relation]) -> Iterator[Fault]:
    """The same formula for the same target twice would count one finding twice."""
    first: dict[tuple[Expr, str], str] = {}
    for relation in relations:
        other = first.setdefault((relation.expr, relation.target), relation.id)
        if other != relation.id:
            yield table.fault(
                "duplicate-relation",
                rows[relation.id],
                "formula",
                quoted(relation.formula),
                f"a formula that {other} does not have",
            )


def unit_fault(table: Table, row: TableRow, relation: Relation, claims: Mapping[str, Claim]) -> Fault | None:
    """`truth` for a comparison and only for it; else the unit of the claim that is recomputed."""
    is_comparison = isinstance(relation.expr, Comparison)
    if is_comparison != (relation.unit == "truth"):
        return table.fault(
            "unit-mismatch",
            row,
            "unit",
            quoted(relation.unit),
            "truth for a comparison" if is_comparison else "a unit of measure, since this is no comparison",
        )
    target = claims.get(relation.target)
    if target and not is_comparison and target.base_unit != relation.unit:
        return table.fault(
            "unit-mismatch", row, "unit", quoted(relation.unit), f"{target.base_unit}, the unit of {target.id}"
        )
    return None


def dimension_fault(
    table: Table, row: TableRow, row_id: str, expr: Expr, unit: str, rows: Mapping[str, Row]
) -> Fault | None:
    """Amounts that do not go together (yuan and persons), or a result that is no amount of its unit.

    rows: the claims and reported figures by id, all that the formula names among them.
    """
    formula = row["formula"]
    try:
        found = dimension(expr, lambda name: rows[name].base_unit)
    except DimensionError as error:
        expected = f"amounts in {row_id} that go together ({error})"
        return table.fault("dimension-mismatch", row, "formula", quoted(formula), expected)
    if unit == "truth" or found.fits(unit):
        return None
    expected = f"the unit of what the formula of {row_id} gives, {found}"
    return table.fault("dimension-mismatch", row, "unit", quoted(unit), expected)


def points_fault(
    table: Table, row: TableRow, relation: Relation, target: Claim, kind: str, rows: Mapping[str, Row]
) -> Fault | None:
    """A growth in percent that is recomputed as the difference of two shares, which is in percentage points.

    So 由25.2%提升5.3%至30.5% is told from 5.3个百分点: as a growth it would be 21%. kind: of the target's metric.
    """
    if target.base_unit != "percent" or not dimension(relation.expr, lambda name: rows[name].base_unit).is_points:
        return None
    if kind != "growth" and not checks_figures.is_change(target):
        return None
    expected = f"a growth in percent, [b] / [a] - 1, since {quoted(target.read)} does not say percentage points"
    return table.fault("points-as-percent", row, "formula", quoted(relation.formula), expected)


def count_faults(table: Table, row: TableRow, relation: Relation, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Names that are counted must stand in the article; a cross relation's in one of those it uses."""
    ids = {relation.article} if relation.article != "cross" else set(texts)
    searched = [texts[article] for article in ids if article in texts]
    for name in relation.expr.names() if searched else ():
        if not any(name in text for text in searched):
            yield table.fault("name-not-found", row, "formula", quoted(name), "a name that stands in the article")


def settled(table: Table, row: TableRow, relation: Relation, rows: Mapping[str, Row]) -> Relation | Fault:
    """The relation with its result, or the fault that keeps it from having one."""
    try:
        return reading.settle(relation, rows)
    except FormulaZeroDivision as error:
        return table.fault(
            "zero-division",
            row,
            "formula",
            quoted(relation.formula),
            f"no division by what may be zero in {relation.id} ({error})",
        )
    except FormulaError as error:
        return table.fault(
            "bad-formula", row, "formula", quoted(relation.formula), f"a formula that has a result ({error})"
        )


# corrections


def guard_faults(
    table: Table,
    row: TableRow,
    correction: Correction,
    claims: Mapping[str, Claim],
    rows: Mapping[str, Row],
    relations: Mapping[str, Relation],
    known: Collection[str] | None,
) -> Iterator[Fault]:
    """Guards say why a correction is needed; each fails once it is not. `found_in_text` is a check of the text.

    rows: claims and reported figures, which relations name. known: ids of all relations, those with faults too, None if their table could not be read.
    """
    if correction.claim and correction.claim not in claims:
        return
    for guard in correction.guard:
        if guard == "unparsable":
            yield from _unparsable_faults(table, row, claims.get(correction.claim))
        elif guard.startswith("relation:"):
            relation_id = guard.removeprefix("relation:")
            if relation_id in relations:
                yield from _relation_guard_faults(
                    table, row, claims.get(correction.claim), relations[relation_id], rows
                )
            elif known is not None and relation_id not in known:
                yield table.fault("unknown-relation", row, "guard", quoted(relation_id), "the id of a relation")


def _unparsable_faults(table: Table, row: TableRow, claim: Claim | None) -> Iterator[Fault]:
    if claim is None:
        yield table.fault("guard-without-claim", row, "guard", "'unparsable'", "a claim in column claim")
        return
    printed = reading.read_whole(claim.quote)
    if printed is not None and claim.figure is not None and printed.value == claim.figure.value:
        yield table.fault(
            "correction-not-needed", row, "guard", quoted(claim.quote), "a quote that does not give the value"
        )


def _relation_guard_faults(
    table: Table, row: TableRow, claim: Claim | None, relation: Relation, rows: Mapping[str, Row]
) -> Iterator[Fault]:
    if claim is None or claim.id not in (*relation.inputs, relation.target):
        yield table.fault(
            "guard-without-claim", row, "guard", quoted(relation.id), "a relation that uses the claim in column claim"
        )
    elif relation.verdict is None or not relation.verdict.code.holds:
        yield table.fault(
            "correction-not-confirmed", row, "guard", quoted(relation.id), "a relation that holds with the reading"
        )
    elif _holds_as_printed(relation, claim, rows):
        yield table.fault(
            "correction-not-needed",
            row,
            "guard",
            quoted(relation.id),
            f"a relation that fails with {quoted(claim.quote)}",
        )


def _holds_as_printed(relation: Relation, claim: Claim, rows: Mapping[str, Row]) -> bool:
    printed = reading.read_whole(claim.quote)
    if printed is None or printed.unit not in (None, claim.base_unit):
        return False
    as_printed = reading.settle(relation, {**rows, claim.id: replace(claim, figure=printed)})
    return as_printed.verdict is not None and as_printed.verdict.code.holds


# conflicts


def conflict_faults(
    table: Table, row: TableRow, conflict: Conflict, claims: Collection[str], reported: Collection[str] | None
) -> Iterator[Fault]:
    """Ids that do not exist, and overrides without a reason or outside the conflict."""
    for claim_id in (*conflict.claims, *conflict.override):
        if claim_id not in claims:
            column = "claims" if claim_id in conflict.claims else "override"
            yield table.fault("unknown-claim", row, column, quoted(claim_id), "the id of a claim")
    for reported_id in conflict.reported:
        if reported is not None and reported_id not in reported:
            yield table.fault("unknown-reported", row, "reported", quoted(reported_id), "an id of reported.csv")
    if conflict.override and not conflict.reason:
        yield table.fault("missing-reason", row, "reason", "no reason", "why the override is right")
