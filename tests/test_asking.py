"""Metrics and definitions that no table has: what is asked of a person, and what follows by itself."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from claimcheck.drafting import asking
from claimcheck.evidence import growth_rates
from claimcheck.loading import examine, load
from claimcheck.register import paraphrase
from claimcheck.register.faults import FaultError
from claimcheck.register.package import read_package


def claim(metric: str, unit: str = "percent", scope: str = "") -> dict[str, str]:
    return {"metric": metric, "scope": scope, "unit": unit}


def asked(root, claims) -> list[dict[str, str]]:
    """The rows to fill that are written for the claims."""
    with pytest.raises(FaultError):
        asking.new_names(root, "tiny-2020", read_package(root), claims)
    with asking.path_of(root, "tiny-2020", "metrics").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_level_of_a_growth_is_asked_for_and_the_growth_follows(tiny):
    root = tiny.write().root
    rows = asked(root, [claim("shops_yoy"), claim("stock_qoq"), claim("stock", "1e4 items")])
    assert [(row["metric"], row["unit"]) for row in rows] == [("shops", ""), ("stock", "items")]
    for row in rows:
        row.update(label_zh="指标", unit="items", kind="count", description="As worded.")
    with asking.path_of(root, "tiny-2020", "metrics").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    claims = [claim("shops_yoy"), claim("stock_qoq"), claim("stock", "1e4 items")]
    text = asking.new_names(root, "tiny-2020", read_package(root), claims)[root / "metrics.csv"]
    new = {row["metric"]: row for row in csv.DictReader((text or "").splitlines())}
    assert {"shops", "stock", "shops_yoy", "stock_qoq"} <= set(new)
    assert (new["shops_yoy"]["label"], new["shops_yoy"]["kind"]) == ("growth of shops", "growth")
    assert (
        new["stock_qoq"]["label"] == "growth of stock on the quarter before" and "环比" in new["stock_qoq"]["label_zh"]
    )


def test_a_growth_without_its_level_is_a_fault_that_names_the_level(tiny):
    metrics = tiny.tables["metrics.csv"]
    metrics.append({**next(row for row in metrics if row["metric"] == "gmv_yoy"), "metric": "shops_yoy"})
    (fault,) = examine(tiny.write().root, tiny.articles)[1]
    assert (fault.code, fault.row, fault.found) == ("missing-level", len(metrics) + 1, "'shops_yoy'")
    assert "shops too" in fault.expected


def test_a_growth_reported_elsewhere_whose_level_no_row_names_has_none_and_no_crash(tiny):
    register = load(tiny.write().root, tiny.articles)
    level = register.reported["gmv-2020-paper"]
    rate = replace(level, id="shops-yoy", metric="shops_yoy", scope="")
    definition = replace(register.definitions.of(level), metric="shops_yoy", scope="")
    definitions = replace(
        register.definitions, by_scope={**register.definitions.by_scope, ("shops_yoy", ""): definition}
    )
    register = replace(register, reported={rate.id: rate}, definitions=definitions)
    (found,) = growth_rates.growth_table(register)
    assert (found.code, found.reason) == (growth_rates.NO_LEVELS, "Shops, 2020: none of this definition found.")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, "Shop, revenue, third quarter of 2024: 31.1 billion CNY."),
        ({"value": "1.33", "unit": "1e8 persons"}, "Shop, revenue, third quarter of 2024: 133 million persons."),
        ({"value": "40", "unit": "percent", "qualifier": "超"}, "Shop, revenue, third quarter of 2024: over 40%."),
        ({"value": "2024-07-01/2024-09-30", "unit": "date"}, "Shop, revenue: third quarter of 2024."),
        ({"entity": "Event: a plan", "period_start": "", "period_end": ""}, "A plan, revenue: 31.1 billion CNY."),
        ({"value": ""}, "Shop, revenue, third quarter of 2024: 311億元."),
        ({"value": "x", "period_end": "2024"}, "Shop, revenue: 311億元."),
        ({"unit": "yen"}, "Shop, revenue, third quarter of 2024: 311億元."),
    ],
)
def test_a_paraphrase_says_what_the_columns_say_in_the_words_of_prose(cells, words):
    row = dict.fromkeys(paraphrase.COLUMNS, "") | {"entity": "Shop", "value": "311", "unit": "1e8 CNY"}
    row |= {"rounding_unit": "1", "period_start": "2024-07-01", "period_end": "2024-09-30"}
    assert paraphrase.made(row | cells, "revenue", "311億元") == words


def test_the_lines_of_a_table_stay_as_they_are_when_rows_come_behind(tiny):
    root = tiny.write().root
    place = root / "definitions.csv"
    before = place.read_text(encoding="utf-8").replace("gmv,", '"gmv",', 1)
    place.write_text(before, encoding="utf-8")
    after = asking.new_names(root, "tiny-2020", read_package(root), [claim("gmv", scope="new, one")])[place]
    assert (after or "").startswith(before) and len((after or "").splitlines()) == len(before.splitlines()) + 1


@pytest.mark.parametrize(
    ("metric", "scope", "definition", "origin"),
    [
        (
            "gmv_yoy",
            "growth on the same period a year earlier; all",
            "gmv",
            "survey",
        ),  # the class of the level's scope
        ("gmv_yoy", "growth on the same period a year earlier; hosts alone", "hosts-alone", "survey"),
        ("gmv_yoy", "growth on the same period a year earlier", "growth", "survey"),
        ("gmv", "one two three four five six seven", "one-two-three-four-five-six-seven", "company"),
        ("gmv", "", "plain", "press"),  # the scope that no row has is that of all figures but one
    ],
)
def test_a_new_scope_gets_its_own_class_and_the_origin_of_its_metric(tiny, metric, scope, definition, origin):
    rows = tiny.tables["definitions.csv"]
    for row in rows:
        row["origin"] = {"gmv": "company", "gmv_yoy": "survey"}.get(row["metric"], "")
    rows[:] = [row for row in rows if (row["metric"], row["scope"]) != (metric, scope)]
    extra = {"metric": "gmv", "scope": "x", "definition": "one-two-three-four-five-six", "origin": "company"}
    rows.append(extra | {"expected": "yes"})
    rows += [
        extra | {"scope": f"x {n}", "definition": "unused", "origin": "press", "expected": "yes"} for n in range(5)
    ]
    root = tiny.write().root
    text = asking.new_names(root, "tiny-2020", read_package(root), [claim(metric, scope=scope)])
    new = list(csv.DictReader((text[root / "definitions.csv"] or "").splitlines()))[-1]
    assert (new["scope"], new["definition"], new["origin"]) == (scope, definition, origin)
