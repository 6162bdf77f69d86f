"""Whether two figures that are said to be the same agree: one word for a reader, from the engine's one rule.

A row of comparisons.csv says whether its two figures speak of one quantity. If they do, their intervals decide, as in
`reconcile`; if not, there is nothing to agree about. What the row says is held to what is known of the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from claimcheck.evidence import reconcile
from claimcheck.formulas import verdicts
from claimcheck.formulas.verdicts import Agreement
from claimcheck.printed.figures import formula_factor
from claimcheck.printed.interval import Interval
from claimcheck.register import evidence_rows
from claimcheck.register.conflict_text import PLACEHOLDER
from claimcheck.register.faults import Fault
from claimcheck.register.package import Package, quoted
from claimcheck.register.record import Register
from claimcheck.register.records import SideBySide

MOST_WORDS = 12  # of a reason that a reader takes in at a glance


class Accord(Enum):
    """How two figures stand to each other, worst first; `words` is what a reader sees, `mark` the class of its chip."""

    DISAGREE = ("Disagree", "disagree")
    UNLIKE = ("Not the same thing", "unlike")
    UNKNOWN = ("Cannot be told", "open")
    ROUNDING = ("By rounding", "agree")
    AGREE = ("Agree", "agree")

    def __init__(self, words: str, mark: str):
        self.words = words
        self.mark = mark


MEANINGS = {
    Accord.DISAGREE: "One quantity, and no value that both allow.",
    Accord.UNLIKE: "Another quantity, definition, time or unit, a forecast against an outcome, or words: there is nothing to compare.",
    Accord.UNKNOWN: "What one of the two counts is not said, so they may or may not be one quantity.",
    Accord.ROUNDING: "One quantity; only what rounding leaves open meets.",
    Accord.AGREE: "One quantity, and the value of one lies in what the other allows.",
}
OF_PAIR = {
    Agreement.AGREE: Accord.AGREE,
    Agreement.BY_ROUNDING: Accord.ROUNDING,
    Agreement.CONFLICT: Accord.DISAGREE,
    reconcile.NOT_COMPARABLE: Accord.UNLIKE,
}


@dataclass(frozen=True)
class Side:
    """The figure of one side: what its placeholder names, and what it can stand for, in base units.

    id: of a claim, a reported figure, a relation or a row of evidence. interval, value: None for words.
    """

    id: str
    unit: str
    interval: Interval | None
    value: Fraction | None
    qualifier: str = ""


def side(register: Register, text: str) -> Side:
    """The figure that `this` or `that` of a comparison begins with. KeyError for an id that stands for nothing."""
    match = PLACEHOLDER.match(text)
    if match is None:
        raise KeyError(text)
    if match[1] is not None:
        row = register.row(match[1])
        qualifier = row.figure.qualifier if row.figure else ""
        return Side(row.id, row.base_unit, row.interval, row.value_base, qualifier)
    relation = register.relations.get(match[2])
    if relation:
        found, value, unit, factor = relation.result, relation.point, relation.unit, Fraction(1)
    else:
        evidence = register.evidence_rows[match[2]]
        found, value = evidence_rows.result(register, evidence), evidence_rows.point(register, evidence)
        unit, factor = evidence.unit, 1 / formula_factor(evidence.unit)
    if not isinstance(found, Interval):
        return Side(match[2], unit, None, None)
    return Side(match[2], unit, found.map_scale(factor), value * factor if isinstance(value, Fraction) else None)


def accord(register: Register, row: SideBySide) -> Accord:
    """How the two figures of a comparison stand to each other. ValueError where words are said to be one quantity."""
    if row.is_same is None:
        return Accord.UNKNOWN
    if not row.is_same:
        return Accord.UNLIKE
    first, second = (_compared(side(register, text)) for text in (row.this, row.that))
    return OF_PAIR[verdicts.agreement(first, second)]


def _compared(of: Side) -> verdicts.Side:
    if of.interval is None:
        raise ValueError(f"{of.id} has no interval")
    return verdicts.Side(of.interval, of.value, of.qualifier)


def faults(register: Register, package: Package) -> Iterator[Fault]:
    """Comparisons that contradict what is known of their two figures, or lack a reason; of a register without faults."""
    table = package.tables.get("comparisons")
    if table is None:
        return
    for line in table.rows:
        row = register.comparisons[line["id"]]
        if row.conflict and row.conflict not in register.conflicts:
            yield table.fault("unknown-conflict", line, "conflict", quoted(row.conflict), "the id of a conflict")
        if bool(row.is_same) == bool(row.differ):
            expected = "a blank: the two speak of one quantity" if row.is_same else "how the two differ"
            yield table.fault("reason-differs", line, "differ", quoted(row.differ), expected)
        if len(row.differ.split()) > MOST_WORDS:
            words = f"{len(row.differ.split())} words"
            yield table.fault("too-many-words", line, "differ", words, f"at most {MOST_WORDS}")
        known, why = _same(register, *(side(register, text) for text in (row.this, row.that)))
        if known is not None and known != bool(row.is_same):
            yield table.fault("same-differs", line, "same", quoted(line["same"]), why)


def _same(register: Register, first: Side, second: Side) -> tuple[bool | None, str]:
    """Whether two figures speak of one quantity, as far as the register knows, and the reason in words."""
    if register.has_row(first.id) and register.has_row(second.id):
        items = reconcile.items(register)
        one, two = items[first.id], items[second.id]
        if (one.entity, one.metric) != (two.entity, two.metric):
            return False, f"no, since {one.metric} of {one.entity} is not {two.metric} of {two.entity}"
        pair = reconcile.compare(register, one, two)
        if pair.code == reconcile.NOT_COMPARABLE:
            return False, f"no: {pair.reason}"
        return True, "yes, since both have one metric, definition, period and unit"
    if not register.has_row(first.id) and not register.has_row(second.id):
        return False, "no: what two formulas come to is known to be of one quantity by no table"
    row, other = (first, second) if register.has_row(first.id) else (second, first)
    relation, evidence = register.relations.get(other.id), register.evidence_rows.get(other.id)
    if evidence and evidence.claim == row.id and evidence.shows == "label":
        return False, f"no, since {other.id} shows that {row.id} is called something else than it is"
    if (relation and relation.target == row.id) or (evidence and evidence.claim == row.id):
        return True, f"yes, since {other.id} recomputes {row.id}"
    if row.interval is None or other.interval is None or row.unit != other.unit:
        return False, "no: two figures of one unit"
    return None, ""
