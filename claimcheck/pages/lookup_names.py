"""What a reader of the figure lookup may call a quantity or a company."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from claimcheck.register.record import Register

# words that say nothing of which quantity is meant
COMMON = frozenset(
    [
        "and",
        "are",
        "for",
        "from",
        "its",
        "not",
        "per",
        "share",
        "than",
        "that",
        "the",
        "their",
        "this",
        "total",
        "with",
        "year",
    ]
)


@dataclass(frozen=True)
class Names:
    """What a reader may call things: words by metric and by entity, lower case, Chinese in Simplified characters.

    main: the entity that is meant where none is named. pages: address and title of the page on a metric or an entity.
    phrases: by the id of a claim in words, what else readers write for it. vague: words that name no quantity by themselves.
    companies: by name, the words for companies other than main, known here or not. unknown: by name, the words for one
    quantity that readers ask for and of which no figure may be known here, see `told_apart`. generic: words that name the quantity beside them, and one of their own only
    where they stand alone (revenue). plain: words that are nobody's name. wholes: words for what shares are taken of.
    scopes: words of a metric for a part of what it is of.
    """

    main: str
    metrics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vague: tuple[str, ...] = ()
    companies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    generic: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()


def names(
    register: Register,
    main: str,
    more: Mapping[str, Iterable[str]] | None = None,
    pages: Mapping[str, tuple[str, str]] | None = None,
    phrases: Mapping[str, tuple[str, ...]] | None = None,
    vague: tuple[str, ...] = (),
    **others,
) -> Names:
    """The words for every metric and entity of the register.

    more: further words that readers use, pages: address and title of the page, both by metric or entity; others: further
    fields of Names.
    """
    more = more or {}
    metrics = {m.metric: _named(m.label, m.label_zh, *more.get(m.metric, ())) for m in register.metrics.values()}
    entities = {}
    for row in register.rows():
        if row.entity not in entities:
            entities[row.entity] = _named(row.entity.partition(":")[2] or row.entity, *more.get(row.entity, ()))
    return Names(main, metrics, entities, pages or {}, phrases or {}, vague, **others)


def told_apart(called: Names, metrics: Collection[str]) -> Names:
    """The names where these metrics have figures: what is called by a word of an unknown quantity is not unknown.

    The words of such a quantity are the metric's from then on.
    """
    known = {name: tuple(called.metrics[name]) for name in metrics}
    unknown = {}
    for name, said in called.unknown.items():
        pattern = re.compile("|".join(map(_whole, said)) or "(?!)")
        found = [metric for metric in metrics if any(map(pattern.search, called.metrics[metric]))]
        for metric in found:
            known[metric] = tuple(dict.fromkeys((*known[metric], *said)))
        if not found:
            unknown[name] = said
    return replace(called, metrics={**called.metrics, **known}, unknown=unknown)


def _whole(word: str) -> str:
    """A pattern of the word; letters stand in no longer word."""
    return f"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)


def _named(*texts: str) -> tuple[str, ...]:
    found = []
    for text in texts:
        text = text.lower()
        found += [part.strip() for part in re.split(r"[()（）,]", text) if part.strip()]
    return tuple(dict.fromkeys(word for word in found if len(word) > 1 and word not in COMMON))
