"""Gaps of many figures: few lines whatever their number, and the rows that looking at every two of them would name."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest
from drawn_intervals import intervals
from drawn_registers import PAGES, registers
from hypothesis import given
from hypothesis import strategies as st
from thorough import thorough

from claimcheck.evidence import gaps as all_gaps
from claimcheck.evidence import gaps_of_quantities, reconcile
from claimcheck.evidence.gaps import NO_REASON, gaps
from claimcheck.evidence.sweep import ALWAYS, Ends, Span, met
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.loading import load
from claimcheck.printed.figures import figure_from_columns
from claimcheck.printed.interval import Interval
from claimcheck.register.definitions import Definition, Definitions
from claimcheck.register.record import Register
from tools import made_package


def by_pairs(register: Register) -> dict[str, dict[tuple, set[frozenset[str]]]]:
    """The rows of the gaps by kind and by what would be one line of many, from all pairs."""
    items, articles = reconcile.items(register), {page: name for name, page in PAGES.items()}
    told = [{*c.claims, *c.reported} for c in register.conflicts.values()]
    found: dict[str, dict[tuple, set[frozenset[str]]]] = {"conflict": {}, "beside": {}, "pair": {}}
    classes: dict[tuple, set[str]] = {}
    near: dict[str, set[str]] = {}
    for pair in reconcile.pairs(register):
        two = {pair.first, pair.second}
        one, other = items[pair.first], items[pair.second]
        if pair.code == "conflict" and not any(two <= ids for ids in told):
            found["conflict"].setdefault(one.quantity, set()).add(frozenset(two))
        names = sorted((one.definition.definition, other.definition.definition))
        if pair.kind == "definition" and pair.reason == NO_REASON:
            classes.setdefault((one.metric, *names), set()).update(two)
        if pair.kind not in ("metric", "definition"):
            for by, about in ((pair.first, pair.second), (pair.second, pair.first)):
                row = register.reported.get(by)
                if row and about in register.claims and articles.get(row.source_url) != items[about].article:
                    near.setdefault(about, set()).add(by)
    for (metric, *_), ids in classes.items():
        found["pair"].setdefault((metric,), set()).add(frozenset(ids))
    for claim_id, ids in near.items():
        silent = register.evidence[claim_id].code == EvidenceVerdict.NOT_ENOUGH_EVIDENCE
        if silent and not register.claims[claim_id].note:
            key = items[claim_id].entity, items[claim_id].metric
            found["beside"].setdefault(key, set()).add(frozenset({claim_id, *ids}))
    named = set().union(*told, *(ids for lines in found["conflict"].values() for ids in lines))
    for claim_id, evidence in register.evidence.items():
        if evidence.code == EvidenceVerdict.REFUTED and claim_id not in named:
            found["conflict"][(claim_id,)] = {frozenset([claim_id])}
    return found


@thorough(400)
@given(registers(), st.sampled_from([1, 2, 12]))
def test_gaps_are_those_that_all_pairs_show(register, most):
    with pytest.MonkeyPatch.context() as patch:
        for module in (all_gaps, gaps_of_quantities):
            patch.setattr(module, "MOST", most)
        found = gaps(register)
    for kind, lines in by_pairs(register).items():
        expected = []
        for rows_of in lines.values():
            if len(rows_of) <= most:
                expected += rows_of
            elif kind == "beside":
                expected.append(frozenset(i for ids in rows_of for i in ids if i in register.claims))
            else:
                expected.append(frozenset().union(*rows_of))
        shown = [frozenset(gap.rows) for gap in found if gap.kind == kind]
        assert sorted(map(sorted, shown)) == sorted(map(sorted, expected)), kind


@thorough(300)
@given(st.lists(intervals(), max_size=8), intervals())
def test_intervals_apart_are_counted_as_one_by_one(many, one):
    assert Ends(many).apart(one) == sum(not one.meets(other) for other in many)


AROUND_2 = [
    Interval(F(1), F(2)),
    Interval(F(1), F(2), True, False),
    Interval.exact(2),
    Interval(F(2), F(3), False),
    Interval(F(2), F(3)),
]


@pytest.mark.parametrize(
    ("one", "apart"),
    [
        (Interval.exact(2), 2),
        (Interval(F(0), F(2)), 1),
        (Interval(F(0), F(2), True, False), 3),
        (Interval(F(2), F(4)), 1),
        (Interval(F(2), F(4), False), 3),
        (Interval(None, F(2)), 1),
        (Interval(None, F(2), True, False), 3),
        (Interval(F(2), None), 1),
        (Interval(F(2), None, False), 3),
        (Interval(None, None), 0),
        (Interval(F(5), F(6)), 5),
        (Interval(F(0), F(1), True, False), 5),
    ],
)
def test_intervals_that_touch_at_an_end(one, apart):
    """Those that end at 2 or begin there, closed or open."""
    assert Ends(AROUND_2).apart(one) == apart
    assert Ends([*AROUND_2, Interval(None, F(-1)), Interval(F(9), None)]).apart(one) == apart + sum(
        (one.lower is not None, one.upper is not None)
    )


@pytest.mark.parametrize(
    ("start", "end", "label", "is_met"),
    [
        ("2020-02-29", "2020-03-31", "other", True),  # on its last day
        ("2020-03-01", "2020-03-31", "other", False),
        ("2019-12-01", "2020-01-01", "other", True),  # on its first
        ("2019-12-01", "2019-12-31", "other", False),
        ("2019-01-01", "2021-01-01", "other", True),
        ("2020-01-02", "2020-01-03", "own", False),
        (*ALWAYS, "other", True),
    ],
)
def test_two_spans_meet_on_a_day(start, end, label, is_met):
    asked, there = Span("a", "2020-01-01", "2020-02-29", "own"), Span("b", start, end, label)
    long_gone = Span("c", "2018-01-01", "2018-12-31", "third")
    assert met([asked], [there, long_gone], lambda name: (name,)) == ({"a"} if is_met else set())


@pytest.mark.parametrize("is_one_class", [False, True])
def test_a_company_with_many_figures_of_one_metric_has_few_lines(tmp_path, is_one_class):
    """Three hundred of one year: 44,850 pairs of definitions, or of figures of one quantity that contradict each other."""
    made_package.make(tmp_path, 300, is_one=True)
    found = load(tmp_path / "data", tmp_path / "articles")
    claims, mapped = {}, {}
    for n, claim in enumerate(found.claims.values()):
        value, name = (f"{n}", "all") if is_one_class else ("1", f"class-{n}")
        cells = {"metric": "gmv", "scope": name, "unit": "CNY", "figure": figure_from_columns(value, "CNY")}
        cells |= {"period_start": "2020-01-01", "period_end": "2020-12-31"}
        claims[claim.id] = replace(claim, **cells)
        mapped["gmv", name] = Definition("gmv", name, name, "", "", "yes", "")
    shown = gaps(replace(found, claims=claims, reported={}, definitions=Definitions(mapped)))
    assert [(gap.kind, len(gap.rows)) for gap in shown] == (
        [("conflict", 300)] if is_one_class else [("pair", 300), ("definition", 300)]
    )
    assert all("and 297 more" in gap.text and len(gap.text) < 300 for gap in shown)
    if is_one_class:
        # the least and the greatest meet one other, at an end, and all between them two
        ids = list(claims)
        worst = [*sorted((ids[0], ids[-1])), min(ids[1:-1])]
        assert f"300 figures of one quantity ({claim.entity}, gmv) contradict each other" in shown[0].text
        assert f", most of all {', '.join(worst)} and 297 more" in shown[0].text


@pytest.mark.parametrize("scopes", [1, 20_000])
def test_figures_are_not_looked_at_two_by_two(scopes):
    """Of 20,000 that would take minutes."""
    spans = [Span(f"{n}", f"{n // 9:06}", f"{n // 9 + n % 50:06}", f"{n % scopes}") for n in range(20_000)]
    assert len(met(spans, spans, lambda label: (label,))) == (0 if scopes == 1 else 20_000)
