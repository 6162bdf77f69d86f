"""The site's search: English words and Chinese in both scripts, in the browser, without a server.

Sphinx's own index finds no Chinese word, since Chinese is written without spaces, and knows only
whether a page has a word, so that a page of all claims answers everything. Here

- text is cut into English words (stemmed as Sphinx stems them), whole numbers and decimals, ids
  (`gravity-2021-07` is one word) and pairs of neighbouring Chinese characters. Pairs find every
  word of two characters or more, and no dictionary has to know 磁力金牛;
- Traditional characters are folded to Simplified ones by OpenCC, one by one, so that the browser can
  do the same with a table of the characters in the index;
- the index is made from the finished pages, so it has what the reader sees, cells' output included,
  and by part (section, claim, table row with an address), so that a result leads to the very claim.

`search_bilingual.js` cuts queries in the same way and ranks the parts.
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections import Counter
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import cast

from opencc import OpenCC
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import js_index
from sphinx.search.en import SearchEnglish

from _ext import side_by_side
from _ext.finished.page_parts import Part, parts_of

COMPOUND = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
TOKEN = re.compile(
    r"[0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[\u3400-\u9fff]+|[^\W_]+?(?=[\u3400-\u9fff0-9]|[\W_]|$)"
)
HEADING_WEIGHT = 4
LONGEST_HEADING = 80
COMPUTED = re.compile(r"[0-9]+\.[0-9]{4,}")  # ends of intervals, with more digits than anyone looks for


@lru_cache(maxsize=1)
def variants() -> dict[str, str]:
    """Each Traditional character whose Simplified form is another, with that form."""
    convert = OpenCC("t2s").convert
    characters = map(chr, range(0x4E00, 0xA000))
    return {c: s for c in characters if (s := convert(c)) != c and len(s) == 1}


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    return str.maketrans(variants())


def fold(text: str) -> str:
    """The text in lower case, in Simplified characters, with full-width forms as plain ones."""
    return unicodedata.normalize("NFKC", text).lower().translate(_table())


@cache
def _english_stem(word: str) -> str:
    return SearchEnglish({}).stem(word)


class BilingualSearch(SearchEnglish):
    """Sphinx's English with numbers, ids and Chinese character pairs."""

    lang = "en-zh"
    language_name = "English and Chinese"
    js_splitter_code = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")

    def split(self, input: str) -> list[str]:
        """Words of a text: `GMV達6,800億` -> gmv 达 #6800 亿."""
        found: list[str] = []

        def compound(match: re.Match) -> str:
            if not re.search("[0-9]", match.group()):
                return match.group()
            found.append(match.group())
            return " "

        text = COMPOUND.sub(compound, fold(input))
        for token in TOKEN.findall(text):
            if "\u3400" <= token[0] <= "\u9fff":
                found += [token[i : i + 2] for i in range(len(token) - 1)] or [token]
            else:
                word = token.replace(",", "")
                found.append(f"#{word}" if re.fullmatch("[0-9]+", word) else word)
        return [word for word in found if not re.fullmatch("[a-z]", word)]

    def stem(self, word: str) -> str:
        # The browser's stemmer leaves words of two letters alone, this one makes "i" of "is".
        return _english_stem(word) if re.fullmatch("[a-z]{3,}", word) else word


def counts(part: Part, name: str, language: BilingualSearch) -> Counter[str]:
    """How often a part has each word, those of its heading and of its address counted more."""
    words = language.split(part.text) + HEADING_WEIGHT * language.split(f"{part.heading} {part.anchor or name}")
    return Counter(
        language.stem(word) for word in words if word not in language.stopwords and not COMPUTED.fullmatch(word)
    )


def _read(language: BilingualSearch, page: tuple[str, str]) -> list[tuple[Part, Counter[str]]]:
    """The parts of a page given by name and HTML, each with its words."""
    return [(part, counts(part, page[0].rpartition("/")[2], language)) for part in parts_of(page[1])]


def index(pages: dict[str, str], language: BilingualSearch) -> dict:
    """The index of pages given as HTML by document name.

    `parts`: number of the page, anchor, heading, length in words, whether it is a table row (0 or 1).
    `words`: for each word the parts that have it, as `part*count`, where a part is told by its distance
    from the one before and a count of 1 is left out: `3*4 1 12` is part 3 four times, 4 and 16 once.
    `fold`: Traditional and Simplified character by turns, for the characters the index has.
    """
    parts: list[tuple[int, str, str, int, int]] = []
    words: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    read = side_by_side.each(partial(_read, language), pages.items())
    for number, page in enumerate(read):
        for part, found in page:
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
    data |= index(pages, BilingualSearch(app.config.html_search_options))
    path.write_text(dump(data), encoding="utf-8")


def dump(data: dict) -> str:
    """The index as the script that Sphinx's search loads; Chinese as such, which is half the size."""
    body = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{js_index.PREFIX}{body}{js_index.SUFFIX}"
