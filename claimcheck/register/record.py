"""The register: all tables of a data package once read, as one plain record that is never changed.

It is filled by `claimcheck.loading`, and everything above takes it as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from pathlib import Path
from typing import TypeVar
from weakref import WeakKeyDictionary

from claimcheck.formulas import verdicts
from claimcheck.formulas.verdicts import Verdict
from claimcheck.printed.rounding import DEFAULT_RULE
from claimcheck.register.definitions import Definitions
from claimcheck.register.records import (
    Answer,
    Article,
    Conflict,
    Correction,
    DefinitionNote,
    Evidence,
    EvidenceRow,
    Exclusion,
    Metric,
    Relation,
    SideBySide,
)
from claimcheck.register.rows import Claim, Reported, Row

Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Register:
    """All records by id, in the order of the tables; claims in the order of the articles.

    texts: the articles' texts where they were found. conflicts: their texts filled in; conflict_templates:
    as in the table. evidence: the evidence verdict of every claim, empty where the tables have faults. rule,
    coarse: the rounding rule, and whether round figures are read coarsely.
    """

    root: Path
    articles: dict[str, Article]
    metrics: dict[str, Metric]
    claims: dict[str, Claim]
    exclusions: dict[str, Exclusion]
    corrections: dict[str, Correction]
    relations: dict[str, Relation]
    conflicts: dict[str, Conflict]
    reported: dict[str, Reported]
    texts: dict[str, str] = field(repr=False)
    definitions: Definitions = field(default=Definitions(), repr=False)
    evidence_rows: dict[str, EvidenceRow] = field(default_factory=dict, repr=False)
    metric_words: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    growth_exceptions: dict[str, str] = field(default_factory=dict, repr=False)
    conflict_templates: dict[str, Conflict] = field(default_factory=dict, repr=False)
    answers: dict[str, Answer] = field(default_factory=dict, repr=False)
    comparisons: dict[str, SideBySide] = field(default_factory=dict, repr=False)
    definition_history: tuple[DefinitionNote, ...] = field(default=(), repr=False)
    evidence: dict[str, Evidence] = field(default_factory=dict, repr=False)
    rule: str = DEFAULT_RULE
    coarse: bool = False

    def __repr__(self) -> str:
        return f"Register({len(self.claims)} claims, {len(self.relations)} relations)"

    def row(self, row_id: str) -> Row:
        """The claim or reported figure of that id; KeyError if there is none."""
        claim = self.claims.get(row_id)
        return self.reported[row_id] if claim is None else claim

    def has_row(self, row_id: str) -> bool:
        """Whether a claim or reported figure has that id."""
        return row_id in self.claims or row_id in self.reported

    def rows(self) -> Iterable[Row]:
        """All claims, then all reported figures."""
        yield from self.claims.values()
        yield from self.reported.values()

    @cached_property
    def _by_target(self) -> dict[str, tuple[Relation, ...]]:
        return _grouped((relation.target, relation) for relation in self.relations.values())

    @cached_property
    def _by_input(self) -> dict[str, tuple[Relation, ...]]:
        return _grouped((name, relation) for relation in self.relations.values() for name in relation.inputs)

    def targeting(self, claim_id: str) -> tuple[Relation, ...]:
        """The relations that recompute the claim."""
        return self._by_target.get(claim_id, ())

    def using(self, claim_id: str) -> tuple[Relation, ...]:
        """The relations whose formula holds the claim."""
        return self._by_input.get(claim_id, ())

    def verdict_of(self, claim_id: str) -> Verdict:
        """The worst arithmetic verdict of the relations that target the claim; KeyError for an unknown id."""
        self.claims[claim_id]
        found = verdicts.worst(r.verdict for r in self.targeting(claim_id) if r.verdict)
        return found or verdicts.not_computable("no relation recomputes this claim")

    def evidence_of(self, claim_id: str) -> Evidence:
        """The evidence verdict of the claim; KeyError for an unknown id."""
        return self.evidence[claim_id]


def _grouped(pairs: Iterable[tuple[str, Relation]]) -> dict[str, tuple[Relation, ...]]:
    found: dict[str, list[Relation]] = {}
    for key, relation in pairs:
        found.setdefault(key, []).append(relation)
    return {key: tuple(group) for key, group in found.items()}


def once(find: Callable[[Register], Found]) -> Callable[[Register], Found]:
    """What is found from a register, found once for each and kept as long as the register is."""
    kept: WeakKeyDictionary[Register, Found] = WeakKeyDictionary()

    @wraps(find)
    def found(register: Register) -> Found:
        if register not in kept:
            kept[register] = find(register)
        return kept[register]

    return found
