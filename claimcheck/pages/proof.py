"""What the page on planted errors shows, from chapters/proof.csv, which `make proof` writes and a test holds to a rerun."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scipy.special import betaincinv

from claimcheck.loading import book_dir
from claimcheck.pages.data_table import Column, DataTable

KEPT = Path("chapters/proof.csv")
LEVEL = 0.95  # of the limits of a share of which none, or all, were seen
METHODS = ("engine", "exact", "tolerance")
COLUMNS = (
    Column("Error", "head"),
    Column("Sets", "num"),
    Column("Hidden", "num"),
    Column("Found", "num"),
    Column("By digits", "num"),
    Column("Within 1%", "num"),
)


@dataclass(frozen=True)
class Outcome:
    """Sets of figures with one kind of error, "none" for those without: how many; in how many the rounding hides it; and
    what each method finds of the rest, or accuses where there is none; open: left undetermined by the engine."""

    error: str
    is_sound: bool
    sets: int
    hidden: int
    found: tuple[int, int, int]
    open: int

    @property
    def shown(self) -> int:
        """The sets in which the rounding does not hide it."""
        return self.sets - self.hidden


class Outcomes:
    """The outcomes of a run, as the page tells them."""

    def __init__(self, root: Path | None = None):
        with ((root or book_dir()) / KEPT).open(encoding="utf-8", newline="") as file:
            self.all = [_outcome(row) for row in csv.DictReader(file)]
        self.found_by_report, self.found_by_digits, self.found_within = (self.found(method) for method in METHODS)
        self.accused_by_report, self.accused_by_digits, self.accused_within = (self.accused(m) for m in METHODS)

    @cached_property
    def sound(self) -> list[Outcome]:
        """The sets without an error."""
        return [outcome for outcome in self.all if outcome.is_sound]

    @cached_property
    def wrong(self) -> list[Outcome]:
        return [outcome for outcome in self.all if not outcome.is_sound]

    @property
    def n_sound(self) -> str:
        return f"{sum(outcome.sets for outcome in self.sound):,}"

    @property
    def n_wrong(self) -> str:
        return f"{sum(outcome.sets for outcome in self.wrong):,}"

    @property
    def hidden(self) -> str:
        """The share of the planted errors that no method can find."""
        return _percent(sum(outcome.hidden for outcome in self.wrong), sum(outcome.sets for outcome in self.wrong))

    @property
    def hidden_least(self) -> str:
        """The share hidden of the kind of error that is hidden least."""
        return min(self._hidden_by_kind)[1]

    @property
    def hidden_most(self) -> str:
        """The share hidden of the kind of error that is hidden most."""
        return max(self._hidden_by_kind)[1]

    @property
    def _hidden_by_kind(self) -> list[tuple[float, str]]:
        return [(o.hidden / o.sets, _percent(o.hidden, o.sets)) for o in self.wrong]

    @property
    def open_sound(self) -> str:
        """The share that is left open of the sets without an error whose levels are round, which come last."""
        return _percent(self.sound[-1].open, self.sound[-1].sets)

    @property
    def open_hidden(self) -> str:
        """The share of the hidden errors that the engine leaves open, and does not take for right."""
        return _percent(sum(outcome.open for outcome in self.wrong), sum(outcome.hidden for outcome in self.wrong))

    def accused(self, method: str) -> str:
        """The share of the sets without an error that a method accuses: `engine`, `exact` or `tolerance`."""
        return self._share(self.sound, method)

    def found(self, method: str) -> str:
        """The share that a method finds of the errors that can be found."""
        return self._share(self.wrong, method)

    def _share(self, outcomes: list[Outcome], method: str) -> str:
        place = METHODS.index(method)
        can = sum(outcome.shown for outcome in outcomes)
        return _percent(sum(outcome.found[place] for outcome in outcomes), can)

    def _limit(self, outcomes: list[Outcome], failed: int) -> str:
        """Clopper and Pearson's one-sided 95% limit of a share of which so many were seen, two digits, rounded up: "0.13%"."""
        n = sum(outcome.shown for outcome in outcomes)
        limit = 100 * float(betaincinv(failed + 1, n - failed, LEVEL))
        places = max(0, 1 - math.floor(math.log10(limit)))
        return f"{math.ceil(limit * 10**places) / 10**places:.{places}f}%"

    @property
    def accused_at_most(self) -> str:
        """The share of sets without an error that the report may accuse, at 95%."""
        return self._limit(self.sound, sum(outcome.found[0] for outcome in self.sound))

    @property
    def missed_at_most(self) -> str:
        """The share of errors that can be found and that the report may miss, at 95%."""
        return self._limit(self.wrong, sum(o.shown - o.found[0] for o in self.wrong))

    @property
    def missed_of_one_kind(self) -> str:
        """The same of the kind of which least is known: all kinds together are a mix that this report chose."""
        limits = [self._limit([o], o.shown - o.found[0]) for o in self.wrong]
        return max(limits, key=lambda limit: float(limit.rstrip("%")))

    @property
    def level(self) -> str:
        return f"{LEVEL:.0%}"

    @property
    def n_shown(self) -> str:
        """The errors that the digits do not hide."""
        return f"{sum(outcome.shown for outcome in self.wrong):,}"

    def table(self) -> DataTable:
        """Every kind of error."""
        rows = [
            (
                outcome.error,
                f"{outcome.sets:,}",
                "" if outcome.is_sound else _percent(outcome.hidden, outcome.sets),
                *(_percent(n, outcome.shown) for n in outcome.found),
            )
            for outcome in self.all
        ]
        caption = "Planted errors, and what is found of those that the rounding does not hide; accusations, where there is none"
        return DataTable(caption, COLUMNS, rows, kind="r-tiles")


def _outcome(row: dict[str, str]) -> Outcome:
    found = int(row["engine"]), int(row["exact"]), int(row["tolerance"])
    return Outcome(
        row["error"], row["error"].startswith("no error"), int(row["sets"]), int(row["hidden"]), found, int(row["open"])
    )


def _percent(part: int, whole: int) -> str:
    """A share without decimals; 0% and 100% for none and all only."""
    if not whole:
        return ""
    share = 100 * part / whole
    if 0 < share < 1 or 99 < share < 100:
        return "under 1%" if share < 1 else "over 99%"
    return f"{share:.0f}%"
