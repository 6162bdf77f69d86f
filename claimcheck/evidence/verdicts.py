"""The evidence verdicts: how the claims fare against other articles and what was published elsewhere."""

from __future__ import annotations

from claimcheck.formulas.verdicts import VerdictCode


class EvidenceVerdict(VerdictCode):
    """The evidence verdicts in the order in which they are told; what each means is in `judge`."""

    SUPPORTED = "supported", "#0072B2", True
    MISLABELLED = "mislabelled", "#CC79A7"
    REFUTED = "refuted", "#D55E00", True
    CONFLICTING = "conflicting", "#E69F00"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence", "#D9D9D9", False, False
    OUT_OF_SCOPE = "out_of_scope", "#F0F0F0", False, False
