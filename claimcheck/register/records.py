"""What the rows of the tables are once read: plain frozen records, strings as in the tables.

Every record has all columns of its table under their names. Places are integers, `damaged` is a
bool, lists are tuples; all other columns stay strings, so that no printed digit is lost. Claims and
reported figures, which are computed with, are in `rows`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from claimcheck.formulas.pairs import format_pair
from claimcheck.formulas.relations import Expr
from claimcheck.formulas.verdicts import Verdict, VerdictCode
from claimcheck.printed.interval import Interval
from claimcheck.printed.rationals import decimal_places
from claimcheck.register.rows import Claim, text_in


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


# what a metric is called after the one whose growth it is
GROWTH = "_yoy"  # on the same period a year before
GROWTH_ON_QUARTER = "_qoq"  # on the quarter before


def level_of(metric: str) -> str:
    """The metric whose growth this one is by its name; blank for one that is no growth."""
    return next((metric.removesuffix(end) for end in (GROWTH, GROWTH_ON_QUARTER) if metric.endswith(end)), "")


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
class Relation:
    """A row of relations.csv with its result.

    result: an interval in `unit` (percent as percent), or True, False, None for a comparison that
    holds for all, none, or some of the values; None too where a claim has no value (`missing` says
    why). point: the result for the printed values. verdict: None without target and comparison.
    printed: the claim that is the target, if there is one.
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
    printed: Claim | None = field(repr=False)

    @property
    def result_text(self) -> str:
        """The result in words, beside a target in its unit and with as many digits as it takes to see how they lie."""
        return self.missing or self._texts()[0]

    @property
    def target_text(self) -> str:
        """The interval of the target likewise; blank without one."""
        return self._texts()[1]

    def _texts(self) -> tuple[str, str]:
        target_text = self.printed.interval_text if self.printed else ""
        if not isinstance(self.result, Interval):
            return _TRUTH[self.result], target_text
        if self.printed is None or self.printed.figure is None or self.unit == "date":
            return text_in(self.result, _reading_unit(self.result, self.unit)), target_text
        figure = self.printed.figure
        factor, places = 1 / figure.scale, decimal_places(figure.rounding_unit / figure.scale) or 0
        pair = figure.interval.map_scale(factor), self.result.map_scale(factor)
        printed, recomputed = format_pair(*pair, places + 2)
        return f"{recomputed} {self.printed.unit}", f"{printed} {self.printed.unit}"


_TRUTH: dict[bool | None, str] = {
    True: "holds for all values",
    False: "holds for no values",
    None: "holds for some values",
}


def _reading_unit(result: Interval, unit: str) -> str:
    """The unit with the power of ten, 1e8 or 1e4, that a Chinese reader would give it."""
    if unit not in ("CNY", "persons", "items"):
        return unit
    size = max((abs(end) for end in (result.lower, result.upper) if end is not None), default=Fraction(0))
    power = next((f"1e{p} " for p in (8, 4) if size >= 10**p), "")
    return power + unit


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
class SideBySide:
    """A row of comparisons.csv: one figure against another that is said to be the same.

    this, that: begin with the placeholder of their figure, see `conflict_text`. is_same: whether they speak of one
    quantity, None where nobody says what one of them counts; differ: how not, blank where they do.
    """

    id: str
    quantity: str
    this: str
    that: str
    is_same: bool | None
    differ: str
    use: str
    conflict: str


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
    """An evidence verdict: its code, the ids of the rows it rests on, and the reason in a sentence.

    grounds: finds rows and reason when one of them is first asked for, since of many figures of one quantity each
    rests on all the others.
    """

    code: VerdictCode
    grounds: Callable[[], tuple[tuple[str, ...], str]] = field(repr=False, compare=False)

    @cached_property
    def _found(self) -> tuple[tuple[str, ...], str]:
        return self.grounds()

    @property
    def rows(self) -> tuple[str, ...]:
        return self._found[0]

    @property
    def reason(self) -> str:
        return self._found[1]


@dataclass(frozen=True)
class EvidenceRow:
    """A row of evidence.csv: a formula over claims and reported figures that bears on a claim.

    shows: `claim`, it bears on the claim as worded; `label`, it tells what quantity the number really is,
    so that an agreement makes the claim mislabelled. A comparison supports the claim if it holds for all values and speaks against it if for none; any
    other result is set against the claim's own interval. note: what it shows, and what it assumes.
    """

    id: str
    claim: str
    formula: str
    unit: str
    shows: str
    note: str
    expr: Expr = field(repr=False)
    inputs: tuple[str, ...]
