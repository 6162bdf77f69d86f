"""`make fuzz SECONDS=60`: random input to the readers of figures, dates, formulas and packages.

What may happen is a result or the reader's own refusal, within half a second of processor time. Everything
else is printed with the number of its case, and the command fails. A case depends on the seed and its number
alone: `python -m tools.fuzz figures --seed 1 --case 1234` runs one again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tools.fuzz import formulas, packages, printed
from tools.fuzz.subject import run_case, source_of

LONGEST = 0.5
GIVEN_UP = 20
SHOWN = 300
SUBJECTS = {**printed.SUBJECTS, **formulas.SUBJECTS, **packages.SUBJECTS}


# what a run has counted, in memory that outlives a case which never ends
CASES, REFUSED, WRONG, SLOWEST, AT = range(5)


class Tally:
    """Cases run, those refused, those that went wrong, the longest time and its case, and the case at hand."""

    def __init__(self) -> None:
        self.counts = multiprocessing.Array("q", [0, 0, 0, 0, 0], lock=False)
        self.longest = multiprocessing.Value("d", 0.0, lock=False)

    def line(self, name: str) -> str:
        counts = self.counts
        return (
            f"{name}: {counts[CASES]} cases, {counts[REFUSED]} refused, {counts[WRONG]} wrong; "
            f"the longest took {self.longest.value:.3f} s (case {counts[SLOWEST]})"
        )


def fuzz(name: str, seconds: float, seed: int = 1) -> Tally:
    """Run cases of one subject for a time, printing those that go wrong; one without an end is given up."""
    tally, until = Tally(), time.monotonic() + seconds
    while time.monotonic() < until:
        worker = multiprocessing.get_context("fork").Process(target=_work, args=(name, until, seed, tally))
        worker.start()
        at, since = -1, time.monotonic()
        while worker.is_alive():
            worker.join(0.5)
            if tally.counts[AT] != at:
                at, since = tally.counts[AT], time.monotonic()
            elif time.monotonic() - since > GIVEN_UP and worker.is_alive():
                worker.kill()
                worker.join()
                case = SUBJECTS[name].make(source_of(name, seed, at))
                print(f"{name} case {at} (seed {seed}): no end after {GIVEN_UP} s: {repr(case)[:SHOWN]}")
                tally.counts[CASES] += 1
                tally.counts[WRONG] += 1
        if worker.exitcode not in (0, -9):
            print(f"{name} case {at} (seed {seed}): ended the process, status {worker.exitcode}")
            tally.counts[WRONG] += 1
        tally.counts[AT] += 1
    return tally


def _work(name: str, until: float, seed: int, tally: Tally) -> None:
    subject, counts = SUBJECTS[name], tally.counts
    while time.monotonic() < until:
        case, raised, took = run_case(subject, name, seed, counts[AT])
        is_refusal = isinstance(raised, subject.allowed)
        counts[CASES] += 1
        counts[REFUSED] += is_refusal
        if took > tally.longest.value:
            tally.longest.value, counts[SLOWEST] = took, counts[AT]
        if (raised is not None and not is_refusal) or took > LONGEST:
            counts[WRONG] += 1
            print(f"{name} case {counts[AT]} (seed {seed}), {took:.2f} s: {repr(case)[:SHOWN]}")
            if raised is not None and not is_refusal:
                print("  " + "  ".join(traceback.format_exception(raised)[-2:]).rstrip())
        counts[AT] += 1
    sys.stdout.flush()


def main(arguments: list[str] | None = None) -> int:
    """Fuzz the subjects named, all of them by default; 1 if anything went wrong."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="subject", help=", ".join(SUBJECTS))
    parser.add_argument("--seconds", type=float, default=60, help="for each subject (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, help="one case again")
    options = parser.parse_args(arguments)
    names = options.subjects or list(SUBJECTS)
    if unknown := [name for name in names if name not in SUBJECTS]:
        parser.error(f"unknown subject {unknown[0]!r}; there are {', '.join(SUBJECTS)}")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        packages.BASE[:] = [packages.small_package(Path(folder))] if "packages" in names else []
        for name in names:
            if options.case is not None:
                case, raised, took = run_case(SUBJECTS[name], name, options.seed, options.case)
                print(f"{name}: {case!r}\n  {raised!r} in {took:.3f} s")
                if raised is not None and not isinstance(raised, SUBJECTS[name].allowed):
                    traceback.print_exception(raised)
                continue
            sys.stdout.flush()  # what is not yet written would be written by the worker too
            tally = fuzz(name, options.seconds, options.seed)
            wrong += tally.counts[WRONG]
            print(tally.line(name), flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
