"""The index behind the figure lookup: what a reader may have met, and what to answer.

Each entry is a claim, a figure published elsewhere that the report uses, or a result that it computes, with the forms in
which the press writes it. The forms are made and read here, by the engine that reads the articles' figures; the page that looks a
figure up only brings what a reader types into the same form. What tells two figures of one value apart (a year, a
metric, somebody's name) stands beside them as words in both scripts and in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from claimcheck.evidence.standing import standing
from claimcheck.pages import prose
from claimcheck.pages.lookup_entry import Entry
from claimcheck.pages.lookup_forms import CLASSES, decimal_text, variants
from claimcheck.pages.lookup_names import COMMON, Names, told_apart
from claimcheck.pages.lookup_say import say
from claimcheck.printed import words
from claimcheck.printed.interval import Interval
from claimcheck.printed.rationals import decimal_places, format_decimal, magnitude
from claimcheck.register.record import Register

CLAIMS_PAGE = "chapters/claims.html"
_RUNS = re.compile(r"[a-z][a-z-]{2,}|[\u3400-\u9fff]{2,}")
_PART = re.compile(r"\bQ([1-4]) ((?:19|20)\d\d)|\bH([12]) ((?:19|20)\d\d)|\b(first|second) half of ((?:19|20)\d\d)")
MONTH_DAYS = 31  # what is no longer is told by one month
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
COMPUTED = "Computed in this report"
HAN = "".join(map(chr, range(0x4E00, 0xA000)))
# what the page reads around a figure
TYPED = (
    "点亿万两个减这从达过对应占与较单内元币双增长降跌滑缩萎涨升幅约级条页钟间年后总额来几时当业据发现报预计"
    "还进场规务营费员户数实际线广会议报财显东网团购运商产业动态价值单号园间类间创优势称为"
    "书买于仅们体余关净出划则别千卢即却历变只台合同向听周回国块复家将尽峰布带并开张录惊扩拥板标欧没献环电稳系累绍经统继绩续缓"
    "债测赶师专节虽补表视订认该说请调贡货贴资逾钱销镑问随面韩项频飙"
)
RESULT_DIGITS = 5  # of a result in the index; a reader types fewer


@dataclass(frozen=True)
class Series:
    """A figure published elsewhere that can be looked up.

    href: where below the site the report shows it. source: who published it, and when. use: whether the report says to
    use it. shown, caution: where the figure alone would say too little.
    """

    id: str
    href: str
    source: str
    use: bool = False
    shown: str = ""
    caution: str = ""


def entries(register: Register, series: Iterable[Series] = ()) -> list[Entry]:
    """An entry for every claim, then for every figure of the series."""
    found = [_of_claim(register, claim_id) for claim_id in register.claims]
    return found + [_of_reported(register, one) for one in series]


def _of_claim(register: Register, claim_id: str) -> Entry:
    claim, verdict = register.claims[claim_id], standing(register, claim_id)
    return Entry(
        claim_id,
        "claim",
        _what(register, claim),
        prose.figure(claim, form=False) if claim.value_base is not None else "",
        claim.read,
        CLASSES.get(claim.base_unit, ""),
        decimal_text(claim),
        variants(claim.value_base, claim.base_unit, claim.read) if decimal_text(claim) else (claim.read,),
        claim.entity,
        claim.metric,
        _years(claim),
        _own_words(claim.scope, claim.attribution),
        verdict.words,
        verdict.mark,
        say(register, claim_id, verdict),
        f"{CLAIMS_PAGE}#{claim_id}",
        f"c/{claim_id}/cite.html",
        before=claim.prefix if decimal_text(claim) else "",
        after=claim.suffix if decimal_text(claim) else "",
        period=_period(claim),
    )


def _of_reported(register: Register, one: Series) -> Entry:
    row = register.reported[one.id]
    figure = one.shown or prose.figure(row, form=False)
    when = words.date_text(row.period_start, row.period_end) if row.period_start else ""
    read = "" if row.checked == "at_source" else ", read second-hand"
    return Entry(
        row.id,
        "reported",
        _what(register, row),
        figure,
        row.printed,
        CLASSES.get(row.base_unit, ""),
        decimal_text(row),
        variants(row.value_base, row.base_unit, row.printed) if decimal_text(row) else (row.printed,),
        row.entity,
        row.metric,
        _years(row),
        _own_words(row.scope, ""),
        f"Reported elsewhere{read}",
        "open" if read or one.caution else "holds",
        f"“{figure}{f' ({when})' if when else ''}, by {one.source}{f'; {one.caution}' if one.caution else ''}”",
        one.href,
        use=one.use,
        period=_period(row),
    )


def results(register: Register, entity: str) -> list[Entry]:
    """An entry for every number that relations.csv computes for a page or a conflict; entity: whom they are about."""
    found = []
    for relation in register.relations.values():
        point = relation.point if isinstance(relation.point, Fraction) else None
        if relation.role == "derived" and relation.unit in CLASSES and isinstance(relation.result, Interval) and point:
            years = tuple(sorted({int(year) for year in _YEAR.findall(relation.label)}))
            shown, href = prose.result(relation), f"chapters/relations.html#{relation.id}"
            found.append(computed(relation.id, relation.label, shown, point, relation.unit, href, entity, "", years))
    return found


def computed(
    id: str,
    what: str,
    shown: str,
    value: Fraction,
    unit: str,
    href: str,
    entity: str,
    metric: str,
    years: tuple[int, ...],
    caution: str = "",
    use: bool = False,
    period: str = "",
) -> Entry:
    """A number that this report computes. value: in base units, percent as percent; it is kept to a few digits.

    shown: as pages show it. caution: what to say beside it. period: its months, by default read from `what`.
    """
    step = Fraction(10) ** (magnitude(value) - RESULT_DIGITS)
    kept = round(value / step) * step
    text = format_decimal(kept, decimal_places(kept) or 0)
    told = f"“{what}: {shown}, computed{f'; {caution}' if caution else ''}”"
    words_ = _own_words(what)
    return Entry(
        id, "result", what, shown, "", CLASSES[unit], text, (), entity, metric, years, words_, COMPUTED, "none", told, href,
        use=use, period=period or _period_of(what),
    )  # fmt: skip


def _what(register: Register, row) -> str:
    """ "GMV of a company, 2021": what is measured, of whom, and when."""
    label = register.metrics[row.metric].label
    when = words.date_text(row.period_start, row.period_end) if row.period_start else "no date"
    entity = row.entity.partition(":")[2].strip() or row.entity
    return f"{label[0].upper()}{label[1:]}, {entity}, {when}"


def _years(row) -> tuple[int, ...]:
    if not row.period_start:
        return ()
    return tuple(range(int(row.period_start[:4]), int(row.period_end[:4]) + 1))


def _period(row) -> str:
    """The months that a row speaks of, where they are no whole years: Entry.period."""
    if not row.period_start or (row.period_start[5:] == "01-01" and row.period_end[5:] == "12-31"):
        return ""
    first, last = date.fromisoformat(row.period_start), date.fromisoformat(row.period_end)
    if (last - first).days < MONTH_DAYS:
        return row.period_end[:7]
    return f"{row.period_start[:7]}/{row.period_end[:7]}"


def _period_of(label: str) -> str:
    """The quarter or half-year that a label names; blank where it names none, or several."""
    found = set()
    for quarter, year, half, year_of_half, word, year_of_word in _PART.findall(label):
        length = 3 if quarter else 6
        number = int(quarter or half or (1 if word == "first" else 2))
        of = year or year_of_half or year_of_word
        found.add(f"{of}-{number * length - length + 1:02d}/{of}-{number * length:02d}")
    return found.pop() if len(found) == 1 else ""


def _own_words(*texts: str) -> tuple[str, ...]:
    found = (word for text in texts for word in _RUNS.findall(text.lower()))
    return tuple(dict.fromkeys(word for word in found if word not in COMMON))[:8]


def document(found: Iterable[Entry], called: Names, simplify) -> dict:
    """What is published as lookup.json: entries, words, pages, and the pairs of characters of the two scripts.

    simplify: a text in Simplified characters, character by character.
    """
    listed = list(found)
    metrics, entities = {e.metric for e in listed}, {e.entity for e in listed}
    called = told_apart(called, {e.metric for e in listed if e.value} - {""})
    said = [*called.metrics.values(), *called.entities.values(), *called.phrases.values()]
    said += [*called.companies.values(), *called.unknown.values()]
    texts = [*(e.printed + e.before + e.after for e in listed), *(w for e in listed for w in (*e.variants, *e.words))]
    needed = set("".join([*texts, *(w for ws in said for w in ws), TYPED]))
    needed |= set(simplify("".join(sorted(needed))))
    # every character that comes to one of those, not only those that stand there in both scripts
    pairs = {c: plain for c, plain in zip(HAN, simplify(HAN), strict=True) if c != plain and plain in needed}
    return {
        "main": called.main,
        "traditional": "".join(sorted(pairs)),
        "simplified": "".join(pairs[c] for c in sorted(pairs)),
        "metrics": {name: [simplify(w) for w in called.metrics[name]] for name in sorted(metrics - {""})},
        "entities": {name: [simplify(w) for w in called.entities[name]] for name in sorted(entities)},
        "pages": {name: list(page) for name, page in sorted(called.pages.items())},
        "phrases": {name: [simplify(w) for w in said] for name, said in sorted(called.phrases.items())},
        "vague": list(called.vague),
        "companies": {name: [simplify(w) for w in said] for name, said in sorted(called.companies.items())},
        "unknown": {name: [simplify(w) for w in said] for name, said in sorted(called.unknown.items())},
        "generic": list(called.generic),
        "plain": list(called.plain),
        "wholes": list(called.wholes),
        "scopes": list(called.scopes),
        "figures": [_item(entry, simplify) for entry in listed],
    }


def _item(entry: Entry, simplify) -> dict:
    item = {name: value for name, value in vars(entry).items() if value not in ("", (), False)}
    item["words"] = [simplify(word) for word in entry.words]
    return item
