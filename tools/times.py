"""Keep the times of the last build's executions for the page on the build: `make times`, after a cold build."""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path

from claimcheck.citing.edition import edition
from claimcheck.pages.build import TIMES

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / "_build" / "work" / "_build" / "times.csv"


def keep(measured: Path, kept: Path, version: str, cores: int) -> int:
    """Write the times of `measured` (page, seconds) to `kept` with version and cores, to a tenth; how many pages."""
    with measured.open(encoding="utf-8", newline="") as file:
        rows = sorted((row["page"], f"{float(row['seconds']):.1f}") for row in csv.DictReader(file))
    with kept.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("page", "seconds", "version", "cores"))
        writer.writerows((*row, version, cores) for row in rows)
    return len(rows)


def main() -> int:
    if not MEASURED.is_file():
        print("nothing was measured: run `make clean book` first", file=sys.stderr)
        return 1
    print(f"{keep(MEASURED, ROOT / TIMES, edition().version, os.cpu_count() or 1)} pages in {TIMES}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
