"""The site's search: English words and Chinese in both scripts, in the browser, without a server.

Sphinx's own index finds no Chinese word, since Chinese is written without spaces, and knows only
whether a page has a word, so that a page of all claims answers everything. Here

- text is cut into English words (stemmed as Sphinx stems them), whole numbers and decimals, ids
  (`gravity-2021-07` is one word) and pairs of neighbouring Chinese characters. Pairs find every
  word of two characters or more, and no dictionary has to know 磁力金牛;
- Traditional characters are folded to Simplified ones by OpenCC, one by one, so that the browser can
  do the same with a table of the characters in the index;
- the index is made from the finished pages (`search_index`), so it has what the reader sees, cells' output
  included, and by part (section, claim, table row with an address), so that a result leads to the very claim.

`search_bilingual.js` cuts queries in the same way and ranks the parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

from opencc import OpenCC
from sphinx.search.en import SearchEnglish

COMPOUND = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
TOKEN = re.compile(
    r"[0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[\u3400-\u9fff]+|[^\W_]+?(?=[\u3400-\u9fff0-9]|[\W_]|$)"
)
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
        """Nothing: Sphinx splits the text of each page for an index that `search_index` drops."""
        return []

    def words(self, text: str) -> list[str]:
        """Words of a text: `GMV達6,800億` -> gmv 达 #6800 亿."""
        found: list[str] = []

        def compound(match: re.Match) -> str:
            if not re.search("[0-9]", match.group()):
                return match.group()
            found.append(match.group())
            return " "

        text = COMPOUND.sub(compound, fold(text))
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

    def counts(self, text: str, weight: int = 1) -> Counter[str]:
        """How often a text has each word, stemmed and without stop words, times `weight`."""
        found = (
            self.stem(word) for word in self.words(text) if word not in self.stopwords and not COMPUTED.fullmatch(word)
        )
        return Counter({word: weight * n for word, n in Counter(found).items()})
