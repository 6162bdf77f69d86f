"""The tables of the cross-check, read and held to the claims and reported figures they name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from claimcheck.formulas import relations
from claimcheck.formulas.relations import Comparison, FormulaError
from claimcheck.printed.words import EFFECT_WORDS
from claimcheck.register import checks_relations, conflict_text, definitions, reading
from claimcheck.register.draft import Draft
from claimcheck.register.faults import Fault
from claimcheck.register.package import Table, TableRow, quoted, whole
from claimcheck.register.record import Register
from claimcheck.register.records import Conflict, EvidenceRow, level_of
from claimcheck.register.rows import Row

KEYS = {
    "definitions": ("metric", "scope"),
    "comparability": ("metric", "definition", "other"),
    "offices": ("wording",),
    "related-metrics": ("metric", "other"),
}


def level_faults(table: Table) -> Iterator[Fault]:
    """Growths of a metric that no row names: they are recomputed from its levels, and named after it."""
    known = {row["metric"] for row in table.rows}
    for row in table.rows:
        level = level_of(row["metric"])
        if level and level not in known:
            expected = f"a row of {level} too: {row['metric']} is its growth"
            yield table.fault("missing-level", row, "metric", quoted(row["metric"]), expected)


def read_exceptions(draft: Draft) -> dict[str, str]:
    """growth-exceptions.csv: the id of a rate -> why it does not recompute."""
    return {row["reported"]: row["reason"] for row in draft.sound_rows(draft.table("growth-exceptions"))}


def read_metric_words(draft: Draft) -> dict[str, tuple[str, ...]]:
    """metric-words.csv: what texts call a metric beside its Chinese name."""
    return {row["metric"]: tuple(row["words"].split()) for row in draft.sound_rows(draft.table("metric-words"))}


def read_definitions(draft: Draft) -> definitions.Definitions:
    """The tables of KEYS; rows that repeat a key become faults."""
    tables = {name: draft.table(name) for name in KEYS}
    for name, table in tables.items():
        if table:
            draft.add(*definitions.duplicate_faults(table, KEYS[name]))
    found = definitions.read(*(list(draft.sound_rows(table)) for table in tables.values()))
    if all(table is None or table.readable for table in tables.values()):
        draft.add(*_unmapped_faults(draft, found))
    return found


def _unmapped_faults(draft: Draft, found: definitions.Definitions) -> Iterator[Fault]:
    """Claims and reported figures whose scope or office no row maps: nobody knows what to compare them with."""
    for row in definitions.unmapped(found, draft.rows().values()):
        name = f"claims-{row.article}" if row.article else "reported"
        table, line = draft.package.tables[name], draft.lines[name][row.id]
        if (row.metric, row.scope) not in found.by_scope:
            yield _undefined_scope(table, line)
        else:
            expected = "a row of offices.csv that maps it"
            yield table.fault("unknown-office", line, "value", whole(line["value"]), expected)
    # a metric that no row knows is a fault already; a new one needs its scopes mapped too, told in the same pass
    known = {metric for metric, _ in found.by_scope}
    unknown = {(fault.file, fault.row) for fault in draft.faults if fault.code == "unknown-metric"}
    for table in draft.package.tables.values():
        for line in table.rows if "scope" in table.columns else ():
            is_new = (table.file, line.line) in unknown and not get_close_matches(line["metric"], known)
            if is_new and (line["metric"], line["scope"]) not in found.by_scope:
                yield _undefined_scope(table, line)


def _undefined_scope(table: Table, line: TableRow) -> Fault:
    expected = f"a row of definitions.csv that maps it, for the metric {line['metric']}"
    return table.fault("undefined-scope", line, "scope", whole(line["scope"]), expected)


def read_evidence(draft: Draft) -> dict[str, EvidenceRow]:
    """evidence.csv; a formula that cannot be read, or has no value, becomes a fault."""
    table = draft.table("evidence")
    known, rows = draft.ids("reported"), draft.rows()
    found: dict[str, EvidenceRow] = {}
    if table is None:
        return found
    for row in draft.sound_rows(table):
        try:
            expr = relations.parse_formula(row["formula"])
        except FormulaError as error:
            draft.add(table.fault("bad-formula", row, "formula", quoted(row["formula"]), f"a formula ({error})"))
            continue
        evidence = reading.read_evidence_row(row.cells, expr)
        faults = [*_name_faults(table, row, evidence, known), *_value_faults(table, row, evidence, rows)]
        draft.add(*faults)
        if not faults:
            found[evidence.id] = evidence
    return found


def _name_faults(table: Table, row: TableRow, evidence: EvidenceRow, known: Collection[str]) -> Iterator[Fault]:
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


def _value_faults(table: Table, row: TableRow, evidence: EvidenceRow, rows: Mapping[str, Row]) -> Iterator[Fault]:
    if isinstance(evidence.expr, Comparison) != (evidence.unit == "truth"):
        yield table.fault(
            "unit-mismatch", row, "unit", quoted(evidence.unit), "truth for a comparison and only for one"
        )
        return
    if not all(i in rows for i in evidence.inputs):
        return
    misfit = checks_relations.dimension_fault(table, row, evidence.id, evidence.expr, evidence.unit, rows)
    if misfit:
        yield misfit
        return
    try:
        result = relations.evaluate(evidence.expr, lambda row_id: rows[row_id].operand)
        if evidence.unit == "date":
            reading.check_days(result)
    except FormulaError as error:
        yield table.fault(
            "bad-formula", row, "formula", quoted(evidence.formula), f"a formula that has a value ({error})"
        )


def fill_in(draft: Draft, register: Register) -> dict[str, Conflict]:
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
            for column in ("figure", "why", "say"):
                draft.add(_twice(draft, answer.id, column, conflict_text.render(register, getattr(answer, column))))
        except conflict_text.TextError as error:
            draft.add(_mark_fault(draft, "answers", answer.id, error))
    for row in register.comparisons.values():
        try:
            conflict_text.render(register, f"{row.quantity} {row.this} {row.that} {row.differ} {row.use}")
        except conflict_text.TextError as error:
            draft.add(_mark_fault(draft, "comparisons", row.id, error))
    return found


def _twice(draft: Draft, answer: str, column: str, text: str) -> Fault | None:
    """A word before a mark that the figure itself begins with: over [id] where [id] is over 40%."""
    words = "|".join(sorted(set(EFFECT_WORDS.values())))
    match = re.search(rf"\b({words}) \1\b", text)
    table, line = draft.package.tables["answers"], draft.lines["answers"][answer]
    return match and table.fault(
        "word-twice", line, column, quoted(match.group()), f"{match[1]!r} once: the figure has it"
    )


def _mark_fault(draft: Draft, name: str, row_id: str, error: conflict_text.TextError) -> Fault | None:
    """A mark that stands for nothing; None for one that names a row with a fault of its own."""
    known = draft.ids("reported", "relations", "evidence")
    if error.placeholder.strip("[]{}").partition(":")[0] in known:
        return None
    expected = "the id of a claim or reported figure, or in braces of a relation or evidence"
    table, line = draft.package.tables[name], draft.lines[name][row_id]
    return table.fault("unknown-mark", line, None, quoted(error.placeholder), expected)
