"""Sets of figures as a data package with its texts, read and checked by the engine as any other.

Every figure stands in a sentence of an article and in a row of its claims, with the columns that the reader of
printed figures gives it; every set has one relation. A set is found if its relation is not reproduced, or refused since it
takes a difference of shares for a growth in percent.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from claimcheck.formulas.verdicts import Arithmetic
from claimcheck.loading import examine
from claimcheck.printed.figures import parse
from claimcheck.printed.rationals import decimal_places, format_decimal
from tools.made_package import Row, article_row, write_tables
from tools.proof.sets import GROWTH, LEVEL, MULTIPLE, SHARE, Figures

FOUND, OPEN, SOUND = "found", "open", "sound"
ARTICLE = "proof-2026"
LEAD = "金额"  # what stands before a figure, with no word in it that says anything of its size
KIND = {LEVEL: "money", SHARE: "share", GROWTH: "growth", MULTIPLE: "count"}
UNITS = {LEVEL: "CNY", SHARE: "percent", GROWTH: "percent", MULTIPLE: "times"}


def judged(sets: Sequence[Figures]) -> list[str]:
    """What the engine says of each set: found, open (undetermined), or sound."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        owners = _write(folder, sets)
        register, faults = examine(folder / "data", folder / "articles")
    said = [SOUND] * len(sets)
    for relation in register.relations.values():
        if relation.verdict and not relation.verdict.code.holds:
            is_wrong = relation.verdict.code == Arithmetic.NOT_REPRODUCED
            said[owners["data/relations.csv", int(relation.id.rpartition("-r")[2]) + 1]] = FOUND if is_wrong else OPEN
    for fault in faults:
        if fault.code != "points-as-percent":
            raise ValueError(f"a row that the engine does not take: {fault}")
        said[owners[fault.file, fault.row or 0]] = FOUND
    return said


def _write(folder: Path, sets: Sequence[Figures]) -> dict[tuple[str, int], int]:
    """Write the package and its text; file and line of a row -> the number of its set."""
    text, metrics = "", {}
    claims: list[Row] = []
    relations: list[Row] = []
    owners: dict[tuple[str, int], int] = {}
    for n, figures in enumerate(sets):
        ids = {}
        for role, printed in figures.printed.items():
            before = LEAD if printed.word else f"{LEAD}为"
            ids[role] = f"{ARTICLE}-{len(claims) + 1:02d}"
            claims.append(_claim(ids[role], n, role, before, printed.text, len(text) + len(before)))
            owners[f"data/claims/{ARTICLE}.csv", len(claims) + 1] = n
            text += f"{before}{printed.text}。\n"
            metrics[role] = figures.kind.roles[role]
        formula = figures.kind.formula
        for role, claim_id in ids.items():
            formula = formula.replace(f"[{role}]", f"[{claim_id}]")
        target = ids[figures.kind.target]
        relations.append(
            {"id": f"{ARTICLE}-r{n + 1:02d}", "article": ARTICLE, "formula": formula, "target": target}
            | {"unit": claims[-1]["unit"].split()[-1], "label": "Made up", "role": "check"}
        )
        owners["data/relations.csv", len(relations) + 1] = n
    tables: dict[str, list[Row]] = {
        "articles": [article_row(ARTICLE, text)],
        f"claims/{ARTICLE}": claims,
        "relations": relations,
        "metrics": [
            {"metric": role, "label": role, "label_zh": role, "unit": UNITS[what], "kind": KIND[what]}
            | {"description": role}
            for role, what in metrics.items()
        ],
        "definitions": [{"metric": role, "scope": "all", "definition": role, "expected": "yes"} for role in metrics],
        "exclusions": [],
        "reported": [],
    }
    write_tables(folder, tables)
    (folder / "articles").mkdir()
    (folder / "articles" / f"{ARTICLE}.txt").write_bytes(text.encode())
    return owners


def _claim(claim_id: str, n: int, role: str, before: str, quote: str, start: int) -> Row:
    """The row that someone who takes the figure as it is printed would write."""
    figure = parse(quote)
    power = len(str(figure.scale)) - 1
    unit = figure.rounding_unit / figure.scale
    return (
        {"id": claim_id, "start": str(start), "end": str(start + len(quote)), "quote": quote, "prefix": before[-8:]}
        | {"suffix": "。", "kind": "figure", "entity": f"Company {n}", "metric": role, "scope": "all"}
        | {"period_start": "2025-01-01", "period_end": "2025-12-31", "value": figure.digits}
        | {"unit": f"1e{power} {figure.unit}" if power else str(figure.unit), "qualifier": figure.qualifier}
        | {"rounding_unit": format_decimal(unit, decimal_places(unit) or 0), "damaged": "no", "paraphrase": "Made up."}
    )
