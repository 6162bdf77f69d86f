"""Claims and reported figures: the rows that are computed with, and what they have in common.

A claim is printed in one of the articles, a reported figure elsewhere. Whoever compares them sees a `Row`
and need not know which of the two it has: for a claim `article` names the article and `source_kind` is
"article"; for a reported figure `article` is blank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from claimcheck.printed import dates, figures
from claimcheck.printed.interval import Interval, format_interval
from claimcheck.printed.words import CJK, figure_text

# the English qualifiers of reported.csv, as the words of qualifiers.csv that move a bound the same way
REPORTED_QUALIFIERS = {"over": "超", "about": "约", "near": "近"}


class Row(Protocol):
    """What a claim and a reported figure have in common.

    Columns are strings as in the tables; interval and value_base are in base units (percent as percent, dates
    as day numbers), operand and operand_point in formula terms (percent as a fraction); widest_operand with
    round figures read coarsely. printed: the figure as
    its source has it, a claim's as corrected; text: in English prose with its unit, the Chinese form behind it;
    quoted: as one quotes it. published, source_url and source_title are blank for a claim, whose article has them.
    """

    @property
    def id(self) -> str: ...
    @property
    def article(self) -> str: ...
    @property
    def entity(self) -> str: ...
    @property
    def metric(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def period_start(self) -> str: ...
    @property
    def period_end(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def source_kind(self) -> str: ...
    @property
    def source_url(self) -> str: ...
    @property
    def source_title(self) -> str: ...
    @property
    def published(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def checked(self) -> str: ...
    @property
    def figure(self) -> figures.Figure | None: ...
    @property
    def base_unit(self) -> str: ...
    @property
    def interval(self) -> Interval | None: ...
    @property
    def value_base(self) -> Fraction | None: ...
    @property
    def operand(self) -> Interval | None: ...
    @property
    def widest_operand(self) -> Interval | None: ...
    @property
    def operand_point(self) -> Fraction | None: ...
    @property
    def printed(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def quoted(self) -> str: ...


class _Computed:
    """What follows from the columns alike in both tables."""

    unit: str
    period_start: str
    period_end: str
    figure: figures.Figure | None

    @property
    def base_unit(self) -> str:
        return figures.split_unit(self.unit)[1]

    @property
    def interval(self) -> Interval | None:
        """What the figure can stand for, in base units; None for texts and for figures that are lost."""
        return self.figure.interval if self.figure else None

    @property
    def value_base(self) -> Fraction | None:
        """The printed value in base units; None where there is none, and for a date longer than a day."""
        if self.figure is None or (self.figure.unit == "date" and not self.figure.interval.is_exact):
            return None
        return self.figure.value

    @property
    def operand(self) -> Interval | None:
        """The interval in formula terms; a text, such as an office, stands for the days it is dated."""
        if self.base_unit == "text":
            return dates.iso_span(f"{self.period_start}/{self.period_end}") if self.period_start else None
        factor = figures.formula_factor(self.base_unit)
        return self.interval if self.interval is None or factor == 1 else self.interval.map_scale(factor)

    @property
    def widest_operand(self) -> Interval | None:
        """The same, with the zeros at the end of a round figure taken as no digits."""
        if self.figure is None or self.figure.coarse is None:
            return self.operand
        return self.figure.coarse.map_scale(figures.formula_factor(self.base_unit))

    @property
    def operand_point(self) -> Fraction | None:
        """The printed value in formula terms."""
        value, factor = self.value_base, figures.formula_factor(self.base_unit)
        return value if value is None or factor == 1 else value * factor

    @property
    def interval_text(self) -> str:
        """The interval in the unit of the table, "[3811.5, 3812.5] 1e8 CNY"; blank if there is none."""
        return "" if self.interval is None else text_in(self.interval, self.unit)


def text_in(interval: Interval, unit: str) -> str:
    """An interval in base units as text in a table's unit, with the unit; dates as ISO dates."""
    scale, base = figures.split_unit(unit)
    if base == "date":
        return dates.format_span(interval)
    return f"{format_interval(interval.map_scale(1 / scale))} {unit}"


@dataclass(frozen=True)
class Claim(_Computed):
    """A row of claims/<article>.csv.

    article: the article's id. read: the figure as corrected, else the quote. figure: what its columns
    say in base units (percent as percent, dates as day numbers), None for texts and for figures that
    are lost.
    """

    id: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    kind: str
    entity: str
    metric: str
    scope: str
    period_start: str
    period_end: str
    value: str
    unit: str
    qualifier: str
    rounding_unit: str
    coarse_unit: str
    attribution: str
    damaged: bool
    read_by: str
    paraphrase: str
    note: str
    article: str
    read: str
    figure: figures.Figure | None = field(repr=False)

    @property
    def source_kind(self) -> str:
        return "article"

    @property
    def source_url(self) -> str:
        return ""

    @property
    def source_title(self) -> str:
        return ""

    @property
    def published(self) -> str:
        return ""

    @property
    def origin(self) -> str:
        return ""

    @property
    def checked(self) -> str:
        return "at_source"

    @property
    def printed(self) -> str:
        return self.read or self.quote

    @cached_property
    def figure_text(self) -> str:
        """The figure in English prose with its unit, the Chinese form behind it."""
        return _prose(self.value, self.unit, self.printed, self.qualifier, self, self.rounding_unit, self.coarse_unit)

    @property
    def text(self) -> str:
        return self.figure_text

    @property
    def quoted(self) -> str:
        return self.figure_text


@dataclass(frozen=True)
class Reported(_Computed):
    """A row of reported.csv; figure: in base units, None for texts."""

    id: str
    entity: str
    metric: str
    scope: str
    period_start: str
    period_end: str
    printed: str
    value: str
    unit: str
    qualifier: str
    read_by: str
    source_title: str
    source_url: str
    source_kind: str
    origin: str
    published: str
    checked: str
    note: str
    figure: figures.Figure | None = field(repr=False)

    @property
    def article(self) -> str:
        return ""

    @cached_property
    def text(self) -> str:
        """The figure in English prose with its unit, the Chinese form behind it.

        Zeros at the end of 6800 may be empty or not, so they are not made into decimals ("680.0 billion").
        """
        word = REPORTED_QUALIFIERS.get(self.qualifier, "")
        zeros = re.fullmatch("[0-9]*[1-9](0+)", self.value)
        return _prose(self.value, self.unit, self.printed, word, self, "", "1" + zeros[1] if zeros else "")

    @property
    def quoted(self) -> str:
        """The figure as it is quoted: as printed where that is English and says its unit, else as in prose."""
        says_unit = re.search("[A-Za-z%]", self.printed) and not CJK.search(self.printed)
        return self.printed if says_unit else self.text


def _prose(
    value: str, unit: str, printed: str, qualifier: str, row: _Computed, rounding_unit: str, coarse_unit: str
) -> str:
    cells = {
        "value": value,
        "unit": unit,
        "qualifier": qualifier,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "rounding_unit": rounding_unit,
        "coarse_unit": coarse_unit,
    }
    return figure_text(cells, printed)
