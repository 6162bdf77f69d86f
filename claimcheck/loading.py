"""The register: all tables of the data package, read, checked against each other, and computed.

`load` reads everything, collects every fault, and raises them together; a register that exists is
sound. Reading and checking are in `draft`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from claimcheck.evidence import reconcile
from claimcheck.evidence.judge import EvidenceRow
from claimcheck.formulas import verdicts
from claimcheck.formulas.verdicts import Verdict
from claimcheck.printed.rounding import DEFAULT_RULE
from claimcheck.register import checks_crosscheck, reading
from claimcheck.register.definitions import Definitions
from claimcheck.register.draft import Draft
from claimcheck.register.faults import Fault, FaultError
from claimcheck.register.package import read_package
from claimcheck.register.records import (
    Answer,
    Article,
    Claim,
    Conflict,
    Correction,
    DefinitionNote,
    Evidence,
    Exclusion,
    Metric,
    Relation,
    Reported,
)

WORST_FIRST = ("not_reproduced", "undetermined", "within_rounding", "reproduced", "not_computable")


@dataclass(frozen=True)
class Register:
    """All records by id, in the order of the tables; claims in the order of the articles.

    texts: the articles' texts where they were found. conflicts: their texts filled in; conflict_templates:
    as in the table. rule, coarse: the rounding rule, and whether round figures are read coarsely.
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
    growth_exceptions: dict[str, str] = field(default_factory=dict, repr=False)
    conflict_templates: dict[str, Conflict] = field(default_factory=dict, repr=False)
    answers: dict[str, Answer] = field(default_factory=dict, repr=False)
    definition_history: tuple[DefinitionNote, ...] = field(default=(), repr=False)
    rule: str = DEFAULT_RULE
    coarse: bool = False

    def __repr__(self) -> str:
        return f"Register({len(self.claims)} claims, {len(self.relations)} relations)"

    def targeting(self, claim_id: str) -> tuple[Relation, ...]:
        """The relations that recompute the claim."""
        return tuple(r for r in self.relations.values() if r.target == claim_id)

    def using(self, claim_id: str) -> tuple[Relation, ...]:
        """The relations whose formula holds the claim."""
        return tuple(r for r in self.relations.values() if claim_id in r.inputs)

    def verdict_of(self, claim_id: str) -> Verdict:
        """The worst arithmetic verdict of the relations that target the claim; KeyError for an unknown id."""
        self.claims[claim_id]
        found = [r.verdict for r in self.targeting(claim_id) if r.verdict]
        if not found:
            return verdicts.not_computable("no relation recomputes this claim")
        return min(found, key=lambda verdict: WORST_FIRST.index(verdict.code))

    def evidence_of(self, claim_id: str) -> Evidence:
        """The evidence verdict of the claim; KeyError for an unknown id."""
        return self._evidence[claim_id]

    @cached_property
    def _evidence(self) -> dict[str, Evidence]:
        return reconcile.evidence(self)

    def with_value(self, claim_id: str, value: str) -> Register:
        """The register as it would be had the article printed another value; nothing is written.

        value: in the claim's unit, as in its table. Only the figure changes, so the quote no longer
        fits. FigureError for a value that is none, FormulaZeroDivision as in `reading.settle`.
        """
        claim = reading.with_figure(reading.revalued(self.claims[claim_id], value), self.rule, self.coarse)
        claims = {**self.claims, claim_id: claim}
        usable = {**self.reported, **claims}
        naming = {r.id: reading.settle(r, usable) for r in (*self.using(claim_id), *self.targeting(claim_id))}
        return replace(self, claims=claims, relations={i: naming.get(i, r) for i, r in self.relations.items()})

    def reread(self, rule: str = DEFAULT_RULE, coarse: bool = False) -> Register:
        """The register under another rounding rule, or with round figures at their coarse unit."""
        claims = {i: reading.with_figure(claim, rule, coarse) for i, claim in self.claims.items()}
        relations = {i: reading.settle(relation, {**self.reported, **claims}) for i, relation in self.relations.items()}
        return replace(self, claims=claims, relations=relations, rule=rule, coarse=coarse)


def data_dir() -> Path:
    """The data package: CLAIMCHECK_DATA, or `data` in the nearest folder, from the working one upward, that has one."""
    if os.environ.get("CLAIMCHECK_DATA"):
        return Path(os.environ["CLAIMCHECK_DATA"])
    here = Path.cwd()
    return next(
        (folder / "data" for folder in (here, *here.parents) if (folder / "data" / "datapackage.json").is_file()),
        here / "data",
    )


def book_dir() -> Path:
    """The folder of the report that the data package belongs to."""
    return data_dir().parent


def load(root: Path | None = None, articles: Path | None = None) -> Register:
    """Read and check the data package at `root` (data_dir() if not given).

    articles: the folder of the articles' texts, `<id>.txt`; see checks_text.articles_dir. FaultError
    with all faults if there are any.
    """
    register, faults = examine(root, articles)
    if faults:
        raise FaultError(faults)
    return register


def examine(root: Path | None = None, articles: Path | None = None) -> tuple[Register, tuple[Fault, ...]]:
    """As `load`, but with the faults beside what could be read in spite of them, sorted."""
    draft = Draft(read_package(Path(root or data_dir())), articles)
    register = Register(**draft.read())
    register = replace(register, conflicts=checks_crosscheck.fill_in(draft, register))
    return register, FaultError(draft.faults).faults
