"""Evidence verdicts: of the real claims, and the rule on made-up sources."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from crosscheck import figure, rows_of, without

from claimcheck.evidence import judge, reconcile, sources
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.loading import data_dir
from claimcheck.register import evidence_rows


def test_every_claim_has_one_of_the_verdicts(book):
    found = judge.evidence(book)
    assert list(found) == list(book.claims)
    assert {verdict.code for verdict in found.values()} <= set(EvidenceVerdict)
    assert all(verdict.reason for verdict in found.values())
    assert {"supported", "mislabelled", "refuted", "not_enough_evidence", "out_of_scope"} <= {
        v.code for v in found.values()
    }


def test_verdicts_name_the_rows_they_rest_on(book):
    """Must-show 3, first half: all verdicts that say something name rows that exist, none of them the claim itself."""
    rows = rows_of(book)
    for claim_id, verdict in judge.evidence(book).items():
        says_something = verdict.code in ("supported", "mislabelled", "refuted", "conflicting")
        assert bool(verdict.rows) == says_something
        assert all(row in rows and row != claim_id for row in verdict.rows)
        assert len(set(verdict.rows)) == len(verdict.rows)
        outside = [r for r in verdict.rows if getattr(rows[r], "article", "") != book.claims[claim_id].article]
        assert bool(outside) == says_something


def test_removing_the_rows_leaves_not_enough_evidence(book):
    """Must-show 3, second half, for every claim; an override goes with its conflict."""
    tested = 0
    for claim_id, verdict in judge.evidence(book).items():
        if verdict.rows:
            tested += 1
            gone = set(verdict.rows)
            if verdict.code == "mislabelled":
                # what differs from the claim as it is worded is heard again once nothing shows the label
                about = (p for p in reconcile.pairs(book) if p.code == "conflict" and claim_id in (p.first, p.second))
                gone |= {row for p in about for row in (p.first, p.second)} - {claim_id}
            less = without(book, gone)
            kept = {i: c for i, c in book.conflicts.items() if claim_id not in c.override}
            less = replace(less, conflicts={i: replace(c, override={}) for i, c in kept.items()})
            assert judge.evidence(less)[claim_id].code == "not_enough_evidence", claim_id
    assert tested > 60


@pytest.mark.parametrize(
    "claim_id, code",
    [
        ("gravity-2021-15", "supported"),
        ("gravity-2021-20", "supported"),
        ("gravity-2021-23", "not_enough_evidence"),
        ("trust-2023-01", "out_of_scope"),
        ("gravity-2021-45", "out_of_scope"),
        ("gravity-2021-01", "not_enough_evidence"),
        ("gravity-2021-22", "mislabelled"),
        ("trust-2023-27", "conflicting"),
        ("providers-2021-33", "mislabelled"),
        ("providers-2021-14", "refuted"),
        ("providers-2021-35", "mislabelled"),
        ("providers-2021-24", "mislabelled"),
        ("providers-2021-25", "mislabelled"),
        ("providers-2021-37", "mislabelled"),
        ("providers-2021-38", "mislabelled"),
        ("providers-2021-01", "not_enough_evidence"),
        ("providers-2021-45", "not_enough_evidence"),
        ("providers-2021-40", "supported"),
        ("providers-2021-70", "out_of_scope"),
        ("providers-2021-08", "out_of_scope"),
        ("newness-2022-36", "supported"),
        ("newness-2022-24", "supported"),
        ("newness-2022-50", "not_enough_evidence"),
        ("subsidy-2020-01", "out_of_scope"),
        ("subsidy-2020-45", "not_enough_evidence"),
        ("providers-2021-30", "supported"),
        ("subsidy-2020-05", "not_enough_evidence"),
        ("gravity-2021-48", "out_of_scope"),
    ],
)
def test_verdicts_a_reader_would_look_for(book, claim_id, code):
    assert book.evidence_of(claim_id).code == code


def test_reasons_say_whose_figure_it_is_and_who_may_have_copied(book):
    assert "the company's own figure repeated" in book.evidence_of("gravity-2021-15").reason
    assert "may have copied" in book.evidence_of("newness-2022-03").reason
    assert "may have copied" not in book.evidence_of("subsidy-2020-37").reason
    assert "of which e-commerce is only a part" in book.evidence_of("providers-2021-24").reason
    assert "of several bodies" in book.evidence_of("providers-2021-40").reason
    assert "one body's figure repeated" in book.evidence_of("providers-2021-33").reason


def test_where_something_was_found_the_reason_does_not_say_that_nothing_was(book):
    for claim_id in ("gravity-2021-18", "trust-2023-18"):
        reason = book.evidence_of(claim_id).reason
        assert reason.startswith("What was found does not settle it. ") and "Nothing comparable" not in reason
    assert (
        book.evidence_of("gravity-2021-25").reason == "Nothing comparable was found in the other articles or elsewhere."
    )


def only(book, *rows, claim="gravity-2021-15"):
    """The register with one claim and these reported figures; no formulas, no conflicts."""
    return replace(
        book, claims={claim: book.claims[claim]}, reported={row.id: row for row in rows}, evidence_rows={}, conflicts={}
    )


def made(book, row_id, value, kind, host="example.org", **more):
    return figure(book, row_id, value, source_kind=kind, source_url=f"https://{host}/{row_id}", **more)


AGREES, DIFFERS = "381.2", "390.0"


@pytest.mark.parametrize(
    "kinds, code",
    [
        ([], "not_enough_evidence"),
        ([("blog", AGREES)], "supported"),
        ([("blog", DIFFERS)], "not_enough_evidence"),
        ([("aggregator", DIFFERS), ("blog", DIFFERS), ("blog", DIFFERS)], "not_enough_evidence"),
        ([("news_repost", DIFFERS)], "not_enough_evidence"),
        ([("news_repost", DIFFERS), ("broker", DIFFERS)], "refuted"),
        ([("news_repost", DIFFERS), ("blog", DIFFERS)], "not_enough_evidence"),
        ([("news", DIFFERS)], "refuted"),
        ([("company_release", DIFFERS)], "refuted"),
        ([("news", AGREES), ("news", DIFFERS)], "conflicting"),
        ([("news", AGREES), ("news_repost", DIFFERS)], "conflicting"),
        ([("news", AGREES), ("blog", DIFFERS)], "supported"),
        ([("blog", AGREES), ("news", DIFFERS)], "conflicting"),
    ],
)
def test_the_rule(book, kinds, code):
    """Which kinds of source support and refute; every source at an address of its own."""
    rows = [made(book, f"made-up-{n}", value, kind, f"site{n}.example") for n, (kind, value) in enumerate(kinds)]
    assert judge.evidence(only(book, *rows))["gravity-2021-15"].code == code


def test_two_medium_sources_at_one_address_are_one(book):
    rows = [made(book, f"made-up-{n}", DIFFERS, "news_repost", "one.example") for n in range(2)]
    assert judge.evidence(only(book, *rows))["gravity-2021-15"].code == "not_enough_evidence"


def test_two_addresses_of_one_witness_are_one(book):
    rows = [made(book, f"made-up-{n}", DIFFERS, "news_repost", f"site{n}.example", origin="agency") for n in range(2)]
    assert judge.evidence(only(book, *rows))["gravity-2021-15"].code == "not_enough_evidence"
    rows[1] = replace(rows[1], origin="another")
    assert judge.evidence(only(book, *rows))["gravity-2021-15"].code == "refuted"


def test_a_row_of_the_same_article_is_no_evidence(book):
    verdict = book.evidence_of("trust-2023-04")
    assert "trust-2023-10" not in verdict.rows


def test_a_month_bears_out_no_day_and_a_day_its_month(book):
    """The three priorities were put forward on 22 July 2021; a source has the month."""
    claim = "providers-2021-45"
    month, day = book.reported["three-priorities-event-date-2021-07-sevcc"], "2021-07-22"
    exact = replace(month, id="made-up", period_start=day, period_end=day, value=day, figure=book.claims[claim].figure)
    vague = judge.evidence(only(book, month, claim=claim))[claim]
    assert vague.code == "not_enough_evidence" and "less closely" in vague.reason
    assert judge.evidence(only(book, exact, claim=claim))[claim].code == "supported"
    other = replace(exact, figure=book.claims["gravity-2021-01"].figure, source_kind="news")
    assert judge.evidence(only(book, other, claim=claim))[claim].code == "refuted"
    started = book.reported["ecommerce-start-event-date-2018-04-beijing-review"]
    assert judge.evidence(only(book, started, claim="providers-2021-07"))["providers-2021-07"].code == "supported"


def test_an_override_needs_its_conflict(book):
    conflict = replace(
        book.conflicts["half-the-sky"], override={"trust-2023-01": "conflicting"}, reason="Praise, not a share."
    )
    changed = replace(book, conflicts={**book.conflicts, "half-the-sky": conflict})
    verdict = judge.evidence(changed)["trust-2023-01"]
    assert (verdict.code, verdict.reason) == ("conflicting", "Praise, not a share.")
    assert set(conflict.reported) <= set(verdict.rows) and "trust-2023-01" not in verdict.rows
    assert book.evidence_of("trust-2023-01").code == "out_of_scope"


def test_an_override_names_the_rows_of_its_conflict_and_falls_with_them(book):
    conflict = replace(
        book.conflicts["fourth-leading-or-half"], override={"gravity-2021-23": "refuted"}, reason="Fifth."
    )
    changed = replace(book, conflicts={**book.conflicts, conflict.id: conflict})
    rows = judge.evidence(changed)["gravity-2021-23"].rows
    assert set(rows) == {*conflict.claims, *conflict.reported} - {"gravity-2021-23"}
    less = replace(without(book, set(rows)), conflicts={})
    assert judge.evidence(less)["gravity-2021-23"].code == "not_enough_evidence"


def test_out_of_scope_is_used_by_rule_and_with_its_reason(book):
    for claim in book.claims.values():
        definition = book.definitions.of(claim)
        verdict = book.evidence_of(claim.id)
        assert (verdict.code == "out_of_scope") == (definition.expected == "no")
        assert definition.expected == "yes" or verdict.reason == definition.note != ""


def test_figures_about_the_business_are_in_scope(book):
    measured = {
        "gmv",
        "gmv_yoy",
        "revenue_other_services",
        "share_other_services",
        "take_rate",
        "dau",
        "market_size",
        "repurchase_rate",
        "service_fee_rate",
        "event_sales",
        "live_users_ecommerce",
        "role",
    }
    figures = [c for c in book.claims.values() if c.metric in measured and c.unit != "text"]  # words name no measure
    assert all(book.evidence_of(c.id).code != "out_of_scope" for c in figures)


def test_every_row_of_evidence_bears_on_its_claim(book):
    """A formula that neither holds nor fails would be dead weight."""
    for row in book.evidence_rows.values():
        assert evidence_rows.outcome(book, row) is not None, row.id
        assert row.id.startswith(f"e-{row.claim}-")


def test_sources_are_told_apart_by_their_address(book):
    row = book.reported["gmv-2020-caixin"]
    assert sources.origin_key(book, row) == sources.origin_key(
        book, replace(row, id="other", source_url=row.source_url + "/more")
    )
    assert sources.origin_key(book, row) == "caixinglobal.com"


def test_every_copy_of_a_release_is_the_company_speaking(book):
    for row in book.reported.values():
        assert not row.source_kind.startswith("company_release") or sources.origin_key(book, row) == "kuaishou", row.id


@pytest.mark.parametrize(
    "first, second",
    [
        ("gmv-2021-q1-pandaily-2021q1", "rev-2018-pandaily"),  # a paper and its mirror
        ("gmv-2018-broker-2024", "rev-2022-q2-reportify-2022q2-call"),  # one site under several names
        ("gmv-2024-q1-company", "gmv-2024-q2-company"),  # a carrier under a name and under a number
    ],
)
def test_one_witness_under_two_addresses(book, first, second):
    rows = [book.reported[i] for i in (first, second)]
    assert sources.origin_key(book, rows[0]) == sources.origin_key(book, rows[1])
    assert len({row.source_url.split("/")[2] for row in rows}) == 2


def test_the_schema_allows_the_kinds_of_the_one_table(book):
    fields = json.loads((data_dir() / "schemas/reported.json").read_text(encoding="utf-8"))["fields"]
    column = next(field for field in fields if field["name"] == "source_kind")
    assert column["constraints"]["enum"] == list(sources.KINDS) and set(sources.STRENGTH) == {*sources.KINDS, "article"}
    assert [kind.rank for kind in sources.KINDS.values()] == list(range(1, 10))
    assert all(f"{name} ({kind.what})" in column["description"] for name, kind in sources.KINDS.items())


def test_what_was_not_read_on_its_page_counts_one_strength_less(book):
    read = book.reported["gmv-2020-caixin"]
    for kind, expected in (("company_release", "medium"), ("news_repost", "weak"), ("blog", "weak")):
        heard = replace(read, source_kind=kind, checked="second_hand")
        assert sources.strength_of(heard) == expected
        assert sources.weight(heard) > sources.weight(replace(read, source_kind=kind))


def test_rows_sort_best_first(book):
    """A figure read on its page stands before one of the same strength that was not; an article under test comes last of its own."""
    read = book.reported["gmv-2020-caixin"]
    order = [
        ("company_release", "at_source"),
        ("news", "at_source"),
        ("news_repost", "at_source"),
        ("broker", "at_source"),
        ("company_release", "second_hand"),
        ("news", "second_hand"),
        ("aggregator", "at_source"),
        ("blog", "at_source"),
        ("news_repost", "second_hand"),
    ]
    rows = [replace(read, source_kind=kind, checked=checked) for kind, checked in order]
    shuffled = rows[::-1]
    assert sorted(shuffled, key=sources.weight) == rows
    assert sources.weight(rows[3]) < sources.weight(book.claims["gravity-2021-15"]) < sources.weight(rows[4])
