"""Metrics and definitions that accepted figures need and no table has: rows ready to fill, and to be taken up.

They are written beside the draft, `drafts/<article>-metrics.csv` and `-definitions.csv`, with all that can be told
from the figures; what is left blank there is asked for.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from claimcheck.drafting.files import replace_all, table_text, with_rows
from claimcheck.printed.units import MONEY
from claimcheck.register.faults import Fault, FaultError
from claimcheck.register.package import Package, Table, quoted
from claimcheck.register.records import GROWTH, GROWTH_ON_QUARTER, level_of

TABLES = {"metrics": ("metric",), "definitions": ("metric", "scope")}
_KINDS = {"percent": "share", "persons": "audience", "date": "date", "rank": "words", "text": "words"}
# how a growth is worded by the end of its name
_SINCE = {
    GROWTH: ("on the same period a year earlier", "同比增长"),
    GROWTH_ON_QUARTER: ("on the quarter before", "环比增长"),
}
_TEXTUAL = ("date", "list")  # kinds of which nothing published elsewhere is expected
_WORDS_OF_CLASS = 6
Key = tuple[str, ...]


def path_of(root: Path, article: str, table: str) -> Path:
    """Where the rows to fill for a table stand."""
    return root / "drafts" / f"{article}-{table}.csv"


def new_names(root: Path, article: str, package: Package, claims: list[dict[str, str]]) -> dict[Path, str | None]:
    """The two tables with what the claims need. FaultError where something is left to fill in; the rows to fill are
    written then."""
    texts: dict[Path, str | None] = {}
    faults: list[Fault] = []
    for name, keys in TABLES.items():
        table = package.tables.get(name)
        if table is None:
            continue
        place = path_of(root, article, name)
        given = _given(place, table.columns, keys)
        known = {tuple(row[key] for key in keys) for row in table.rows}
        needed = {key: one for one in claims if (key := tuple(one[k] for k in keys)) not in known}
        if name == "metrics":
            rows = _new_metrics(needed, known, given, table)
        else:
            rows = _new_definitions(needed, given, package)
        if not rows:
            continue
        blank = list(_blanks(table, f"{root.name}/drafts/{place.name}", {**given, **rows}, rows))
        if blank and {**given, **rows} != given:
            replace_all({place: table_text(table.columns, {**given, **rows}.values())})
        faults += blank
        file = root / table.file.removeprefix(f"{root.name}/")
        texts[file] = with_rows(file, table.columns, rows.values())
    if faults:
        raise FaultError(faults)
    return texts


def _blanks(
    table: Table, shown: str, listed: Mapping[Key, Mapping[str, str]], needed: Mapping[Key, object]
) -> list[Fault]:
    """The cells that must be filled in and are not."""
    required = [c["name"] for c in table.schema["fields"] if c.get("constraints", {}).get("required")]
    return [
        Fault("missing-value", shown, n, column, "no value", f"the {column} of {quoted(' / '.join(key))}")
        for n, (key, row) in enumerate(listed.items(), 2)
        for column in required
        if key in needed and not row.get(column)
    ]


def _given(path: Path, columns: list[str], keys: Key) -> dict[Key, dict[str, str]]:
    """What stands in a file of rows to fill, by its key."""
    if not os.path.isfile(path):
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{name: row.get(name) or "" for name in columns} for row in csv.DictReader(file)]
    return {tuple(row[key] for key in keys): row for row in rows}


def _new_metrics(
    needed: Mapping[Key, Mapping[str, str]], known: Collection[Key], given: Mapping[Key, dict[str, str]], table: Table
) -> dict[Key, dict[str, str]]:
    """The rows that the metrics of the claims need, levels before their growths.

    A growth is told in full by its level, so its row is no question: the level is asked for, whether a figure has it or not.
    """
    levels = [(level,) for (name,) in needed if (level := level_of(name))]
    rows: dict[Key, dict[str, str]] = {}
    for key in dict.fromkeys([*levels, *(key for key in needed if not level_of(key[0]))]):
        if key not in known:
            rows[key] = given.get(key) or _metric(key[0], needed.get(key, {}).get("unit", ""))
    labels = {row["metric"]: row for row in (*(line.cells for line in table.rows), *rows.values())}
    for key in needed:
        row = labels.get(level_of(key[0]))
        if row and row["label"] and row["label_zh"]:
            rows[key] = given.get(key) or _growth(key[0], row, needed[key]["unit"])
    return rows


def _growth(name: str, level: Mapping[str, str], unit: str) -> dict[str, str]:
    since, zh = _SINCE[name.removeprefix(level["metric"])]
    return {
        "metric": name,
        "label": f"growth of {level['label']}" + (f" {since}" if name.endswith(GROWTH_ON_QUARTER) else ""),
        "label_zh": f"{level['label_zh']}{zh}",
        "unit": unit.rpartition(" ")[2],
        "kind": "growth",
        "description": f"Growth of {level['label']} {since}.",
    }


def _metric(name: str, unit: str) -> dict[str, str]:
    """A metric as far as its figure tells, if it has one."""
    unit = unit.rpartition(" ")[2]
    kind = "money" if unit in MONEY else _KINDS.get(unit, "count" if unit else "")
    blank = dict.fromkeys(("label_zh", "description"), "")
    return {"metric": name, "label": name.replace("_", " "), "unit": unit, "kind": kind, **blank}


def _new_definitions(
    needed: Mapping[Key, Mapping[str, str]], given: Mapping[Key, dict[str, str]], package: Package
) -> dict[Key, dict[str, str]]:
    """A row for each new scope."""
    rows: dict[Key, dict[str, str]] = {}
    known = [dict(row.cells) for row in package.tables["definitions"].rows]
    tables = (*package.claims_tables().values(), *filter(None, [package.tables.get("reported")]))
    used = Counter((row["metric"], row["scope"]) for table in tables for row in table.rows)
    for (metric, scope), one in needed.items():
        found = given.get((metric, scope)) or _definition(one, [*known, *rows.values()], used, package)
        rows[metric, scope] = found
    return rows


def _definition(
    claim: Mapping[str, str], known: Iterable[Mapping[str, str]], used: Mapping[tuple[str, str], int], package: Package
) -> dict[str, str]:
    """A class for the scope: that of the same scope of the level, or one of its own; what the text itself counts or dates
    is not expected elsewhere."""
    own = [row for row in known if row["metric"] == claim["metric"]]
    of_level = [row for row in known if row["metric"] == level_of(claim["metric"])]
    scope = _plain(claim["scope"])
    same = (row["definition"] for row in (*own, *of_level) if scope and _plain(row["scope"]) == scope)
    name = next(same, "") or _class(scope, "growth" if of_level else "plain", {row["definition"] for row in own})
    origins = Counter({"": 0})
    for row in own or of_level:  # by the figures that have it, which are more than the rows
        origins[row.get("origin", "")] += used[row["metric"], row["scope"]] + 1
    found = {
        "metric": claim["metric"],
        "scope": claim["scope"],
        "definition": name,
        "origin": origins.most_common(1)[0][0],
        "expected": "yes",
    }
    kind = next((r["kind"] for r in package.tables["metrics"].rows if r["metric"] == claim["metric"]), "")
    notes = Counter(r["note"] for r in own if r["expected"] == "no")
    if kind in _TEXTUAL and notes:
        return {**found, "expected": "no", "note": notes.most_common(1)[0][0]}
    return found


def _plain(scope: str) -> str:
    """A scope without the words by which every growth begins: "growth on the same period a year earlier; …"."""
    return "; ".join(part for part in scope.split("; ") if not part.startswith("growth on "))


def _class(scope: str, otherwise: str, taken: Collection[str]) -> str:
    """The first words of a scope, as many as tell it from the classes there are."""
    words = re.findall("[a-z0-9]+", scope.lower())
    names = ["-".join(words[:count]) for count in range(min(_WORDS_OF_CLASS, len(words)), len(words) + 1)]
    return next((name for name in names if name and name not in taken), names[-1] or otherwise)
