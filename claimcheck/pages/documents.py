"""Tables that document the report itself: rules, qualifiers, worked cases, columns, the interface.

Everything here is read from the file that the code reads too, so a page cannot say one thing and
the code do another.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

from claimcheck import publish
from claimcheck.citing import edition as cite
from claimcheck.evidence import sources, standing
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.formulas.verdicts import Arithmetic
from claimcheck.loading import book_dir, reread
from claimcheck.pages import answers
from claimcheck.pages.data_table import Column, DataTable
from claimcheck.pages.tables import Html, Table
from claimcheck.printed.qualifiers import QUALIFIERS_FILE
from claimcheck.printed.rounding import RULES_FILE
from claimcheck.register.record import Register

WHERE = {
    "before": "before the figure",
    "after": "after the figure",
    "both": "before or after the figure",
    "words": "in words, with no figure",
}
# Fields of the JSON files that are not columns of a table; columns are described by their schema.
COMPUTED = {
    "article": "Id of the article; `cross` for a recomputation that is of no one article.",
    "value": "The printed figure in base units, as a decimal string; null where there is none. Dates are ISO dates.",
    "unit": "Base unit: CNY, USD, HKD, percent, points (percentage points), persons, items, times, seconds, minutes, hours, days, months, years, rank, date or text.",
    "lower": "Lower bound in the same unit, as a decimal string; null for none and for unbounded.",
    "upper": "Upper bound, likewise.",
    "lower_closed": "Whether the lower bound itself belongs to the interval.",
    "upper_closed": "Whether the upper bound itself belongs to the interval.",
    "target_lower": "Lower bound of the printed figure that is recomputed.",
    "target_upper": "Upper bound of the printed figure that is recomputed.",
    "arithmetic_verdict": "Whether the articles' own figures yield this one; defined on the Methods page.",
    "evidence_verdict": "Whether anything else bears it out; defined on the Methods page.",
    "verdict": "Arithmetic verdict of the recomputation; null where nothing is printed to compare it with.",
    "inputs": "Ids of the claims in the formula.",
    "point": "The result for the printed values themselves; null for a comparison.",
    "url": "Address of the claim's card, relative to the root of the site.",
    "claims": "Ids of the claims concerned.",
    "series": "Name of the series that was fitted.",
    "model": "Name of the model.",
    "n": "Number of points.",
    "params": "Parameters of the fit, by name: `log_` are natural logarithms, `ceiling`, `level_first`, `last` and `change` CNY; "
    "`_low` and `_high` are ends of 95% intervals.",
    "growth_per_year": "Growth in a year by the fit, as a fraction.",
    "interval": "95% interval of that growth by Student's t; null where the model has none.",
    "rounding": "Bounds of that growth over all inputs that are printed alike; null where none are computed.",
    "backtest": "Forecasts that later figures could be held against, empty where there are none: `period`, `forecast` with its 95% "
    "interval `lower` and `upper`, `reported`, `error` (forecast over reported, less one), `inside` the interval or not; for "
    "quarters also `origin`, the last quarter seen, and `ahead`, in quarters. Amounts in CNY.",
}
JSON_FILES = {
    "claims.json": ("claims", publish.claim_item),
    "relations.json": ("relations", publish.relation_item),
    "conflicts.json": ("conflicts", publish.conflict_item),
    "trends.json": ("", None),
}


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, strings as they stand."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def csv_table(path: Path, caption: str) -> Table:
    """A CSV file as it is."""
    rows = read_rows(path)
    header = list(rows[0]) if rows else []
    return Table(caption, [name.replace("_", " ") for name in header], [list(row.values()) for row in rows])


def rounding_rules() -> Table:
    """The rounding rules that the code applies."""
    table = csv_table(RULES_FILE, "Rounding rules: ends in units of the last printed digit")
    # the words first: on a narrow screen the rest is a scroll away
    order = sorted(range(len(table.header)), key=lambda i: (table.header[i] not in ("rule", "description"), i))
    return replace(table, header=[table.header[i] for i in order], rows=[[row[i] for i in order] for row in table.rows])


def qualifiers() -> Table:
    """The qualifier words, those of one meaning in one row."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for row in read_rows(QUALIFIERS_FILE):
        groups.setdefault((row["description"], row["position"], row["inequality"]), []).append(row["word"])
    rows = [
        (", ".join(words), meaning, WHERE[position], inequality)
        for (meaning, position, inequality), words in groups.items()
    ]
    return Table(
        "Qualifiers: words around a figure X and what they do to its interval",
        ("words", "meaning and interval", "where", "inequality"),
        rows,
    )


def source_ranks() -> DataTable:
    """The kinds of source in the order in which they are believed, with what each may decide."""
    kinds = (*sources.KINDS.values(), sources.ARTICLE)
    rows = [(str(kind.rank), kind.words, kind.strength, kind.what) for kind in sorted(kinds, key=lambda k: k.rank)]
    columns = (Column("Rank"), Column("Kind of source", "head"), Column("Strength"), Column("Which pages"))
    return DataTable("Kinds of source, the most believed first", columns, rows, kind="r-cards")


# what the recomputations of a figure can say, as the columns of `standings`: head -> the verdicts of its checks
FOUND: Mapping[str, tuple[Arithmetic, ...]] = {
    "a recomputation agrees": (Arithmetic.REPRODUCED,),
    "none decides": (),
    "a recomputation disagrees": (Arithmetic.NOT_REPRODUCED,),
}


def standings() -> DataTable:
    """How the two technical verdicts make the one in words: every evidence verdict with all that recomputation can say."""
    rows: list[tuple[str | Html, ...]] = [
        (code.words, *(Html(answers.chip(standing.combined(code, found))) for found in FOUND.values()))
        for code in EvidenceVerdict
    ]
    columns = (Column("Evidence", "head"), *(Column(head) for head in FOUND))
    return DataTable("The verdict in words, by evidence and by recomputation", columns, rows, kind="r-scroll")


def cases(name: str, caption: str) -> Table:
    """Worked cases that the tests run too: `rounding`, `figures`, `relations` …"""
    return csv_table(book_dir() / "tests" / "cases" / f"{name}.csv", caption)


def sensitivity(register: Register, rules=("nearest", "half_up", "half_even", "truncate", "ceiling")) -> Table:
    """How many recomputations keep each verdict when figures are read under another rule."""
    readings = [(f"{rule}{' (the default)' if i == 0 else ''}", reread(register, rule)) for i, rule in enumerate(rules)]
    readings.append(("nearest, round figures at their coarse unit", reread(register, coarse=True)))
    rows = []
    for name, other in readings:
        count = Counter(r.verdict.code for r in other.relations.values() if r.verdict)
        rows.append((name, *(str(count[code]) for code in Arithmetic)))
    return Table(
        "Verdicts of all recomputations under other readings of the printed figures",
        ("figures read as", *(code.words for code in Arithmetic)),
        rows,
    )


# the Data page


def resources(root: Path) -> Table:
    """Every table of the package with its size and its download."""
    rows = []
    for resource in _descriptor(root)["resources"]:
        path = resource["path"]
        rows.append((_download(path), resource["description"], str(len(read_rows(root / path)))))
    return Table("The tables", ("file", "what a row is", "rows"), rows)


def schemas(root: Path) -> list[Table]:
    """One table of columns per schema; the claims files share one."""
    seen: dict[str, str] = {}
    for resource in _descriptor(root)["resources"]:
        name = resource["path"] if not resource["path"].startswith("claims/") else "claims/<article>.csv"
        seen.setdefault(resource["schema"], name)
    return [columns(root / schema, name) for schema, name in seen.items()]


def columns(schema: Path, name: str) -> Table:
    """The columns of a table as its schema defines them."""
    rows = [(field["name"], field["description"], _allowed(field)) for field in _json(schema)["fields"]]
    return Table(f"Columns of {name}", ("column", "meaning", "what it may hold"), rows)


def _allowed(field: dict) -> str:
    rules = field.get("constraints", {})
    text = field.get("shape") or (" · ".join(rules["enum"]) if "enum" in rules else field["type"])
    if "maxLength" in rules:
        text += f", at most {rules['maxLength']} characters"
    return text if rules.get("required") else f"{text}; may be blank"


def interface(register: Register, more: Mapping[str, Mapping[str, str]]) -> list[Table]:
    """The fields of each published JSON file, in their order, then of the files that the report adds to the engine's.

    more: name of a file -> its fields, each with its meaning.
    """
    files = {
        name: {field: describe(field, schema, register.root) for field in fields_of(name, register)}
        for name, (schema, _) in JSON_FILES.items()
    }
    return [
        Table(f"Fields of {name}", ("field", "meaning"), list(fields.items()))
        for name, fields in {**files, **more}.items()
    ]


def fields_of(name: str, register: Register) -> list[str]:
    """The fields of a published file's items, from an item itself where there is one."""
    if name == "trends.json":
        return ["series", "model", "n", "params", "growth_per_year", "interval", "rounding", "backtest"]
    if name == "conflicts.json":
        return ["id", "title", "claims", "cause", "settled", "settled_by", "remains_open"]
    if name == "claims.json":
        return list(publish.claim_item(next(iter(register.claims.values())), "", ""))
    return list(publish.relation_item(next(iter(register.relations.values())), register))


def describe(field: str, schema: str, root: Path) -> str:
    """What a field means: computed ones from here, columns from their schema. KeyError for neither."""
    if field in COMPUTED:
        return COMPUTED[field]
    return next(f["description"] for f in _json(root / "schemas" / f"{schema}.json")["fields"] if f["name"] == field)


def json_downloads(more: Mapping[str, str], pdf: str) -> Table:
    """The published files for programs, the descriptor, and the PDF, which only the published site has.

    more: the files that the report adds to the engine's, with what each holds; pdf: the name of the PDF.
    """
    says = {
        "claims.json": "every claim with its interval and both verdicts",
        "relations.json": "every recomputation with its result and its verdict",
        "conflicts.json": "every disagreement with its cause and what settles it",
        "datapackage.json": "the descriptor of the tables, a Frictionless Data Package",
        **more,
    }
    paper = Html(f'<a href="{escape(cite.edition().at(pdf), quote=True)}">{pdf}</a>')
    rows = [(_download(name), text) for name, text in says.items()]
    return Table(
        "Files for programs, and one for paper",
        ("file", "what it holds"),
        [*rows, (paper, "the whole report, with its charts and tables")],
    )


def related(register: Register) -> Table:
    """The metrics that are easily taken for one another."""
    rows = read_rows(register.root / "related-metrics.csv")
    label = lambda name: register.metrics[name].label
    return Table(
        "Quantities that are easily taken for one another",
        ("this", "is not", "because"),
        [(label(row["metric"]), label(row["other"]), row["reason"]) for row in rows],
    )


def _download(path: str) -> Html:
    return Html(f'<a href="site:data/{escape(path, quote=True)}" download>{escape(path)}</a>')


def _descriptor(root: Path) -> dict:
    return _json(root / "datapackage.json")


def _json(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
