"""The folds of the Conflicts page: every conflict, and the tables of what was set side by side.

All functions take the register.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape

from claimcheck.evidence import growth_rates, reconcile
from claimcheck.evidence.accord import MEANINGS, OF_PAIR
from claimcheck.evidence.sources import KIND_WORDS, article_of, page_of
from claimcheck.evidence.standing import standing
from claimcheck.formulas.verdicts import Agreement, Arithmetic
from claimcheck.pages import prose
from claimcheck.pages.answers import han, sentence
from claimcheck.pages.appendix import Appendix
from claimcheck.pages.comparisons import chip
from claimcheck.pages.tables import CHAPTERS, Html, Table, badge, link, row_link
from claimcheck.printed import words as wording
from claimcheck.register.record import Register, once
from claimcheck.register.records import Conflict
from claimcheck.register.rows import Reported, text_in

SEVERITY = {
    "1": "quoting it is wrong",
    "2": "it means something else than it seems to",
    "3": "it is ambiguous",
    "4": "a trifle",
}
SETTLED = {"yes": "settled", "partly": "settled in part", "no": "open"}
SHOWN = 3  # figures named one by one where many are meant


def folds(register: Register, themes: Mapping[str, str]) -> Appendix:
    """Everything behind the page, each table folded away. themes: the words for what a conflict may be about."""
    return Appendix(
        (
            conflicts_table(register, themes),
            near_misses(register),
            groups(register),
            growth_table(register),
            compared(register),
        )
    )


# conflicts


def conflicts_table(register: Register, themes: Mapping[str, str]) -> Table:
    """Every conflict under its id, worst first: its figures, what settles it and what stays open."""
    found = sorted(register.conflict_templates.values(), key=lambda conflict: conflict.severity)
    rows = [
        (
            Html(f"<b>{han(sentence(register, c.title))}</b>"),
            f"{SEVERITY[c.severity]}; {themes[c.theme]}",
            Html(_settled(register, c)),
            Html("<br>".join(_figures(register, c))),
        )
        for c in found
    ]
    heads = ("conflict", "how bad, about what", "what settles it, what stays open", "figures")
    return Table("All conflicts, worst first", heads, rows, [c.id for c in found])


def _settled(register: Register, conflict: Conflict) -> str:
    how_far = f'<span class="verdict verdict-settled-{conflict.settled}">{SETTLED[conflict.settled]}</span>'
    parts = [f"{how_far} {han(sentence(register, conflict.settled_by))}"]
    if conflict.remains_open:
        parts.append(f"Open: {han(sentence(register, conflict.remains_open))}")
    return "<br>".join([*parts, *_by_hand(register, conflict)])


def _figures(register: Register, conflict: Conflict) -> Iterable[str]:
    """A line for each claim with its verdict, and for each figure reported elsewhere with what it is and its kind of source."""
    for claim in (register.claims[i] for i in conflict.claims):
        verdict, text = standing(register, claim.id).words.lower(), prose.figure(claim)
        figure = f'<a href="{CHAPTERS}claims.html#{claim.id}">{escape(text)}</a>'
        says = "" if re.search("[A-Za-z0-9]", text) else f" ({escape(claim.paraphrase.rstrip('.'))})"
        yield f"{figure}{says}, {claim.article}: {verdict}"
    for row in (register.reported[i] for i in conflict.reported):
        when = "" if row.base_unit == "date" else f", {wording.date_text(row.period_start, row.period_end)}"
        second = ", second hand" if row.checked == "second_hand" else ""
        figure = row_link(register, row.id, text=prose.figure(row)).text
        yield f"{figure}, {escape(register.metrics[row.metric].label)}{when}: {article_of(register, row) or KIND_WORDS[row.source_kind]}{second}"


def _by_hand(register: Register, conflict: Conflict) -> list[str]:
    set_to = ", ".join(f"{link(i).text}: {badge(code).text}" for i, code in conflict.override.items())
    return [f"Set by hand: {set_to} {han(sentence(register, conflict.reason))}"] if set_to else []


# what was set side by side


def row_links(register: Register, ids: Iterable[str], most: int | None = None) -> Html:
    """Links to several rows; those past `most` are counted only."""
    ids = list(ids)
    shown = ids if most is None or len(ids) <= most + 1 else ids[:most]
    more = f" and {len(ids) - len(shown)} more" if len(shown) < len(ids) else ""
    return Html(", ".join(row_link(register, i).text for i in shown) + more)


def groups(register: Register) -> Table:
    """What several sources print of one quantity, with the interval that all of them allow; the articles' first."""
    found = [
        g
        for g in reconcile.groups(register)
        if g.metric != "period" and (g.code == Agreement.CONFLICT or _pages(register, g.ids) > 1)
    ]
    of_articles = lambda g: any(i in register.claims for i in g.ids)
    found.sort(
        key=lambda g: (not of_articles(g), -reconcile.CODES.index(g.code), g.entity, g.metric, g.period or ("", ""))
    )
    rows = [
        (
            quantity(register, g),
            row_links(register, sorted(g.ids, key=lambda i: i not in register.claims), SHOWN),
            common_text(register, g),
            Html(chip(OF_PAIR[g.code])),
        )
        for g in found
    ]
    return Table("Quantities that several sources print", ("quantity", "figures", "all allow", "result"), rows)


def quantity(register: Register, group: reconcile.Group) -> str:
    """Entity, metric and period in a few words."""
    period = f", {wording.date_text(*group.period)}" if group.period else ""
    return f"{group.entity}: {label(register, group.metric)}{period}"


def label(register: Register, metric: str) -> str:
    """The metric's name in both languages."""
    known = register.metrics[metric]
    return f"{known.label} ({known.label_zh})"


def common_text(register: Register, group: reconcile.Group) -> str:
    """The common interval in words."""
    if group.interval is None:
        return "nothing"
    unit = register.row(group.ids[0]).base_unit
    in_words = "" if unit == "date" else wording.range_text(group.interval, unit)
    return in_words or text_in(group.interval, unit)


def near_misses(register: Register) -> Table:
    """Claims beside figures of nearly the same thing, with the reason why they are not compared.

    Words without a number, and claims that nothing elsewhere can bear on, are left out.
    """
    items = reconcile.items(register)
    found: dict[tuple[str, str], list[str]] = {}
    for pair in reconcile.pairs(register):
        if pair.code != reconcile.NOT_COMPARABLE or pair.kind in ("words", "unit"):
            continue
        claims = [i for i in (pair.first, pair.second) if i in register.claims]
        if not claims or any(items[i].definition.expected == "no" for i in claims):
            continue
        about = claims[0]
        found.setdefault((about, pair.reason), []).append(pair.second if about == pair.first else pair.first)
    order = list(register.claims)
    rows = [
        (
            link(about, text=prose.figure(register.claims[about])),
            f"{label(register, register.claims[about].metric)}, {register.claims[about].article}",
            row_links(register, others, SHOWN),
            reason,
        )
        for (about, reason), others in sorted(found.items(), key=lambda entry: order.index(entry[0][0]))
    ]
    return Table("Nearly the same, and not to be compared", ("figure", "as", "beside", "why not"), rows)


def growth_table(register: Register) -> Table:
    """Every growth rate printed elsewhere beside what the levels printed elsewhere give, the worst first."""
    words = {
        Arithmetic.NOT_REPRODUCED: "does not follow",
        Arithmetic.UNDETERMINED: "is a bound, met in part",
        Arithmetic.WITHIN_ROUNDING: "meets them within rounding",
        Arithmetic.REPRODUCED: "follows",
        growth_rates.NO_LEVELS: "no level to follow from",
    }
    found, codes = growth_rates.growth_table(register), list(words)
    rows = []
    for f in sorted(found, key=lambda f: codes.index(f.code)):
        row = register.reported[f.rate]
        rows.append(
            (
                row_link(register, f.rate, text=_signed(row)),
                f"{row.entity}: {label(register, row.metric)}, {wording.date_text(row.period_start, row.period_end)}",
                row_links(register, [ids[0] for ids in f.levels]) if f.levels else "–",
                words[f.code],
                f.reason or f.message(register),
            )
        )
    heads = ("printed", "of what", "levels", "result", "intervals, or why")
    return Table("Growth rates published elsewhere, against the levels", heads, rows)


def _signed(row: Reported) -> str:
    """The rate as printed; a fall that its source says in words is called one, and a damaged print has its value behind."""
    if row.read_by == "hand" and row.base_unit == "percent":
        return f"{row.printed} ({row.value}%)"
    falls = row.value.startswith("-") and not set(row.printed) & set("-\N{MINUS SIGN}\N{EN DASH}")
    return re.sub(r"^\D*", "down ", row.printed) if falls else row.printed


def counts(register: Register) -> Counter:
    """Pairs of figures by how they stand to each other; what a page prints twice, and alike, is no pair."""
    return Counter(OF_PAIR[pair.code] for pair in _pairs(register))


@once
def _pairs(register: Register) -> tuple[reconcile.Pair, ...]:
    return tuple(
        pair
        for pair in reconcile.pairs(register)
        if pair.code in (reconcile.NOT_COMPARABLE, Agreement.CONFLICT)
        or _pages(register, (pair.first, pair.second)) > 1
    )


def _pages(register: Register, ids: Iterable[str]) -> int:
    """How many pages print these figures."""
    return len({page_of(register, register.row(i)) for i in ids})


def compared(register: Register) -> Table:
    """How two figures are compared, with the number of pairs for each result, and why the rest are not compared."""
    count, kinds = counts(register), Counter(pair.kind for pair in _pairs(register) if pair.kind)
    results: list[tuple[str | Html, str, str]]
    results = [(Html(chip(of)), str(count[of]), meaning) for of, meaning in MEANINGS.items() if count[of]]
    results += [("", f"of these {kinds[kind]}", words) for kind, words in HINDRANCES.items() if kinds[kind]]
    return Table("How two figures are compared, and how many pairs are", ("result", "pairs", "what it means"), results)


HINDRANCES = {
    "period": "another period",
    "definition": "another definition, or what is counted is not said",
    "metric": "a metric easily taken for the other",
    "words": "words or a lost figure",
    "unit": "another unit",
    "undated": "no date",
    "forecast": "a forecast against an outcome",
}
