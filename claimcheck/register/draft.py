"""From the package's tables to the fields of a register, with every fault on the way.

The tables are read in the order in which they lean on each other. A row with a fault is left out of the
checks that build on it, so that one mistake makes one message and not a trail of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from claimcheck.formulas.relations import FormulaError
from claimcheck.printed.figures import FigureError
from claimcheck.register import (
    checks_crosscheck,
    checks_figures,
    checks_relations,
    checks_reported,
    checks_text,
    reading,
)
from claimcheck.register.faults import Fault
from claimcheck.register.package import Package, Row, Table, quoted
from claimcheck.register.records import Answer, Claim, Conflict, Correction, Relation

MOST_WORDS = 12  # of a reason that a reader takes in at a glance


class Draft:
    """A register on the way: the package's tables, the faults so far, and the records already read.

    package: as read; articles: the folder of the texts, see checks_text.articles_dir.
    """

    def __init__(self, package: Package, articles: Path | None):
        self.package = package
        self.faults = list(package.faults)
        self.folder = checks_text.articles_dir(package.root, articles)
        self.claims_tables = package.claims_tables()
        self.rows: dict[str, Row] = {}

    def read(self) -> dict[str, Any]:
        """The fields of the register; what is wrong is in `faults` afterwards."""
        articles = self.records("articles", reading.read_article)
        self.texts = self._read_texts()
        self.corrections = self.records("corrections", reading.read_correction)
        self.claims = self._read_claims(list(articles))
        self.exclusions = self.records("exclusions", reading.read_exclusion)
        self.reported = self.records("reported", reading.read_reported)
        if self.reported:
            self.add(*checks_reported.faults(self.table("reported"), self.rows, self.reported))
        self._check_exclusions()
        self.relations = self._read_relations()
        self._check_corrections()
        conflicts = self.records("conflicts", reading.read_conflict)
        self._check_conflicts(conflicts)
        metrics = self.records("metrics", reading.read_metric)
        answers = self.records("answers", reading.read_answer)
        self._check_answers(answers)
        definitions, evidence_rows, growth_exceptions = checks_crosscheck.read(self)
        history = tuple(
            reading.read_definition_note(row.cells) for row in self.sound_rows(self.table("definition-history"))
        )
        return {
            "root": self.package.root,
            "articles": articles,
            "metrics": metrics,
            "claims": self.claims,
            "exclusions": self.exclusions,
            "corrections": self.corrections,
            "relations": self.relations,
            "conflicts": conflicts,
            "reported": self.reported,
            "texts": self.texts,
            "definitions": definitions,
            "evidence_rows": evidence_rows,
            "growth_exceptions": growth_exceptions,
            "conflict_templates": conflicts,
            "answers": answers,
            "definition_history": history,
        }

    def table(self, name: str) -> Table | None:
        return self.package.tables.get(name)

    def sound_rows(self, table: Table | None) -> Iterator[Row]:
        """The rows that have no fault so far."""
        faulty = {(fault.file, fault.row) for fault in self.faults}
        return (row for row in (table.rows if table else ()) if (table.file, row.line) not in faulty)

    def records(self, name: str, read: Callable) -> dict:
        """The records of a table by the first column; a row that cannot be read becomes a fault."""
        table, found = self.table(name), {}
        for row in self.sound_rows(table):
            key = row[table.columns[0]]
            self.rows[key] = row
            try:
                found[key] = read(row.cells)
            except FigureError as error:
                self.faults.append(
                    table.fault("malformed-value", row, "value", quoted(row["value"]), f"a figure ({error})")
                )
            except FormulaError as error:
                self.faults.append(
                    table.fault("bad-formula", row, "formula", quoted(row["formula"]), f"a formula ({error})")
                )
        return found

    def add(self, *faults: Fault | None) -> None:
        self.faults += [fault for fault in faults if fault is not None]

    def _read_texts(self) -> dict[str, str]:
        table = self.table("articles")
        texts, faults = checks_text.read_texts(self.folder, table) if table else ({}, [])
        self.add(*faults)
        return texts

    # claims

    def _read_claims(self, articles: list[str]) -> dict[str, Claim]:
        self.known_claims = {row["id"] for table in self.claims_tables.values() for row in table.rows}
        for article in articles:
            if article not in self.claims_tables:
                self.add(
                    Fault(
                        "missing-table",
                        f"{self.package.root.name}/datapackage.json",
                        None,
                        None,
                        "no such resource",
                        f"a table of the claims of {article}",
                    )
                )
        self.unsettled = self._unsettled_claims()
        by_claim: dict[str, list[Correction]] = {}
        for correction in self.corrections.values():
            by_claim.setdefault(correction.claim, []).append(correction)
        claims: dict[str, Claim] = {}
        for article in sorted(self.claims_tables, key=lambda name: articles.index(name) if name in articles else 99):
            read = lambda cells: reading.read_claim(cells, article, by_claim.get(cells["id"], ()))  # noqa: B023
            self._check_claim_rows(article)
            found = self.records(f"claims-{article}", read)
            self._check_claims(article, found)
            sound = {row["id"] for row in self.sound_rows(self.claims_tables[article])} - self.unsettled
            claims |= {i: claim for i, claim in found.items() if i in sound}
        return claims

    def _unsettled_claims(self) -> set[str]:
        """Claims whose reading is not known, because the corrections that give it are faulty."""
        table = self.table("corrections")
        if table and table.readable:
            return {row["claim"] for row in table.rows if row["id"] not in self.corrections}
        return {row["id"] for claims in self.claims_tables.values() for row in claims.rows if row["damaged"] == "yes"}

    def _check_claim_rows(self, article: str) -> None:
        """What a row must be before a claim can be made of it."""
        table = self.claims_tables[article]
        for row in self.sound_rows(table):
            if not row["id"].startswith(f"{article}-"):
                self.add(table.fault("id-differs", row, "id", quoted(row["id"]), f"an id that begins with {article}-"))
            self.add(
                checks_figures.period_fault(table, row),
                checks_figures.qualifier_fault(table, row),
                *checks_text.newline_faults(table, row),
            )

    def _check_claims(self, article: str, claims: dict[str, Claim]) -> None:
        table, text = self.claims_tables[article], self.texts.get(article)
        last = 0
        for claim in claims.values():
            row = self.rows[claim.id]
            misplaced = checks_text.place_fault(table, row, claim, text)
            if claim.start < last:
                self.add(table.fault("out-of-order", row, "start", quoted(row["start"]), f"no place before {last}"))
            last = claim.start
            self.add(misplaced)
            if claim.id not in self.unsettled:
                self.add(*checks_figures.figure_faults(table, row, claim))
            if text is not None and not misplaced:
                self.add(*checks_text.claim_text_faults(table, row, claim, text))

    # the tables that lean on claims

    def _check_exclusions(self) -> None:
        table = self.table("exclusions")
        for exclusion in self.exclusions.values():
            row, text = self.rows[exclusion.id], self.texts.get(exclusion.article)
            misplaced = checks_text.place_fault(table, row, exclusion, text)
            self.add(misplaced)
            if not exclusion.id.startswith(f"x-{exclusion.article}-"):
                self.add(
                    table.fault(
                        "id-differs", row, "id", quoted(exclusion.id), f"an id that begins with x-{exclusion.article}-"
                    )
                )
            if text is not None and not misplaced:
                self.add(checks_text.exclusion_fault(table, row, exclusion, text))
        placed = {row["id"] for row in self.sound_rows(table)}
        exclusions = [exclusion for exclusion in self.exclusions.values() if exclusion.id in placed]
        self.add(*checks_text.overlap_faults(table, self.rows, exclusions, self.claims.values()))

    def _read_relations(self) -> dict[str, Relation]:
        table, settled = self.table("relations"), {}
        found = self.records("relations", reading.read_relation)
        reported, usable = self.known_ids("reported"), {**self.reported, **self.claims}
        for relation in found.values():
            row, ids = self.rows[relation.id], [*relation.inputs, *filter(None, [relation.target])]
            if self.in_unread_table(ids) or (reported is None and not self.known_claims.issuperset(ids)):
                continue
            self.add(
                *checks_relations.name_faults(table, row, relation, self.known_claims, reported or ()),
                checks_relations.unit_fault(table, row, relation, self.claims),
                *checks_relations.count_faults(table, row, relation, self.texts),
            )
            if all(row_id in usable for row_id in ids):
                outcome = checks_relations.settled(table, row, relation, usable)
                if isinstance(outcome, Fault):
                    self.add(outcome)
                else:
                    settled[relation.id] = outcome
        if table:
            self.add(*checks_relations.duplicate_faults(table, self.rows, found.values()))
        return settled

    def _check_corrections(self) -> None:
        table, relations = self.table("corrections"), self.known_ids("relations")
        for correction in self.corrections.values():
            row, text = self.rows[correction.id], self.texts.get(correction.article)
            misplaced = checks_text.place_fault(table, row, correction, text)
            self.add(misplaced)
            if text is not None and not misplaced:
                self.add(checks_text.correction_fault(table, row, correction, text))
            if correction.claim and not self.in_unread_table([correction.claim]):
                if correction.claim not in self.known_claims:
                    self.add(table.fault("unknown-claim", row, "claim", quoted(correction.claim), "the id of a claim"))
            usable = {**self.reported, **self.claims}
            self.add(*checks_relations.guard_faults(table, row, correction, usable, self.relations, relations))

    def _check_conflicts(self, conflicts: dict[str, Conflict]) -> None:
        table, reported = self.table("conflicts"), self.known_ids("reported")
        for conflict in conflicts.values():
            if not self.in_unread_table(conflict.claims):
                self.add(
                    *checks_relations.conflict_faults(
                        table, self.rows[conflict.id], conflict, self.known_claims, reported
                    )
                )

    def _check_answers(self, answers: dict[str, Answer]) -> None:
        table = self.table("answers")
        for answer in answers.values():
            if self.in_unread_table(answer.claims):
                continue
            unknown = [claim_id for claim_id in answer.claims if claim_id not in self.known_claims]
            row = self.rows[answer.id]
            self.add(*(table.fault("unknown-claim", row, "claims", quoted(i), "the id of a claim") for i in unknown))
            if len(answer.why.split()) > MOST_WORDS:
                words = f"{len(answer.why.split())} words"
                self.add(table.fault("too-many-words", row, "why", words, f"at most {MOST_WORDS}"))

    def known_ids(self, name: str) -> set[str] | None:
        """The ids of a table, those of faulty rows too; None if it could not be read."""
        table = self.table(name)
        return {row["id"] for row in table.rows} if table and table.readable else None

    def in_unread_table(self, claim_ids) -> bool:
        """Whether one of the claims may stand in a table that could not be read."""
        tables = (self.claims_tables.get(claim_id.rpartition("-")[0]) for claim_id in claim_ids)
        return any(table is not None and not table.readable for table in tables)
