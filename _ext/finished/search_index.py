"""The search index, made from the finished pages in the place of Sphinx's own."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import js_index

from _ext.finished.pages_read import PageRead, read
from _ext.finished.search_bilingual import variants

LONGEST_HEADING = 80


def index(pages: Mapping[str, PageRead]) -> dict:
    """The index of pages by document name.

    `parts`: number of the page, anchor, heading, length in words, whether it is a table row (0 or 1).
    `words`: for each word the parts that have it, as `part*count`, where a part is told by its distance
    from the one before and a count of 1 is left out: `3*4 1 12` is part 3 four times, 4 and 16 once.
    `fold`: Traditional and Simplified character by turns, for the characters the index has.
    """
    parts: list[tuple[int, str, str, int, int]] = []
    words: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, page in enumerate(pages.values()):
        for part, found in page.parts:
            for word, count in found.items():
                step = len(parts) - last.get(word, 0)
                words.setdefault(word, []).append(f"{step}*{count}" if count > 1 else str(step))
                last[word] = len(parts)
            heading = textwrap.shorten(part.heading, LONGEST_HEADING, placeholder=" …")
            parts.append((number, part.anchor, heading, found.total(), int(part.is_row)))
    known = set("".join(words))
    folding = "".join(t + s for t, s in variants().items() if s in known)
    return {"parts": parts, "words": {word: " ".join(words[word]) for word in sorted(words)}, "fold": folding}


def write(app: Sphinx, exception: Exception | None) -> None:
    """Put the index of the finished pages in the place of Sphinx's, whose own words are dropped."""
    if exception is not None or app.builder.name != "html":
        return
    site = Path(app.outdir)
    path = site / cast(StandaloneHTMLBuilder, app.builder).searchindex_filename
    data = js_index.loads(path.read_text(encoding="utf-8"))
    pages = {name: (site / f"{name}.html").read_text(encoding="utf-8") for name in data["docnames"]}
    data |= {"terms": {}, "titleterms": {}, "alltitles": {}, "indexentries": {}, "objects": {}}
    data |= index(read(pages, Path(app.doctreedir)))
    path.write_text(dump(data), encoding="utf-8")


def dump(data: dict) -> str:
    """The index as the script that Sphinx's search loads; Chinese as such, which is half the size."""
    body = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{js_index.PREFIX}{body}{js_index.SUFFIX}"
