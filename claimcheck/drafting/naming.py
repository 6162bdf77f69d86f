"""Which metric, entity and scope a figure is likely to have, from what the package already says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from claimcheck.drafting.hints import hints
from claimcheck.drafting.proposing import Proposal
from claimcheck.printed.tokens import canonical
from claimcheck.printed.units import MONEY
from claimcheck.register.record import Register
from claimcheck.register.records import GROWTH, Metric
from claimcheck.register.rows import Row

_GROWS = re.compile("(?:同比|环比|按年|增[长速幅加]|增幅|下降|减少|上升|涨幅|跌幅)")
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


def names(register: Register, entity: str = "") -> Names:
    """entity: of the figures of the article, the one most figures of the package are of if not given."""
    claims = list(register.claims.values())
    words = {
        name: [w for word in _TOKENS.split(canonical(metric.label_zh)) if len(w := word.removesuffix("率")) > 1]
        for name, metric in register.metrics.items()
    }
    by_shape: dict[str, Counter[str]] = {}
    for claim in claims:
        if register.metrics[claim.metric].kind in ("date", "list") or claim.base_unit == "rank":
            by_shape.setdefault(_shape(claim.base_unit, (claim.period_start, claim.period_end)), Counter())[
                claim.metric
            ] += 1
    usual = {shape: counter.most_common(1)[0][0] for shape, counter in by_shape.items()}
    rows: Iterable[Row] = (*claims, *register.reported.values())
    scopes: dict[str, Counter[str]] = {}
    for row in rows:
        scopes.setdefault(row.metric, Counter())[row.scope] += 1
    common = Counter(claim.entity for claim in claims).most_common(1)
    return Names(
        register.metrics,
        words,
        usual,
        entity or (common[0][0] if common else ""),
        {m: usual_scope(counter) for m, counter in scopes.items() if register.metrics[m].kind not in ("date", "list")},
    )


def _shape(unit: str, period: tuple[str, str]) -> str:
    """Days are dated otherwise than months and years."""
    return f"{unit} of a day" if unit == "date" and period[0] == period[1] else unit


def usual_scope(counter: Counter[str]) -> str:
    """The scope that most rows have; blank where some have none."""
    return "" if counter[""] else counter.most_common(1)[0][0]


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
    if unit in ("percent", "points") and _GROWS.search(sentence[-10:]):
        level = _named(sentence, known, "")
        if not level:
            return "", NO_METRIC
        return level + GROWTH, "" if level + GROWTH in known.metrics else "the growth of a metric that no row names yet"
    named = _named(sentence, known, unit)
    return named, "" if named else NO_METRIC


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
