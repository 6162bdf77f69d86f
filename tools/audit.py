"""Look at a built site as a reader's browser and a search engine would, and name everything that is wrong.

    python -m tools.audit [folder]

prints what a first visit to each page moves, then every fault, and exits with 1 if there is one. The build
runs it before a new site takes the place of the old one.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from claimcheck.citing.edition import Edition, edition
from claimcheck.register.faults import Fault
from tools import audit_checks as checks
from tools import site_page
from tools.build import SITE
from tools.weigh import Weight, weigh

CODES = (
    "dead-link",
    "dead-anchor",
    "missing-figure",
    "stderr",
    "traceback",
    "problematic",
    "missing-glyph",
    "duplicate-id",
    "external-request",
    "over-budget",
    "invalid-html",
    "invalid-json-ld",
    "stale-citation",
)
BATCH = 20  # pages handed to a process at once


@dataclass(frozen=True)
class Report:
    """What an audit found: faults, sorted, and the weight of each page that has the site's navigation."""

    faults: tuple[Fault, ...]
    weights: tuple[Weight, ...]


def audit(site: Path, of: Edition) -> Report:
    """Check every page, stylesheet and chart of a site."""
    names = list(site_page.pages(site))
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    with ProcessPoolExecutor() as processes:
        anchors = dict(processes.map(partial(_anchors, site), names, chunksize=BATCH))
        drawn = processes.submit(
            _drawings, site, sorted(name for name in files if name.startswith("charts/") and name.endswith(".svg"))
        )
        found = list(processes.map(partial(_page, site, of, anchors, files), names, chunksize=BATCH))
        faults = [fault for part, _ in found for fault in part] + drawn.result()
    for name in sorted(name for name in files if name.endswith(".css")):
        faults += checks.style_requests(name, (site / name).read_text(encoding="utf-8"))
    return Report(tuple(sorted(set(faults))), tuple(weight for _, weight in found if weight))


def _anchors(site: Path, address: str) -> tuple[str, frozenset[str]]:
    return address, frozenset(name for name, _ in site_page.read(site, address).ids)


def _drawings(site: Path, names: list[str]) -> list[Fault]:
    return list(checks.drawings(site, names))


def _page(
    site: Path, of: Edition, anchors: dict[str, frozenset[str]], files: frozenset[str], address: str
) -> tuple[list[Fault], Weight | None]:
    page = site_page.read(site, address)
    faults = [
        *checks.links(page, anchors, files),
        *checks.ids(page),
        *checks.figures(page, files),
        *checks.signs(page),
        *checks.requests(page),
        *checks.markup(page),
        *checks.metadata(page, of),
        *checks.citation(page, of),
    ]
    lacks = any(fault.code in ("dead-link", "missing-figure") for fault in faults)  # then it cannot be weighed
    weight = weigh(address, site) if "bd-article" in page.classes and not lacks else None
    return faults + (list(checks.weight(weight)) if weight else []), weight


def main(arguments: list[str] | None = None) -> int:
    """Audit the folder named, or the built site; the exit status."""
    names = sys.argv[1:] if arguments is None else arguments
    site = Path(names[0] if names else SITE).resolve()
    if not (site / "index.html").is_file():
        print(f"no site in {site}", file=sys.stderr)
        return 2
    begun = time.monotonic()
    report = audit(site, edition())
    for weight in report.weights:
        print(f"{weight.page}: {weight.bytes / 1000:.0f} kB in {len(weight.files)} requests")
    for fault in report.faults:
        print(fault, file=sys.stderr)
    counted = (
        ", ".join(f"{n} {code}" for code, n in sorted(Counter(fault.code for fault in report.faults).items()))
        or "no faults"
    )
    print(f"audit: {len(list(site_page.pages(site)))} pages, {counted} ({time.monotonic() - begun:.1f} s)")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
