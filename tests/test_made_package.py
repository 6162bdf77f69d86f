"""A made-up package is sound, whatever its size, and what is swept in order is found as pair by pair."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.evidence import reconcile
from claimcheck.loading import examine
from claimcheck.printed.runs import coverage
from claimcheck.register.checks_text import overlap_faults
from claimcheck.register.package import Table, TableRow
from tools.made_package import make


@pytest.mark.parametrize("is_one", [False, True])
def test_it_is_sound_and_holds(tmp_path, is_one):
    make(tmp_path, 90, is_one)
    found, faults = examine(tmp_path / "data", tmp_path / "articles")
    assert faults == ()
    assert (len(found.claims), len(found.relations), len(found.exclusions), len(found.reported)) == (90, 90, 90, 9)
    codes = {relation.verdict.code for relation in found.relations.values() if relation.verdict}
    assert codes <= {"reproduced", "within_rounding"}
    assert {found.evidence_of(row.id.split("-", 1)[1]).code for row in found.reported.values()} == {"supported"}


def test_pairs_that_can_be_compared_are_those_among_all_pairs(tmp_path):
    make(tmp_path, 60, True)
    found, _ = examine(tmp_path / "data", tmp_path / "articles")
    every = reconcile.pairs(found)
    assert len(every) > len(reconcile.comparable(found)) == 6
    assert reconcile.comparable(found) == tuple(p for p in every if p.code != reconcile.NOT_COMPARABLE)


def test_the_same_seed_makes_the_same_package(tmp_path):
    for name in "ab":
        make(tmp_path / name, 60, seed=3)
    a, b = (sorted(p for p in (tmp_path / name).rglob("*") if p.is_file()) for name in "ab")
    assert [p.read_bytes() for p in a] == [p.read_bytes() for p in b]


@dataclass(frozen=True)
class Span:
    id: str
    article: str
    start: int
    end: int


places = st.tuples(st.sampled_from(["x-2020", "y-2020"]), st.integers(0, 40), st.integers(1, 9))
spans = st.lists(places, max_size=12).map(
    lambda found: [Span(f"s{n}", article, start, start + length) for n, (article, start, length) in enumerate(found)]
)


@given(spans, spans)
def test_overlaps_are_those_of_every_pair(exclusions, claims):
    table = Table("exclusions", "data/exclusions.csv", {"fields": []})
    rows = {span.id: TableRow(n, {}) for n, span in enumerate(exclusions)}
    found = {(f.row, f.expected) for f in overlap_faults(table, rows, exclusions, claims)}
    assert found == {
        (n, f"a place outside {c.id}")
        for n, e in enumerate(exclusions)
        for c in claims
        if c.article == e.article and c.start < e.end and e.start < c.end
    }


@given(st.text("ab一2", max_size=40), spans, spans)
def test_what_is_not_covered_is_what_no_span_holds(text, claims, exclusions):
    found = coverage(text, claims, exclusions)
    held = [run for run in found.runs if any(s.start <= run.start and run.end <= s.end for s in (*claims, *exclusions))]
    assert set(found.uncovered) == set(found.runs) - set(held)
