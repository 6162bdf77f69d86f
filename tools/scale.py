"""How `check` grows with the claims: `make bench` prints it, `make bench CLAIMS=100000` for more of them too.

Made-up packages, of many companies and of one, each checked in a process of its own: seconds of processor time, seconds
by the clock with relations in this process and in two others, the most memory, and how many times the processor time is
that of the size before. A process that wants more than MOST_MEMORY is ended, and the line says so.

    python -m tools.scale --claims 100000
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tools import build
from tools.made_package import make

SIZES = (1_000, 10_000)
MOST_MEMORY = 4 * 2**30  # bytes of one process


@dataclass(frozen=True)
class Use:
    """What one process took: seconds by the clock and of the processor, and the most memory in MiB."""

    clock: float
    processor: float
    memory: float


def used(*command: str) -> Use | str:
    """What a command takes, with the processes that it waits for; the last line that it says if it fails."""
    start = time.perf_counter()
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=build.ROOT, stdout=subprocess.DEVNULL, stderr=said, preexec_fn=limit)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            return (said.read().decode(errors="replace").splitlines() or [f"ended with {process.returncode}"])[-1]
    unit = 1 if sys.platform == "darwin" else 1024  # bytes of ru_maxrss, a kibibyte on Linux
    return Use(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 2**20)


def check(folder: Path, *arguments: str) -> Use | str:
    """What `claimcheck check` takes over the package of a folder."""
    places = ("--data", str(folder / "data"), "--articles", str(folder / "articles"))
    return used(sys.executable, "-m", "claimcheck", "check", "--json", *places, *arguments)


def measure(sizes: tuple[int, ...]) -> None:
    """Print a line for each size, with many companies and with one."""
    for is_one in (False, True):
        before: Use | None = None
        for claims in sizes:
            with tempfile.TemporaryDirectory() as folder:
                make(Path(folder), claims, is_one)
                here = check(Path(folder))
                apart = check(Path(folder), "--jobs", "2") if isinstance(here, Use) else here
            what = f"{claims:>7,} claims, {'one company' if is_one else 'many companies':<15}"
            if isinstance(here, str) or isinstance(apart, str):
                print(f"{what} not within {MOST_MEMORY / 2**30:.0f} GiB of memory, or failed: {apart}", flush=True)
                continue
            growth = f", {here.processor / before.processor:.1f} times the size before" if before else ""
            print(
                f"{what}{here.clock:8.1f} s{here.processor:8.1f} s of processor{here.memory:8.0f} MiB"
                f"{apart.clock:8.1f} s in two processes{growth}",
                flush=True,
            )
            before = here


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="scale", description="How check grows with the claims.")
    parser.add_argument("--claims", type=int, action="append", default=[], help="a further size, such as 100000")
    options = parser.parse_args(arguments)
    measure(tuple(sorted({*SIZES, *options.claims})))


if __name__ == "__main__":
    main()
