"""The published interface: its fields, its numbers, and that nothing is ever half-written."""

from __future__ import annotations

import importlib
import json
import os
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from claimcheck import publish as publishing
from claimcheck.loading import load
from claimcheck.printed.interval import Interval
from claimcheck.publish import PublishError, decimal_text, ends, publish
from claimcheck.register.faults import FaultError
from claimcheck.register.package import frictionless_faults
from kuaishou import publish as book

# promised to readers: changing one of these lists breaks their programs
FIELDS = {
    "claims.json": [
        "id",
        "article",
        "start",
        "end",
        "quote",
        "entity",
        "metric",
        "period_start",
        "period_end",
        "value",
        "unit",
        "lower",
        "upper",
        "lower_closed",
        "upper_closed",
        "qualifier",
        "attribution",
        "damaged",
        "arithmetic_verdict",
        "evidence_verdict",
        "url",
    ],
    "relations.json": [
        "id",
        "formula",
        "inputs",
        "target",
        "point",
        "lower",
        "upper",
        "target_lower",
        "target_upper",
        "verdict",
        "article",
    ],
    "conflicts.json": ["id", "title", "claims", "cause", "settled", "settled_by", "remains_open"],
}


@pytest.fixture
def published(tiny, tmp_path) -> Path:
    tiny.write()
    publish(tmp_path / "site" / "data", tiny.root, tiny.articles)
    return tmp_path / "site" / "data"


def items(folder: Path, name: str) -> dict[str, dict]:
    return {item["id"]: item for item in json.loads((folder / name).read_text(encoding="utf-8"))}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FIELDS)
def test_fields_are_as_promised(published, name):
    for item in items(published, name).values():
        assert list(item) == FIELDS[name]


def test_tables_are_published_as_they_are_and_validate_where_they_lie(published, tiny):
    source, found = contents(tiny.root), contents(published)
    computed = {"claims.json", "relations.json", "conflicts.json"}
    assert {name: content for name, content in found.items() if name not in computed} == source
    assert frictionless_faults(published) == []


def test_claims_are_published_in_base_units(published):
    claims = items(published, "claims.json")
    expected = {
        "tiny-2020-01": ("12000000000", "CNY", "11950000000", "12050000000", True, True),
        "tiny-2020-05": ("8.3", "percent", "8.25", "8.35", True, True),
        "tiny-2020-06": ("3", "percent", "3", None, False, False),
        "tiny-2020-08": ("2020-03-01", "date", "2020-03-01", "2020-03-01", True, True),
    }
    for claim_id, values in expected.items():
        found = claims[claim_id]
        assert (
            tuple(found[key] for key in ("value", "unit", "lower", "upper", "lower_closed", "upper_closed")) == values
        )
    assert claims["tiny-2020-10"]["damaged"] is True
    assert claims["tiny-2020-01"]["damaged"] is False
    assert claims["tiny-2020-01"]["url"] == "chapters/claims.html#tiny-2020-01"
    assert claims["tiny-2020-01"]["qualifier"] == "達"


def test_a_text_is_published_without_bounds_and_keeps_its_words(tiny, tmp_path):
    tiny.row("claims/tiny-2020.csv", 12).update(kind="words", unit="text", value="a few shops", rounding_unit="")
    tiny.write()
    publish(tmp_path / "out", tiny.root, tiny.articles)
    found = items(tmp_path / "out", "claims.json")["tiny-2020-11"]
    assert (found["value"], found["lower"], found["upper"], found["lower_closed"]) == ("a few shops", None, None, False)


def test_trailing_zeros_are_published(tiny, tmp_path):
    tiny.row("claims/tiny-2020.csv", 3).update(value="50.0", rounding_unit="1")
    tiny.write()
    publish(tmp_path / "out", tiny.root, tiny.articles)
    assert items(tmp_path / "out", "claims.json")["tiny-2020-02"]["value"] == "50.0"


def test_relations_are_published_in_the_unit_of_their_target(published):
    relations = items(published, "relations.json")
    growth = relations["tiny-2020-r01"]
    assert (growth["point"], growth["target"], growth["verdict"]) == ("50", "tiny-2020-02", "reproduced")
    assert (growth["target_lower"], growth["target_upper"]) == ("49.5", "50.5")
    # 119.5 / 80.5 - 1 = 48.44720..., 120.5 / 79.5 - 1 = 51.57232...: never narrower than the fraction
    assert (
        Fraction(growth["lower"]) < Fraction(11950, 8050) * 100 - 100 < Fraction(growth["lower"]) + Fraction(1, 10**27)
    )
    assert (
        Fraction(growth["upper"]) > Fraction(12050, 7950) * 100 - 100 > Fraction(growth["upper"]) - Fraction(1, 10**27)
    )
    comparison = relations["tiny-2020-r04"]
    assert (comparison["point"], comparison["lower"], comparison["target"], comparison["verdict"]) == (
        None,
        None,
        None,
        "undetermined",
    )
    assert relations["tiny-2020-r06"]["verdict"] is None
    assert relations["tiny-2020-r01"]["inputs"] == ["tiny-2020-01", "tiny-2020-03"]


def test_conflicts_are_published(published):
    assert items(published, "conflicts.json")["two-levels"]["claims"] == ["tiny-2020-01", "other-2021-01"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(381200000000), "381200000000"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(0), "0"),
        (Fraction(1, 3), "0." + "3" * 30),
        (Fraction(-1, 3), "-0." + "3" * 29 + "4"),
        (Fraction(10**6, 7), "142857." + "142857" * 4),
    ],
)
def test_numbers_are_exact_decimals_or_rounded_down(number, text):
    assert decimal_text(number) == text


def test_upper_bounds_are_rounded_up():
    assert ends(Interval(Fraction(1, 3), Fraction(2, 3)), "CNY") == ("0." + "3" * 30, "0." + "6" * 29 + "7")
    assert ends(None, "CNY") == ends(True, "truth") == (None, None)


def test_publishing_twice_gives_the_same_bytes(tiny, tmp_path):
    tiny.write()
    publish(tmp_path / "a", tiny.root, tiny.articles)
    publish(tmp_path / "b", tiny.root, tiny.articles)
    publish(tmp_path / "b", tiny.root, tiny.articles)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert sorted(os.listdir(tmp_path)) == ["a", "articles", "b", "data"], "something was left beside the folders"


def test_a_fault_leaves_the_previous_output_untouched(published, tiny):
    before = contents(published)
    tiny.row("claims/tiny-2020.csv", 4)["unit"] = "亿"
    tiny.write()
    with pytest.raises(FaultError):
        publish(published, tiny.root, tiny.articles)
    assert contents(published) == before
    assert os.listdir(published.parent) == ["data"]


def test_a_failure_while_writing_leaves_the_previous_output_untouched(published, tiny, monkeypatch):
    before = contents(published)

    def fail(conflict):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(publishing, "conflict_item", fail)
    with pytest.raises(RuntimeError):
        publish(published, tiny.root, tiny.articles)
    assert contents(published) == before
    assert os.listdir(published.parent) == ["data"]


def test_a_failed_rename_puts_the_previous_output_back(published, tiny, monkeypatch):
    before, rename = contents(published), os.rename

    def fail_once(source, target):
        if Path(target) == published.resolve() and "previous" not in str(source):
            raise OSError("no")
        rename(source, target)

    monkeypatch.setattr(publishing.os, "rename", fail_once)
    with pytest.raises(OSError):
        publish(published, tiny.root, tiny.articles)
    assert contents(published) == before


def test_a_folder_with_other_files_is_not_replaced(tiny, tmp_path):
    tiny.write()
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(PublishError):
        publish(tmp_path / "thesis", tiny.root, tiny.articles)
    for folder in (tiny.root, tmp_path):
        with pytest.raises(PublishError):
            publish(folder, tiny.root, tiny.articles)
    assert (tmp_path / "thesis" / "chapter.txt").read_text(encoding="utf-8") == "years of work"


def test_extra_files_are_published_beside_the_rest(tiny, tmp_path):
    tiny.write()
    extra = {"made.json": [{"a": 1}], "made.csv": "a,b\n1,2\n"}
    publish(tmp_path / "out", tiny.root, tiny.articles, lambda register: extra)
    assert json.loads((tmp_path / "out" / "made.json").read_text(encoding="utf-8")) == [{"a": 1}]
    assert (tmp_path / "out" / "made.csv").read_text(encoding="utf-8") == "a,b\n1,2\n"
    with pytest.raises(PublishError):
        publish(tmp_path / "out", tiny.root, tiny.articles, lambda register: {"claims.json": []})
    assert items(tmp_path / "out", "claims.json"), "what was there is still there"


def test_another_package_is_published_without_this_reports_trends(published):
    assert not (published / "trends.json").exists()


def test_this_report_publishes_its_trends(tmp_path, capsys):
    assert book.main(str(tmp_path / "data")) == 0
    trends = json.loads((tmp_path / "data" / "trends.json").read_text(encoding="utf-8"))
    assert trends and set(trends[0]) >= {"series", "model", "backtest"}
    assert "claims and" in capsys.readouterr().out


def test_a_broken_import_of_the_trends_stops_publishing(monkeypatch):
    monkeypatch.delitem(sys.modules, "kuaishou.publish")
    monkeypatch.setitem(sys.modules, "kuaishou.published", None)
    monkeypatch.delattr("kuaishou.published")
    with pytest.raises(ImportError):
        importlib.import_module("kuaishou.publish")


def test_frictionless_finds_what_the_register_does_not_know(tiny):
    tiny.write()
    descriptor = json.loads((tiny.root / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0]["encoding"] = "ascii"
    (tiny.root / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    load(tiny.root, tiny.articles)
    found = frictionless_faults(tiny.root)
    assert ("frictionless-encoding-error", "data/articles.csv") in {(fault.code, fault.file) for fault in found}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("start,end", "end,start", "frictionless-incorrect-label"),
        ("id,start", "start", "frictionless-missing-label"),
    ],
)
def test_frictionless_too_sees_swapped_and_missing_columns(tiny, before, after, code):
    tiny.write()
    path = tiny.root / "claims/other-2021.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    assert code in {fault.code for fault in frictionless_faults(tiny.root)}


def test_the_real_tables_are_published(tmp_path):
    register = publish(tmp_path / "data")
    claims = items(tmp_path / "data", "claims.json")
    assert list(claims) == list(register.claims)
    assert claims["gravity-2021-15"]["value"] == "381200000000"
    for item in claims.values() if register.texts else ():
        assert item["quote"] == register.texts[item["article"]][item["start"] : item["end"]]
    numbers = [
        item[key]
        for item in (*claims.values(), *items(tmp_path / "data", "relations.json").values())
        for key in ("lower", "upper")
        if item[key] is not None
    ]
    assert not [number for number in numbers if "e" in number.lower() or "/" in number]
