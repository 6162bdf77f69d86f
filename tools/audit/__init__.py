"""Look at a built site as a reader's browser and a search engine would, and name everything that is wrong.

    python -m tools.audit [folder]

prints what a first visit to each page moves, then every fault, and exits with 1 if there is one. The build
runs it before a new site takes the place of the old one.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from claimcheck.citing.edition import Edition, edition
from claimcheck.register.faults import Fault
from tools.audit import checks, structured
from tools.audit import page as pages
from tools.audit.weight import Weight, weigh
from tools.build import SITE

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
    "refused-by-policy",
    "over-budget",
    "invalid-html",
    "invalid-json-ld",
    "stale-citation",
)


@dataclass(frozen=True)
class Report:
    """What an audit found: faults, sorted, and the weights of each page that has the site's navigation, at first and opened."""

    faults: tuple[Fault, ...]
    weights: tuple[Weight, ...]


@dataclass(frozen=True)
class _Read:
    """What one page gives: its own faults, and what is looked at again when all pages are read."""

    address: str
    faults: tuple[Fault, ...]
    links: tuple[pages.Link, ...]
    anchors: frozenset[str]
    charts: dict[str, bool]
    weights: tuple[Weight, ...]


def audit(site: Path, of: Edition, processes: int | None = None) -> Report:
    """Check every page, stylesheet and chart of a site, in as many processes as there are cores or as are wanted."""
    names = pages.addresses(site)
    files = frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8") if "sitemap.xml" in files else ""
    drawings = sorted(name for name in files if name.startswith("charts/") and name.endswith(".svg"))
    with _mapping(processes) as mapped:
        found = list(mapped(partial(_page, site, of, sitemap), names))
        faults = [fault for part in mapped(partial(_drawing, site), drawings) for fault in part]
    anchors = {page.address: page.anchors for page in found}
    for page in found:
        faults += page.faults
        faults += checks.links(page.address, page.links, anchors, files, urlsplit(of.address).path)
        faults += checks.figures(page.address, page.charts, files)
    for name in sorted(name for name in files if name.endswith(".css")):
        faults += checks.style_requests(name, (site / name).read_text(encoding="utf-8"))
    return Report(tuple(sorted(set(faults))), tuple(weight for page in found for weight in page.weights))


@contextmanager
def _mapping(processes: int | None) -> Iterator[Callable]:
    """`map`, over several processes unless one is enough."""
    if processes == 1:
        yield map
    else:
        with ProcessPoolExecutor(processes) as pool:
            yield pool.map


def _drawing(site: Path, name: str) -> list[Fault]:
    return list(checks.drawing(site, name))


def _page(site: Path, of: Edition, sitemap: str, address: str) -> _Read:
    page = pages.read(site, address)
    root = urlsplit(of.address).path
    weights = tuple(weigh(page, site, root, is_opened=opened) for opened in (False, True) if page.is_whole)
    faults = (
        *checks.ids(page),
        *checks.signs(page),
        *checks.requests(page),
        *checks.refusals(page),
        *checks.markup(page),
        *checks.content(page),
        *structured.metadata(page, of, sitemap),
        *checks.citation(page, of),
        *(fault for weight in weights for fault in checks.weight(weight)),
    )
    return _Read(address, faults, tuple(page.links), page.anchors, page.charts, weights)


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
        when = "opened" if weight.is_opened else "at first"
        print(f"{weight.page}: {when} {weight.bytes / 1000:.0f} kB in {len(weight.files)} requests")
    for fault in report.faults:
        print(fault, file=sys.stderr)
    counted = (
        ", ".join(f"{n} {code}" for code, n in sorted(Counter(fault.code for fault in report.faults).items()))
        or "no faults"
    )
    print(f"audit: {len(pages.addresses(site))} pages, {counted} ({time.monotonic() - begun:.1f} s)")
    return 1 if report.faults else 0
