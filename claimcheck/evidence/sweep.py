"""Which figures meet in time, and which rule each other out, found in the order of their ends and not two by two.

Of n figures there are n² pairs; here the work grows as n log n, so that a register of a hundred thousand can be
asked. What is found is what looking at every pair would find.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from claimcheck.printed.interval import Interval

ALWAYS = ("", "\uffff")  # a period that meets every other one: before and after all ISO dates


@dataclass(frozen=True, slots=True)
class Span:
    """A figure's first and last day as ISO dates, or ALWAYS, under a label that says which others it is set against."""

    id: str
    start: str
    end: str
    label: str


def met(asked: Iterable[Span], there: Iterable[Span], shut: Callable[[str], Collection[str]]) -> set[str]:
    """The ids of `asked` that share a day with one of `there`, leaving out the labels that are shut to their own.

    shut: of a label the labels not to be looked at, the same from both sides; the fewer, the faster.
    """
    found: set[str] = set()
    last: dict[str, str] = {}  # by label the last day of those of `there` that have begun
    waiting: dict[str, list[Span]] = {}  # by label those of `asked` that have begun and met none
    both = chain(((span, True) for span in asked), ((span, False) for span in there))
    for span, is_asked in sorted(both, key=lambda two: two[0].start):
        if is_asked:
            for label, end in list(last.items()):
                if end < span.start:
                    del last[label]  # all that comes begins later still
                elif label not in shut(span.label):
                    found.add(span.id)
                    break
            else:
                waiting.setdefault(span.label, []).append(span)
        else:
            for label in [label for label in waiting if span.label not in shut(label)]:
                found.update(one.id for one in waiting.pop(label) if one.end >= span.start)
            last[span.label] = max(span.end, last.get(span.label, ""))
    return found


class Ends:
    """The ends of intervals in order, to be asked how many of them share no number with another one."""

    def __init__(self, intervals: Collection[Interval]):
        self._uppers = sorted((i.upper, i.upper_closed) for i in intervals if i.upper is not None)
        self._lowers = sorted((i.lower, not i.lower_closed) for i in intervals if i.lower is not None)
        self._count = len(intervals)

    def meeting(self, interval: Interval) -> int:
        """How many share a number with the interval."""
        return self._count - self.apart(interval)

    def apart(self, interval: Interval) -> int:
        """How many lie wholly below or wholly above the interval."""
        below = 0 if interval.lower is None else _before(self._uppers, interval.lower, interval.lower_closed)
        above = 0
        if interval.upper is not None:
            # the first that is above begins behind the end, or at it where one of the two is open there
            find = bisect_right if interval.upper_closed else bisect_left
            above = len(self._lowers) - find(self._lowers, (interval.upper, False))
        return below + above


def _before(uppers: list[tuple[Fraction, bool]], end: Fraction, is_closed: bool) -> int:
    """How many end before `end`, or at it where one of the two is open there."""
    return (bisect_left if is_closed else bisect_right)(uppers, (end, True))


class Outermost:
    """Of those under one label the interval that ends first and the one that begins last: what shares no number with
    any of them shares none with one of these two."""

    def __init__(self, labelled: Iterable[tuple[tuple[str, str], Interval]]):
        first: dict[tuple[str, str], Interval] = {}
        last: dict[tuple[str, str], Interval] = {}
        for label, one in labelled:
            if one.upper is not None and (label not in first or _end(one) < _end(first[label])):
                first[label] = one
            if one.lower is not None and (label not in last or _start(one) > _start(last[label])):
                last[label] = one
        self._ends_first = sorted(first.items(), key=lambda two: _end(two[1]))
        self._begins_last = sorted(last.items(), key=lambda two: _start(two[1]), reverse=True)

    def apart(self, interval: Interval) -> Iterator[tuple[str, str]]:
        """The labels of those that lie wholly below or wholly above the interval, some of them twice."""
        for outermost in (self._ends_first, self._begins_last):
            for label, one in outermost:
                if one.meets(interval):
                    break  # so do all that end later, or begin earlier, or they lie on the other side
                yield label


def _end(interval: Interval) -> tuple[Fraction, bool]:
    assert interval.upper is not None
    return interval.upper, interval.upper_closed


def _start(interval: Interval) -> tuple[Fraction, bool]:
    assert interval.lower is not None
    return interval.lower, not interval.lower_closed
