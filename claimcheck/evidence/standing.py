"""The one verdict that a reader meets for a claim, in words: what the two technical verdicts come to together."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.formulas.verdicts import Arithmetic, VerdictCode
from claimcheck.register.record import Register


class Standing(Enum):
    """The verdicts in words, best first; `words` is what a reader sees, `mark` the class of its chip."""

    HOLDS = ("Holds", "holds")
    LABEL = ("Number right, label wrong", "label")
    WRONG = ("Wrong", "wrong")
    DIFFER = ("Sources differ", "differ")
    OPEN = ("Cannot be checked", "open")
    NONE = ("Not a figure to check", "none")

    def __init__(self, words: str, mark: str):
        self.words = words
        self.mark = mark


MEANINGS = {
    Standing.HOLDS: "It recomputes from other figures, or a source outside the article has it.",
    Standing.LABEL: "The number is sound; what it is said to be is not.",
    Standing.WRONG: "Other figures, a strong source or two independent medium ones rule the number out.",
    Standing.DIFFER: "Something agrees and something of weight differs.",
    Standing.OPEN: "Nothing found recomputes it, and what was found elsewhere, if anything, does not settle it.",
    Standing.NONE: "An idiom, a name, a list or a damaged sentence: there is nothing to test.",
}


def checks(register: Register, claim_id: str) -> frozenset[Arithmetic]:
    """The verdicts of the relations that recompute the claim from other figures; a list that was counted is none."""
    return frozenset(r.verdict.code for r in register.targeting(claim_id) if r.role == "check" and r.verdict)


def standing(register: Register, claim_id: str) -> Standing:
    """The verdict in words. KeyError for an unknown id."""
    return combined(register.evidence_of(claim_id).code, checks(register, claim_id))


def combined(evidence: VerdictCode, found: Collection[Arithmetic]) -> Standing:
    """What an evidence verdict and the arithmetic verdicts of the checks come to.

    What is no figure to check comes first, then a wrong label, then a wrong number.
    """
    if evidence == EvidenceVerdict.OUT_OF_SCOPE:
        return Standing.NONE
    if evidence == EvidenceVerdict.MISLABELLED:
        return Standing.LABEL
    if evidence == EvidenceVerdict.REFUTED or Arithmetic.NOT_REPRODUCED in found:
        return Standing.WRONG
    if evidence == EvidenceVerdict.CONFLICTING:
        return Standing.DIFFER
    if evidence == EvidenceVerdict.SUPPORTED or any(code.holds for code in found):
        return Standing.HOLDS
    return Standing.OPEN
