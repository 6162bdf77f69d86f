"""The tables of the cross-check, read and held to the claims and reported figures they name."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.evidence.judge import EvidenceRow, operand
from claimcheck.formulas import relations
from claimcheck.formulas.relations import Comparison, FormulaError
from claimcheck.register import conflict_text, definitions
from claimcheck.register.faults import Fault
from claimcheck.register.package import Row, Table, quoted
from claimcheck.register.records import Conflict

KEYS = {
    "definitions": ("metric", "scope"),
    "comparability": ("metric", "definition", "other"),
    "offices": ("wording",),
    "related-metrics": ("metric", "other"),
}


def read(draft) -> tuple[definitions.Definitions, dict[str, EvidenceRow], dict[str, str]]:
    """Definitions, rows of evidence.csv, and growth-exceptions.csv: the id of a rate -> why it does not recompute."""
    exceptions = {row["reported"]: row["reason"] for row in draft.sound_rows(draft.table("growth-exceptions"))}
    return read_definitions(draft), read_evidence(draft), exceptions


def read_definitions(draft) -> definitions.Definitions:
    """The tables of KEYS; rows that repeat a key become faults."""
    tables = {name: draft.table(name) for name in KEYS}
    for name, columns in KEYS.items():
        if tables[name]:
            draft.add(*definitions.duplicate_faults(tables[name], columns))
    found = definitions.read(*(list(draft.sound_rows(table)) for table in tables.values()))
    if all(table is None or table.readable for table in tables.values()):
        draft.add(*_unmapped_faults(draft, found))
    return found


def _unmapped_faults(draft, found: definitions.Definitions) -> Iterator[Fault]:
    """Claims and reported figures whose scope or office no row maps: nobody knows what to compare them with."""
    rows = {**draft.claims, **draft.reported}
    for row_id in definitions.unmapped(found, rows.values()):
        article = getattr(rows[row_id], "article", "")
        table = draft.claims_tables[article] if article else draft.table("reported")
        is_scope = (rows[row_id].metric, rows[row_id].scope) not in found.by_scope
        column = "scope" if is_scope else "value"
        yield table.fault(
            "undefined-scope" if is_scope else "unknown-office",
            draft.rows[row_id],
            column,
            quoted(draft.rows[row_id][column]),
            f"a row of {'definitions' if is_scope else 'offices'}.csv that maps it",
        )


def read_evidence(draft) -> dict[str, EvidenceRow]:
    """evidence.csv; a formula that cannot be read, or has no value, becomes a fault."""
    table, found = draft.table("evidence"), {}
    for row in draft.sound_rows(table):
        try:
            expr = relations.parse_formula(row["formula"])
        except FormulaError as error:
            draft.add(table.fault("bad-formula", row, "formula", quoted(row["formula"]), f"a formula ({error})"))
            continue
        evidence = EvidenceRow(**row.cells, expr=expr, inputs=expr.claims())
        faults = list(_evidence_faults(draft, table, row, evidence))
        draft.add(*faults)
        if not faults:
            found[evidence.id] = evidence
    return found


def _evidence_faults(draft, table: Table, row: Row, evidence: EvidenceRow) -> Iterator[Fault]:
    known = _ids(draft, "reported")
    for row_id in (i for i in evidence.inputs if i not in known):
        yield table.fault("unknown-row", row, "formula", quoted(f"[{row_id}]"), "the id of a claim or reported figure")
    if evidence.claim not in known:
        yield table.fault("unknown-claim", row, "claim", quoted(evidence.claim), "the id of a claim")
    elif all(i.startswith(evidence.claim.rpartition("-")[0] + "-") for i in evidence.inputs):
        yield table.fault(
            "evidence-from-within",
            row,
            "formula",
            quoted(evidence.formula),
            "a figure from outside the claim's own article",
        )
    if isinstance(evidence.expr, Comparison) != (evidence.unit == "truth"):
        yield table.fault(
            "unit-mismatch", row, "unit", quoted(evidence.unit), "truth for a comparison and only for one"
        )
    yield from _value_faults(draft, table, row, evidence)


def _value_faults(draft, table: Table, row: Row, evidence: EvidenceRow) -> Iterator[Fault]:
    rows = {**draft.claims, **draft.reported}
    if not all(i in rows for i in evidence.inputs):
        return
    try:
        relations.evaluate(evidence.expr, lambda row_id: operand(rows[row_id]))
    except FormulaError as error:
        yield table.fault(
            "bad-formula", row, "formula", quoted(evidence.formula), f"a formula that has a value ({error})"
        )


class _Everything(set):
    """Where a table could not be read, any id may have stood in it."""

    def __contains__(self, row_id) -> bool:
        return True


def _ids(draft, *names: str) -> set[str]:
    """The ids of all claims and of the tables named, those of faulty rows too."""
    tables = [table for table in (*draft.claims_tables.values(), *map(draft.table, names)) if table]
    if not all(table.readable for table in tables):
        return _Everything()
    return {row["id"] for table in tables for row in table.rows}


def fill_in(draft, register) -> dict[str, Conflict]:
    """The conflicts with their texts filled in; a mark that stands for nothing becomes a fault."""
    found = {}
    for conflict in register.conflicts.values():
        try:
            found[conflict.id] = conflict_text.rendered(register, conflict)
        except conflict_text.TextError as error:
            found[conflict.id] = conflict
            draft.add(_mark_fault(draft, "conflicts", conflict.id, error))
    for answer in register.answers.values():
        try:
            conflict_text.render(register, f"{answer.figure} {answer.why} {answer.say}")
        except conflict_text.TextError as error:
            draft.add(_mark_fault(draft, "answers", answer.id, error))
    return found


def _mark_fault(draft, name: str, row_id: str, error: conflict_text.TextError) -> Fault | None:
    """A mark that stands for nothing; None for one that names a row with a fault of its own."""
    known = _ids(draft, "reported", "relations", "evidence")
    if error.placeholder.strip("[]{}").partition(":")[0] in known:
        return None
    expected = "the id of a claim or reported figure, or in braces of a relation or evidence"
    return draft.table(name).fault("unknown-mark", draft.rows[row_id], None, quoted(error.placeholder), expected)
