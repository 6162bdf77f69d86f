"""The shape of datapackage.json and of the schemas: what the reader takes, and everything else as a fault.

A keyword that the reader does not enforce is refused: a table would seem to be held to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from claimcheck.register.faults import Fault

TYPES = ("string", "integer", "date")
SAYINGS = ("name", "title", "description", "shape", "fault", "example")
# keyword -> the types of columns it may stand at, and the type of its value
CONSTRAINTS: dict[str, tuple[tuple[str, ...], type]] = {
    "required": (TYPES, bool),
    "unique": (TYPES, bool),
    "enum": (("string",), list),
    "pattern": (("string",), str),
    "minLength": (("string",), int),
    "maxLength": (("string",), int),
    "minimum": (("integer", "date"), object),
    "maximum": (("integer", "date"), object),
}


@dataclass(frozen=True)
class Resource:
    """A table of the package: its name, its file and its schema's, as paths below the package."""

    name: str
    path: str
    schema: str


def texts(root: Path) -> str:
    """Where the package at `root` says that the articles' texts lie, as a path from it; "" where it says nothing."""
    try:
        said = json.loads((root / "datapackage.json").read_text(encoding="utf-8")).get("texts", "")
    except (OSError, ValueError, AttributeError, RecursionError):
        return ""  # reading the package says what is wrong with it
    return said if isinstance(said, str) and "\0" not in said else ""


def resources(descriptor: Any, file: str) -> tuple[list[Resource], list[Fault]]:
    """The tables that a descriptor lists, and what is wrong with it."""
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        what = "no list" if isinstance(descriptor, dict) else type(descriptor).__name__
        place = "resources" if isinstance(descriptor, dict) else None
        return [], [Fault("bad-descriptor", file, None, place, what, "an object with a list of resources")]
    found: list[Resource] = []
    faults: list[Fault] = []
    if not isinstance(descriptor.get("texts", ""), str):
        what = type(descriptor["texts"]).__name__
        faults.append(Fault("bad-descriptor", file, None, "texts", what, "the path of the folder of texts"))
    for n, entry in enumerate(descriptor["resources"]):
        wrong = list(_resource_faults(entry, file, f"resources[{n}]", found))
        faults += wrong
        if not wrong:
            found.append(Resource(entry["name"], entry["path"], entry["schema"]))
    return found, faults


def _resource_faults(entry: Any, file: str, place: str, above: list[Resource]) -> Iterator[Fault]:
    if not isinstance(entry, dict):
        yield Fault("bad-descriptor", file, None, place, type(entry).__name__, "an object")
        return
    for key in ("name", "path", "schema"):
        value = entry.get(key)
        if not isinstance(value, str) or not value:
            found = "nothing" if value is None or value == "" else type(value).__name__
            yield Fault("bad-descriptor", file, None, f"{place}.{key}", found, _EXPECTED[key])
        elif key != "name" and not _is_below(value):
            yield Fault("bad-descriptor", file, None, f"{place}.{key}", repr(value[:40]), _EXPECTED[key])
        elif key != "schema" and value in [getattr(resource, key) for resource in above]:
            yield Fault("bad-descriptor", file, None, f"{place}.{key}", repr(value[:40]), f"a {key} not used above")


_EXPECTED = {
    "name": "a text",
    "path": "the path of a file below the package",
    "schema": "the path of a schema's file below the package",
}


def _is_below(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return not path.startswith("/") and ".." not in parts and "\\" not in path and "\0" not in path and ":" not in path


# schemas


def schema_faults(schema: Any, file: str) -> list[Fault]:
    """What is wrong with a schema; a table whose schema is faulty is not read."""
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list) or not schema["fields"]:
        return [Fault("bad-schema", file, None, "fields", type(schema).__name__, "an object with a list of fields")]
    faults = [_unknown(file, key) for key in schema if key not in (*_SCHEMA_KEYS, *SAYINGS)]
    if schema.get("missingValues", [""]) != [""]:
        faults.append(Fault("bad-schema", file, None, "missingValues", "other values", 'the blank alone, [""]'))
    names: list[str] = []
    for n, column in enumerate(schema["fields"]):
        faults += _column_faults(column, file, f"fields[{n}]", names)
    return faults or list(_key_faults(schema.get("foreignKeys", []), file, names))


_SCHEMA_KEYS = ("fields", "foreignKeys", "missingValues", "$schema")


def _unknown(file: str, keyword: str) -> Fault:
    return Fault("unknown-keyword", file, None, keyword, "a keyword that is not enforced", "one that the reader knows")


def _column_faults(column: Any, file: str, place: str, names: list[str]) -> Iterator[Fault]:
    name = column.get("name") if isinstance(column, dict) else None
    if not isinstance(name, str) or not name:
        yield Fault("bad-schema", file, None, place, type(column).__name__, "an object with a name")
        return
    if name in names:
        yield Fault("bad-schema", file, None, f"{place}.name", repr(name[:40]), "a name not used above")
    names.append(name)
    kind, place = column.get("type", "string"), f"{place} ({name[:40]})"
    if kind not in TYPES:
        yield Fault("bad-schema", file, None, place, repr(kind)[:40], f"a type, one of {', '.join(TYPES)}")
        return
    if column.get("format", "default") != "default":
        yield _unknown(file, f"{place}.format")
    for key in column:
        if key not in ("type", "constraints", "format", *SAYINGS):
            yield _unknown(file, f"{place}.{key}")
        elif key in SAYINGS and not isinstance(column[key], str):
            yield Fault("bad-schema", file, None, f"{place}.{key}", type(column[key]).__name__, "a text")
    rules = column.get("constraints", {})
    if not isinstance(rules, dict):
        yield Fault("bad-schema", file, None, f"{place}.constraints", type(rules).__name__, "an object")
        return
    for keyword, value in rules.items():
        yield from _rule_faults(file, f"{place}.{keyword}", kind, keyword, value)


def _rule_faults(file: str, place: str, kind: str, keyword: str, value: Any) -> Iterator[Fault]:
    kinds, value_type = CONSTRAINTS.get(keyword, ((), object))
    if kind not in kinds:
        yield _unknown(file, place)
    elif not _is_rule(kind, keyword, value, value_type):
        yield Fault("bad-schema", file, None, place, repr(value)[:40], f"a value that {keyword} can have")


def _is_rule(kind: str, keyword: str, value: Any, value_type: type) -> bool:
    if keyword in ("minimum", "maximum"):
        return is_date(value) if kind == "date" else isinstance(value, int) and not isinstance(value, bool)
    if keyword == "enum":
        return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)
    if keyword == "pattern":
        return isinstance(value, str) and _compiles(value)
    return isinstance(value, value_type) and (value_type is not int or not isinstance(value, bool))


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def is_date(text: Any) -> bool:
    """Whether it is an ISO date, as 2020-01-31."""
    try:
        return isinstance(text, str) and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _key_faults(keys: Any, file: str, names: list[str]) -> Iterator[Fault]:
    for n, key in enumerate(keys if isinstance(keys, list) else [None]):
        reference = key.get("reference") if isinstance(key, dict) else None
        columns = key.get("fields") if isinstance(key, dict) else None
        is_sound = (
            isinstance(reference, dict)
            and isinstance(reference.get("resource"), str)
            and _is_one(reference.get("fields"))
            and _is_one(columns, names)
        )
        if not is_sound:
            expected = "one column, and one of another table that it refers to"
            yield Fault("bad-schema", file, None, f"foreignKeys[{n}]", "another shape", expected)


def _is_one(columns: Any, names: Collection[str] | None = None) -> bool:
    """Whether it names one column, one of the names if they are given."""
    is_one = isinstance(columns, list) and len(columns) == 1 and isinstance(columns[0], str)
    return is_one and (names is None or columns[0] in names)
