"""A tiny data package of two articles that tests may break."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from pathlib import Path

from claimcheck.loading import data_dir
from claimcheck.printed.runs import RUN

DATA = data_dir()
SCHEMAS = DATA / "schemas"

# a text with every kind of claim: qualifier, percent, count, dates, a split figure, a lost one
TINY = (
    "2020年GMV達120億元,同比增長50%,2019年為80億元。\n"
    "收益10億元,占8.3%,行業超3%。兩本書:《甲》、《乙》。\n"
    "3月1日開始,3月11日結束。份額9.億8%。另有5家。\n"
)
OTHER = "GMV為121億元。\n"
TEXTS = {"tiny-2020": TINY, "other-2021": OTHER}


class TinyPackage:
    """A data package of two articles, held as rows; change them, then `write` and load.

    `tables` maps a file to its rows (dicts by column); `texts` holds the articles' texts.
    """

    def __init__(self, folder: Path):
        self.root = folder / "data"
        self.articles = folder / "articles"
        self.texts = dict(TEXTS)
        self.schemas = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
        self.tables = {
            "articles.csv": [_article(name, text) for name, text in TEXTS.items()],
            "metrics.csv": [
                _metric("gmv", "CNY"),
                _metric("gmv_yoy", "percent"),
                _metric("share", "percent"),
                _metric("list_count", "items"),
                _metric("event_date", "date"),
            ],
            "claims/tiny-2020.csv": _tiny_claims(),
            "claims/other-2021.csv": [_claim("other-2021-01", OTHER, "121億元", "gmv", "121", "1e8 CNY", "1")],
            "exclusions.csv": [_exclusion(1, "2020"), _exclusion(2, "2019")],
            "corrections.csv": [
                _correction(),
                _correction()
                | {
                    "id": "c-tiny-2020-02",
                    "start": "0",
                    "end": "4",
                    "found": "2020",
                    "read": "2O2O",
                    "claim": "",
                    "guard": "found_in_text",
                },
            ],
            "relations.csv": _relations(),
            "conflicts.csv": [_conflict()],
            "reported.csv": [_reported()],
            "definitions.csv": [
                {"metric": name, "scope": scope, "definition": name.replace("_", "-"), "expected": "yes"}
                for name, scope in (
                    ("gmv", ""),
                    ("gmv", "all"),
                    ("gmv_yoy", ""),
                    ("share", ""),
                    ("list_count", ""),
                    ("event_date", ""),
                )
            ],
        }

    def schema_of(self, file: str) -> str:
        return file.split("/")[0].removesuffix(".csv")

    def row(self, file: str, line: int) -> dict:
        """The row that stands at a line of the file, the header being line 1."""
        return self.tables[file][line - 2]

    def write(self) -> TinyPackage:
        """Write the package and the texts; what a test put there by hand before is overwritten."""
        (self.root / "schemas").mkdir(parents=True, exist_ok=True)
        for name in {self.schema_of(file) for file in self.tables}:
            shutil.copy(SCHEMAS / f"{name}.json", self.root / "schemas")
        resources = [
            {
                "name": file.removesuffix(".csv").replace("/", "-"),
                "type": "table",
                "path": file,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": f"schemas/{self.schema_of(file)}.json",
            }
            for file in self.tables
        ]
        descriptor = {"name": "tiny", "resources": resources}
        (self.root / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        for file, rows in self.tables.items():
            (self.root / file).parent.mkdir(exist_ok=True)
            columns = [field["name"] for field in self.schemas[self.schema_of(file)]["fields"]]
            with (self.root / file).open("w", encoding="utf-8", newline="") as handle:
                writer = csv.DictWriter(handle, columns, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        self.articles.mkdir(exist_ok=True)
        for name, text in self.texts.items():
            (self.articles / f"{name}.txt").write_bytes(text.encode())
        return self


def _article(name: str, text: str) -> dict:
    data = text.encode()
    return {
        "id": name,
        "title": "题",
        "language": "Chinese",
        "script": "Traditional",
        "characters": str(len(text)),
        "bytes": str(len(data)),
        "sha256": hashlib.sha256(data).hexdigest(),
        "about": "A text for tests.",
        "runs": str(len(RUN.findall(text))),
    }


def _metric(name: str, unit: str) -> dict:
    return {"metric": name, "label": name, "label_zh": name, "unit": unit, "kind": "money", "description": name}


def _claim(
    claim_id: str, text: str, quote: str, metric: str, value: str, unit: str, rounding: str = "", **more
) -> dict:
    start = text.index(quote)
    end = start + len(quote)
    return {
        "id": claim_id,
        "start": str(start),
        "end": str(end),
        "quote": quote,
        "prefix": text[max(0, start - 3) : start].rpartition("\n")[2],
        "suffix": text[end : end + 3].partition("\n")[0],
        "kind": "figure",
        "entity": "Shop",
        "metric": metric,
        "period_start": "2020-01-01",
        "period_end": "2020-12-31",
        "value": value,
        "unit": unit,
        "rounding_unit": rounding,
        "damaged": "no",
        "paraphrase": "It is so.",
    } | more


def _day(day: str) -> dict:
    return {"period_start": day, "period_end": day}


def _tiny_claims() -> list[dict]:
    rows = [
        ("達120億元", "gmv", "120", "1e8 CNY", "1", {"qualifier": "達", "coarse_unit": "10"}),
        ("50%", "gmv_yoy", "50", "percent", "1", {}),
        ("80億元", "gmv", "80", "1e8 CNY", "1", {"period_start": "2019-01-01", "period_end": "2019-12-31"}),
        ("10億元", "gmv", "10", "1e8 CNY", "1", {}),
        ("8.3%", "share", "8.3", "percent", "0.1", {}),
        ("超3%", "share", "3", "percent", "1", {"qualifier": "超"}),
        ("兩本書", "list_count", "2", "items", "0", {}),
        ("3月1日", "event_date", "2020-03-01", "date", "", _day("2020-03-01")),
        ("3月11日", "event_date", "2020-03-11", "date", "", _day("2020-03-11")),
        ("9.億8%", "share", "9.8", "percent", "0.1", {"damaged": "yes"}),
        ("5家", "list_count", "5", "items", "0", {}),
    ]
    return [_claim(f"tiny-2020-{n:02d}", TINY, *row[:5], **row[5]) for n, row in enumerate(rows, 1)]


def _exclusion(number: int, text: str) -> dict:
    start = TINY.index(text)
    return {
        "id": f"x-tiny-2020-{number:03d}",
        "article": "tiny-2020",
        "start": str(start),
        "end": str(start + len(text)),
        "text": text,
        "reason": "not_a_quantity",
    }


def _correction() -> dict:
    start = TINY.index("9.億8%")
    return {
        "id": "c-tiny-2020-01",
        "article": "tiny-2020",
        "start": str(start),
        "end": str(start + 5),
        "found": "9.億8%",
        "read": "9.8%",
        "claim": "tiny-2020-10",
        "confidence": "high",
        "reason": "Split by a stray character.",
        "guard": "found_in_text unparsable relation:tiny-2020-r07",
    }


def _relations() -> list[dict]:
    rows = [
        ("tiny-2020-r01", "[tiny-2020-01] / [tiny-2020-03] - 1", "tiny-2020-02", "percent"),
        ("tiny-2020-r02", "[tiny-2020-03] * (1 + [tiny-2020-02])", "tiny-2020-01", "CNY"),
        ("tiny-2020-r03", "[tiny-2020-04] / [tiny-2020-01]", "tiny-2020-05", "percent"),
        ("tiny-2020-r04", "[tiny-2020-05] > [tiny-2020-06]", "", "truth"),
        ("tiny-2020-r05", 'count("甲", "乙")', "tiny-2020-07", "items"),
        ("tiny-2020-r06", "days([tiny-2020-08], [tiny-2020-09])", "", "days"),
        ("tiny-2020-r07", "abs([tiny-2020-10] - [tiny-2020-05]) < 0.02", "", "truth"),
        ("cross-r01", "[other-2021-01]", "tiny-2020-01", "CNY"),
    ]
    return [
        {
            "id": i,
            "article": i.rpartition("-r")[0],
            "formula": f,
            "target": t,
            "unit": u,
            "label": f"label of {i}",
            "role": "check" if t else "derived",
        }
        for i, f, t, u in rows
    ]


def _conflict() -> dict:
    return {
        "id": "two-levels",
        "title": "Two levels",
        "claims": "tiny-2020-01 other-2021-01",
        "reported": "gmv-2020-paper",
        "cause": "value",
        "severity": "1",
        "settled": "no",
        "remains_open": "which one",
    }


def _reported() -> dict:
    return {
        "id": "gmv-2020-paper",
        "entity": "Shop",
        "metric": "gmv",
        "scope": "all",
        "period_start": "2020-01-01",
        "period_end": "2020-12-31",
        "printed": "12 billion",
        "value": "12",
        "unit": "1e9 CNY",
        "qualifier": "over",
        "source_title": "Paper",
        "source_url": "https://example.org/",
        "source_kind": "news",
        "checked": "at_source",
    }
