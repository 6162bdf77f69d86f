"""`make mutants`: change the engine in small ways, one at a time, and see whether the room's own tests notice.

Each room is mutated in a copy under _build/mutants, by mutmut, with the test files named here; a mutant is killed if one
of them fails. Printed for each room: mutants, those killed, those that survived or that no test reaches, and the score,
killed of all; a mutant that never ends is killed. Functions under a decorator (properties, what is cached) and what is
computed as a module loads are not mutated. `--survivors` prints each change that nobody noticed.

    python -m tools.mutants formulas --only "claimcheck.formulas.verdicts.*" --survivors
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from claimcheck.register.checks_text import articles_dir
from tools import build

HOME = build.ROOT / "_build" / "mutants"
INSTALLED = HOME / "mutmut"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
# the test files of each room, those that fail first in front
ROOMS = {
    "printed": (
        *("rounding", "interval", "interval_text", "numerals", "runs", "tokens", "context", "dates", "wording"),
        *("figures", "printing", "forms"),
    ),
    "formulas": (
        *("verdicts", "values", "relation_results", "relations", "slopes", "dimensions", "points", "ranges"),
        "round_levels",
    ),
    "evidence": (
        *(
            "sources",
            "standing",
            "statistics",
            "amounts",
            "growth_check",
            "comparisons",
            "judge",
            "evidence",
            "hindrances",
            "reconcile",
            "conflicts",
        ),
        *("made_package", "answers", "own_page", "telling", "testimony", "gaps", "gaps_of_many"),
    ),
}
COPIED = ("kuaishou", "_ext", "tools", "tests", "data", "chapters", "assets", "index.md", "_toc.yml", "_config.yml")
FILES = (
    "CITATION.cff",
    "README.md",
    "CHANGELOG.md",
    "Makefile",
    "requirements.in",
    "requirements.txt",
    "references.bib",
)
# the tool last in the path: where it and the lock bring the same package, it is the lock's. Each function is reached
# through another, so that a deep formula needs more room
RUN = f"import sys; sys.setrecursionlimit(5000); sys.path.append({str(INSTALLED)!r}); from mutmut.__main__ import cli; cli()"
# a test is named in full for each mutant: with its Chinese as it is, which pytest finds again in the same process
PYTEST = [
    *("-p", "no:xdist", "-p", "no:cacheprovider", "-p", "tools.mutants.fresh"),
    *("-m", "not slow and not site and not browser"),
    *("-k", "not need_no_pandas"),  # starts a process of its own, which knows no mutants
    *("-o", "disable_test_id_escaping_and_forfeit_all_rights_to_community_support=true"),
]
KILLED, LOST = ("killed", "timeout", "suspicious", "segfault"), ("survived", "no tests")


@dataclass(frozen=True)
class Score:
    """The mutants of a room by what became of them, as mutmut names it."""

    room: str
    found: Counter[str]

    @property
    def ran(self) -> int:
        """How many were tried; none where the tests fail as they are."""
        return sum(self.found[status] for status in (*KILLED, *LOST))

    @property
    def line(self) -> str:
        killed, lost = (sum(self.found[status] for status in group) for group in (KILLED, LOST))
        rest = self.found.total() - self.ran
        score = f"{killed / self.ran:.1%}" if self.ran else "-"
        return (
            f"{self.room:10}{self.ran:6} mutants{killed:6} killed{lost:6} survived, {self.found['no tests']} of them "
            f"reached by no test{f', {rest} not run' if rest else ''}: {score}"
        )


def install() -> None:
    """Install the tool apart from what the book is built with, where it is not yet."""
    marker = INSTALLED / REQUIREMENTS.name
    if marker.is_file() and marker.read_bytes() == REQUIREMENTS.read_bytes():
        return
    shutil.rmtree(INSTALLED, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(INSTALLED)]
    subprocess.run([*pip, "--requirement", str(REQUIREMENTS)], check=True)
    shutil.copy(REQUIREMENTS, marker)


def prepare(room: str) -> Path:
    """A copy of the tree for one room, with what mutmut must know; results of a run before stay where nothing changed."""
    copy = HOME / room
    copy.mkdir(parents=True, exist_ok=True)
    for name in ("claimcheck", *COPIED):
        source, target = build.ROOT / name, copy / name
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    for name in FILES:
        shutil.copy2(build.ROOT / name, copy / name)
    tests = [f"tests/test_{name}.py" for name in ROOMS[room] if (copy / "tests" / f"test_{name}.py").is_file()]
    config = {
        "source_paths": ["claimcheck"],
        "only_mutate": [f"claimcheck/{room}/*"],
        "also_copy": [*COPIED, *FILES],
        "pytest_add_cli_args_test_selection": tests,
        "pytest_add_cli_args": PYTEST,
    }
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in config.items())
    project = (build.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (copy / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\n{lines}\n", encoding="utf-8")
    # which tests reach a function is found again: kept, a test known before is never run on what it came to reach since
    (copy / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    return copy


def mutmut(folder: Path, *arguments: str, quiet: bool = False) -> str:
    """Run the tool in a folder; what it prints where it is quiet."""
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    if texts := articles_dir(build.ROOT / "data"):
        environment["ARTICLES_DIR"] = str(texts.resolve())
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE if quiet else None,
    )
    return done.stdout or ""


def statuses(folder: Path) -> dict[str, str]:
    """What became of each mutant, by its name."""
    lines = (
        line.strip().rpartition(": ") for line in mutmut(folder, "results", "--all", "true", quiet=True).splitlines()
    )
    return {name: status for name, colon, status in lines if colon}


def main(arguments: list[str] | None = None) -> int:
    """Mutate the rooms named, all of them by default, and print the score of each."""
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="room", help=", ".join(ROOMS))
    parser.add_argument("--only", action="append", default=[], help="names of mutants, with *")
    parser.add_argument("--survivors", action="store_true", help="print the changes that nobody noticed")
    parser.add_argument("--kept", action="store_true", help="do not run: tell what the last run found")
    options = parser.parse_args(arguments)
    rooms = options.rooms or list(ROOMS)
    if unknown := [room for room in rooms if room not in ROOMS]:
        parser.error(f"unknown room {unknown[0]!r}; there are {', '.join(ROOMS)}")
    install()
    scores = []
    for room in rooms:
        folder = HOME / room if options.kept else prepare(room)
        if not options.kept:
            mutmut(folder, "run", "--max-children", "1", *options.only)
        found = statuses(folder)
        scores.append(Score(room, Counter(found.values())))
        for name, status in found.items():
            if options.survivors and status in LOST:
                print(f"{name}: {status}\n{mutmut(folder, 'show', name, quiet=True)}")
    print("\n".join(score.line for score in scores))
    return 0 if all(score.ran for score in scores) else 1


if __name__ == "__main__":
    sys.exit(main())
