"""The index of the figure lookup as the script that a page loads: what a page can put together again is left out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

CITE = "c/{id}/cite.html"


def script(published: Mapping) -> str:
    """What is published as lookup.json as a script, which a page opened as a file may load where it may not fetch.

    Without the variants: the page brings what is typed to its value, and needs only the printed form beside it. `packed`
    holds the texts that many figures share, and the page that shows each kind: `unpacked` in assets/lookup/unpack.js puts
    each figure together again.
    """
    figures = published["figures"]
    pages = {
        kind: _usual(item["href"].partition("#")[0] for item in figures if item["kind"] == kind)
        for kind in _kinds(figures)
    }
    heads: dict[str, int] = {}
    whens: dict[str, int] = {}
    words: dict[tuple[str, ...], int] = {}
    sources: dict[str, int] = {}
    packed = [_packed(item, pages, heads, whens, words, sources) for item in figures]
    tables = {
        "pages": pages,
        "heads": list(heads),
        "whens": list(whens),
        "words": [list(said) for said in words],
        "sources": list(sources),
    }
    text = json.dumps({**published, "packed": tables, "figures": packed}, ensure_ascii=False, separators=(",", ":"))
    return f"window.figureLookup = {text};\n"


def _kinds(figures: Iterable[Mapping]) -> list[str]:
    return sorted({item["kind"] for item in figures})


def _usual(values: Iterable[str]) -> str:
    return Counter(values).most_common(1)[0][0]


def _number(table: dict, text) -> int:
    """The number of a text in its table."""
    return table.setdefault(text, len(table))


def _packed(item: Mapping, pages: Mapping[str, str], heads: dict, whens: dict, words: dict, sources: dict) -> dict:
    left = {name: value for name, value in item.items() if name != "variants"}
    if left["href"] == f"{pages[item['kind']]}#{item['id']}":
        del left["href"]
    if left.get("cite") == CITE.format(id=item["id"]):
        left["cite"] = 1
    if left.get("printed") and left["printed"] == left.get("shown"):
        left["printed"] = 1
    if left.get("years") and left.get("period") and _years(left["period"]) == list(left["years"]):
        del left["years"]
    if left.get("words"):
        left["words"] = _number(words, tuple(left["words"]))
    if item["kind"] == "result":
        if item["say"] == f"“{item['what']}: {item['shown']}, computed”":
            del left["say"]
        return left
    head, comma, when = item["what"].rpartition(", ")
    left["what"] = [_number(heads, head + comma), _number(whens, when)]
    start = f"“{item.get('shown', '')} ({when}), by "
    if item["kind"] == "reported" and item["say"].startswith(start) and item["say"].endswith("”"):
        left["say"] = _number(sources, item["say"][len(start) : -1])
    return left


def _years(period: str) -> list[int]:
    """The years of a period in months, as the page reads them."""
    first, _, last = period.partition("/")
    return list(range(int(first[:4]), int((last or first)[:4]) + 1))
