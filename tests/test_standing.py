"""The verdict in words: its order, and that only checks and evidence decide it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.evidence.standing import Standing, checks, standing
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.formulas.verdicts import Arithmetic, Verdict
from claimcheck.register.records import Evidence

CLAIM, CHECK, OTHER = "gravity-2021-17", "gravity-2021-r01", "gravity-2021-r02"


def test_the_verdicts_are_those_readers_see_in_words():
    assert [s.words for s in Standing] == [
        "Holds",
        "Number right, label wrong",
        "Wrong",
        "Sources differ",
        "Cannot be checked",
        "Not a figure to check",
    ]


def made(book, evidence, *codes, role="check"):
    """The register with one evidence verdict, and relations of these arithmetic verdicts that target the claim."""
    first = book.relations[CHECK]
    relations = {
        f"made-r{n}": replace(first, id=f"made-r{n}", role=role, verdict=code and Verdict(Arithmetic(code), code))
        for n, code in enumerate(codes)
    }
    return replace(book, relations=relations, evidence={CLAIM: Evidence(EvidenceVerdict(evidence), lambda: ((), ""))})


@pytest.mark.parametrize(
    ("evidence", "codes", "words"),
    [
        ("out_of_scope", ("not_reproduced",), "Not a figure to check"),
        ("mislabelled", ("not_reproduced",), "Number right, label wrong"),
        ("mislabelled", ("reproduced",), "Number right, label wrong"),
        ("refuted", (), "Wrong"),
        ("refuted", ("reproduced",), "Wrong"),
        ("supported", ("not_reproduced",), "Wrong"),
        ("not_enough_evidence", ("reproduced", "not_reproduced"), "Wrong"),
        ("conflicting", ("reproduced",), "Sources differ"),
        ("supported", (), "Holds"),
        ("supported", ("undetermined",), "Holds"),
        ("not_enough_evidence", ("reproduced",), "Holds"),
        ("not_enough_evidence", ("within_rounding",), "Holds"),
        ("not_enough_evidence", ("undetermined",), "Cannot be checked"),
        ("not_enough_evidence", ("not_computable",), "Cannot be checked"),
        ("not_enough_evidence", (), "Cannot be checked"),
        ("not_enough_evidence", (None,), "Cannot be checked"),
    ],
)
def test_the_first_that_applies_decides(book, evidence, codes, words):
    assert standing(made(book, evidence, *codes), CLAIM).words == words


@pytest.mark.parametrize("role", ["list", "derived"])
@pytest.mark.parametrize("code", ["reproduced", "not_reproduced"])
def test_a_counted_list_and_a_derived_figure_decide_nothing(book, role, code):
    assert standing(made(book, "not_enough_evidence", code, role=role), CLAIM) is Standing.OPEN
    assert checks(made(book, "supported", code, role=role), CLAIM) == frozenset()


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("providers-2021-33", "Number right, label wrong"),
        ("providers-2021-24", "Number right, label wrong"),
        ("providers-2021-14", "Wrong"),
        ("providers-2021-28", "Holds"),
        ("providers-2021-42", "Cannot be checked"),
        ("providers-2021-57", "Not a figure to check"),
    ],
)
def test_verdicts_a_reader_would_look_for(book, claim, words):
    assert standing(book, claim).words == words


def test_an_unknown_claim_has_none(book):
    with pytest.raises(KeyError):
        standing(book, "gravity-2021-999")
