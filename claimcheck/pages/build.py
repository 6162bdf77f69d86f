"""What the page on the build shows: packages, execution times, what was checked, how much of each text is covered.

All of it is read from files of the source tree, so that the page is the same whoever builds it, with the
articles' texts at hand or without. Times are those of a measured build, kept in chapters/build-times.csv by
`make times`: a page that showed its own build's would never come out the same twice.
"""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

from claimcheck.loading import book_dir
from claimcheck.pages.tables import Html, Table
from claimcheck.register.record import Register

TIMES = Path("chapters/build-times.csv")
PINNED = re.compile(r"^([\w.-]+)==(\S+)\s*#\s*(.+)$", re.M)


def packages(root: Path | None = None) -> Table:
    """The packages that are asked for by name, with version and reason; Python first."""
    python = tomllib.loads(((root or book_dir()) / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "requires-python"
    ]
    found = PINNED.findall(((root or book_dir()) / "requirements.in").read_text(encoding="utf-8"))
    rows = [("Python", python, "tested with 3.11"), *(tuple(match) for match in found)]
    caption = f"{len(found)} packages and Python: what the build, its tests and checks ask for by name"
    return Table(caption, ("package", "version", "what for"), rows)


def coverage(register: Register) -> Table:
    """How many stretches of digits each article has, and the claims and exclusions that hold them.

    The count is a column of articles.csv. Where the texts are at hand, loading holds it to them and refuses a
    stretch that lies in neither; without them nothing was counted here, so the page does not say how many do.
    """
    rows: list[tuple[str | Html, ...]] = []
    for article in register.articles.values():
        claims = sum(claim.article == article.id for claim in register.claims.values())
        left_out = sum(exclusion.article == article.id for exclusion in register.exclusions.values())
        rows.append(
            (
                Html(f'<a href="site:chapters/articles/{article.id}.html">{article.id}</a>'),
                f"{article.runs}",
                f"{claims}",
                f"{left_out}",
            )
        )
    total = sum(article.runs for article in register.articles.values())
    rows.append(
        (
            "all",
            f"{total}",
            f"{len(register.claims)}",
            f"{len(register.exclusions)}",
        )
    )
    return Table(
        "Stretches of digits or numerals, and what holds them",
        ("article", "stretches", "claims", "exclusions"),
        rows,
    )


def checks(register: Register, audit_codes) -> Table:
    """What had to hold for this page to exist, with how much of it there is. audit_codes: what the audit looks for."""
    damaged = sum(len(correction.guard) for correction in register.corrections.values())
    compared = sum(relation.verdict is not None for relation in register.relations.values())
    rows = [
        (
            "every table against its schema, and the package as a whole by Frictionless",
            f"{len(list(register.root.rglob('*.csv')))} tables",
        ),
        (
            "every stretch of digits or numerals in a claim or an exclusion, where the texts are at hand",
            f"{sum(article.runs for article in register.articles.values())} stretches",
        ),
        ("every claim's digits, unit and qualifier against its figure", f"{len(register.claims)} claims"),
        (
            "every formula: known figures, a result in the unit of its target",
            f"{len(register.relations)} recomputations, {compared} with a verdict",
        ),
        ("every correction still needed", f"{damaged} guards of {len(register.corrections)} corrections"),
        ("every conflict's text filled in from the figures it names", f"{len(register.conflicts)} conflicts"),
        ("every calculation in a chapter against the registered formula", "all cells"),
        ("no warning, no failing cell, no line on stderr", "all pages"),
        ("the finished site: " + ", ".join(code.replace("-", " ") for code in audit_codes), "all pages: none"),
    ]
    return Table("Checks that this build passed; one that fails stops it", ("what is checked", "how much"), rows)


def executed(root: Path) -> list[str]:
    """The pages that a build executes, as addresses without ending."""
    pages = (root / "index.md", *sorted((root / "chapters").rglob("*.md")))
    return [
        page.relative_to(root).with_suffix("").as_posix()
        for page in pages
        if "file_format: mystnb" in page.read_text(encoding="utf-8")
    ]


def kept_times(root: Path) -> list[dict[str, str]]:
    """The rows of the measured build: page, seconds, version, cores; none where no times were kept."""
    if not (root / TIMES).is_file():
        return []
    with (root / TIMES).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def times(root: Path | None = None) -> Table:
    """Seconds each page took to execute in the measured build."""
    found = kept_times(root or book_dir())
    total = sum(float(row["seconds"]) for row in found)
    rows = [
        (Html(f'<a href="site:{row["page"]}.html">{row["page"].removeprefix("chapters/")}</a>'), row["seconds"])
        for row in found
    ]
    first = found[0] if found else {"version": "", "cores": ""}
    pages = executed(root or book_dir())
    newer = ", ".join(p.removeprefix("chapters/") for p in pages if p not in {row["page"] for row in found})
    caption = (
        f"Seconds to execute {len(rows)} pages, {total:.0f} in all, measured for version {first['version']} on "
        f"{first['cores']} cores{f'; not yet: {newer}' if newer else ''}"
    )
    return Table(caption, ("page", "seconds"), rows)
