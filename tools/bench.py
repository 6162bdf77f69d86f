"""How well drafts read, how check grows, and how long builds take: `make bench`.

Each build runs in a copy of the book in a folder of its own, so that the site at hand is not
touched and no earlier build helps. The ratios say what execution costs, and what a build costs
that has nothing to do; the one-page book is the least that Jupyter Book itself needs.
"""

from __future__ import annotations

import csv
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import build, extraction, scale

TREE = (*build.SHARED, *build.PAGES)
# a table that few pages print the words of, and one that most pages read
CHANGES = {
    "one table changed (a claim's words)": (
        str(sorted((build.ROOT / "data/claims").glob("*.csv"))[0].relative_to(build.ROOT)),
        "paraphrase",
    ),
    "one table changed (a published figure)": ("data/reported.csv", "note"),
}
ONE_PAGE = {
    "_config.yml": "title: One page\nexecute:\n  execute_notebooks: 'off'\n",
    "_toc.yml": "format: jb-book\nroot: index\n",
    "index.md": "# One page\n\nAnd nothing on it.\n",
}


def copy_book(target: Path) -> None:
    """Copy what a build reads."""
    for path in build.files(TREE):
        place = target / path.relative_to(build.ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)


def without_execution(book: Path) -> None:
    """Turn execution off, and with it the results that prose waits for and what only a kernel knows."""
    config = book / "_config.yml"
    text = config.read_text(encoding="utf-8").replace("execute_notebooks: inline", "execute_notebooks: 'off'")
    text = text.replace("    language: en\n", "    language: en\n    suppress_warnings: [myst-nb.lexer]\n")
    config.write_text(text, encoding="utf-8")
    for page in book.rglob("*.md"):
        page.write_text(re.sub(r"\{eval\}(`[^`]*`)", r"\1", page.read_text(encoding="utf-8")), encoding="utf-8")


@dataclass(frozen=True)
class Cost:
    """What a step took: seconds by the clock, and seconds of processor time, which other work on the machine leaves alone."""

    clock: float
    processor: float


def timed(work: Callable[[], None]) -> Cost:
    """What `work` takes, with all the processes it starts."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def run(root: Path, *command: str) -> None:
    """Run a step quietly; its output is shown if it fails."""
    done = subprocess.run(command, cwd=root, env=build.environment(root), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr[-3000:]}")


def book(root: Path) -> None:
    """Build the book in this folder as `make book` does."""
    # without execution there are no anchors for links to lead to, so there is no audit
    run(root, sys.executable, "-m", "tools.build", "--no-audit")


def jupyter_book(root: Path) -> None:
    """Build with Jupyter Book alone."""
    run(root, str(Path(sys.executable).with_name("jupyter-book")), "build", ".", "-W", "-n", "--keep-going")


def line(what: str, cost: Cost, remark: str = "") -> None:
    print(f"{what:<46}{cost.clock:8.1f} s{cost.processor:8.1f} s of processor   {remark}".rstrip(), flush=True)


def times(cost: Cost, other: Cost) -> str:
    """How often the one goes into the other, by the clock and by the processor."""
    return f"{cost.clock / other.clock:.2f} times ({cost.processor / other.processor:.2f} by processor)"


def reword(root: Path, table: str, column: str) -> None:
    """Add a word to the first row of a table: no figure changes, only what pages say."""
    path = root / table
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, columns = list(reader), reader.fieldnames or ()
    rows[0][column] += " Reworded."
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    extraction.main()
    scale.main(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        full, plain, single = (Path(folder, name) for name in ("full", "plain", "single"))
        for target in (full, plain):
            copy_book(target)
        without_execution(plain)
        single.mkdir()
        for name, text in ONE_PAGE.items():
            (single / name).write_text(text, encoding="utf-8")
        print(f"{os.cpu_count()} cores, {len(list((full / 'chapters').rglob('*.md'))) + 1} pages")
        cold, unexecuted = timed(lambda: book(full)), timed(lambda: book(plain))
        line("cold build", cold)
        line("the same book without execution", unexecuted, f"the cold build is {times(cold, unexecuted)}")
        jupyter_book(single)
        least, nothing = timed(lambda: jupyter_book(single)), timed(lambda: book(full))
        line("one-page Jupyter Book, nothing changed", least)
        line("nothing changed", nothing, f"{times(nothing, least)} the one-page book")
        for what, (table, column) in CHANGES.items():
            reword(full, table, column)
            line(what, timed(lambda: book(full)))
        line("claimcheck check", timed(lambda: run(full, sys.executable, "-m", "claimcheck", "check")))


if __name__ == "__main__":
    main()
