"""What the rows of the tables are once read: plain frozen records, strings as in the tables.

Every record has all columns of its table under their names. Places are integers, `damaged` is a
bool, lists are tuples; all other columns stay strings, so that no printed digit is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from claimcheck.formulas.relations import Expr
from claimcheck.formulas.verdicts import Verdict
from claimcheck.printed import dates, figures
from claimcheck.printed.interval import Interval, format_interval


@dataclass(frozen=True)
class Article:
    """A row of articles.csv."""

    id: str
    title: str
    outlet: str
    author: str
    date_printed: str
    date_dates: str
    date_iso: str
    language: str
    script: str
    address: str
    characters: int
    bytes: int
    sha256: str
    condition: str
    about: str
    retrieval_note: str
    cited_author: str
    cited_outlet: str
    runs: int


@dataclass(frozen=True)
class Metric:
    """A row of metrics.csv."""

    metric: str
    label: str
    label_zh: str
    unit: str
    kind: str
    description: str


@dataclass(frozen=True)
class Claim:
    """A row of claims/<article>.csv.

    article: the article's id. read: the figure as corrected, else the quote. figure: what its columns
    say in base units (percent as percent, dates as day numbers), None for texts and for figures that
    are lost. figure_text: the figure with its unit for prose.
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
    paraphrase: str
    note: str
    article: str
    read: str
    figure: figures.Figure | None = field(repr=False)
    figure_text: str = field(repr=False)

    @property
    def base_unit(self) -> str:
        return figures.split_unit(self.unit)[1]

    @property
    def interval(self) -> Interval | None:
        """What the figure can stand for, in base units (percent as percent, dates as day numbers)."""
        return self.figure.interval if self.figure else None

    @property
    def value_base(self) -> Fraction | None:
        """The printed value in base units; None where there is none, and for a date longer than a day."""
        if self.figure is None or (self.base_unit == "date" and not self.figure.interval.is_exact):
            return None
        return self.figure.value

    @property
    def interval_text(self) -> str:
        """The interval in the unit of the table, "[3811.5, 3812.5] 1e8 CNY"; blank if there is none."""
        return "" if self.interval is None else text_in(self.interval, self.unit)

    @property
    def operand(self) -> Interval | None:
        """The interval in formula terms, where percent is a fraction."""
        if self.interval is None or self.base_unit != "percent":
            return self.interval
        return self.interval.map_scale(figures.formula_factor(self.base_unit))

    @property
    def operand_point(self) -> Fraction | None:
        """The printed value in formula terms."""
        value = self.value_base
        return None if value is None else value * figures.formula_factor(self.base_unit)


def text_in(interval: Interval, unit: str) -> str:
    """An interval in base units as text in a table's unit, with the unit; dates as ISO dates."""
    scale, base = figures.split_unit(unit)
    if base == "date":
        return dates.format_span(interval)
    return f"{format_interval(interval.map_scale(1 / scale))} {unit}"


@dataclass(frozen=True)
class Relation:
    """A row of relations.csv with its result.

    result: an interval in `unit` (percent as percent), or True, False, None for a comparison that
    holds for all, none, or some of the values; None too where a claim has no value (`missing` says
    why). point: the result for the printed values. verdict: None without target and comparison.
    """

    id: str
    article: str
    formula: str
    target: str
    unit: str
    label: str
    role: str
    note: str
    expr: Expr = field(repr=False)
    inputs: tuple[str, ...]
    result: Interval | bool | None
    point: Fraction | bool | None
    verdict: Verdict | None
    missing: str
    result_text: str
    target_text: str


@dataclass(frozen=True)
class Exclusion:
    """A row of exclusions.csv."""

    id: str
    article: str
    start: int
    end: int
    text: str
    reason: str
    note: str


@dataclass(frozen=True)
class Correction:
    """A row of corrections.csv; guard: its parts."""

    id: str
    article: str
    start: int
    end: int
    found: str
    read: str
    claim: str
    confidence: str
    reason: str
    guard: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """A row of conflicts.csv; override: claim id -> evidence verdict."""

    id: str
    title: str
    theme: str
    claims: tuple[str, ...]
    reported: tuple[str, ...]
    cause: str
    severity: str
    settled: str
    settled_by: str
    remains_open: str
    override: dict[str, str]
    reason: str


@dataclass(frozen=True)
class Answer:
    """A row of answers.csv: what to say of one or more claims that share a verdict.

    why and say hold placeholders, see `conflict_text`. headline: place among the most quoted, or None.
    """

    id: str
    claims: tuple[str, ...]
    figure: str
    why: str
    say: str
    headline: int | None


@dataclass(frozen=True)
class Reported:
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
    def base_unit(self) -> str:
        return figures.split_unit(self.unit)[1]

    @property
    def interval(self) -> Interval | None:
        """What the figure can stand for, in base units."""
        return self.figure.interval if self.figure else None

    @property
    def value_base(self) -> Fraction | None:
        """The value in base units."""
        return self.figure.value if self.figure else None

    @property
    def operand(self) -> Interval | None:
        """The interval in formula terms, where percent is a fraction."""
        return None if self.interval is None else self.interval.map_scale(figures.formula_factor(self.base_unit))

    @property
    def operand_point(self) -> Fraction | None:
        """The value in formula terms."""
        return None if self.value_base is None else self.value_base * figures.formula_factor(self.base_unit)


@dataclass(frozen=True)
class DefinitionNote:
    """A row of definition-history.csv: what a metric counts over a time; period_end: blank where it goes on."""

    metric: str
    period_start: str
    period_end: str
    says: str
    source: str
    source_url: str
    open: str


@dataclass(frozen=True)
class Evidence:
    """An evidence verdict: its code, the ids of the rows it rests on, and the reason in a sentence."""

    code: str
    rows: tuple[str, ...]
    reason: str
