"""What a figure printed without a unit counts, by the words around it: the table hints.csv."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

HINTS_FILE = Path(__file__).with_name("hints.csv")
_BEHIND, _BEFORE, _NEARER = 7, 24, 3  # characters looked at; what stands behind counts as so much nearer
_STOP = re.compile("[,，。;；:：、\n!！?？()（）“”《》]")
_SENTENCE = re.compile("[。;；\n!！?？]")


@cache
def hints() -> dict[str, str]:
    """Unit by word."""
    with HINTS_FILE.open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["unit"] for row in csv.DictReader(file)}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, hints()), key=len, reverse=True)))


def unit_near(plain: str, start: int, end: int) -> tuple[str, int]:
    """The unit that the nearest word tells, and how far off it stands; blank if there is none."""
    found: list[tuple[int, str]] = []
    stop = _STOP.search(plain, end)
    behind = plain[end : min(end + _BEHIND, stop.start() if stop else len(plain))]
    if match := _pattern().search(behind):
        found.append((match.start(), hints()[match.group()]))
    before = plain[max(0, start - _BEFORE) : start]
    cut = [match.end() for match in _SENTENCE.finditer(before)]
    before = before[cut[-1] if cut else 0 :]
    for match in _pattern().finditer(before):
        found.append((len(before) - match.end() + _NEARER, hints()[match.group()]))
    return (lambda near: (near[1], near[0]))(min(found)) if found else ("", 0)
