"""Checks of the tables against the articles' texts: fingerprints, quotes, exclusions, corrections.

The texts need not be part of the package. Where they lie is said by ARTICLES_DIR or by `texts` in datapackage.json;
without them these checks are skipped, which `check` says.
"""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from claimcheck.printed.runs import RUN, Span, coverage
from claimcheck.register import descriptor
from claimcheck.register.faults import Fault
from claimcheck.register.package import Table, TableRow, quoted
from claimcheck.register.records import Correction, Exclusion
from claimcheck.register.rows import Claim

TEXT_SHOWN = 12
TEXT_EDGE = 5


def articles_dir(root: Path, articles: Path | None = None) -> Path | None:
    """The folder of texts: as given, or ARTICLES_DIR, or where the package says (`texts`), if there is such a folder."""
    if articles is not None:
        return Path(articles)
    if os.environ.get("ARTICLES_DIR"):
        return Path(os.environ["ARTICLES_DIR"])
    said = descriptor.texts(root)
    return root.resolve() / said if said and os.path.isdir(root.resolve() / said) else None


def read_texts(folder: Path | None, table: Table) -> tuple[dict[str, str], list[Fault]]:
    """The texts by article id, newlines untouched, and what does not fit their rows in articles.csv."""
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    if folder is None:
        return texts, faults
    for row in table.rows:
        path = folder / f"{row['id']}.txt"
        if not os.path.isfile(path):  # also of an id that is too long for a name
            faults.append(table.fault("missing-text", row, "id", "no such text", f"{path.name} in the folder of texts"))
            continue
        data = path.read_bytes()
        text = data.decode("utf-8", errors="replace")
        texts[row["id"]] = text
        facts = {
            "characters": str(len(text)),
            "bytes": str(len(data)),
            "sha256": hashlib.sha256(data).hexdigest(),
            "runs": str(len(RUN.findall(text))),
        }
        faults += [
            table.fault(f"{column}-differ", row, column, quoted(row[column]), f"{fact} as the text has")
            for column, fact in facts.items()
            if row[column] != fact
        ]
    return texts, faults


def place_fault(table: Table, row: TableRow, span: Span, text: str | None) -> Fault | None:
    """What is wrong with a span's place, if anything; without the text only its order can be."""
    if span.start >= span.end:
        return table.fault("empty-span", row, "end", quoted(row["end"]), f"more than start {span.start}")
    if text is not None and span.end > len(text):
        return table.fault("outside-text", row, "end", quoted(row["end"]), f"at most {len(text)}, the text's length")
    return None


def claim_text_faults(table: Table, row: TableRow, claim: Claim, text: str) -> Iterator[Fault]:
    """Quote, prefix and suffix against what stands at the claim's place."""
    stands = text[claim.start : claim.end]
    if claim.quote != stands:
        yield table.fault("quote-differs", row, "quote", quoted(claim.quote), f"{quoted(stands)} as the text has")
    before = text[: claim.start][-len(claim.prefix) :] if claim.prefix else ""
    if claim.prefix != before:
        yield table.fault("prefix-differs", row, "prefix", quoted(claim.prefix), f"{quoted(before)} as the text has")
    after = text[claim.end : claim.end + len(claim.suffix)]
    if claim.suffix != after:
        yield table.fault("suffix-differs", row, "suffix", quoted(claim.suffix), f"{quoted(after)} as the text has")


def address_faults(table: Table) -> Iterator[Fault]:
    """Addresses that name no host."""
    for row in table.rows:
        try:
            host = urlsplit(row["source_url"]).hostname
        except ValueError:
            host = None
        if row["source_url"] and not host:
            shown = quoted(row["source_url"])
            yield table.fault("malformed-source_url", row, "source_url", shown, "a web address with a host")


def newline_faults(table: Table, row: TableRow) -> Iterator[Fault]:
    """A selector that runs over a line's end would not be found on a page."""
    for column in ("quote", "prefix", "suffix"):
        if "\n" in row[column]:
            yield table.fault("newline", row, column, quoted(row[column]), "text within one line")


def shortened(text: str) -> str:
    """An exclusion's text as its table shows it: whole up to twelve characters, else both ends."""
    return text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_EDGE]}…{text[-TEXT_EDGE:]}"


def exclusion_fault(table: Table, row: TableRow, exclusion: Exclusion, text: str) -> Fault | None:
    """The excluded text against what stands at its place."""
    stands = shortened(text[exclusion.start : exclusion.end])
    if exclusion.text == stands:
        return None
    return table.fault("text-differs", row, "text", quoted(exclusion.text), f"{quoted(stands)} as the text has")


def overlap_faults(
    table: Table, rows: Mapping[str, TableRow], exclusions: Iterable[Exclusion], claims: Iterable[Claim]
) -> Iterator[Fault]:
    """Digits are a claim or they are none: an exclusion that reaches into a quote says both."""
    by_article: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda claim: claim.start):
        by_article.setdefault(claim.article, []).append(claim)
    longest = {name: max(claim.end - claim.start for claim in found) for name, found in by_article.items()}
    for exclusion in exclusions:
        found = by_article.get(exclusion.article, [])
        # none that begins earlier than the longest quote reaches into the exclusion
        first = bisect_right(found, exclusion.start - longest.get(exclusion.article, 0), key=lambda claim: claim.start)
        for claim in found[first : bisect_left(found, exclusion.end, key=lambda claim: claim.start)]:
            if exclusion.start < claim.end:
                yield table.fault(
                    "overlap",
                    rows[exclusion.id],
                    "start",
                    f"{exclusion.start} to {exclusion.end}",
                    f"a place outside {claim.id}",
                )


def coverage_faults(
    table: Table, row: TableRow, text: str, claims: Iterable[Span], exclusions: Iterable[Span]
) -> Iterator[Fault]:
    """Stretches of digits or numerals that nobody has looked at: they lie in no claim and in no exclusion."""
    found = coverage(text, claims, exclusions)
    if found.runs and found.uncovered == found.runs:
        expected = f"claims and exclusions that hold them: `claimcheck draft {row['id']}` proposes them"
        yield table.fault("uncovered", row, "runs", f"{len(found.runs)} runs and no row", expected)
        return
    for run in found.uncovered:
        shown = f"{quoted(run.text)} at {run.start} to {run.end}"
        yield table.fault("uncovered", row, "runs", shown, "a claim or an exclusion that holds it")


def correction_fault(table: Table, row: TableRow, correction: Correction, text: str) -> Fault | None:
    """The damage against what stands at its place: a correction whose damage is gone is no longer needed."""
    stands = text[correction.start : correction.end]
    if correction.found == stands:
        return None
    return table.fault(
        "correction-not-found", row, "found", quoted(correction.found), f"{quoted(stands)} as the text has"
    )
