"""What a console shows of a register, a relation and a claim: every line, and no line where there is nothing to say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.evidence.telling import by_hand, claim_lines, relation_line, summary_lines
from claimcheck.loading import load


@pytest.fixture
def made(tiny):
    return load(tiny.write().root, tiny.articles)


def test_a_register_is_told_in_five_lines(made):
    assert list(summary_lines(made)) == [
        "12 claims: 1 within_rounding, 3 reproduced, 8 not_computable",
        "8 relations, 7 with a verdict: 1 undetermined, 1 within_rounding, 5 reproduced",
        "figures of claims: 12, 0 of them compared with their printed form by hand",
        "figures reported elsewhere: 1, 0 of them compared with their printed form by hand, 0 corrected",
        "2 of 2 article texts read; quotes checked",
    ]


def test_what_a_person_read_is_counted_and_named(made):
    claims = {
        row.id: replace(row, read_by="hand" if row.id in ("tiny-2020-02", "tiny-2020-04") else "")
        for row in made.claims.values()
    }
    claims["tiny-2020-03"] = replace(claims["tiny-2020-03"], kind="words")
    claims["tiny-2020-05"] = replace(claims["tiny-2020-05"], unit="text")
    (paper,) = made.reported.values()
    reported = {
        name: replace(paper, id=name, read_by=read_by)
        for name, read_by in (("a", "hand"), ("b", "corrected"), ("c", "corrected"), ("d", ""))
    }
    register = replace(made, claims=claims, reported=reported, texts={})
    assert by_hand(register) == ["tiny-2020-02", "tiny-2020-04", "a"]
    assert list(summary_lines(register))[2:] == [
        "figures of claims: 10, 2 of them compared with their printed form by hand",
        "figures reported elsewhere: 4, 1 of them compared with their printed form by hand, 2 corrected",
        "article texts not found (ARTICLES_DIR): quotes not checked",
    ]


def test_a_relation_is_told_with_its_verdict_or_its_result(made):
    start = "tiny-2020-r01 (label of tiny-2020-r01): reproduced: printed 50%"
    assert relation_line(made.relations["tiny-2020-r01"]).startswith(start)
    assert (
        relation_line(made.relations["tiny-2020-r06"])
        == "tiny-2020-r06 (label of tiny-2020-r06): computed: [10, 10] days"
    )


def test_a_claim_is_told_with_its_working(made):
    claim = replace(made.claims["tiny-2020-01"], attribution="the company", note="A note.", scope="all")
    lines = list(claim_lines(made, claim))
    assert lines[:8] == [
        "tiny-2020-01: 12 billion CNY (達120億元)",
        "  It is so.",
        "  printed: '達120億元' at 8 to 14",
        "  interval: [119.5, 120.5] 1e8 CNY",
        "  of: Shop, gmv (all)",
        "  period: 2020-01-01 to 2020-12-31",
        "  from: the company",
        "  note: A note.",
    ]
    assert lines[8].startswith("  arithmetic: within_rounding: printed 達120億元 in [119.5, 120.5]")
    assert [line.partition(" (label")[0] for line in lines[9:17]] == [
        "  recomputed by tiny-2020-r02",
        "    [tiny-2020-03] * (1 + [tiny-2020-02])",
        "  recomputed by cross-r01",
        "    [other-2021-01]",
        "  used by tiny-2020-r01",
        "    [tiny-2020-01] / [tiny-2020-03] - 1",
        "  used by tiny-2020-r03",
        "    [tiny-2020-04] / [tiny-2020-01]",
    ]
    agrees = "Agrees: 1 news, 1 other article. Rests on gmv-2020-paper, other-2021-01."
    assert lines[17:] == [f"  evidence: supported: {agrees}", "  conflict two-levels: Two levels (settled: no)"]


def test_a_claim_of_which_less_is_known_has_fewer_lines(made):
    lines = list(claim_lines(made, made.claims["tiny-2020-10"]))
    assert lines[3] == "  read as: '9.8%'" and "  of: Shop, share" in lines
    assert not [line for line in lines if line.startswith(("  from", "  note", "  conflict", "  recomputed"))]
    assert lines[-2].endswith("found in the other articles or elsewhere.")  # and rests on nothing
    assert lines[-1] == "  correction c-tiny-2020-01: '9.億8%' read as '9.8%': Split by a stray character."
    assert "  period: 2020-03-01" in claim_lines(made, made.claims["tiny-2020-08"])
