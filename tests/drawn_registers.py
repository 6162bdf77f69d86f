"""Small registers drawn at random, whose figures agree, contradict and pass each other by in all ways."""

from __future__ import annotations

from itertools import combinations_with_replacement
from pathlib import Path

from hypothesis import strategies as st

from claimcheck.evidence.gaps import NO_REASON
from claimcheck.evidence.sources import KINDS
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.printed.figures import figure_from_columns
from claimcheck.register.definitions import Definition, Definitions
from claimcheck.register.record import Register
from claimcheck.register.records import Article, Conflict, Evidence, Metric
from claimcheck.register.rows import Claim, Reported

METRICS = {"gmv": "CNY", "event_date": "date", "role": "text"}
OFFICES = {"chair": {"chair"}, "head": {"head"}, "chair and head": {"chair", "head"}}
NUMBERS = ("3", "400", "401", "410")  # 400 may be rounded to tens
VALUES = {"CNY": NUMBERS, "persons": NUMBERS, "date": ("2018", "2019-01", "2019"), "text": sorted(OFFICES)}
SCOPES = ("all", "all", "part", "rest", "other")
DAYS = ("2018-01-01", "2018-06-30", "2018-12-31", "2019-12-31")
PERIODS = (*combinations_with_replacement(DAYS, 2), ("", ""))
PAGES = {"x-2020": "https://x.example/page", "y-2020": "https://y.example/page"}


def blank(record, /, **cells):
    """A record of that kind with blanks in the columns that are not given."""
    return record(**{name: cells.get(name, "") for name in record.__dataclass_fields__})


def register_of(claims, reported=(), **more) -> Register:
    """A register of these rows."""
    pages = {**PAGES, **{claim.article: PAGES.get(claim.article, "") for claim in claims}}
    tables = dict.fromkeys(("exclusions", "corrections", "relations", "conflicts", "texts"), {})
    tables |= {
        "root": Path(),
        "articles": {name: blank(Article, id=name, address=page) for name, page in pages.items()},
        "metrics": {name: blank(Metric, metric=name, unit=unit, kind="money") for name, unit in METRICS.items()},
        "claims": {row.id: row for row in claims},
        "reported": {row.id: row for row in reported},
        "definitions": definitions_of({}),
    }
    return Register(**{**tables, **more})


def definitions_of(reasons) -> Definitions:
    return Definitions(
        {(m, s): Definition(m, s, s, "", "", "no", "") for m in METRICS for s in SCOPES},
        reasons,
        {wording: frozenset(offices) for wording, offices in OFFICES.items()},
    )


@st.composite
def rows(draw, kind, n, metrics, scopes, periods):
    metric, scope = draw(st.sampled_from(metrics)), draw(st.sampled_from(scopes))
    days = draw(st.sampled_from(periods))
    unit = draw(st.sampled_from(["CNY", "persons", "CNY"])) if metric == "gmv" else METRICS[metric]
    value = draw(st.sampled_from(VALUES[unit]))
    word = draw(st.sampled_from(["", "", "超"])) if metric == "gmv" else ""
    has_figure = metric != "role" and draw(st.integers(0, 9)) > 0
    figure = figure_from_columns(value, unit, word) if has_figure else None
    cells = {"entity": draw(st.sampled_from("AAAB")), "metric": metric, "scope": scope, "unit": unit, "value": value}
    cells |= {"period_start": days[0], "period_end": days[1], "figure": figure}
    if kind is Claim:
        article, note = draw(st.sampled_from(sorted(PAGES))), draw(st.sampled_from(["", "", "", "A note."]))
        return blank(Claim, **cells, id=f"{article}-{n}", article=article, note=note, paraphrase="Worded.")
    page = draw(st.sampled_from([*PAGES.values(), "https://z.example/", "https://w.example/"]))
    cells |= {"source_kind": draw(st.sampled_from(sorted(KINDS))), "origin": draw(st.sampled_from(["", "", "x-2020"]))}
    cells |= {"checked": draw(st.sampled_from(["at_source", "second_hand"]))}
    return blank(Reported, **cells, id=f"{draw(st.sampled_from('az'))}-{n}", source_url=page)


@st.composite
def registers(draw, metrics=tuple(METRICS), scopes=SCOPES, periods=PERIODS):
    """Small registers whose figures meet, contradict and keep silent in all ways."""
    claims = [draw(rows(Claim, n, metrics, scopes, periods)) for n in range(draw(st.integers(2, 8)))]
    reported = [draw(rows(Reported, n, metrics, scopes, periods)) for n in range(draw(st.integers(1, 6)))]
    ids = [row.id for row in (*claims, *reported)]
    some = st.lists(st.sampled_from(ids), unique=True, max_size=4).map(tuple) if ids else st.just(())
    conflicts = [blank(Conflict, id=f"c{n}", claims=draw(some), reported=(), override={}) for n in range(2)]
    classes = st.sampled_from(["", *SCOPES])
    reasons = draw(st.lists(st.tuples(st.sampled_from(sorted(METRICS)), classes, classes), max_size=5))
    reasons = [(metric, name, other if name else "") for metric, name, other in reasons]
    said = {metric: draw(st.sampled_from(["Other things.", "Other things.", NO_REASON])) for metric in METRICS}
    verdicts = st.sampled_from([EvidenceVerdict.NOT_ENOUGH_EVIDENCE] * 2 + [EvidenceVerdict.REFUTED])
    return register_of(
        claims,
        reported,
        conflicts={conflict.id: conflict for conflict in conflicts},
        definitions=definitions_of({key: said[key[0]] for key in reasons}),
        evidence={row.id: Evidence(draw(verdicts), lambda: ((), "")) for row in claims},
    )
