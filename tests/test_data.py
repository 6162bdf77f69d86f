"""The tables as they are: sound, complete against the texts, and the only source of every result."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from claimcheck import loading
from claimcheck.formulas.relations import Comparison, FormulaError, sides
from claimcheck.loading import data_dir, examine, with_value
from claimcheck.printed.dates import format_day
from claimcheck.printed.figures import split_unit
from claimcheck.printed.runs import coverage
from claimcheck.register import reading
from claimcheck.register.package import frictionless_faults
from claimcheck.register.record import Register
from claimcheck.register.records import Relation
from claimcheck.register.rows import Claim

DATA = data_dir()


@pytest.fixture(scope="module")
def texts(register) -> dict[str, str]:
    if not register.texts:
        pytest.skip("the articles' texts are not here: set ARTICLES_DIR to their folder")
    return register.texts


def test_the_tables_have_no_fault():
    _, faults = examine()
    assert not faults, "\n".join(map(str, faults))


def test_frictionless_accepts_the_package():
    faults = frictionless_faults(DATA)
    assert not faults, "\n".join(map(str, faults))


@pytest.mark.parametrize("path", sorted((DATA / "schemas").glob("*.json")), ids=lambda path: path.stem)
def test_schemas_say_what_each_column_is(path):
    for column in json.loads(path.read_text(encoding="utf-8"))["fields"]:
        assert column["title"] and column["description"].endswith((".", ")")), column["name"]
        needs_words = "pattern" in column.get("constraints", {}) or column["type"] != "string"
        assert not needs_words or column["shape"], f"{column['name']}: a pattern without its shape in words"


def test_the_descriptor_declares_an_encoding_and_a_schema_for_each_file():
    for resource in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        assert resource["encoding"] == "utf-8"
        assert isinstance(resource["path"], str), "one resource per file: a resource of several hides swapped columns"
        assert (DATA / resource["schema"]).is_file()


def test_every_article_has_its_claims(register):
    tables = {path.stem for path in (DATA / "claims").glob("*.csv")}
    assert set(register.articles) == tables == {claim.article for claim in register.claims.values()}
    assert len({claim.id for claim in register.claims.values()}) == len(register.claims)


def test_every_number_in_the_texts_is_a_claim_or_an_exclusion(register, texts, denominator):
    total, left = 0, []
    for article, text in texts.items():
        claims = [claim for claim in register.claims.values() if claim.article == article]
        exclusions = [exclusion for exclusion in register.exclusions.values() if exclusion.article == article]
        found = coverage(text, claims, exclusions)
        total += len(found.runs)
        left += [f"{article} {run.start}: {run.text}" for run in found.uncovered]
        denominator(
            f"{article}: {len(found.runs) - len(found.uncovered)} of {len(found.runs)} runs of digits or numerals "
            f"lie in {len(claims)} claims or {len(exclusions)} exclusions"
        )
    denominator(f"all: {total - len(left)} of {total}")
    assert not left, left


# must show: every result follows from the tables alone


def test_a_relation_depends_on_the_claims_it_names_and_on_nothing_else(register):
    for relation in register.relations.values():
        figures = {**register.reported, **register.claims}
        named = {i: figures[i] for i in (*relation.inputs, *filter(None, [relation.target]))}
        assert reading.settle(relation, named) == relation


def used_claims() -> list[str]:
    """The claims that formulas name, read off the tables, since the register is not loaded to know which tests there are."""
    named = {i for row in rows_of("relations.csv") for i in re.findall(r"\[([\w-]+)\]", row["formula"])}
    claims = {row["id"] for path in sorted((DATA / "claims").glob("*.csv")) for row in rows_of(f"claims/{path.name}")}
    return sorted(named & claims)


def rows_of(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_claims_read_off_the_tables_are_those_of_the_register(register):
    assert set(used_claims()) == {i for r in register.relations.values() for i in r.inputs} & register.claims.keys()


STEPS = [
    "0.000001",
    "0.0005",
    "0.001",
    "0.01",
    "0.1",
    "0.2",
    "0.3",
    "0.5",
    "0.7",
    "0.8",
    "0.9",
    "1.2",
    "1.5",
    "2",
    "3",
    "5",
    "10",
    "100",
    "10000",
]


def other_values(claim: Claim) -> list[str]:
    """Values ever further from the printed one, beyond its rounding, as its table would write them."""
    if claim.base_unit == "date":
        first, last = claim.interval.lower, claim.interval.upper
        # the lengths of the steps are odd, so that a period of 7 or 365 days is not hit again
        return [format_day(day) for step in (1, 11, 401, 4001) for day in (first - step, last + step)]
    scale, _ = split_unit(claim.unit)
    edges = [edge / scale for edge in (claim.interval.lower, claim.interval.upper) if edge is not None]
    beyond = [min(edges) - 2 * unit(claim), max(edges) + 2 * unit(claim)]
    size = max(map(abs, edges)) or Fraction(1)
    far = [sign * size * Fraction(part) for part in STEPS for sign in (1, -1)]
    return [
        f"{float(value):.9f}".rstrip("0").rstrip(".")
        for value in beyond + far
        if claim.interval.width is None or not claim.interval.contains(value * scale)
    ]


def unit(claim: Claim) -> Fraction:
    return Fraction(claim.rounding_unit or 0) or Fraction(1)


def outcomes(register: Register, claim: Claim) -> Iterator[Register]:
    """The register under each other value that leaves all formulas with a result."""
    for value in other_values(claim):
        try:
            yield with_value(register, claim.id, value)
        except (FormulaError, ValueError):
            continue  # a value that makes a divisor zero, or a root of something negative


def never_settled(relation: Relation, register: Register) -> bool:
    """More than 70 against 70 or more: two figures without a ceiling are undetermined whatever they are."""
    if not isinstance(relation.expr, Comparison):
        return False
    left, right = sides(relation.expr, lambda row_id: {**register.reported, **register.claims}[row_id].operand)
    return left.upper is None and right.upper is None


@pytest.fixture
def relations_only(monkeypatch):
    """Another value reaches the relations and is not followed further, to evidence and texts of conflicts."""
    monkeypatch.setattr(loading, "_followed_through", lambda register: register)


@pytest.mark.usefixtures("relations_only")
@pytest.mark.parametrize("claim_id", used_claims())
def test_another_figure_changes_what_depends_on_it_and_only_that(register, claim_id):
    using, naming = register.using(claim_id), {*register.using(claim_id), *register.targeting(claim_id)}
    to_move = {r.id for r in using if not isinstance(r.expr, Comparison)}
    to_turn = {
        r.id for r in naming if r.verdict and r.verdict.code != "not_computable" and not never_settled(r, register)
    }
    to_stay = set(register.relations) - {r.id for r in naming}
    assert to_move | to_turn
    for other in outcomes(register, register.claims[claim_id]):
        assert all(other.relations[i] == register.relations[i] for i in to_stay)
        to_move -= {i for i in to_move if other.relations[i].result != register.relations[i].result}
        to_turn -= {i for i in to_turn if other.relations[i].verdict.code != register.relations[i].verdict.code}
        if not to_move | to_turn:
            return
    assert not to_move, f"results that do not follow {claim_id}"
    assert not to_turn, f"verdicts that never turn with {claim_id}"
