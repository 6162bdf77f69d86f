"""A cell of a table against the type and the constraints that its schema gives its column."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from claimcheck.register import descriptor

# longer numbers cannot be written out again
MAX_DIGITS = 100
LONG_NUMBER = re.compile(rf"[0-9]{{{MAX_DIGITS + 1}}}")
MAX_CELL = 100_000
_A_TYPE = {"string": "a text", "integer": "a whole number", "date": "a date"}
_TYPES: dict[str, Callable[[str], object]] = {
    "integer": re.compile("[0-9]+").fullmatch,
    "date": descriptor.is_date,
}


def check(column: dict[str, Any]) -> Callable[[str, set[str]], tuple[str, str] | None]:
    """A function of a cell and the column's cells above it: the code and the expectation that it breaks, or None."""
    name, rules, kind = column["name"], column.get("constraints", {}), column.get("type", "string")
    malformed = (
        column.get("fault", f"malformed-{name}"),
        column.get("shape", f"{_A_TYPE[kind]} of the schema's pattern"),
    )
    pattern = re.compile(rules["pattern"]) if "pattern" in rules else None
    allowed, is_required, is_unique = rules.get("enum"), rules.get("required"), rules.get("unique")
    shortest, longest = rules.get("minLength", 0), rules.get("maxLength", MAX_CELL)
    least, most = rules.get("minimum"), rules.get("maximum")

    def broken(cell: str, seen: set[str]) -> tuple[str, str] | None:
        if cell == "":
            return ("missing-value", "a value") if is_required else None
        if is_unique:
            if cell in seen:
                return f"duplicate-{name}", "a value not used above"
            seen.add(cell)
        if allowed is not None and cell not in allowed:
            return f"unknown-{name}", "one of " + ", ".join(allowed)
        if len(cell) > longest:
            return f"{name}-too-long", f"at most {longest} characters"
        if LONG_NUMBER.search(cell):
            return f"{name}-too-long", f"a number of at most {MAX_DIGITS} digits"
        if pattern is not None and not pattern.fullmatch(cell):
            return malformed
        if len(cell) < shortest:
            return f"{name}-too-short", f"at least {shortest} characters"
        if kind == "string":
            return None
        if not _TYPES[kind](cell):
            return malformed
        return _out_of_bounds(int(cell) if kind == "integer" else cell)

    def _out_of_bounds(value: int | str) -> tuple[str, str] | None:
        if least is not None and value < least:
            return f"{name}-too-small", f"at least {least}"
        if most is not None and value > most:
            return f"{name}-too-large", f"at most {most}"
        return None

    return broken
