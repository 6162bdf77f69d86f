"""`make proof`: errors of real kinds planted into consistent sets of figures, and what finds them.

For each kind of error: how many sets it was planted into, in how many the rounding hides it from any method, and in how
many of the rest the engine, exact equality of the printed digits, and a tolerance of 1% find it. For sets without an
error: how many each accuses. Fails if the engine accuses one of these, or an error that is hidden, or misses one that
is not. A run depends on its seed and size alone. `--keep` writes the table that the page on it shows.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from tools.proof.errors import ERRORS, Error
from tools.proof.methods import is_exact, is_hidden, is_near
from tools.proof.package import FOUND, OPEN, judged
from tools.proof.sets import KINDS, Figures, consistent

SEED, SETS = 1, 300
MORE = 4  # times as many sets without an error
KEPT = Path(__file__).resolve().parents[2] / "chapters" / "proof.csv"
TRIES = 400  # sets that are made for one in which an error shows
SOUND = {"no error": False, "no error, levels of two digits": True}


@dataclass(frozen=True)
class Outcome:
    """Sets with one kind of error, and how many of them: the rounding hides; are not hidden, and found by each method;
    are hidden, and accused by the engine all the same; are left open by the engine. In sets without an error nothing
    is hidden, and what is found is a false accusation."""

    error: str
    sets: int
    hidden: int
    engine: int
    exact: int
    tolerance: int
    open: int
    accused_hidden: int

    @property
    def is_right(self) -> bool:
        """Whether the engine finds all that can be found, and nothing else."""
        wanted = 0 if self.error in SOUND else self.sets - self.hidden
        return self.engine == wanted and not self.accused_hidden


def run(sets: int = SETS, seed: int = SEED) -> list[Outcome]:
    """The outcomes for so many sets with each kind of error; before them those for sets without one."""
    groups: dict[str, list[Figures]] = {}
    for name, is_round in SOUND.items():
        groups[name] = [_sound(_source(seed, name, n), n, is_round) for n in range(MORE * sets)]
    for error in ERRORS:
        groups[error.name] = [planted(error, _source(seed, error.name, n), n) for n in range(sets)]
    said = iter(judged([figures for group in groups.values() for figures in group]))
    return [_outcome(name, [(figures, next(said)) for figures in group]) for name, group in groups.items()]


def _source(seed: int, name: str, n: int) -> random.Random:
    return random.Random(f"{seed} {name} {n}")


def _sound(source: random.Random, n: int, is_round: bool) -> Figures:
    return consistent(source, list(KINDS)[n % len(KINDS)], is_round)


def planted(error: Error, source: random.Random, n: int) -> Figures:
    """The nth set with the error in it; in every fourth the levels are printed to two digits."""
    for _ in range(TRIES):
        figures = error.plant(source, consistent(source, error.kinds[n % len(error.kinds)], n % 4 == 3))
        if figures is not None:
            return figures
    raise ValueError(f"{error.name}: no set in which it shows")


def _outcome(name: str, judgements: list[tuple[Figures, str]]) -> Outcome:
    hidden = [(figures, said) for figures, said in judgements if name not in SOUND and is_hidden(figures)]
    rest = [pair for pair in judgements if pair not in hidden]
    return Outcome(
        error=name,
        sets=len(judgements),
        hidden=len(hidden),
        engine=sum(said == FOUND for _, said in rest),
        exact=sum(not is_exact(figures) for figures, _ in rest),
        tolerance=sum(not is_near(figures) for figures, _ in rest),
        open=sum(said == OPEN for _, said in judgements),
        accused_hidden=sum(said == FOUND for _, said in hidden),
    )


def as_csv(outcomes: Iterable[Outcome]) -> str:
    """The outcomes as the text of a table."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(Outcome)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(outcome) for outcome in outcomes)
    return text.getvalue()


def lines(outcomes: Iterable[Outcome]) -> Iterable[str]:
    """The outcomes for a console, percentages of what can be found, or of all sets without an error."""
    yield f"{'':34}{'sets':>6}{'hidden':>8}{'engine':>9}{'exact':>9}{'1%':>9}"
    for outcome in outcomes:
        can = outcome.sets - outcome.hidden
        found = (f"{n / can:9.1%}" if can else f"{'-':>9}" for n in (outcome.engine, outcome.exact, outcome.tolerance))
        wide = sum(ord(character) > 0x2E7F for character in outcome.error)  # these take two columns
        note = "" if outcome.is_right else "  WRONG"
        yield f"{outcome.error:{34 - wide}}{outcome.sets:6}{outcome.hidden / outcome.sets:8.1%}{''.join(found)}{note}"


def main(arguments: list[str] | None = None) -> int:
    """Run and print; 1 if the engine accuses what is sound or misses what can be found."""
    parser = argparse.ArgumentParser(prog="proof", description=__doc__)
    parser.add_argument("--sets", type=int, default=SETS, help="for each kind of error (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--keep", action="store_true", help="keep the outcomes for the page on it")
    options = parser.parse_args(arguments)
    if options.sets < 1:
        parser.error("at least one set of each kind")
    outcomes = run(options.sets, options.seed)
    print("\n".join(lines(outcomes)))
    if options.keep:
        KEPT.write_text(as_csv(outcomes), encoding="utf-8")
    return 0 if all(outcome.is_right for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
