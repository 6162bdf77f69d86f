"""A data package of any size, made up: `python -m tools.made_package <folder> --claims 10000 [--one-company]`.

For measuring how the engine grows. Blocks of thirty claims, a company's six figures of five years, with as many
relations over them: what is printed is rounded from one set of numbers, so nothing is wrong with it. Every claim
stands in a text whose years are exclusions, and every tenth is reported elsewhere too. With --one-company all
blocks are lines of one company, so that figures meet in entity, metric and time and differ in definition.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimcheck.printed.runs import RUN

SCHEMAS = Path(__file__).resolve().parent.parent / "data" / "schemas"
YEARS = range(2018, 2023)
PER_ARTICLE = 3000
METRICS = {
    "gmv": ("CNY", "money", "GMV"),
    "revenue": ("CNY", "money", "收入"),
    "share": ("percent", "share", "占比"),
    "gmv_yoy": ("percent", "growth", "同比"),
    "users": ("persons", "audience", "用户"),
    "orders": ("items", "count", "订单"),
}
Row = dict[str, str]


class Package:
    """Tables and texts on the way; `add` appends a block of claims with its relations."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.tables: dict[str, list[Row]] = {name: [] for name in ("articles", "exclusions", "relations", "reported")}
        self.claims: dict[str, list[Row]] = {}
        self.texts: dict[str, list[str]] = {}
        self.length: dict[str, int] = {}

    def article(self) -> str:
        """The article that the next block stands in."""
        if not self.claims or len(self.claims[name := list(self.claims)[-1]]) >= PER_ARTICLE:
            name = f"made{_letters(len(self.claims))}-2022"
            self.claims[name], self.texts[name], self.length[name] = [], [], 0
        return name

    def add(self, block: int, is_one: bool) -> None:
        article = self.article()
        entity, scope = ("Company", f"line {block}") if is_one else (f"Company {block}", "all")
        ids: dict[tuple[str, int], str] = {}
        for metric, year, value in self._figures():
            ids[metric, year] = self._claim(article, entity, scope, metric, year, value)
        self._relations(article, ids)

    def _figures(self) -> Iterator[tuple[str, int, str]]:
        gmv = 0
        for year in YEARS:
            before, gmv = gmv, self.random.randrange(10_000, 99_999)  # 1e8 CNY with a decimal: 1000.0 to 9999.9
            share = self.random.randrange(100, 900)  # percent with a decimal
            yield "gmv", year, f"{gmv // 10}.{gmv % 10}"
            yield "share", year, f"{share // 10}.{share % 10}"
            revenue = round(gmv * share / 1000)
            yield "revenue", year, f"{revenue // 10}.{revenue % 10}"
            if before:
                yield "gmv_yoy", year, f"{(gmv / before - 1) * 100:.1f}"
            else:
                yield "gmv_yoy", year, "12.0"
            yield "users", year, str(self.random.randrange(1000, 9999))
            yield "orders", year, str(self.random.randrange(1000, 9999))

    def _claim(self, article: str, entity: str, scope: str, metric: str, year: int, value: str) -> str:
        unit, _, word = METRICS[metric]
        scale = {"CNY": "亿元", "percent": "%", "persons": "万人", "items": "万个"}[unit]
        power = {"CNY": "1e8 ", "percent": "", "persons": "1e4 ", "items": "1e4 "}[unit]
        quote = value + scale
        before, after = f"{year}年{word}为", "。\n"
        start = self.length[article]
        place = start + len(before)
        self.texts[article].append(before + quote + after)
        self.length[article] += len(before + quote + after)
        rows = self.claims[article]
        claim_id = f"{article}-{len(rows) + 1:02d}"
        days = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        figure = {"entity": entity, "metric": metric, "scope": scope, **days, "value": value, "unit": power + unit}
        rows.append(
            figure
            | {"id": claim_id, "start": str(place), "end": str(place + len(quote)), "quote": quote}
            | {"prefix": before[-3:], "suffix": after[:1], "kind": "figure", "damaged": "no", "paraphrase": "Made up."}
            | {"rounding_unit": "0.1" if "." in value else "1"}
        )
        number = len(self.tables["exclusions"]) + 1
        self.tables["exclusions"].append(
            {"id": f"x-{article}-{number:03d}", "article": article, "start": str(start), "end": str(start + 4)}
            | {"text": str(year), "reason": "period_of_claim"}
        )
        if len(rows) % 10 == 1:
            self.tables["reported"].append(
                figure
                | {"id": f"{metric}-{claim_id}", "printed": quote, "source_title": "Made up", "source_kind": "news"}
                | {"source_url": f"https://{_letters(len(rows))}.example/", "checked": "at_source"}
            )
        return claim_id

    def _relations(self, article: str, ids: dict[tuple[str, int], str]) -> None:
        for year in YEARS:
            named = {metric: f"[{ids[metric, year]}]" for metric in METRICS}
            of = {metric: ids[metric, year] for metric in METRICS}
            formulas = [
                ("{gmv} * {share}", "revenue", "CNY"),
                ("{revenue} / {share}", "gmv", "CNY"),
                ("{revenue} / {gmv}", "share", "percent"),
                ("{gmv} / {users}", "", "CNY"),
                ("{revenue} < {gmv}", "", "truth"),
                ("{orders} / {users}", "", "items"),
            ]
            if (("gmv", year - 1)) in ids:
                named["before"] = f"[{ids['gmv', year - 1]}]"
                formulas[5] = ("{gmv} / {before} - 1", "gmv_yoy", "percent")
                formulas[3] = ("{before} / ({before} + {gmv})", "", "percent")
            for formula, target, unit in formulas:
                number = len(self.tables["relations"]) + 1
                self.tables["relations"].append(
                    {"id": f"{article}-r{number:02d}", "article": article, "formula": formula.format(**named)}
                    | {"target": of[target] if target else "", "unit": unit, "label": "Made up"}
                    | {"role": "check" if target else "derived"}
                )


def _letters(n: int) -> str:
    """0 -> a, 25 -> z, 26 -> ba."""
    return (_letters(n // 26) if n >= 26 else "") + "abcdefghijklmnopqrstuvwxyz"[n % 26]


def make(folder: Path, claims: int, is_one: bool = False, seed: int = 1) -> None:
    """Write a package of at least so many claims to `folder`/data and its texts to `folder`/articles."""
    package = Package(seed)
    block = 0
    while sum(map(len, package.claims.values())) < claims:
        package.add(block, is_one)
        block += 1
    scopes = [f"line {n}" for n in range(block)] if is_one else ["all"]
    tables = dict(package.tables)
    for name, parts in package.texts.items():
        tables["articles"].append(article_row(name, "".join(parts)))
    tables["metrics"] = [
        {"metric": name, "label": name, "label_zh": word, "unit": unit, "kind": kind, "description": name}
        for name, (unit, kind, word) in METRICS.items()
    ]
    tables["definitions"] = [
        {"metric": metric, "scope": scope, "definition": f"{metric}-{scope}".replace(" ", "-").replace("_", "-")}
        | {"expected": "yes"}
        for metric in METRICS
        for scope in scopes
    ]
    tables |= {f"claims/{name}": rows for name, rows in package.claims.items()}
    write_tables(folder, tables)
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    for name, parts in package.texts.items():
        (folder / "articles" / f"{name}.txt").write_bytes("".join(parts).encode())


def article_row(name: str, text: str) -> Row:
    """The row of articles.csv for a text."""
    data = text.encode()
    return (
        {"id": name, "title": "Made up", "language": "zh", "script": "Simplified", "about": "A text for measuring."}
        | {"characters": str(len(text)), "bytes": str(len(data)), "sha256": hashlib.sha256(data).hexdigest()}
        | {"runs": str(len(RUN.findall(text)))}
    )


def write_tables(folder: Path, tables: dict[str, list[Row]]) -> None:
    """Write tables by name, with their schemas and the descriptor, to `folder`/data."""
    root = folder / "data"
    (root / "schemas").mkdir(parents=True, exist_ok=True)
    (root / "claims").mkdir(exist_ok=True)
    resources = []
    for name, rows in tables.items():
        schema = name.partition("/")[0]
        shutil.copy(SCHEMAS / f"{schema}.json", root / "schemas")
        described: dict[str, Any] = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
        with (root / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            columns = [column["name"] for column in described["fields"]]
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        resources.append(
            {"name": name.replace("/", "-"), "type": "table", "path": f"{name}.csv", "format": "csv"}
            | {"mediatype": "text/csv", "encoding": "utf-8", "schema": f"schemas/{schema}.json"}
        )
    (root / "datapackage.json").write_text(json.dumps({"name": "made", "resources": resources}), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a data package for measuring.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--one-company", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make(options.folder, options.claims, options.one_company, options.seed)


if __name__ == "__main__":
    main()
