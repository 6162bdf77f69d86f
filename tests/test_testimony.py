"""Verdicts of many figures of one quantity: found in n log n, as from all testimony, which is found when it is asked for."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from drawn_intervals import intervals
from drawn_registers import blank, register_of, registers
from hypothesis import given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.evidence import judge, reconcile, testimony
from claimcheck.evidence.sweep import Outermost
from claimcheck.formulas.parser import parse_formula
from claimcheck.printed.figures import figure_from_columns
from claimcheck.printed.interval import Interval
from claimcheck.register.definitions import Definition, Definitions
from claimcheck.register.reading import read_evidence_row
from claimcheck.register.record import Register
from claimcheck.register.rows import Claim

EVERYTHING = Definition("gmv", "all", "all", "", "", "yes", "")
YEAR = ("2018-01-01", "2018-12-31")
CROWDED = registers(
    ("gmv", "gmv", "event_date", "role"), ("all",), (YEAR, YEAR, YEAR, ("2018-12-31", "2018-12-31"), ("", ""))
)
few = st.integers(0, 3).map(Fraction)
narrow = st.builds(
    lambda a, b, *closed: Interval(min(a, b), max(a, b), *(closed if a != b else ())),
    few,
    few,
    st.booleans(),
    st.booleans(),
)
labels = st.sampled_from([("x-2020", "x-2020"), ("", "y.example")])


def as_listed(register: Register) -> dict[str, testimony.Heard]:
    """What the verdicts hang on, from every single testimony."""
    found = {}
    for claim in register.claims.values():
        heard = testimony.of(register, claim)
        told = [t for t in heard if t.shows == "claim"]
        against = [t for t in told if t.agrees is False and t.strength != "weak"]
        found[claim.id] = testimony.Heard(
            any(t.shows == "label" and t.agrees for t in heard),
            any(t.agrees for t in told),
            any(t.strength == "strong" for t in against),
            {t.sources for t in against},
        )
    return found


@st.composite
def with_formulas(draw, register: Register) -> Register:
    """The register with formulas that have its claims equal to other figures."""
    figures = [row.id for row in register.rows() if row.base_unit == "CNY" and row.figure]
    asked = [row_id for row_id in figures if row_id in register.claims]
    rows = {}
    for n in range(draw(st.integers(0, 3)) if asked else 0):
        cells = {"id": f"e{n}", "claim": draw(st.sampled_from(asked)), "unit": "CNY", "note": ""}
        formula = " + ".join(
            f"[{row_id}]" for row_id in draw(st.lists(st.sampled_from(figures), min_size=1, max_size=2))
        )
        cells |= {"formula": formula, "shows": draw(st.sampled_from(["claim", "claim", "label"]))}
        rows[cells["id"]] = read_evidence_row(cells, parse_formula(formula))
    return replace(register, evidence_rows=rows)


@thorough(600)
@given(CROWDED.flatmap(with_formulas))
def test_a_verdict_hangs_on_what_all_testimony_says(register):
    found, listed = testimony.heard(register), as_listed(register)
    assert found.keys() == listed.keys()
    for claim_id, heard in found.items():
        every = listed[claim_id]
        assert heard.against <= every.against and len(heard.against) == min(2, len(every.against))
        assert replace(heard, against=every.against) == every


@thorough(300)
@given(CROWDED)
def test_what_a_claim_is_compared_with_is_what_is_comparable(register):
    pairs = reconcile.comparable(register)
    for claim in register.claims.values():
        others = [
            pair.first if pair.second == claim.id else pair.second
            for pair in pairs
            if claim.id in (pair.first, pair.second)
        ]
        assert [other.id for other in testimony.peers(register, claim)] == sorted(others)


@thorough(300)
@given(st.lists(st.tuples(labels, narrow | intervals()), max_size=8), narrow | intervals())
def test_who_shares_no_number_is_told_from_the_outermost(labelled, one):
    assert set(Outermost(labelled).apart(one)) == {label for label, other in labelled if not one.meets(other)}


@pytest.mark.parametrize("articles", [1, 100])
def test_figures_of_one_quantity_are_not_looked_at_two_by_two(articles):
    """Of 5,000 that would take minutes."""
    claims = [
        blank(
            Claim,
            **{"id": f"a{n % articles}-2020-{n}", "article": f"a{n % articles}-2020", "entity": "A", "metric": "gmv"},
            **{"scope": "all", "period_start": "2020-01-01", "period_end": "2020-12-31", "unit": "CNY"},
            figure=figure_from_columns(f"{1001 + n % 7}", "CNY"),
        )
        for n in range(5000)
    ]
    found = judge.evidence(register_of(claims, definitions=Definitions({("gmv", "all"): EVERYTHING})))
    first = found["a0-2020-0"]
    if articles == 1:
        assert {one.code for one in found.values()} == {"not_enough_evidence"} and not first.rows
    else:
        assert {one.code for one in found.values()} == {"conflicting"} and len(first.rows) == 4950
