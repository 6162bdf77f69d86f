"""What other articles and figures reported elsewhere say of each claim.

Two kinds of testimony count: figures of the same quantity (module `reconcile`), and formulas of
evidence.csv, which test a claim in words or a figure nobody else prints as such. Testimony of the same
article is none, also where reported.csv has it from the article's own page, and a month or a year bears out no day in it. How much a source is believed stands in
`sources`:

supported             something agrees, and nothing of at least medium strength differs
mislabelled           the number is that of another quantity: a row of evidence.csv that `shows` a label agrees
refuted               nothing agrees, and a strong source differs, or two independent medium ones
conflicting           something agrees, and something of at least medium strength differs
not_enough_evidence   all else, so what agrees only if the zeros of a round figure (3800億) are no digits
out_of_scope          nothing published on the business can be expected to bear on it (definitions.csv)

Weak sources can support but not refute. An override stands in conflicts.csv with its reason.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from claimcheck.evidence import sources, testimony
from claimcheck.evidence.testimony import Heard, Testimony
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.register.record import Register
from claimcheck.register.records import Conflict, Evidence
from claimcheck.register.rows import Claim, Row

WAYS = {
    "computed": ("recomputation", "figures printed elsewhere"),
    "inferred": ("inference", "sources elsewhere"),
}
# kinds of metric whose rows are words and days, no figures
WORDED = ("office", "words", "list", "date")
STRENGTH_WORDS = {"weak": "a weak source", "medium": "a source of middling weight", "strong": "a strong source"}


def evidence(register: Register) -> dict[str, Evidence]:
    """The evidence verdict of every claim, in the order of the claims; what it rests on is found when it is asked for."""
    found = {
        claim_id: _verdict(register, register.claims[claim_id], heard)
        for claim_id, heard in testimony.heard(register).items()
    }
    for conflict in register.conflicts.values():
        for claim_id, code in conflict.override.items():
            found[claim_id] = _overridden(conflict, claim_id, code, found[claim_id])
    return found


def _verdict(register: Register, claim: Claim, heard: Heard) -> Evidence:
    code = _code(register, claim, heard)
    return Evidence(code, partial(_grounds, register, claim, code))


def _code(register: Register, claim: Claim, heard: Heard) -> EvidenceVerdict:
    if register.definitions.of(claim).expected == "no":
        return EvidenceVerdict.OUT_OF_SCOPE
    if heard.is_label:
        return (
            EvidenceVerdict.MISLABELLED
        )  # the number is right, so what differs from the claim as worded does not refute it
    if heard.agrees:
        return EvidenceVerdict.CONFLICTING if heard.against else EvidenceVerdict.SUPPORTED
    # two testimonies from one place, or one given twice, are one
    return EvidenceVerdict.REFUTED if heard.is_strong or len(heard.against) > 1 else EvidenceVerdict.NOT_ENOUGH_EVIDENCE


# what it rests on


def _grounds(register: Register, claim: Claim, code: EvidenceVerdict) -> tuple[tuple[str, ...], str]:
    """The rows that a verdict rests on, and the reason in a sentence."""
    note = register.definitions.of(claim).note
    if code == EvidenceVerdict.OUT_OF_SCOPE:
        return (), note
    heard = testimony.of(register, claim)
    if code == EvidenceVerdict.MISLABELLED:
        fors, against, heard = [t for t in heard if t.shows == "label" and t.agrees], [], []
    else:
        heard = [t for t in heard if t.shows == "claim"]
        fors = [t for t in heard if t.agrees]
        against = [t for t in heard if t.agrees is False and t.strength != "weak"]
    if code == EvidenceVerdict.NOT_ENOUGH_EVIDENCE:
        return (), f"{_silence(heard, note, claim.base_unit == 'date')} {note}".strip()
    rows = dict.fromkeys(row for t in (*fors, *against) for row in t.rows)
    return tuple(rows), _reason(register, claim, fors, against, heard)


def _silence(heard: list[Testimony], note: str, is_date: bool) -> str:
    if not heard:
        # a note tells of what was found, so it must not stand behind the word that nothing was
        return (
            "What was found does not settle it."
            if note
            else "Nothing comparable was found in the other articles or elsewhere."
        )
    strengths = " and ".join(dict.fromkeys(STRENGTH_WORDS[t.strength] for t in heard if t.agrees is False))
    if not strengths and not is_date:
        return "What was found agrees only if the zeros of a round figure are no digits."
    if not strengths:
        return "What was found dates it less closely: a month or a year bears out no day in it."
    return f"Only {strengths} differs, which is too little to refute."


def _reason(
    register: Register, claim: Claim, fors: list[Testimony], against: list[Testimony], heard: list[Testimony]
) -> str:
    parts = []
    if fors:
        agrees = "The number agrees; the label does not" if fors[0].shows == "label" else "Agrees"
        parts.append(f"{agrees}: {_counted(register, fors)}.")
    if against:
        parts.append(f"Differs: {_counted(register, against)}.")
    parts += dict.fromkeys(t.text for t in (*fors, *against) if t.text)
    if fors:
        parts.append(_dependence(register, claim, fors))
    weak = [t for t in heard if t.agrees is False and t.strength == "weak"]
    if weak:
        parts.append(f"A weak source differs ({_counted(register, weak)}), which refutes nothing by itself.")
    parts.append(register.definitions.of(claim).note)
    return " ".join(filter(None, parts))


def _counted(register: Register, testimonies: list[Testimony]) -> str:
    """ "2 news, 1 broker, 1 recomputation from figures printed elsewhere" from the rows of the testimonies."""
    direct = Counter(sources.KIND_WORDS[register.row(t.rows[0]).source_kind] for t in testimonies if t.way == "printed")
    words = [f"{count} {kind}" for kind, count in sorted(direct.items())]
    for way, (name, source) in WAYS.items():
        count = sum(t.way == way for t in testimonies)
        if count:
            words.append(f"{count} {name}{'s' if count > 1 else ''} from {source}")
    return ", ".join(words)


def _dependence(register: Register, claim: Claim, fors: list[Testimony]) -> str:
    """Whether the support is independent of the article and of the one whose figure it is."""
    heard = [register.row(row) for t in fors for row in t.rows if row != claim.id]
    witnesses = [witness for witness in heard if sources.article_of(register, witness) != claim.article]
    parts = []
    definitions = [register.definitions.of(w) for w in witnesses]
    origins = {d.origin for d in definitions}
    if origins == {"company"}:
        is_worded = all(register.metrics[w.metric].kind in WORDED for w in witnesses)
        what = "word" if is_worded else "figure"
        parts.append(f"All of it is the company's own {what} repeated: consistent, but not confirmed independently.")
    if origins <= {"survey", "estimate"} and origins:
        several = len({d.definition for d in definitions}) > 1
        parts.append(
            "They are figures of several bodies, which count different things."
            if several
            else "It is one body's figure repeated, not a second count."
        )
    if witnesses and all(_may_have_copied(register, claim, w) for w in witnesses):
        parts.append("Every source that agrees came later and may have copied the article or its source.")
    if all(sources.strength_of(w) == "weak" for w in witnesses):
        parts.append("Only weak sources agree.")
    return " ".join(parts)


def _may_have_copied(register: Register, claim: Claim, witness: Row) -> bool:
    """Whether the witness is of a kind that copies, and was printed after the article or at an unknown time."""
    if witness.source_kind not in sources.COPYING:
        return False
    printed = register.articles[claim.article].date_iso
    when = register.articles[witness.article].date_iso if witness.article else witness.published
    return not when or when >= printed[: len(when)]


def _overridden(conflict: Conflict, claim_id: str, code: str, before: Evidence) -> Evidence:
    def grounds() -> tuple[tuple[str, ...], str]:
        rows = dict.fromkeys((*conflict.claims, *conflict.reported, *before.rows))
        rows.pop(claim_id, None)
        return tuple(rows), conflict.reason

    return Evidence(EvidenceVerdict.of(code), grounds)
