"""What a person accepted of a draft goes into the tables: claims, exclusions, corrections, metrics, definitions.

The tables as they would be are checked first, in a copy; if that finds anything, nothing is written and each fault
names the row of the draft. Metrics and definitions that no table has yet are written beside the draft, ready to fill.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from claimcheck.drafting import asking, sheet
from claimcheck.drafting.files import replace_all, table_text
from claimcheck.drafting.naming import usual_scopes
from claimcheck.drafting.trial import new_faults
from claimcheck.register import paraphrase
from claimcheck.register.checks_text import articles_dir, read_texts, shortened
from claimcheck.register.faults import Fault, FaultError
from claimcheck.register.package import Package, Table, quoted, read_package

NO = "no"
YES = "yes"


@dataclass(frozen=True)
class Accepted:
    """How many rows went where, and what is left in the draft."""

    claims: int
    exclusions: int
    corrections: int
    left: int


@dataclass
class _Rows:
    """Accepted rows by table, and the draft's line of each by its place in the text."""

    claims: list[dict[str, str]]
    exclusions: list[dict[str, str]]
    corrections: list[dict[str, str]]
    lines: dict[str, int]
    left: list[dict[str, str]]


def accept(root: Path, article: str, articles: Path | None = None, sure: bool = False) -> Accepted:
    """Move the accepted rows of an article's draft into the tables.

    sure: take the rows that are neither answered nor unsure too. FaultError with every fault; then nothing is
    written but the rows to fill in for metrics and definitions that are new.
    """
    draft_file = sheet.path_of(root, article)
    shown = f"{root.name}/drafts/{draft_file.name}"
    package = read_package(root)
    claims_table, exclusions_table = package.tables.get(f"claims-{article}"), package.tables.get("exclusions")
    if claims_table is None or exclusions_table is None:
        file = f"{root.name}/datapackage.json"
        raise FaultError(
            [
                Fault(
                    "missing-table",
                    file,
                    None,
                    None,
                    f"no table of the claims of {article}",
                    f"`claimcheck new {article}` first",
                )
            ]
        )
    draft = sheet.read(draft_file, shown)
    printed, _ = read_texts(articles_dir(root, articles), package.tables["articles"])
    rows, faults = _sorted(draft, article, package, shown, sure, printed.get(article))
    if faults:
        raise FaultError(faults)
    texts = asking.new_names(root, article, package, rows.claims)
    columns = {name: package.tables[name].columns for name in ("exclusions", "corrections") if name in package.tables}
    _paraphrase(rows.claims, package, texts.get(root / "metrics.csv"))
    texts |= {
        root / _path(claims_table, root): table_text(
            claims_table.columns, sorted(_with(claims_table, rows.claims), key=lambda row: int(row["start"] or 0))
        ),
        root / _path(exclusions_table, root): table_text(
            columns["exclusions"], _after(exclusions_table, rows.exclusions, article)
        ),
    }
    if rows.corrections:
        table = package.tables["corrections"]
        texts[root / _path(table, root)] = table_text(table.columns, _after(table, rows.corrections, article))
    new, after = new_faults(root, texts, articles)
    if new:
        raise FaultError(_in_draft(fault, after, shown, rows.lines, article) for fault in new)
    texts[draft_file] = table_text(sheet.COLUMNS, rows.left) if rows.left else None
    texts |= {
        place: None
        for name in asking.TABLES
        if not rows.left and (place := asking.path_of(root, article, name)).is_file()
    }
    replace_all(texts)
    return Accepted(len(rows.claims), len(rows.exclusions), len(rows.corrections), len(rows.left))


def _path(table: Table, root: Path) -> str:
    return table.file.removeprefix(f"{root.name}/")


# which rows


def _sorted(
    draft: list[tuple[int, dict[str, str]]],
    article: str,
    package: Package,
    shown: str,
    sure: bool,
    text: str | None,
) -> tuple[_Rows, list[Fault]]:
    """The accepted rows as rows of the tables, and what is wrong with the answers."""
    exclusions = package.tables["exclusions"]
    reasons = (
        next(c for c in exclusions.schema["fields"] if c["name"] == "reason").get("constraints", {}).get("enum", [])
    )
    scopes = _usual_scopes(package)
    rows = _Rows([], [], [], {}, [])
    faults: list[Fault] = []
    claim_id = _next(row["id"] for row in package.tables[f"claims-{article}"].rows)
    x_id = _next(row["id"] for row in exclusions.rows if row["article"] == article)
    corrections = package.tables.get("corrections")
    c_id = _next(row["id"] for row in corrections.rows if row["article"] == article) if corrections else 1
    for line, row in draft:
        answer = row["accept"].strip() or (YES if sure and not row["unsure"] else "")
        fault = _Faults(faults, shown, line)
        if not answer:
            rows.left.append(row)
            continue
        if answer == NO:
            continue
        if answer != YES and answer not in reasons:
            fault.add("accept", answer, f"a blank, yes, no, or a reason: {', '.join(reasons)}")
            continue
        if not (row["start"].isdigit() and row["end"].isdigit()):
            fault.add("start", f"{row['start']} to {row['end']}", "whole numbers", "malformed-start")
            continue
        rows.lines[row["start"]] = line
        if answer in reasons or row["proposal"] == "exclusion":
            reason = answer if answer in reasons else row["reason"]
            rows.exclusions.append(
                {
                    "id": f"x-{article}-{x_id:03d}",
                    "article": article,
                    "reason": reason,
                    **{k: row[k] for k in ("start", "end", "note")},
                    "text": shortened(row["quote"]),
                }
            )
            x_id += 1
            continue
        if row["proposal"] != "claim":
            fault.add("proposal", row["proposal"], "claim or exclusion")
            continue
        absent = [name for name in ("entity", "metric", "unit") if not row[name].strip()]
        for name in absent:
            fault.add(
                name, row[name], f"the {name} of {quoted(row['quote'])}, or no or a reason in accept", "missing-value"
            )
        if absent:
            continue
        row = _placed(row, text, fault)
        claim = {"id": f"{article}-{claim_id:02d}", **{name: row[name] for name in sheet.CLAIM}}
        claim |= {"kind": row["kind"] or "figure", "damaged": row["damaged"] or "no"}  # blank in an exclusion's row
        claim["scope"] = claim["scope"] or scopes.get(claim["metric"], "")
        claim_id += 1
        rows.claims.append(claim)
        if row["read"]:
            rows.corrections.append(_correction(f"c-{article}-{c_id:02d}", article, claim, row["read"]))
            c_id += 1
    return rows, faults


def _usual_scopes(package: Package) -> dict[str, str]:
    """The scope that a draft proposes for a metric, for one that never leaves it blank."""
    reported, definitions = (t.rows if (t := package.tables.get(n)) else [] for n in ("reported", "definitions"))
    claims = (row for table in package.claims_tables().values() for row in table.rows)
    usual = usual_scopes(*(((r["metric"], r["scope"]) for r in rows) for rows in (claims, reported)))
    defined = {(r["metric"], r["scope"]) for r in definitions}
    return {metric: scope for metric, scope in usual.items() if (metric, "") not in defined}


@dataclass(frozen=True)
class _Faults:
    """The faults of one row of the draft."""

    found: list[Fault]
    file: str
    line: int

    def add(self, column: str, found: str, expected: str, code: str = "bad-answer") -> None:
        self.found.append(Fault(code, self.file, self.line, column, quoted(found), expected))


def _placed(row: dict[str, str], text: str | None, fault: _Faults) -> dict[str, str]:
    """The row with `end` and `suffix` moved to where a quote that was changed ends; a fault where it begins elsewhere."""
    start, end, quote = int(row["start"]), int(row["end"]), row["quote"]
    wanted = start + len(quote)
    if end == wanted:
        return row
    if text is None:
        fault.add("end", row["end"], f"{wanted}, where {quoted(quote)} ends: change `end` too", "quote-differs")
    elif text.startswith(quote, start):
        return {**row, "end": str(wanted), **sheet.beside(text, start, wanted)}
    elif (at := text.find(quote, max(0, start - len(quote)), end + len(quote))) >= 0:
        place = f"{at} to {at + len(quote)}, where {quoted(quote)} stands: change `start` and `end` too"
        fault.add("start", f"{start} to {end}", place, "quote-differs")
    return row


def _next(ids: Iterable[str]) -> int:
    """The next free number behind the ids there are: an id is never used again."""
    return 1 + max((int(one.rpartition("-")[2]) for one in ids if one.rpartition("-")[2].isdigit()), default=0)


def _correction(row_id: str, article: str, claim: dict[str, str], read: str) -> dict[str, str]:
    return {
        "id": row_id,
        "article": article,
        "start": claim["start"],
        "end": claim["end"],
        "found": claim["quote"],
        "read": read,
        "claim": claim["id"],
        "confidence": "high",
        "reason": "The reading of a converted character was left in brackets behind it.",
        "guard": "found_in_text",
    }


def _paraphrase(claims: list[dict[str, str]], package: Package, new_metrics: str | None) -> None:
    """Word each claim that nobody has worded; new_metrics: metrics.csv with the metrics that are new."""
    rows = csv.DictReader((new_metrics or "").splitlines())
    old = package.tables["metrics"].rows if "metrics" in package.tables else ()
    labels = {row["metric"]: row["label"] for row in (*old, *rows)}
    for claim in claims:
        label = labels.get(claim["metric"]) or claim["metric"].replace("_", " ")
        claim["paraphrase"] = claim["paraphrase"] or paraphrase.made(claim, label, claim["quote"])


def _with(table: Table, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [*(dict(row.cells) for row in table.rows), *rows]


def _after(table: Table, rows: list[dict[str, str]], article: str) -> list[dict[str, str]]:
    """The rows of the table with the new ones behind those of the article, or at its end."""
    old = [dict(row.cells) for row in table.rows]
    places = [n for n, row in enumerate(old) if row["article"] == article]
    at = places[-1] + 1 if places else len(old)
    return [*old[:at], *rows, *old[at:]]


# faults of the new rows


def _in_draft(fault: Fault, after: Package, shown: str, lines: dict[str, int], article: str) -> Fault:
    """The fault at the row of the draft that brought it."""
    for name in (f"claims-{article}", "exclusions"):
        table = after.tables.get(name)
        if table is None or fault.file != table.file or fault.row is None:
            continue
        row = next((row for row in table.rows if row.line == fault.row), None)
        is_own = row is not None and (name != "exclusions" or row["article"] == article)
        if row is not None and is_own and row["start"] in lines:
            return replace(fault, file=shown, row=lines[row["start"]])
    return fault
