"""How the claims fare, by the kind of thing they are figures of.

Money, audience, growth and shares come first: a count of a list or a date that stands in the text says
nothing of the business, and in one sum with them it would.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claimcheck.evidence.standing import Standing, checks, standing
from claimcheck.register.record import Register
from claimcheck.register.rows import Claim

# kinds of metrics.csv
KINDS = ("money", "audience", "growth", "share", "fee", "count", "date", "list", "office", "words")
# What a reader quotes; a count of a list or a date says nothing of the business
FIGURES = ("money", "audience", "growth", "share", "fee")
DIGIT = re.compile("[0-9]")


@dataclass(frozen=True)
class Row:
    """The claims of one kind: how many, printed in digits, recomputed from other figures, and how they stand."""

    kind: str
    claims: int
    in_digits: int
    recomputed: int
    standings: dict[Standing, int]


def kind_of(register: Register, claim: Claim) -> str:
    """What the claim is a figure of: its metric's kind, `words` for words without a number, `office` for a role."""
    if claim.kind == "role":
        return "office"
    if claim.kind == "words" and claim.base_unit == "text":
        return "words"
    return register.metrics[claim.metric].kind


def in_digits(claim: Claim) -> bool:
    """Whether the figure is printed in digits (37億) and not in words alone (百億, 三大, 萬億級別)."""
    return bool(DIGIT.search(claim.read))


def by_kind(register: Register, claims: Iterable[Claim] | None = None) -> tuple[Row, ...]:
    """A row for every kind, in the order of KINDS; of the claims given, else of all."""
    groups: dict[str, list[Claim]] = {kind: [] for kind in KINDS}
    for claim in register.claims.values() if claims is None else claims:
        groups[kind_of(register, claim)].append(claim)
    return tuple(_row(register, kind, group) for kind, group in groups.items())


def _row(register: Register, kind: str, claims: list[Claim]) -> Row:
    found = Counter(standing(register, claim.id) for claim in claims)
    recomputed = sum(any(code.is_finding for code in checks(register, claim.id)) for claim in claims)
    return Row(kind, len(claims), sum(map(in_digits, claims)), recomputed, {s: found[s] for s in Standing})
