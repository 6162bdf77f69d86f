"""The ledger that leaves nothing out: every number in a text is a claim or an exclusion with a reason.

A run is a stretch of digits or of Chinese numeral characters. Runs are counted generously (the 一 of
一步步 is one), because a rule that already knew which ones state a quantity would hide what it missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

# a comma joins digits only before a group of three: in 0,10天 two figures meet
RUN = re.compile(
    "[0-9０-９]+(?:(?:[.]|,(?=[0-9]{3}(?![0-9])))[0-9]+)*|[〇零一二三四五六七八九十百千万萬亿億两兩几幾数數半]+"
)


class Span(Protocol):
    """Anything with a place in a text: a claim, an exclusion."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Run:
    """A stretch of digits or numerals, `text` standing at [start, end)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Coverage:
    """All runs of one text (the denominator) and those that no claim or exclusion holds."""

    runs: tuple[Run, ...]
    uncovered: tuple[Run, ...]


def coverage(article_text: str, claims: Iterable[Span], exclusions: Iterable[Span]) -> Coverage:
    """Which runs of the text lie wholly inside one claim's quote or one exclusion."""
    spans = sorted((span.start, span.end) for span in (*claims, *exclusions))
    runs = tuple(Run(*match.span(), match.group()) for match in RUN.finditer(article_text))
    uncovered, place, reach = [], 0, 0
    for run in runs:
        # of the spans that begin before the run the one that reaches farthest holds it, if any does
        while place < len(spans) and spans[place][0] <= run.start:
            reach, place = max(reach, spans[place][1]), place + 1
        if run.end > reach:
            uncovered.append(run)
    return Coverage(runs, tuple(uncovered))
