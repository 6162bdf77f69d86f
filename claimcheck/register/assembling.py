"""From the package's tables to a register, with every fault on the way.

The tables are read in the order in which they lean on each other: claims on corrections, relations on claims,
conflicts on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from claimcheck.printed.runs import Run
from claimcheck.register import (
    checks_crosscheck,
    checks_figures,
    checks_relations,
    checks_reported,
    checks_text,
    columns,
    reading,
    settling,
)
from claimcheck.register.draft import Draft
from claimcheck.register.faults import Fault
from claimcheck.register.package import Package, Table, quoted
from claimcheck.register.record import Register
from claimcheck.register.records import Answer, Article, Conflict, Correction, Exclusion
from claimcheck.register.rows import Claim
from claimcheck.register.spreading import HERE, Spread

MOST_WORDS = 12  # of a reason that a reader takes in at a glance


def assemble(package: Package, articles: Path | None = None, spread: Spread = HERE) -> tuple[Register, list[Fault]]:
    """The register of a package, without evidence, and all faults.

    articles: the folder of the texts, see checks_text.articles_dir. spread: where relations are checked.
    """
    draft = Draft(package)
    _check_columns(draft)
    draft.metrics = draft.records("metrics", reading.read_metric)
    metrics_table = draft.table("metrics")
    if metrics_table:
        draft.add(*checks_crosscheck.level_faults(metrics_table))
    found = draft.records("articles", reading.read_article)
    draft.texts = _read_texts(draft, articles)
    draft.corrections = draft.records("corrections", reading.read_correction)
    draft.unsettled = _unsettled_claims(draft)
    draft.claims = _read_claims(draft, found)
    draft.exclusions = draft.records("exclusions", reading.read_exclusion)
    draft.reported = draft.records("reported", reading.read_reported)
    reported_table = draft.table("reported")
    if draft.reported and reported_table:
        draft.add(*checks_reported.faults(reported_table, draft.lines["reported"], draft.reported))
        draft.add(*checks_text.address_faults(reported_table), *_shared_ids(reported_table, draft.known_claims))
    _check_exclusions(draft)
    _check_coverage(draft)
    draft.relations = settling.read_relations(draft, spread)
    _check_corrections(draft)
    draft.conflicts = draft.records("conflicts", reading.read_conflict)
    _check_conflicts(draft, draft.conflicts)
    answers = draft.records("answers", reading.read_answer)
    _check_answers(draft, answers)
    register = Register(
        root=package.root,
        articles=found,
        metrics=draft.metrics,
        claims=draft.claims,
        exclusions=draft.exclusions,
        corrections=draft.corrections,
        relations=draft.relations,
        conflicts=draft.conflicts,
        reported=draft.reported,
        texts=draft.texts,
        definitions=checks_crosscheck.read_definitions(draft),
        evidence_rows=checks_crosscheck.read_evidence(draft),
        metric_words=checks_crosscheck.read_metric_words(draft),
        growth_exceptions=checks_crosscheck.read_exceptions(draft),
        conflict_templates=draft.conflicts,
        answers=answers,
        comparisons=draft.records("comparisons", reading.read_comparison),
        definition_history=tuple(
            reading.read_definition_note(row.cells) for row in draft.sound_rows(draft.table("definition-history"))
        ),
    )
    return replace(register, conflicts=checks_crosscheck.fill_in(draft, register)), draft.faults


def _check_columns(draft: Draft) -> None:
    """A table that lacks a column that is read is left without rows."""
    for table in draft.package.tables.values():
        wrong = list(columns.faults(table))
        draft.add(*wrong)
        if wrong:
            table.readable, table.rows = False, []


def _read_texts(draft: Draft, articles: Path | None) -> dict[str, str]:
    table = draft.table("articles")
    folder = checks_text.articles_dir(draft.package.root, articles)
    texts, faults = checks_text.read_texts(folder, table) if table else ({}, [])
    draft.add(*faults)
    return texts


def _shared_ids(table: Table, claims: set[str]) -> Iterator[Fault]:
    """A formula that names a row could mean the claim of that id."""
    for row in table.rows:
        if row["id"] in claims:
            yield table.fault("duplicate-id", row, "id", quoted(row["id"]), "an id that no claim has")


# claims


def _unsettled_claims(draft: Draft) -> set[str]:
    table = draft.table("corrections")
    if table and table.readable:
        return {row["claim"] for row in table.rows if row["id"] not in draft.corrections}
    return {row["id"] for claims in draft.claims_tables.values() for row in claims.rows if row["damaged"] == "yes"}


def _read_claims(draft: Draft, articles: dict[str, Article]) -> dict[str, Claim]:
    for article in articles:
        if article not in draft.claims_tables:
            file = f"{draft.package.root.name}/datapackage.json"
            draft.add(
                Fault("missing-table", file, None, None, "no such resource", f"a table of the claims of {article}")
            )
    article_table = draft.table("articles")
    known = {row["id"] for row in article_table.rows} if article_table and article_table.readable else None
    for name, table in draft.claims_tables.items():
        if known is not None and name not in known:
            draft.add(table.fault("unknown-article", None, None, quoted(name), "an article of articles.csv"))
    by_claim: dict[str, list[Correction]] = {}
    for correction in draft.corrections.values():
        by_claim.setdefault(correction.claim, []).append(correction)
    place = {article: n for n, article in enumerate(articles)}
    claims: dict[str, Claim] = {}
    for article in sorted(draft.claims_tables, key=lambda name: place.get(name, len(place))):
        written = articles[article].date_iso[:4] if article in articles else ""
        claims |= _claims_of(draft, article, by_claim, int(written) if written.isdigit() else None)
    return claims


def _claims_of(
    draft: Draft, article: str, corrections: dict[str, list[Correction]], written: int | None
) -> dict[str, Claim]:
    """The claims of an article in which nothing is wrong; written: the year of the article."""
    table = draft.claims_tables[article]
    _check_claim_rows(draft, article)
    found = draft.records(
        table.name, lambda cells: reading.read_claim(cells, article, corrections.get(cells["id"], ()))
    )
    _check_claims(draft, article, found, written)
    sound = {row["id"] for row in draft.sound_rows(table)} - draft.unsettled
    return {i: claim for i, claim in found.items() if i in sound}


def _check_claim_rows(draft: Draft, article: str) -> None:
    """What a row must be before a claim can be made of it."""
    table = draft.claims_tables[article]
    for row in draft.sound_rows(table):
        if not row["id"].startswith(f"{article}-"):
            draft.add(table.fault("id-differs", row, "id", quoted(row["id"]), f"an id that begins with {article}-"))
        draft.add(
            checks_figures.period_fault(table, row),
            checks_figures.qualifier_fault(table, row),
            *checks_text.newline_faults(table, row),
        )


def _check_claims(draft: Draft, article: str, claims: dict[str, Claim], written: int | None) -> None:
    text, last = draft.texts.get(article), 0
    for table, row, claim in draft.read_from(f"claims-{article}", claims):
        misplaced = checks_text.place_fault(table, row, claim, text)
        if claim.start < last:
            draft.add(table.fault("out-of-order", row, "start", quoted(row["start"]), f"no place before {last}"))
        last = claim.start
        draft.add(misplaced)
        beside = [] if text is None or misplaced else list(checks_text.claim_text_faults(table, row, claim, text))
        draft.add(*beside)
        if claim.id not in draft.unsettled and not beside:
            draft.add(*checks_figures.figure_faults(table, row, claim, written))


# the tables that lean on claims


def _check_exclusions(draft: Draft) -> None:
    for table, row, exclusion in draft.read_from("exclusions", draft.exclusions):
        text = draft.texts.get(exclusion.article)
        misplaced = checks_text.place_fault(table, row, exclusion, text)
        draft.add(misplaced)
        if not exclusion.id.startswith(f"x-{exclusion.article}-"):
            expected = f"an id that begins with x-{exclusion.article}-"
            draft.add(table.fault("id-differs", row, "id", quoted(exclusion.id), expected))
        draft.add(checks_figures.exclusion_fault(table, row, exclusion))
        if text is not None and not misplaced:
            draft.add(checks_text.exclusion_fault(table, row, exclusion, text))
    exclusions_table = draft.table("exclusions")
    if exclusions_table:
        placed = {row["id"] for row in draft.sound_rows(exclusions_table)}
        exclusions = [exclusion for exclusion in draft.exclusions.values() if exclusion.id in placed]
        lines = draft.lines["exclusions"]
        draft.add(*checks_text.overlap_faults(exclusions_table, lines, exclusions, draft.claims.values()))


def _check_coverage(draft: Draft) -> None:
    """Where a row of the article's claims or exclusions is faulty, its place may be too: that is told first."""
    table, exclusions_table = draft.table("articles"), draft.table("exclusions")
    faulty = {fault.file for fault in draft.faults}
    if table is None or (exclusions_table and exclusions_table.file in faulty):
        return
    exclusions: dict[str, list[Exclusion]] = {}
    for exclusion in draft.exclusions.values():
        exclusions.setdefault(exclusion.article, []).append(exclusion)
    for row in draft.sound_rows(table):
        article = row["id"]
        own = draft.claims_tables.get(article)
        if article in draft.texts and own and own.file not in faulty:
            # from the rows: a claim whose correction is faulty has a place all the same
            claims = [Run(int(cells["start"]), int(cells["end"]), "") for cells in own.rows]
            text, left_out = draft.texts[article], exclusions.get(article, ())
            draft.add(*checks_text.coverage_faults(table, row, text, claims, left_out))


def _check_corrections(draft: Draft) -> None:
    usable = draft.rows()
    relations, excluded = draft.known_ids("relations"), draft.known_ids("exclusions")
    for table, row, correction in draft.read_from("corrections", draft.corrections):
        text = draft.texts.get(correction.article)
        misplaced = checks_text.place_fault(table, row, correction, text)
        draft.add(misplaced)
        if text is not None and not misplaced:
            draft.add(checks_text.correction_fault(table, row, correction, text))
        if correction.claim and not draft.in_unread_table([correction.claim]):
            if correction.claim not in draft.known_claims:
                draft.add(table.fault("unknown-claim", row, "claim", quoted(correction.claim), "the id of a claim"))
        faults = list(
            checks_relations.guard_faults(table, row, correction, draft.claims, usable, draft.relations, relations)
        )
        draft.add(*faults)
        if not faults and excluded is not None and excluded <= set(draft.exclusions):
            draft.add(checks_figures.correction_number_fault(table, row, correction, draft.exclusions.values()))


def _check_conflicts(draft: Draft, conflicts: dict[str, Conflict]) -> None:
    reported = draft.known_ids("reported")
    for table, row, conflict in draft.read_from("conflicts", conflicts):
        if not draft.in_unread_table(conflict.claims):
            draft.add(*checks_relations.conflict_faults(table, row, conflict, draft.known_claims, reported))


def _check_answers(draft: Draft, answers: dict[str, Answer]) -> None:
    for table, row, answer in draft.read_from("answers", answers):
        if draft.in_unread_table(answer.claims):
            continue
        for claim_id in answer.claims:
            if claim_id not in draft.known_claims:
                draft.add(table.fault("unknown-claim", row, "claims", quoted(claim_id), "the id of a claim"))
        if len(answer.why.split()) > MOST_WORDS:
            words = f"{len(answer.why.split())} words"
            draft.add(table.fault("too-many-words", row, "why", words, f"at most {MOST_WORDS}"))
