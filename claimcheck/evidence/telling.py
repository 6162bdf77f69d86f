"""A register, a relation and a claim in lines of text, as a console shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from claimcheck.formulas.verdicts import Arithmetic
from claimcheck.register.record import Register
from claimcheck.register.records import Relation
from claimcheck.register.rows import Claim


def by_hand(register: Register) -> list[str]:
    """The rows whose figures a person read."""
    claims = [claim.id for claim in register.claims.values() if claim.read_by == "hand"]
    return claims + [row.id for row in register.reported.values() if row.read_by == "hand"]


def relation_line(relation: Relation) -> str:
    """Id, verdict and message of a relation, or its result where nothing is printed to compare it with."""
    label = f"{relation.id} ({relation.label})"
    return f"{label}: {relation.verdict.message}" if relation.verdict else f"{label}: computed: {relation.result_text}"


def summary_lines(register: Register) -> Iterator[str]:
    """How many claims, verdicts and relations there are, and what was read."""
    verdicts = Counter(register.verdict_of(claim_id).code for claim_id in register.claims)
    compared = Counter(relation.verdict.code for relation in register.relations.values() if relation.verdict)
    yield f"{len(register.claims)} claims: {_counts(verdicts)}"
    yield f"{len(register.relations)} relations, {sum(compared.values())} with a verdict: {_counts(compared)}"
    figures = [claim for claim in register.claims.values() if claim.kind == "figure" and claim.base_unit != "text"]
    hand = sum(claim.read_by == "hand" for claim in figures)
    yield f"figures of claims: {len(figures)}, {hand} of them compared with their printed form by hand"
    read_by = Counter(row.read_by for row in register.reported.values())
    yield (
        f"figures reported elsewhere: {len(register.reported)}, {read_by['hand']} of them compared with their printed form "
        f"by hand, {read_by['corrected']} corrected"
    )
    if register.texts:
        yield f"{len(register.texts)} of {len(register.articles)} article texts read; quotes checked"
    else:
        yield "article texts not found (ARTICLES_DIR): quotes not checked"


def _counts(counter: Counter[Arithmetic]) -> str:
    return ", ".join(f"{counter[code]} {code}" for code in Arithmetic if counter[code])


def claim_lines(register: Register, claim: Claim) -> Iterator[str]:
    """A claim with its working, a line each."""
    evidence, verdict = register.evidence_of(claim.id), register.verdict_of(claim.id)
    yield f"{claim.id}: {claim.figure_text}"
    yield f"  {claim.paraphrase}"
    yield from _facts(claim)
    yield f"  arithmetic: {verdict.message}"
    for title, found in (("recomputed by", register.targeting(claim.id)), ("used by", register.using(claim.id))):
        for relation in found:
            yield f"  {title} {relation_line(relation)}"
            yield f"    {relation.formula}"
    rests = f" Rests on {', '.join(evidence.rows)}." if evidence.rows else ""
    yield f"  evidence: {evidence.code}: {evidence.reason}{rests}"
    for conflict in register.conflicts.values():
        if claim.id in conflict.claims:
            yield f"  conflict {conflict.id}: {conflict.title} (settled: {conflict.settled})"
    for correction in register.corrections.values():
        if correction.claim == claim.id:
            yield f"  correction {correction.id}: {correction.found!r} read as {correction.read!r}: {correction.reason}"


def _facts(claim: Claim) -> Iterator[str]:
    period = " to ".join(dict.fromkeys(day for day in (claim.period_start, claim.period_end) if day))
    facts = {
        "printed": f"{claim.quote!r} at {claim.start} to {claim.end}",
        "read as": repr(claim.read) if claim.read != claim.quote else "",
        "interval": claim.interval_text,
        "of": f"{claim.entity}, {claim.metric}" + (f" ({claim.scope})" if claim.scope else ""),
        "period": period,
        "from": claim.attribution,
        "note": claim.note,
    }
    return (f"  {name}: {text}" for name, text in facts.items() if text)
