"""The columns that the engine reads of each table, whatever else a package's schemas give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from claimcheck.register.definitions import Definition
from claimcheck.register.faults import Fault
from claimcheck.register.package import Table
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
from claimcheck.register.rows import Claim, Reported

# fields of the records that are computed and stand in no table
COMPUTED = {
    Claim: {"article", "read", "figure"},
    Reported: {"figure"},
    Relation: {"expr", "inputs", "result", "point", "verdict", "missing", "printed"},
    EvidenceRow: {"expr", "inputs"},
    SideBySide: {"is_same"},
}
RECORDS = {
    "articles": Article,
    "metrics": Metric,
    "claims": Claim,
    "exclusions": Exclusion,
    "corrections": Correction,
    "relations": Relation,
    "conflicts": Conflict,
    "reported": Reported,
    "answers": Answer,
    "comparisons": SideBySide,
    "definitions": Definition,
    "definition-history": DefinitionNote,
    "evidence": EvidenceRow,
}
OTHERS = {
    "comparability": ("metric", "definition", "other", "reason"),
    "offices": ("wording", "offices"),
    "metric-words": ("metric", "words"),
    "related-metrics": ("metric", "other", "reason"),
    "growth-exceptions": ("reported", "reason"),
}
INTEGERS = ("start", "end", "characters", "bytes", "runs", "headline")
DATES = dict.fromkeys(("claims", "reported", "definition-history"), ("period_start", "period_end"))


def read_columns(name: str) -> tuple[str, ...]:
    """The columns that are read of the table of that resource name; none of a table that is not known."""
    kind = "claims" if name.startswith("claims-") else name
    if kind in OTHERS:
        return OTHERS[kind]
    record = RECORDS.get(kind)
    return tuple(f.name for f in fields(record) if f.name not in COMPUTED.get(record, ())) if record else ()


def faults(table: Table) -> Iterator[Fault]:
    """Columns that the schema lacks, and columns of another type than the one they are read as."""
    kind = "claims" if table.name.startswith("claims-") else table.name
    types = {column["name"]: column.get("type", "string") for column in table.schema["fields"]}
    for name in read_columns(table.name):
        expected = "integer" if name in INTEGERS else "date" if name in DATES.get(kind, ()) else "string"
        if name not in types:
            yield table.fault("schema-differs", None, name, "no such column in the schema", f"column '{name}'")
        elif types[name] != expected:
            yield table.fault("schema-differs", None, name, f"type {types[name]} in the schema", f"type {expected}")
