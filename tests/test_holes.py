"""Input that once ended in a traceback or never ended: each is a fault with its place now."""

from __future__ import annotations

import json
import time
from functools import reduce

import pytest

from claimcheck.__main__ import main
from claimcheck.formulas.nodes import Claim, FormulaError, lift
from claimcheck.formulas.relations import evaluate, parse_formula
from claimcheck.loading import data_dir, examine
from claimcheck.printed.interval import Interval

CLAIMS, RELATIONS, REPORTED = "claims/tiny-2020.csv", "relations.csv", "reported.csv"
LONG = "9" * 5000


def cell(file: str, line: int, **cells: str):
    return lambda package: package.row(file, line).update(cells)


ROWS = {
    "truth without a comparison, without a target": (
        cell(RELATIONS, 7, formula="[tiny-2020-04]", unit="truth"),
        ("unit-mismatch", "data/relations.csv", 7, "unit"),
    ),
    "date of a plain number": (
        cell(RELATIONS, 7, formula="abs(0)", unit="date"),
        ("dimension-mismatch", "data/relations.csv", 7, "unit"),
    ),
    "date of an amount": (
        cell(RELATIONS, 7, formula="[tiny-2020-01] + [tiny-2020-04]", unit="date"),
        ("dimension-mismatch", "data/relations.csv", 7, "unit"),
    ),
    "a day after the last": (
        cell(RELATIONS, 7, formula="[tiny-2020-08] + 99999999", unit="date"),
        ("bad-formula", "data/relations.csv", 7, "formula"),
    ),
    "a comparison with a day after the last": (
        cell(RELATIONS, 7, formula="[tiny-2020-08] < [tiny-2020-09] + 99999999", unit="truth"),
        ("bad-formula", "data/relations.csv", 7, "formula"),
    ),
    "value of 5000 digits": (cell(CLAIMS, 5, value=LONG), ("value-too-long", "data/claims/tiny-2020.csv", 5, "value")),
    "place of 5000 digits": (cell(CLAIMS, 5, start=LONG), ("start-too-long", "data/claims/tiny-2020.csv", 5, "start")),
    "rounding unit of 5000 digits": (
        cell(CLAIMS, 5, rounding_unit=LONG),
        ("rounding_unit-too-long", "data/claims/tiny-2020.csv", 5, "rounding_unit"),
    ),
    "reported value of 5000 digits": (
        cell(REPORTED, 2, value=LONG),
        ("value-too-long", "data/reported.csv", 2, "value"),
    ),
    "constant of 90 digits": (
        cell(RELATIONS, 4, formula=f"[tiny-2020-04] / [tiny-2020-01] * {'9' * 90}"),
        ("bad-formula", "data/relations.csv", 4, "formula"),
    ),
    "constant of 5000 digits": (
        cell(RELATIONS, 4, formula=f"[tiny-2020-04] / {LONG}"),
        ("formula-too-long", "data/relations.csv", 4, "formula"),
    ),
    "result of 10000 digits": (
        cell(RELATIONS, 7, formula="[tiny-2020-05] ** 1000", unit="percent"),
        ("bad-formula", "data/relations.csv", 7, "formula"),
    ),
    "a product that grows and grows": (
        cell(RELATIONS, 7, formula=" * ".join(["1e30"] * 190), unit="items"),
        ("bad-formula", "data/relations.csv", 7, "formula"),
    ),
    "powers that explode": (
        cell(RELATIONS, 7, formula="(1e30 ** 1000) ** 1000", unit="times"),
        ("bad-formula", "data/relations.csv", 7, "formula"),
    ),
    "a root of a power that explodes": (
        cell(RELATIONS, 7, formula="((1e30 ** 90) ** (999/1000)) ** (997/1000)", unit="times"),
        ("bad-formula", "data/relations.csv", 7, "formula"),
    ),
    "a formula of 40000 terms": (
        cell(RELATIONS, 7, formula=" + ".join(["1"] * 20000), unit="items"),
        ("bad-formula", "data/relations.csv", 7, "formula"),
    ),
    "a formula of 9000 parentheses": (
        cell(RELATIONS, 7, formula="(" * 9000 + "1" + ")" * 9000, unit="items"),
        ("bad-formula", "data/relations.csv", 7, "formula"),
    ),
    "an address without an end": (
        cell(REPORTED, 2, source_url="http://[::1"),
        ("malformed-source_url", "data/reported.csv", 2, "source_url"),
    ),
    "a unit of 1e99": (cell(CLAIMS, 5, unit="1e99 CNY"), ("unknown-unit", "data/claims/tiny-2020.csv", 5, "unit")),
    "a reported unit of 1e99": (cell(REPORTED, 2, unit="1e99 CNY"), ("unknown-unit", "data/reported.csv", 2, "unit")),
    "a reported figure with a claim's id": (
        cell(REPORTED, 2, id="tiny-2020-01"),
        ("duplicate-id", "data/reported.csv", 2, "id"),
    ),
    "an end at nought": (cell("exclusions.csv", 2, end="0"), ("end-too-small", "data/exclusions.csv", 2, "end")),
}


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_that_nobody_can_read_is_a_fault_with_its_place(tiny, kind):
    change, expected = ROWS[kind]
    change(tiny)
    tiny.tables["conflicts.csv"][0]["reported"] = ""
    tiny.write()
    start = time.process_time()
    _, faults = examine(tiny.root, tiny.articles)
    assert time.process_time() - start < 5
    assert [(f.code, f.file, f.row, f.column) for f in faults] == [expected]


# the package's own description


def descriptor(change):
    def apply(package):
        path = package.root / "datapackage.json"
        found = change(json.loads(path.read_text(encoding="utf-8")))
        path.write_text(found if isinstance(found, str) else json.dumps(found), encoding="utf-8")

    return apply


def resource(**changes):
    def change(found):
        entry = next(r for r in found["resources"] if r["name"] == "reported")
        entry.update({key: value for key, value in changes.items() if value is not None})
        for key in [key for key, value in changes.items() if value is None]:
            del entry[key]
        return found

    return descriptor(change)


def schema(name: str, change):
    def apply(package):
        path = package.root / "schemas" / f"{name}.json"
        found = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(change(found) or found), encoding="utf-8")

    return apply


def column(name: str, **changes):
    def change(found):
        next(c for c in found["fields"] if c["name"] == name).update(changes)

    return change


PACKAGES = {
    "a list": (descriptor(lambda found: []), "bad-descriptor"),
    "a number": (descriptor(lambda found: "7"), "bad-descriptor"),
    "nested without end": (descriptor(lambda found: "[" * 100_000), "bad-json"),
    "a number of 5000 digits": (descriptor(lambda found: LONG), "bad-json"),
    "no resources": (descriptor(lambda found: {**found, "resources": None}), "bad-descriptor"),
    "a resource that is a text": (
        descriptor(lambda found: {**found, "resources": [*found["resources"], "more.csv"]}),
        "bad-descriptor",
    ),
    "a resource without a name": (resource(name=None), "bad-descriptor"),
    "a resource without a path": (resource(path=None), "bad-descriptor"),
    "a resource without a schema": (resource(schema=None), "bad-descriptor"),
    "several paths": (resource(path=["reported.csv"]), "bad-descriptor"),
    "a path that leads out": (resource(path="../reported.csv"), "bad-descriptor"),
    "a path with a NUL": (resource(path="a\0b"), "bad-descriptor"),
    "a name twice": (resource(name="articles"), "bad-descriptor"),
    "a schema in place": (resource(schema={"fields": []}), "bad-descriptor"),
    "a schema that is not there": (resource(schema="schemas/none.json"), "missing-file"),
    "a schema that is a folder": (resource(schema="schemas"), "missing-file"),
    "a schema that is a list": (schema("reported", lambda found: [1]), "bad-schema"),
    "a schema without fields": (schema("reported", lambda found: {"title": "t"}), "bad-schema"),
    "a field that is a text": (schema("reported", lambda found: {"fields": ["id"]}), "bad-schema"),
    "a field twice": (schema("reported", lambda found: found["fields"].append(found["fields"][0])), "bad-schema"),
    "a pattern that is none": (schema("reported", column("id", constraints={"pattern": "("})), "bad-schema"),
    "a type number": (schema("reported", column("value", type="number")), "bad-schema"),
    "a list for constraints": (schema("reported", column("value", constraints=[])), "bad-schema"),
    "a constraint that is not enforced": (
        schema("reported", column("value", constraints={"jsonSchema": {}})),
        "unknown-keyword",
    ),
    "a bound at a text": (schema("reported", column("value", constraints={"minimum": 3})), "unknown-keyword"),
    "a format": (schema("reported", column("source_url", format="uri")), "unknown-keyword"),
    "a key that is not enforced": (schema("reported", lambda found: {**found, "primaryKey": "id"}), "unknown-keyword"),
    "other missing values": (schema("reported", lambda found: {**found, "missingValues": ["", "-"]}), "bad-schema"),
    "a foreign key of two columns": (
        schema(
            "reported",
            lambda found: {
                **found,
                "foreignKeys": [
                    {"fields": ["id", "metric"], "reference": {"resource": "metrics", "fields": ["m", "n"]}}
                ],
            },
        ),
        "bad-schema",
    ),
    "another type than is read": (
        schema("exclusions", column("start", type="string", constraints={})),
        "schema-differs",
    ),
    "a column less": (
        schema("exclusions", lambda found: {**found, "fields": [c for c in found["fields"] if c["name"] != "note"]}),
        "schema-differs",
    ),
}


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_package_described_in_any_way_is_read_or_faulted(tiny, kind, capsys):
    change, code = PACKAGES[kind]
    change(tiny.write())
    assert main(["check", "--data", str(tiny.root), "--articles", str(tiny.articles)]) == 1
    assert f"[{code}]" in capsys.readouterr().err


@pytest.mark.parametrize("bound, code", [("minimum", "runs-too-small"), ("maximum", "runs-too-large")])
def test_bounds_of_the_schema_are_enforced(tiny, bound, code):
    tiny.write()
    schema("articles", column("runs", constraints={bound: 2 if bound == "maximum" else 99}))(tiny)
    assert code in {fault.code for fault in examine(tiny.root, tiny.articles)[1]}


def test_a_table_in_place_of_a_package_is_a_fault(capsys):
    assert main(["check", "--data", str(data_dir() / "articles.csv")]) == 1
    assert capsys.readouterr().err.splitlines()[1:] == [
        "articles.csv/datapackage.json: found what is no file, expected a JSON file [missing-file]"
    ]


def test_a_nul_in_a_table_is_a_fault(tiny):
    tiny.row(CLAIMS, 5)["note"] = "a\0b"
    tiny.write()
    faults = examine(tiny.root, tiny.articles)[1]
    assert ("wrong-encoding", "data/claims/tiny-2020.csv", 5) in {(f.code, f.file, f.row) for f in faults}


def test_a_claims_table_of_no_article_is_a_fault(tiny):
    del tiny.tables["articles.csv"][1]
    tiny.tables["relations.csv"] = [r for r in tiny.tables["relations.csv"] if "other" not in r["formula"]]
    tiny.write()
    faults = examine(tiny.root, tiny.articles)[1]
    assert ("unknown-article", "data/claims/other-2021.csv") in {(f.code, f.file) for f in faults}


# formulas


def test_limits_are_looked_at_before_the_work():
    start = time.process_time()
    for text in (" + ".join(["1"] * 300_000), "1" + " " * 300_000 + "+ 1 1", "[a]" * 100_000):
        with pytest.raises(FormulaError):
            parse_formula(text)
    with pytest.raises(FormulaError):
        evaluate(parse_formula("(1e30 ** 99) ** 999"), {}.__getitem__)
    assert time.process_time() - start < 5


def test_a_sum_built_in_python_has_a_limit_and_works_up_to_it():
    def added(n: int):
        return reduce(lambda total, i: total + Claim(f"a-{i}"), range(n), lift(0))

    with pytest.raises(FormulaError):
        added(1000)
    total = added(210)
    assert evaluate(total, lambda _: Interval.exact(1)) == Interval.exact(len(total.claims()))
    assert str(total).count("+") == len(total.claims())


def test_the_place_of_the_texts_is_the_packages_own(tiny, monkeypatch):
    monkeypatch.delenv("ARTICLES_DIR", raising=False)
    tiny.write()
    path = tiny.root / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    assert not examine(tiny.root)[0].texts
    path.write_text(json.dumps({**described, "texts": "../articles"}), encoding="utf-8")
    register, faults = examine(tiny.root)
    assert not faults and set(register.texts) == set(register.articles)
    path.write_text(json.dumps({**described, "texts": ["../articles"]}), encoding="utf-8")
    assert [(f.code, f.column, f.found) for f in examine(tiny.root)[1]] == [("bad-descriptor", "texts", "list")]
