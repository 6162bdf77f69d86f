"""The index behind the figure lookup: what a reader may have met, and what to answer.

Each entry is a claim, or a figure published elsewhere that the report uses as a series, with the forms in which the
press writes it. The forms are made and read here, by the engine that reads the articles' figures; the page that looks a
figure up only brings what a reader types into the same form. What tells two figures of one value apart (a year, a
metric, somebody's name) stands beside them as words in both scripts and in English.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from claimcheck.evidence.standing import Standing, standing
from claimcheck.pages import prose
from claimcheck.pages.answers import plain_sentence
from claimcheck.printed import words
from claimcheck.printed.rationals import decimal_places, format_decimal
from claimcheck.register.record import Register

CLAIMS_PAGE = "chapters/claims.html"
# How a unit is typed: the class that the page tells figures apart by. What is in none is not looked up by its number.
CLASSES = {
    "CNY": "money",
    "percent": "percent",
    "points": "percent",
    "persons": "count",
    "items": "count",
    "times": "times",
}
_HAN_SCALES = ((12, "万亿"), (8, "亿"), (4, "万"))
_SCALES = ((12, "trillion", "tn"), (9, "billion", "bn"), (6, "million", "m"))
_HAN_UNITS = {"CNY": "元", "persons": "人", "items": "", "times": "倍"}
_UNITS = {"CNY": " yuan", "persons": "", "items": "", "times": " times"}
_RUNS = re.compile(r"[a-z][a-z-]{2,}|[\u3400-\u9fff]{2,}")
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
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")

# what an item of `figures` in lookup.json holds; what is blank is left out
FIELDS = {
    "id": "Id of the claim or of the figure published elsewhere.",
    "kind": "`claim`, or `reported` for a figure published elsewhere.",
    "what": "What the figure is of, in words.",
    "shown": "The figure in words, as pages show it.",
    "printed": "The figure as printed.",
    "of": "Class of its unit: money, percent, count or times; figures are told apart by it.",
    "value": "The figure in base units, as a decimal string.",
    "variants": "Forms in which the figure is usually written.",
    "entity": "Whom it is about.",
    "metric": "Id of the quantity, as in metrics.csv.",
    "years": "Years that it speaks of.",
    "words": "Words that tell it from others, in Simplified characters.",
    "verdict": "The verdict in words.",
    "mark": "The sign of the verdict.",
    "say": "What to say instead, or how to cite it.",
    "href": "Address on the site, relative to its root.",
    "cite": "Address of the page that says how to cite it.",
}


@dataclass(frozen=True)
class Entry:
    """One figure that can be looked up.

    kind: `claim` or `reported`. what: the quantity in words. shown: the figure in English; printed: as the source
    prints it. value: in base units, a decimal string, or blank for words. variants: forms in which it is written.
    years: those it speaks of. entity, metric: keys of the words that name them. words: further ones of its own.
    """

    id: str
    kind: str
    what: str
    shown: str
    printed: str
    of: str
    value: str
    variants: tuple[str, ...]
    entity: str
    metric: str
    years: tuple[int, ...]
    words: tuple[str, ...]
    verdict: str
    mark: str
    say: str
    href: str
    cite: str = ""


@dataclass(frozen=True)
class Names:
    """What a reader may call things: words by metric and by entity, lower case, Chinese in Simplified characters.

    main: the entity that is meant where none is named.
    """

    main: str
    metrics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def variants(value: Fraction, unit: str, printed: str = "") -> tuple[str, ...]:
    """The forms in which a figure is usually written, the printed one first; value in base units."""
    if decimal_places(value) is None:
        return (printed,) if printed else ()
    number = Decimal(format_decimal(value, decimal_places(value)))
    found = [printed] if printed else []
    if unit in ("percent", "points"):
        found += [f"{number:f}%", f"百分之{number:f}", f"{number:f} percent"]
    elif unit in _UNITS:
        size = abs(number)
        for power, scale in _HAN_SCALES:
            amount = number.scaleb(-power)
            if size >= Decimal(10) ** (power - 1) and _is_short(amount):
                found += [f"{_digits(amount)}{scale}{_HAN_UNITS[unit]}"]
        for power, long, short in _SCALES:
            amount = number.scaleb(-power)
            if size >= Decimal(10) ** (power - 1) and _is_short(amount):
                found += [f"{_digits(amount)} {long}{_UNITS[unit]}", f"{_digits(amount)}{short}"]
        if size < 10**6:
            found += [f"{_digits(number)}{_HAN_UNITS[unit]}", f"{_digits(number)}{_UNITS[unit]}"]
    return tuple(dict.fromkeys(found))


def _digits(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_short(amount: Decimal) -> bool:
    return len(_digits(amount).replace(".", "").lstrip("0")) <= 6


def entries(register: Register, series: Iterable[tuple[str, str]] = ()) -> list[Entry]:
    """An entry for every claim, then for every figure of the series.

    series: ids of reported figures, each with the address below the site where the report shows it.
    """
    found = [_of_claim(register, claim_id) for claim_id in register.claims]
    return found + [_of_reported(register, row_id, href) for row_id, href in series]


def _of_claim(register: Register, claim_id: str) -> Entry:
    claim, verdict = register.claims[claim_id], standing(register, claim_id)
    return Entry(
        claim_id,
        "claim",
        _what(register, claim),
        prose.figure(claim, form=False) if claim.value_base is not None else "",
        claim.read,
        CLASSES.get(claim.base_unit, ""),
        _value(claim),
        variants(claim.value_base, claim.base_unit, claim.read) if _value(claim) else (claim.read,),
        claim.entity,
        claim.metric,
        _years(claim),
        _own_words(claim.scope, claim.attribution),
        verdict.words,
        verdict.mark,
        say(register, claim_id, verdict),
        f"{CLAIMS_PAGE}#{claim_id}",
        f"c/{claim_id}/cite.html",
    )


def _of_reported(register: Register, row_id: str, href: str) -> Entry:
    row = register.reported[row_id]
    figure = prose.figure(row, form=False)
    when = words.date_text(row.period_start, row.period_end) if row.period_start else ""
    read = "" if row.checked == "at_source" else ", read second-hand"
    return Entry(
        row_id,
        "reported",
        _what(register, row),
        figure,
        row.printed,
        CLASSES.get(row.base_unit, ""),
        _value(row),
        variants(row.value_base, row.base_unit, row.printed) if _value(row) else (row.printed,),
        row.entity,
        row.metric,
        _years(row),
        _own_words(row.scope, ""),
        f"Reported elsewhere{read}",
        "open" if read else "holds",
        f"{figure}{f' ({when})' if when else ''}, by {row.source_title}",
        href,
    )


def say(register: Register, claim_id: str, verdict: Standing) -> str:
    """The sentence to use: the one of answers.csv, else one that follows from the verdict."""
    for answer in register.answers.values():
        if claim_id in answer.claims:
            return plain_sentence(register, answer.say)
    claim = register.claims[claim_id]
    told = claim.paraphrase.rstrip(".")
    if _value(claim) and not re.search(r"\d", re.sub(r"\b(?:19|20)\d\d\b", "", told)):
        told = f"{told}: {prose.figure(claim, form=False)}"
    if verdict is Standing.HOLDS:
        return f"{told}."
    if verdict in (Standing.OPEN, Standing.DIFFER):
        return f"By the article alone, not confirmed: {told}."
    return f"Do not repeat it as it stands. {register.evidence_of(claim_id).reason}"


def _what(register: Register, row) -> str:
    """ "GMV of a company, 2021": what is measured, of whom, and when."""
    label = register.metrics[row.metric].label
    when = words.date_text(row.period_start, row.period_end) if row.period_start else "no date"
    entity = row.entity.partition(":")[2].strip() or row.entity
    return f"{label[0].upper()}{label[1:]}, {entity}, {when}"


def _value(row) -> str:
    value = row.value_base
    if value is None or row.base_unit not in CLASSES or decimal_places(value) is None:
        return ""
    return format_decimal(value, decimal_places(value))


def _years(row) -> tuple[int, ...]:
    if not row.period_start:
        return ()
    return tuple(range(int(row.period_start[:4]), int(row.period_end[:4]) + 1))


def _own_words(*texts: str) -> tuple[str, ...]:
    found = (word for text in texts for word in _RUNS.findall(text.lower()))
    return tuple(dict.fromkeys(word for word in found if word not in COMMON))[:8]


def names(register: Register, main: str, more: Mapping[str, Iterable[str]] | None = None) -> Names:
    """The words for every metric and entity of the register.

    more: further words that readers use, by metric or entity.
    """
    more = more or {}
    metrics = {m.metric: _named(m.label, m.label_zh, *more.get(m.metric, ())) for m in register.metrics.values()}
    entities = {}
    for row in register.rows():
        if row.entity not in entities:
            entities[row.entity] = _named(row.entity.partition(":")[2] or row.entity, *more.get(row.entity, ()))
    return Names(main, metrics, entities)


def _named(*texts: str) -> tuple[str, ...]:
    found = []
    for text in texts:
        text = text.lower()
        found += [part.strip() for part in re.split(r"[()（）,]", text) if part.strip()]
    return tuple(dict.fromkeys(word for word in found if len(word) > 1 and word not in COMMON))


def document(found: Iterable[Entry], called: Names, simplify) -> dict:
    """What is published as lookup.json: entries, words, and the pairs of characters of the two scripts.

    simplify: a text in Simplified characters, character by character.
    """
    listed = list(found)
    metrics, entities = {e.metric for e in listed}, {e.entity for e in listed}
    text = "".join([*(e.printed for e in listed), *(w for e in listed for w in (*e.variants, *e.words))])
    text += "".join(w for ws in (*called.metrics.values(), *called.entities.values()) for w in ws)
    text += "點億萬兩個減這從達過對應佔與較單內億元幣雙"  # what a reader types around a figure
    plain = simplify(text)
    pairs = {a: b for a, b in zip(text, plain, strict=True) if a != b}
    return {
        "main": called.main,
        "traditional": "".join(sorted(pairs)),
        "simplified": "".join(pairs[c] for c in sorted(pairs)),
        "metrics": {name: [simplify(w) for w in called.metrics[name]] for name in sorted(metrics)},
        "entities": {name: [simplify(w) for w in called.entities[name]] for name in sorted(entities)},
        "figures": [_item(entry, simplify) for entry in listed],
    }


def _item(entry: Entry, simplify) -> dict:
    item = {name: value for name, value in vars(entry).items() if value not in ("", ())}
    item["words"] = [simplify(word) for word in entry.words]
    return item


def script(published: Mapping) -> str:
    """The same as a script, which a page opened as a file may load where it may not fetch."""
    return f"window.figureLookup = {json.dumps(published, ensure_ascii=False, separators=(',', ':'))};\n"
