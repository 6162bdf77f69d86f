"""What may have been forgotten: nothing here is wrong, and each silences a comparison that a reader would expect.

pair         two classes of definition of one metric that meet in a pair and have no reason in comparability.csv
entity       an entity of an article's figures alone that begins with the name of another one with the same metric, without a note
conflict     two figures that contradict each other, or a claim that is refuted, in no row of conflicts.csv
beside       a claim of which nothing is known though figures of its entity and metric at its time are, without a note
own page     a figure reported elsewhere whose page is an article under test, without a note that names the article
paraphrase   figures of an article that nobody has put into a sentence: they are worded from their columns
definition   a class that one figure of an article has alone, while others of its entity and metric have another

What would be more than MOST lines of one quantity or metric is one line, which counts what it is about and names some:
figures of one company meet in more pairs than anybody reads.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import combinations

from claimcheck.evidence import reconcile
from claimcheck.evidence.gaps_of_quantities import MOST, Gap, beside, contradictions, some
from claimcheck.evidence.reconcile import span
from claimcheck.evidence.sources import copied
from claimcheck.evidence.sweep import Span, met
from claimcheck.register import paraphrase
from claimcheck.register.record import Register
from claimcheck.register.rows import Row

NO_REASON = "The definitions differ."
COMPARED = ("money", "audience", "growth", "share", "fee")  # kinds of metric that are reported elsewhere


def gaps(register: Register) -> list[Gap]:
    """All of a sound register, by kind."""
    return [
        *contradictions(register),
        *beside(register),
        *own_pages(register),
        *_pairs(register),
        *_entities(register),
        *_definitions(register),
        *_paraphrases(register),
    ]


def own_pages(register: Register) -> Iterator[Gap]:
    """Figures of an article's own page among those reported elsewhere; of a register with faults too."""
    for row_id, article in copied(register).items():
        if article not in register.reported[row_id].note:
            text = f"{row_id} stands on the page of {article}, for whose figures it is no witness, and its note does not say so"
            yield Gap("own page", (row_id,), text)


# definitions


def _pairs(register: Register) -> Iterator[Gap]:
    """Classes of definition whose figures meet, and that no reason keeps apart."""
    apart = _kept_apart(register)
    buckets: dict[str, dict[tuple[str, str], list[Span]]] = {}  # of a metric those of one entity and unit
    for item in reconcile.compared(register):
        name = item.definition.definition
        if item.interval is not None and "" not in apart.get((item.metric, name), ()):
            spans = buckets.setdefault(item.metric, {}).setdefault((item.entity, item.unit), [])
            spans.append(span(item, name))
    for metric, found in buckets.items():
        if "" not in apart.get((metric, ""), ()):
            shut = partial(_shut, apart, metric)
            meeting = (_meeting(spans, shut) for spans in found.values())
            yield from _unexplained(metric, [spans for spans in meeting if spans], shut)


def _kept_apart(register: Register) -> dict[tuple[str, str], set[str]]:
    """The classes that a class of a metric is not set against: itself, and those with a reason; a blank is any."""
    found: dict[tuple[str, str], set[str]] = {}
    for (metric, name, other), reason in register.definitions.reasons.items():
        if reason != NO_REASON:
            found.setdefault((metric, name), {name}).add(other)
            if name and other:
                found.setdefault((metric, other), {other}).add(name)
    return found


def _shut(apart: dict[tuple[str, str], set[str]], metric: str, name: str) -> Collection[str]:
    return apart.get((metric, name), (name,))


def _meeting(spans: list[Span], shut: Callable[[str], Collection[str]]) -> list[Span]:
    ids = met(spans, spans, shut)
    return [span for span in spans if span.id in ids]


def _unexplained(metric: str, buckets: list[list[Span]], shut: Callable[[str], Collection[str]]) -> list[Gap]:
    """A gap for every two classes of which spans meet in a bucket, or one for all of them; each span meets another."""
    by_name: dict[str, dict[int, list[Span]]] = {}
    for n, spans in enumerate(buckets):
        for one in spans:
            by_name.setdefault(one.label, {}).setdefault(n, []).append(one)
    found: list[Gap] = []
    # every class meets another one, so of more than twice as many there are more lines
    for first, second in combinations(sorted(by_name), 2) if len(by_name) <= 2 * MOST else ():
        if second not in shut(first):
            there = by_name[second]
            both = ([*own, *there[n]] for n, own in by_name[first].items() if n in there)
            rows = sorted(one.id for spans in both for one in _meeting(spans, shut))
            if rows:
                text = f"{metric}: {first} and {second} are not compared, and no row of comparability.csv says why"
                found.append(Gap("pair", tuple(rows), text))
    if by_name and not 0 < len(found) <= MOST:
        rows = sorted(one.id for spans in buckets for one in spans)
        text = (
            f"{metric}: {len(by_name)} definitions meet others and are not compared with them "
            f"({some(sorted(by_name))}), and no row of comparability.csv says why"
        )
        return [Gap("pair", tuple(rows), text)]
    return found


# entities, classes of one figure, paraphrases


def _entities(register: Register) -> Iterator[Gap]:
    rows: dict[str, list[Row]] = {}
    for row in register.rows():
        rows.setdefault(row.entity, []).append(row)
    place = {entity: n for n, entity in enumerate(rows)}
    for entity, own in rows.items():
        articles = {row.article for row in own}
        if len(articles) != 1 or articles == {""}:
            continue
        silent = {row.metric for row in own if not _note(register, row)}
        metrics = {metric for metric in silent if register.metrics[metric].kind in COMPARED}
        beginnings = {entity[:n] for n, sign in enumerate(entity) if sign == " "} & rows.keys()
        for other in sorted(beginnings, key=place.__getitem__):
            same = sorted(metrics & {row.metric for row in rows[other]})
            if same:
                text = f"entity {entity!r} matches no other row; {other!r} has the same metric: {', '.join(same)}"
                yield Gap("entity", tuple(row.id for row in own), text)


def _note(register: Register, row: Row) -> str:
    return (register.claims.get(row.id) or register.reported[row.id]).note


def _definitions(register: Register) -> Iterator[Gap]:
    classes: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in register.rows():
        if register.metrics[row.metric].kind in COMPARED and row.interval is not None:
            of = register.definitions.of(row)
            if of.expected == "yes" and not of.nature:
                classes.setdefault((row.entity, row.metric), {}).setdefault(of.definition, []).append(row)
    for (entity, metric), found in classes.items():
        names = sorted(found)
        alone = [name for name, rows in found.items() if _is_alone(register, metric, name, rows, names)]
        ids = [found[name][0].id for name in alone]
        if len(alone) > MOST:
            text = f"{entity}, {metric}: {len(alone)} definitions stand alone, each with one figure: {some(ids)}"
            yield Gap("definition", tuple(ids), text)
            continue
        for name, row_id in zip(alone, ids):
            others = some([other for other in names if other != name], MOST)
            text = f"{metric}: definition {name} stands alone with {row_id}; other figures have {others}"
            yield Gap("definition", (row_id,), text)


def _is_alone(register: Register, metric: str, name: str, rows: list[Row], names: list[str]) -> bool:
    """Whether an article's figure is the only one of its class among several, and no reason is given for it."""
    if len(rows) != 1 or not rows[0].article or len(names) == 1:
        return False
    first = names[names[0] == name]
    return not register.definitions.why_not(metric, name, first)


def _paraphrases(register: Register) -> Iterator[Gap]:
    made: dict[str, list[str]] = {}
    for claim in register.claims.values():
        if paraphrase.is_made(claim, register.metrics[claim.metric].label):
            made.setdefault(claim.article, []).append(claim.id)
    for article, ids in made.items():
        text = f"{article}: the paraphrase is as accept made it, from the columns, of {some(ids)}"
        yield Gap("paraphrase", tuple(ids), text)
