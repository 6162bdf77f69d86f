"""Rows for evidence.csv: figures reported elsewhere that bear on a claim and are not compared with it by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

from claimcheck.evidence import growth_rates, reconcile, sources
from claimcheck.evidence.best import ranked
from claimcheck.formulas.relations import FormulaError, parse_formula
from claimcheck.register import evidence_rows, reading
from claimcheck.register.record import Register
from claimcheck.register.records import GROWTH, EvidenceRow
from claimcheck.register.rows import Claim, Reported, Row

COLUMNS = tuple(f.name for f in fields(EvidenceRow) if f.name not in ("expr", "inputs"))
Cells = dict[str, str]


def rows(register: Register, claims: Iterable[Claim]) -> list[Cells]:
    """The rows for an article's claims, with the next free id of each."""
    found = []
    for claim in claims:
        used = [i.rpartition("-")[2] for i, row in register.evidence_rows.items() if row.claim == claim.id]
        first = 1 + max((int(number) for number in used if number.isdigit()), default=0)
        for n, (formula, note) in enumerate([*_growth(register, claim), *_otherwise_worded(register, claim)], first):
            row = (f"e-{claim.id}-{n}", claim.id, formula, claim.base_unit, "claim", note)
            found.append(dict(zip(COLUMNS, row)))
    return found


def _growth(register: Register, rate: Claim) -> Iterator[tuple[str, str]]:
    """The level of a printed growth over the level of the year before, where somebody reported it and either is in the
    article or reported too. Whether it meets is said."""
    if not rate.metric.endswith(GROWTH) or not rate.period_start or rate.base_unit != "percent":
        return
    now, before = (rate.period_start, rate.period_end), growth_rates.year_before(rate.period_start, rate.period_end)
    printed = [row for row in register.claims.values() if row.article == rate.article]
    elsewhere = [row for row in _elsewhere(register, rate) if row.qualifier != "forecast"]
    late = _levels(rate, printed, now) or _levels(rate, elsewhere, now)
    early = [row for row in _levels(rate, elsewhere, before) if late and _is_alike(register, late[0], row)]
    if not early:
        return
    formula = f"[{late[0].id}] / [{early[0].id}] - 1"
    speaks = _outcome(register, rate, formula)
    if speaks is not None and not any(row.formula == formula for row in register.evidence_rows.values()):
        yield formula, f"The growth from the level of the year before{'' if speaks else ', which it does not meet'}."


def _levels(rate: Claim, found: Iterable[Row], period: tuple[str, str]) -> list[Row]:
    """The levels of a growth in a period, the best first."""
    what = (rate.entity, rate.metric.removesuffix(GROWTH), *period)
    levels = [row for row in found if (row.entity, row.metric, row.period_start, row.period_end) == what]
    return ranked(row for row in levels if row.interval is not None)


def _is_alike(register: Register, one: Row, other: Row) -> bool:
    of = register.definitions.of
    return one.base_unit == other.base_unit and of(one).definition == of(other).definition


def _elsewhere(register: Register, claim: Claim) -> list[Reported]:
    """Figures reported elsewhere, and not on the article's own page."""
    return [row for row in register.reported.values() if sources.article_of(register, row) != claim.article]


def _outcome(register: Register, claim: Claim, formula: str) -> bool | None:
    cells = dict.fromkeys(COLUMNS, "") | {"claim": claim.id, "formula": formula, "unit": claim.base_unit}
    try:
        return evidence_rows.outcome(register, reading.read_evidence_row(cells, parse_formula(formula)))
    except FormulaError:
        return None


def _otherwise_worded(register: Register, claim: Claim) -> Iterator[tuple[str, str]]:
    """Figures of the claim's entity, metric and period whose definition is another, unless comparability.csv says why the
    two are not compared."""
    compared = {frozenset((pair.first, pair.second)) for pair in reconcile.comparable(register)}
    used = {i for row in register.evidence_rows.values() if row.claim == claim.id for i in row.inputs}
    what = (claim.entity, claim.metric, claim.period_start, claim.period_end)
    for row in _elsewhere(register, claim):
        is_same = (
            row.entity,
            row.metric,
            row.period_start,
            row.period_end,
        ) == what and row.base_unit == claim.base_unit
        is_open = frozenset((claim.id, row.id)) not in compared and row.id not in used
        if is_same and is_open and not _is_settled(register, claim, row):
            yield f"[{row.id}]", f"Reported with the scope {row.scope!r}; the claim has {claim.scope!r}."


def _is_settled(register: Register, claim: Claim, row: Reported) -> bool:
    """Whether the two have definitions that are not compared, for a reason that is given."""
    first, second = (register.definitions.of(one).definition for one in (claim, row))
    return first != second and bool(register.definitions.why_not(claim.metric, first, second))
