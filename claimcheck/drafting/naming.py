"""Which metric, entity and scope a figure is likely to have, from what the package already says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from claimcheck.drafting import joined
from claimcheck.drafting.cleaned import cleaned
from claimcheck.drafting.hints import hints
from claimcheck.drafting.proposing import Proposal
from claimcheck.printed import words
from claimcheck.printed.tokens import canonical
from claimcheck.printed.units import MONEY
from claimcheck.register.record import Register
from claimcheck.register.records import GROWTH, GROWTH_ON_QUARTER, Metric

_GROWS = re.compile("(?:同比|环比|按年|增[长速幅加]|增幅|下降|减少|上升|涨幅|跌幅)")
_OF_ONE_TIME = re.compile(  # scopes that no other text's figure has by default: year 2020, 616 promotion
    r"\b(?:(?:19|20)\d\d|\d{3})\b|\b(?:promotion|festival|session|holiday|conference)s?\b", re.IGNORECASE
)
_MOVES = "(?:提[升高振]|增[长加]|上[升涨]|下[降滑跌]|降低|减少)了?"
_RISES = re.compile(f"{_MOVES}$")  # 复购率提升28%: by how much
_REACHES = re.compile(f"{_MOVES}[至到]了?$")  # 提升至28%: the level
_ON_YEAR_BEFORE = re.compile("同比|按年|年增|[去上]一?年|[较比]\\d{4}年")
_ON_PERIOD_BEFORE = re.compile("环比|环增|按季|[较比]上(?:一)?[季月周]度?")
# words that make a figure one of a part of what a metric measures
_PARTS = re.compile(
    "日均|单日|每日|首日|首周|首月|人均|单场|场均|达人|主播|中小|头部|腰部|业务|短视频|直播间|直播|自播|店播|品牌|商家|新客|老客|下沉|大促|其中"
)
_EACH = re.compile(
    "每[一]?(?:[天日周月年季人单场家户次秒]|小时|分钟)|[日周月季年]均"
)  # a figure of each one, and of no sum of them
_IN_ORDER = re.compile("(?P<names>.*)(?:分别|依次)(?:增长|增加|下降)?(?:为|是|达|达到|约)?(?P<given>.*)$")
_AND = re.compile("[、和与及]")
_TOKENS = re.compile(r"[\s()（）、,/]+")


@dataclass(frozen=True)
class Names:
    """What a package names things: metrics with the words that point at them, the usual entity, and the scope that
    a metric has most often."""

    metrics: dict[str, Metric]
    words: dict[str, list[str]] = field(default_factory=dict)
    usual: dict[str, str] = field(default_factory=dict)
    entity: str = ""
    scopes: dict[str, str] = field(default_factory=dict)
    called: tuple[str, ...] = ()  # how texts call the entity
    unscoped: frozenset[str] = frozenset()  # metrics whose usual scope is of one time, so that none is proposed


def names(register: Register, entity: str = "", called: Mapping[str, Iterable[str]] | None = None) -> Names:
    """entity: of the figures of the article, the one most figures of the package are of if not given; called: how texts
    call each entity."""
    claims = list(register.claims.values())
    by_name = {
        name: [w for word in _called(metric, register) if len(w := word.removesuffix("率")) > 1]
        for name, metric in register.metrics.items()
    }
    by_shape: dict[str, Counter[str]] = {}
    for claim in claims:
        if register.metrics[claim.metric].kind in ("date", "list") or claim.base_unit == "rank":
            by_shape.setdefault(_shape(claim.base_unit, (claim.period_start, claim.period_end)), Counter())[
                claim.metric
            ] += 1
    usual = {shape: counter.most_common(1)[0][0] for shape, counter in by_shape.items()}
    scopes = usual_scopes(*(((r.metric, r.scope) for r in rows) for rows in (claims, register.reported.values())))
    common = Counter(claim.entity for claim in claims).most_common(1)
    entity = entity or (common[0][0] if common else "")
    return Names(
        register.metrics,
        by_name,
        usual,
        entity,
        {m: scope for m, scope in scopes.items() if register.metrics[m].kind not in ("date", "list")},
        unscoped=frozenset(m for m, s in scopes.items() if not s and (m, s) not in register.definitions.by_scope),
        called=(entity, *(cleaned(name).plain for name in (called or {}).get(entity, ()))),
    )


def _called(metric: Metric, register: Register) -> Iterable[str]:
    label = _TOKENS.split(canonical(metric.label_zh))
    return (*label, *map(canonical, register.metric_words.get(metric.metric, ())))


def _shape(unit: str, period: tuple[str, str]) -> str:
    """Days are dated otherwise than months and years."""
    return f"{unit} of a day" if unit == "date" and period[0] == period[1] else unit


def usual_scopes(claims: Iterable[tuple[str, str]], reported: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The scope that most rows of a metric have, blank where some have none or it names a year or an event; of articles
    where any has that metric.

    claims, reported: metric and scope of each row.
    """
    found: dict[str, dict[str, Counter[str]]] = {}
    for kind, rows in (("reported", reported), ("claims", claims)):
        for metric, scope in rows:
            found.setdefault(metric, {}).setdefault(kind, Counter())[scope] += 1
    counted = {metric: kinds.get("claims") or kinds["reported"] for metric, kinds in found.items()}
    most = {metric: "" if scopes[""] else scopes.most_common(1)[0][0] for metric, scopes in counted.items()}
    return {metric: "" if _OF_ONE_TIME.search(scope) else scope for metric, scope in most.items()}


def metric_of(proposal: Proposal, known: Names) -> tuple[str, str]:
    """The metric that the sentence names last before the figure, and what is unsure of it; blanks if none is named."""
    unit = proposal.unit.rpartition(" ")[2]
    sentence = canonical(proposal.words)
    clause = re.split("[,，、;；]", sentence)[-1]
    if is_counted(clause):
        sentence = clause
    usual = known.usual.get(_shape(unit, proposal.period), "")
    is_listed = unit != "items" or (" " not in proposal.unit and proposal.read[:1] in "一二三四五六七八九十两兩")
    if usual and is_listed and unit not in ("percent", "points", "persons", *MONEY):
        return usual, ""
    grows = unit in ("percent", "points") and not _REACHES.search(sentence)
    grows = grows and bool(_GROWS.search(sentence[-10:]) or _RISES.search(sentence))
    listed = _listed(canonical(proposal.words), known, "" if grows else unit)
    if grows:
        level = listed or _named(sentence, known, "")
        if not level:
            return "", NO_METRIC
        return _growth_of(level, sentence, proposal.period, known)
    named = listed or _named(sentence, known, unit)
    return named, _narrower(named, sentence, known) if named else NO_METRIC


def _growth_of(level: str, sentence: str, period: tuple[str, str], known: Names) -> tuple[str, str]:
    """The growth of a metric by the words before the figure, and what is unsure of it."""
    doubts = [_narrower(level, sentence, known)]
    if _ON_PERIOD_BEFORE.search(sentence[-10:]):
        if not (all(period) and "quarter" in words.date_text(*period)):
            return "", f"growth on the period before, and of what period is not said: of {level}"
        doubts.append("growth on the quarter before, not on the year before")
        name = level + GROWTH_ON_QUARTER
    else:
        name = level + GROWTH
        if not _ON_YEAR_BEFORE.search(sentence):
            doubts.append("a growth since when is not said")
    if known.metrics[level].unit == "percent":
        doubts.append("the rise of a rate, not the rate: in percent of it or in points")
    if name not in known.metrics:
        doubts.append("the growth of a metric that no row names yet")
    return name, "; ".join(filter(None, doubts))


def _narrower(metric: str, sentence: str, known: Names) -> str:
    """The doubt that words before the metric's name make it the figure of a part (达人日均GMV), or words before the figure
    one of each day (每天); blank without any."""
    doubts = []
    ends = [(sentence.rfind(word) + len(word), len(word)) for word in known.words[metric] if word in sentence]
    if ends:
        end, length = max(ends)
        clause = re.split("[,，、;；:：]", sentence[: end - length])[-1]
        if found := list(dict.fromkeys(_PARTS.findall(clause))):
            doubts.append(f"perhaps of a part only ({' '.join(found)}): look at the scope")
        elif part := joined.part(clause, known.called):
            doubts.append(f"may be a part of it: {part}")
    clause = re.split("[,，、;；:：]", sentence)[-1]
    for word in known.words[metric]:
        clause = clause.replace(word, "")
    if each := _EACH.search(clause):
        doubts.append(f"a figure of each one ({each.group()}): look at the metric and the period")
    return "; ".join(doubts)


def _listed(sentence: str, known: Names, unit: str) -> str:
    """The metric whose turn it is where several are named and then given in order (A、B和C的占比分别为…).

    unit: of the metrics looked for; blank for levels of growths. Blank if the names do not belong together by what
    the metrics' names end in, or more figures are given than names.
    """
    match = _IN_ORDER.search(sentence)
    if not match:
        return ""
    turn = len(_AND.findall(match["given"]))
    items = _AND.split(re.split("[,，;；:：]", match["names"])[-1])
    if len(items) < 2 or turn >= len(items):
        return ""
    found: list[dict[str, str]] = []
    for item in items:
        ends = {}
        for name, metric in known.metrics.items():
            is_level = metric.kind not in ("growth", "share") if not unit else metric.unit == unit
            for word in known.words[name] if is_level and metric.kind != "growth" else ():
                for end in _ends(item, word, is_first=item is items[0], is_last=item is items[-1]):
                    ends[end] = name
        found.append(ends)
    common = set(found[0]).intersection(*found[1:])
    return found[turn][common.pop()] if len(common) == 1 else ""


def _ends(item: str, word: str, is_first: bool, is_last: bool) -> Iterator[str]:
    """What a metric's name has behind the part that a list names: the item, without what may stand before the first and
    behind the last one."""
    for start in range(len(item) - 1) if is_first else (0,):
        for end in range(start + 2, len(item) + 1) if is_last else (len(item),):
            if word.startswith(item[start:end]):
                yield word[end - start :]


def is_counted(clause: str) -> bool:
    """Whether the words name something that is counted or paid."""
    return any(word in clause for word in hints())


NO_METRIC = "no metric of metrics.csv is named beside it"


def _named(sentence: str, known: Names, unit: str) -> str:
    """The metric of that unit whose Chinese name stands last; of two there the longer one."""
    found = [
        (sentence.rfind(word) + len(word), len(word), name)
        for name, words in known.words.items()
        for word in words
        if word in sentence and (not unit or known.metrics[name].unit == unit) and known.metrics[name].kind != "growth"
    ]
    return max(found)[2] if found else ""
