"""How well the drafter reads: `make bench` prints it, for the articles and for sentences of other texts.

Each printed figure of the register is set against what is proposed for its article from the text alone, and each
row of tests/cases/drafts.csv against what is proposed for its sentence. Misses are listed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from claimcheck.drafting.proposing import PERIOD, Proposal, propose
from claimcheck.loading import load
from claimcheck.printed import dates
from claimcheck.printed.figures import split_unit
from claimcheck.printed.qualifiers import effects
from claimcheck.printed.tokens import canonical
from claimcheck.register.record import Register

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "drafts.csv"
COLUMNS = ("value", "unit", "qualifier", "rounding unit", "span")
# the least that is asked for, in hundredths
LEAST = {"value": 97, "unit": 95, "qualifier": 95, "rounding unit": 90, "span": 90, "precision": 90}


@dataclass(frozen=True)
class Expected:
    """A figure as it should be read; start, end: its place; period: its first and last day, for a date."""

    where: str
    start: int
    end: int
    quote: str
    value: str
    unit: str
    qualifier: str
    rounding_unit: str
    period: tuple[str, str] = ("", "")


@dataclass
class Score:
    """Counts of figures that should be proposed, of those that are right by column, and of proposals; periods: of figures
    that are read, and proposed as the period of what stands beside them."""

    figures: int = 0
    periods: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    proposed: int = 0
    sound: int = 0
    misses: list[str] = field(default_factory=list)

    def percent(self, name: str) -> Fraction:
        """How many of a hundred are right."""
        above, below = (self.sound, self.proposed) if name == "precision" else (self.right[name], self.figures)
        return Fraction(100 * above, below or 1)

    def add(self, other: Score) -> None:
        self.figures += other.figures
        self.periods += other.periods
        self.proposed += other.proposed
        self.sound += other.sound
        self.misses += other.misses
        for name in COLUMNS:
            self.right[name] += other.right[name]


def score(
    text: str, written: int | None, expected: Iterable[Expected], others: Iterable[tuple[int, int]] = ()
) -> Score:
    """The proposals for a text against the figures that stand in it.

    others: places of further claims, of which no figure is asked and which may be proposed.
    """
    found, wanted = Score(), list(expected)
    proposals = propose(text, written)
    claims = [one for one in proposals if not one.reason]
    # a period named again is proposed as no claim, but read: whether it is one, the person says
    read = [one for one in proposals if not one.reason or one.reason == PERIOD]
    places = [(one.start, one.end) for one in wanted] + list(others)
    for one in claims:
        is_sound = any(start < one.end and one.start < end for start, end in places)
        found.proposed += 1
        found.sound += is_sound
        if not is_sound:
            found.misses.append(
                f"{wanted[0].where.rpartition('-')[0] if wanted else ''} proposed, and no claim: {text[one.start : one.end]}"
            )
    for figure in wanted:
        found.figures += 1
        beside = [one for one in read if one.start < figure.end and figure.start < one.end]
        if not beside:
            found.misses.append(f"{figure.where} not proposed: {figure.quote}")
            continue
        best = max(beside, key=lambda one: min(one.end, figure.end) - max(one.start, figure.start))
        found.periods += best.reason == PERIOD
        wrong = [name for name, is_right in zip(COLUMNS, _compared(best, figure)) if not is_right]
        for name in COLUMNS:
            found.right[name] += name not in wrong
        if wrong:
            got = f"{text[best.start : best.end]}: {best.value} {best.unit} {best.qualifier!r} to {best.rounding_unit}"
            found.misses.append(f"{figure.where} {', '.join(wrong)}: {figure.quote} read as {got}")
    return found


def _compared(one: Proposal, figure: Expected) -> Iterator[bool]:
    if figure.unit == "date":
        yield one.unit == "date" and (figure.period == one.period or _days(one.value) == _days(figure.value))
    else:
        yield _amount(one.value, one.unit) == _amount(figure.value, figure.unit)
    yield one.unit.rpartition(" ")[2] == figure.unit.rpartition(" ")[2]
    yield _words(one.qualifier) == _words(figure.qualifier)
    yield _amount(one.rounding_unit, one.unit) == _amount(figure.rounding_unit, figure.unit)
    yield (one.start, one.end) == (figure.start, figure.end)


def _days(text: str) -> object:
    return dates.iso_span(text) if text else None


def _amount(value: str, unit: str) -> Fraction | None:
    return Fraction(value) * split_unit(unit)[0] if value and unit not in ("date", "text") else None


def _words(qualifier: str) -> list[str]:
    """The words that do something, or are quoted with a figure."""
    return (
        sorted(word for word in canonical(qualifier).split() if effects(word) != ("none",) or "达" in word)
        if "不" not in qualifier
        else [canonical(qualifier).replace(" ", "")]
    )


def of_articles(register: Register, is_in_words: bool = False) -> dict[str, Score]:
    """By article, those whose text is at hand; every figure with a value is asked for that carries a
    digit, with is_in_words those in numerals (三大) too."""
    scores = {}
    for article, text in register.texts.items():
        own = [claim for claim in register.claims.values() if claim.article == article]
        wanted = [
            Expected(
                c.id,
                c.start,
                c.end,
                c.quote,
                c.value,
                c.unit,
                c.qualifier,
                c.rounding_unit,
                (c.period_start, c.period_end),
            )
            for c in own
            if c.kind == "figure" and c.value and (is_in_words or any(character.isdigit() for character in c.quote))
        ]
        others = [(claim.start, claim.end) for claim in own]
        year = register.articles[article].date_iso[:4]
        scores[article] = score(text, int(year) if year else None, wanted, others)
    return scores


def of_cases(path: Path = CASES) -> Score:
    """Of the sentences of the case file; one without a quote holds no claim."""
    total = Score()
    with path.open(encoding="utf-8", newline="") as file:
        for text, rows in groupby(csv.DictReader(file), key=lambda row: row["text"]):
            wanted, at = [], 0
            for row in (row for row in rows if row["quote"]):
                start = text.index(row["quote"], at)
                at = start + len(row["quote"])
                columns = (row["value"], row["unit"], row["qualifier"], row["rounding_unit"])
                wanted.append(Expected(text[:8], start, at, row["quote"], *columns))
            total.add(score(text, 2023, wanted))
    return total


def main() -> None:
    """Print shares and misses."""
    register = load()
    found = {"figures with digits of the articles": _whole(of_articles(register))}
    found["figures of the articles, in words too"] = _whole(of_articles(register, is_in_words=True))
    found["figures of other texts"] = of_cases()
    for name, one in found.items():
        shares = ", ".join(f"{column} {float(one.percent(column)):.1f}%" for column in LEAST)
        print(f"{one.figures} {name}: {shares}; {one.periods} of them proposed as a period named again")
    for miss in dict.fromkeys(miss for one in found.values() for miss in one.misses):
        print(f"    {miss}")


def _whole(scores: dict[str, Score]) -> Score:
    total = Score()
    for one in scores.values():
        total.add(one)
    return total


if __name__ == "__main__":
    main()
