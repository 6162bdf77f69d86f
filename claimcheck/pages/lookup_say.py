"""The sentence that the figure lookup gives for a claim."""

from __future__ import annotations

import re

from claimcheck.evidence.standing import Standing
from claimcheck.pages import prose
from claimcheck.pages.answers import plain_sentence
from claimcheck.pages.lookup_forms import decimal_text
from claimcheck.register.record import Register

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# where a paraphrase leaves room for its figure: "was above this", "this many followers"
_THIS = re.compile(
    r"\b(?:(?:above|over|close to|nearly) )?this (?:many times|many days|many|order|span)\b"
    r"|\b(?:(?:above|over|close to|nearly) )?this(?= (?:in|on|as)\b|$)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:no|one|two|three|four|five|both|most|whole|twice|hundred|thousand|million|billion|trillion)\b",
    re.IGNORECASE,
)
_FORM = re.compile(r" \([^()]*[\u3400-\u9fff][^()]*\)$")


def say(register: Register, claim_id: str, verdict: Standing) -> str:
    """The sentence to use: the one of answers.csv or comparisons.csv, else one that follows from the verdict."""
    for answer in register.answers.values():
        if claim_id in answer.claims:
            return plain_sentence(register, answer.say)
    for pair in register.comparisons.values():
        if pair.this.startswith(f"[{claim_id}]"):
            return f"“{plain_sentence(register, pair.use)}”"
    claim = register.claims[claim_id]
    told = claim.paraphrase.rstrip(".")
    if decimal_text(claim):
        told = _with_figure(told, _FORM.sub("", prose.figure(claim, form=False)))
    if verdict is Standing.HOLDS:
        return f"“{told}.”"
    if verdict in (Standing.OPEN, Standing.DIFFER):
        return f"By the article alone, not confirmed: {told}."
    return f"Do not repeat it as it stands. {register.evidence_of(claim_id).reason}"


def _with_figure(told: str, figure: str) -> str:
    """The paraphrase of a claim with its figure in the place of "this", behind it where neither it nor a number stands there."""
    placed = _THIS.sub(lambda _: figure, told, count=1)
    if placed != told:
        return placed[0].upper() + placed[1:]
    return told if _NUMBER.search(_YEAR.sub("", told)) else f"{told}: {figure}"
