"""Loading the register: all tables of the data package, read, checked against each other, and computed.

`load` reads everything, collects every fault, and raises them together; a register that it gives is
sound. Reading and checking are in `claimcheck.register`, what others say of a claim in `claimcheck.evidence`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from claimcheck.evidence import accord, judge
from claimcheck.printed.rounding import DEFAULT_RULE
from claimcheck.register import conflict_text, reading
from claimcheck.register.assembling import assemble
from claimcheck.register.faults import Fault, FaultError
from claimcheck.register.package import read_package
from claimcheck.register.record import Register
from claimcheck.register.spreading import HERE, Spread


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


def examine(
    root: Path | None = None, articles: Path | None = None, spread: Spread = HERE
) -> tuple[Register, tuple[Fault, ...]]:
    """As `load`, but with the faults beside what could be read in spite of them, sorted.

    Where there are faults no claim has an evidence verdict. spread: where relations are checked; SpreadError where it fails.
    """
    package = read_package(Path(root or data_dir()))
    register, faults = assemble(package, articles, spread)
    faults = faults or list(accord.faults(register, package))
    if faults:
        return register, FaultError(faults).faults
    return _judged(register), ()


def with_value(register: Register, claim_id: str, value: str) -> Register:
    """The register as it would be had the article printed another value; nothing is written.

    value: in the claim's unit, as in its table. Only the figure changes, so the quote no longer
    fits. KeyError for an unknown id, FigureError for a value that is none, FormulaZeroDivision as in
    `reading.settle`.
    """
    revalued = reading.revalued(register.claims[claim_id], value)
    claims = {**register.claims, claim_id: reading.with_figure(revalued, register.rule, register.coarse)}
    touched = (*register.using(claim_id), *register.targeting(claim_id))
    naming = {relation.id: reading.settle(relation, {**register.reported, **claims}) for relation in touched}
    relations = {i: naming.get(i, relation) for i, relation in register.relations.items()}
    return _followed_through(replace(register, claims=claims, relations=relations))


def reread(register: Register, rule: str = DEFAULT_RULE, coarse: bool = False) -> Register:
    """The register under another rounding rule, or with round figures at their coarse unit."""
    claims = {i: reading.with_figure(claim, rule, coarse) for i, claim in register.claims.items()}
    relations = {
        i: reading.settle(relation, {**register.reported, **claims}) for i, relation in register.relations.items()
    }
    return _followed_through(replace(register, claims=claims, relations=relations, rule=rule, coarse=coarse))


def _followed_through(register: Register) -> Register:
    """The register with what rests on its claims and relations: the conflicts' texts and the evidence."""
    templates = register.conflict_templates.items()
    register = replace(register, conflicts={i: conflict_text.rendered(register, template) for i, template in templates})
    return _judged(register)


def _judged(register: Register) -> Register:
    """The register with its evidence, which is found from the rest of it and filled in last."""
    found = replace(register, evidence={})
    found.evidence.update(judge.evidence(found))
    return found
