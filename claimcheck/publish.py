"""The published interface: the tables, and JSON files with what was computed from them.

Field names and their order are promised to readers, who link to them. Numbers are decimal strings in
base units without exponent, so that no reader's parser rounds them; an end whose decimals never end is
rounded outward and then open, so that a published interval is never too narrow.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from claimcheck.loading import load
from claimcheck.printed import dates
from claimcheck.printed.figures import split_unit
from claimcheck.printed.interval import Interval
from claimcheck.printed.rationals import decimal_places, format_decimal, magnitude, round_outward
from claimcheck.register.faults import FaultError
from claimcheck.register.package import frictionless_faults
from claimcheck.register.record import Register
from claimcheck.register.records import Conflict, Relation
from claimcheck.register.rows import Claim

JSON_FILES = ("claims.json", "relations.json", "conflicts.json")
CLAIM_URL = "chapters/claims.html#"
ROUNDED_DIGITS = 30


class PublishError(Exception):
    """The target folder cannot be published into; the message says why."""


def publish(
    target: Path,
    root: Path | None = None,
    articles: Path | None = None,
    extra: Callable[[Register], Mapping[str, Any]] = lambda register: {},
) -> Register:
    """Check the data package and write the published interface to the folder `target`.

    extra: gives the files that the report adds to it, by name: a text is written as it is, anything else as JSON.
    FaultError if a table is faulty or the result is no valid Frictionless package; the folder is then
    as it was. It is replaced as a whole, never half-written. PublishError if it holds anything else than a
    published package, since that would be lost, or if an extra file has the name of another.
    """
    register = load(root, articles)
    target = Path(target).resolve()
    _refuse_to_lose(target, register.root.resolve())
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        fresh = Path(scratch) / target.name
        write(register, fresh, extra(register))
        if faults := frictionless_faults(fresh):
            raise FaultError(faults)
        _replace(target, fresh, Path(scratch) / "previous")
    return register


def _refuse_to_lose(target: Path, root: Path) -> None:
    if root == target or root.is_relative_to(target):
        raise PublishError(f"{target} holds the tables themselves; publish into another folder")
    if target.exists() and not target.is_dir():
        raise PublishError(f"{target} is no folder")
    if target.exists() and any(target.iterdir()) and not (target / "claims.json").is_file():
        raise PublishError(f"{target} is neither empty nor a published package; publish into another folder")


def _replace(target: Path, fresh: Path, aside: Path) -> None:
    """Put the fresh folder in the place of the old one, by renaming only."""
    if target.exists():
        os.rename(target, aside)
    try:
        os.rename(fresh, target)
    except OSError:
        if aside.exists():
            os.rename(aside, target)
        raise


def write(register: Register, folder: Path, extra: Mapping[str, Any]) -> None:
    """Write tables, schemas, descriptor, JSON files and extra files into a folder that does not exist yet."""
    descriptor = json.loads((register.root / "datapackage.json").read_text(encoding="utf-8"))
    resources = descriptor["resources"]
    for name in sorted({"datapackage.json", *(r["path"] for r in resources), *(r["schema"] for r in resources)}):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(register.root / name, folder / name)
    files: dict[str, Any] = {
        "claims.json": [
            claim_item(claim, register.verdict_of(claim.id).code, register.evidence_of(claim.id).code)
            for claim in register.claims.values()
        ],
        "relations.json": [relation_item(relation, register) for relation in register.relations.values()],
        "conflicts.json": [conflict_item(conflict) for conflict in register.conflicts.values()],
    }
    for name, content in (*files.items(), *extra.items()):
        if (folder / name).exists():
            raise PublishError(f"{name} is published already; give the extra file another name")
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        (folder / name).write_text(text, encoding="utf-8")


# items


def claim_item(claim: Claim, arithmetic: str, evidence: str) -> dict[str, Any]:
    """One element of claims.json."""
    lower, upper = ends(claim.interval, claim.base_unit)
    return {
        "id": claim.id,
        "article": claim.article,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "entity": claim.entity,
        "metric": claim.metric,
        "period_start": claim.period_start or None,
        "period_end": claim.period_end or None,
        "value": value_text(claim),
        "unit": claim.base_unit,
        "lower": lower,
        "upper": upper,
        "lower_closed": is_closed(claim.interval, "lower"),
        "upper_closed": is_closed(claim.interval, "upper"),
        "qualifier": claim.qualifier,
        "attribution": claim.attribution,
        "damaged": claim.damaged,
        "arithmetic_verdict": arithmetic,
        "evidence_verdict": evidence,
        "url": CLAIM_URL + claim.id,
    }


def relation_item(relation: Relation, register: Register) -> dict[str, Any]:
    """One element of relations.json; bounds in the unit of the relation, that of its target."""
    lower, upper = ends(relation.result, relation.unit)
    target = register.claims.get(relation.target)
    target_lower, target_upper = ends(target.interval, target.base_unit) if target else (None, None)
    return {
        "id": relation.id,
        "formula": relation.formula,
        "inputs": list(relation.inputs),
        "target": relation.target or None,
        "point": _point_text(relation),
        "lower": lower,
        "upper": upper,
        "target_lower": target_lower,
        "target_upper": target_upper,
        "verdict": relation.verdict.code if relation.verdict else None,
        "article": relation.article,
    }


def conflict_item(conflict: Conflict) -> dict[str, Any]:
    """One element of conflicts.json."""
    return {
        "id": conflict.id,
        "title": conflict.title,
        "claims": list(conflict.claims),
        "cause": conflict.cause,
        "settled": conflict.settled,
        "settled_by": conflict.settled_by,
        "remains_open": conflict.remains_open,
    }


# numbers


def value_text(claim: Claim) -> str | None:
    """The printed value in base units, dates and texts as they are; None if there is none."""
    if not claim.value:
        return None
    if claim.base_unit in ("date", "text"):
        return claim.value
    scale, _ = split_unit(claim.unit)
    return f"{Decimal(claim.value).scaleb(len(str(scale)) - 1):f}"


def decimal_text(x: Fraction, up: bool = False) -> str:
    """An exact decimal without exponent; one that never ends is rounded down, or up, at 30 digits."""
    places = decimal_places(x)
    if places is None:
        places = max(0, ROUNDED_DIGITS - magnitude(x))
        x = round_outward(x, places, up)
    return format_decimal(x, places)


def ends(interval: Interval | bool | None, unit: str | None) -> tuple[str | None, str | None]:
    """Lower and upper bound as published; None for unbounded and where there is no interval."""
    if not isinstance(interval, Interval):
        return None, None
    as_text = (lambda x, up: dates.format_day(x)) if unit == "date" else decimal_text
    return (
        None if interval.lower is None else as_text(interval.lower, False),
        None if interval.upper is None else as_text(interval.upper, True),
    )


def is_closed(interval: Interval | None, end: str) -> bool:
    """Whether the published bound belongs to the interval; a rounded one does not."""
    if interval is None or getattr(interval, end) is None:
        return False
    return getattr(interval, f"{end}_closed") and decimal_places(getattr(interval, end)) is not None


def _point_text(relation: Relation) -> str | None:
    """The result for the printed values; None for a comparison, whose verdict says it."""
    if relation.point is None or isinstance(relation.point, bool):
        return None
    return dates.format_day(relation.point) if relation.unit == "date" else decimal_text(relation.point)
