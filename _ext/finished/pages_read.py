"""What the finished pages hold, for the search index and for the type: each page is read once while it stays as it is.

Reading HTML takes longer than what is done with it. So it is read for both at once, pages side by side, and what was
found is kept beside Sphinx's own memory of the pages for the next build. That folder is dropped when this code changes.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from _ext import markup, side_by_side
from _ext.finished.page_parts import Part, parts_of
from _ext.finished.search_bilingual import BilingualSearch

MEMORY = "pages-read.pickle"
HEADING_WEIGHT = 4
LANGUAGE = BilingualSearch({})


@dataclass(frozen=True)
class PageRead:
    """parts: each with how often it has each word; at_first: the text that a reader sees before opening anything."""

    parts: list[tuple[Part, Counter[str]]]
    at_first: str


def read(pages: Mapping[str, str], folder: Path) -> dict[str, PageRead]:
    """The pages given as HTML by document name; folder: where what was read is kept, until code changes."""
    memory = folder / MEMORY
    known: dict[str, tuple[str, PageRead]] = pickle.loads(memory.read_bytes()) if memory.exists() else {}
    digests = {name: hashlib.sha256(page.encode()).hexdigest() for name, page in pages.items()}
    new = {name: page for name, page in pages.items() if known.get(name, ("",))[0] != digests[name]}
    if new:
        for name, found in zip(new, side_by_side.each(_read, new.items()), strict=True):
            known[name] = digests[name], found
        memory.write_bytes(pickle.dumps(known))
    return {name: known[name][1] for name in pages}


def _read(page: tuple[str, str]) -> PageRead:
    name, html = page
    tree = markup.read(html)
    at_first = markup.at_first(tree)
    own = name.rpartition("/")[2]
    return PageRead([(part, _counts(part, own)) for part in parts_of(tree)], at_first)


def _counts(part: Part, name: str) -> Counter[str]:
    """How often a part has each word, those of its heading and of its address counted more."""
    return LANGUAGE.counts(part.text) + LANGUAGE.counts(f"{part.heading} {part.anchor or name}", HEADING_WEIGHT)
