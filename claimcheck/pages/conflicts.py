"""The Conflicts page: cards of the disagreements, and the tables of what was set side by side.

All functions take the register.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from claimcheck.evidence import growth_rates, reconcile
from claimcheck.formulas.verdicts import Arithmetic
from claimcheck.pages.tables import Folds, Html, Table, badge, link, row_link
from claimcheck.printed import words as wording
from claimcheck.printed.interval import Interval
from claimcheck.register import conflict_text
from claimcheck.register.rows import text_in

SEVERITY = {
    "1": "quoting it is wrong",
    "2": "it means something else than it seems to",
    "3": "it is ambiguous",
    "4": "a trifle",
}
THEMES = {
    "growth": "GMV and its growth",
    "market": "market and rivals",
    "revenue": "revenue and take rate",
    "fees": "fees and subsidies",
    "users": "users and viewers",
    "sales": "sessions, promotions, plans",
    "dates": "people and dates",
}
SHOWN = 3  # figures named one by one where many are meant


@dataclass(frozen=True)
class Cards:
    """Conflicts as HTML sections, each with its id as anchor."""

    register: object
    conflicts: tuple

    def __repr__(self) -> str:
        return f"Cards({len(self.conflicts)} conflicts)"

    @property
    def size(self) -> int:
        return len(self.conflicts)

    def _repr_html_(self) -> str:
        return f'<div class="conflicts">{"".join(_card(self.register, c) for c in self.conflicts)}</div>'


def cards(register, severity: str) -> Cards:
    """The conflicts of one severity, in the order of the table."""
    return Cards(register, tuple(c for c in register.conflict_templates.values() if c.severity == severity))


def _card(register, conflict) -> str:
    fill = lambda text: conflict_text.render(register, text, lambda i, figure: row_link(register, i, text=figure).text)
    facts = {
        "claims": "<br>".join(_claim_line(register, i) for i in conflict.claims),
        "elsewhere": "<br>".join(_reported_line(register, i) for i in conflict.reported),
        "settled": f"{badge('settled_' + conflict.settled).text} {fill(conflict.settled_by)}",
        "open": fill(conflict.remains_open),
        "set by hand": _override(conflict, fill),
    }
    rows = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in facts.items() if text)
    about = f"{THEMES.get(conflict.theme, '')}; cause: {conflict.cause}; {SEVERITY.get(conflict.severity, '')}"
    return (
        f'<section class="claim-card" id="{conflict.id}">'
        f'<h3><a class="claim-id" href="#{conflict.id}">{conflict.id}</a> {fill(conflict.title)}</h3>'
        f'<p class="about">{escape(about)}</p><dl>{rows}</dl></section>'
    )


def _claim_line(register, claim_id: str) -> str:
    claim = register.claims[claim_id]
    verdict = badge(register.evidence_of(claim_id).code).text
    return f"{link(claim_id).text} {escape(claim.figure_text)} {verdict}"


def _reported_line(register, row_id: str) -> str:
    row = register.reported[row_id]
    kind = f'<span class="source-kind source-{row.source_kind}">{row.source_kind.replace("_", " ")}</span>'
    second = " (second hand)" if row.checked == "second_hand" else ""
    figure = row_link(register, row_id, text=row.text).text
    what = register.metrics[row.metric].label
    period = "" if row.base_unit == "date" else f", {wording.date_text(row.period_start, row.period_end)}"
    return f"{figure} {escape(what + period)} {kind}{second}"


def _override(conflict, fill) -> str:
    set_to = ", ".join(f"{link(i).text}: {badge(code).text}" for i, code in conflict.override.items())
    return f"{set_to} {fill(conflict.reason)}" if set_to else ""


def row_links(register, ids: Iterable[str], most: int | None = None) -> Html:
    """Links to several rows; those past `most` are counted only."""
    ids = list(ids)
    shown = ids if most is None or len(ids) <= most + 1 else ids[:most]
    more = f" and {len(ids) - len(shown)} more" if len(shown) < len(ids) else ""
    return Html(", ".join(row_link(register, i).text for i in shown) + more)


# counts


def counts(register) -> Table:
    """Conflicts by severity and by how far they are settled."""
    count = Counter((c.severity, c.settled) for c in register.conflicts.values())
    rows = [
        (
            f"{s}: {words}",
            *(str(count[s, settled]) for settled in ("yes", "partly", "no")),
            str(sum(count[s, x] for x in ("yes", "partly", "no"))),
        )
        for s, words in SEVERITY.items()
    ]
    return Table(
        "Conflicts by severity and by how far they are settled", ("severity", "settled", "partly", "open", "all"), rows
    )


# reconciliation


def groups_with_claims(register) -> Table:
    """What claims and other sources print of one quantity, with the interval that all of them allow."""
    found = [g for g in reconcile.groups(register) if any(i in register.claims for i in g.ids)]
    found = [g for g in found if g.metric != "period"]
    found.sort(key=lambda g: (-reconcile.CODES.index(g.code), g.entity, g.metric, g.period or ("", "")))
    return _groups_table(register, "Quantities that an article and another source, or one article twice, print", found)


def groups_elsewhere(register) -> Folds:
    """Quantities that several sources elsewhere print and no article does, by metric."""
    folds: dict[str, list] = {}
    for group in reconcile.groups(register):
        if not any(i in register.claims for i in group.ids):
            folds.setdefault(group.metric, []).append(group)
    return Folds([_groups_table(register, label(register, metric), found) for metric, found in folds.items()])


def _groups_table(register, caption: str, found: list) -> Table:
    rows = [
        (
            quantity(register, g),
            row_links(register, sorted(g.ids, key=lambda i: i not in register.claims), SHOWN),
            common_text(register, g),
            badge(g.code),
        )
        for g in found
    ]
    return Table(caption, ("quantity", "figures", "all allow", "result"), rows)


def quantity(register, group) -> str:
    """Entity, metric and period in a few words."""
    entity = "" if group.entity == "Kuaishou" else f"{group.entity}: "
    period = f", {wording.date_text(*group.period)}" if group.period else ""
    return f"{entity}{label(register, group.metric)}{period}"


def label(register, metric: str) -> str:
    """The metric's name in both languages."""
    known = register.metrics[metric]
    return f"{known.label} ({known.label_zh})"


def common_text(register, group) -> str:
    """The common interval in the unit of the group's first figure."""
    if group.interval is None:
        return "nothing"
    return text_in(group.interval, _reading_unit(group.interval, register.row(group.ids[0]).base_unit))


def _reading_unit(interval: Interval, base: str) -> str:
    if base not in ("CNY", "persons"):
        return base
    ends = [abs(end) for end in (interval.lower, interval.upper) if end is not None]
    return f"1e8 {base}" if ends and max(ends) >= 10**8 else base


# near misses


def near_misses(register) -> Table:
    """Claims beside figures of nearly the same thing, with the reason why they are not compared.

    Words without a number, and claims that nothing elsewhere can bear on, are left out.
    """
    items = reconcile.items(register)
    found: dict[tuple[str, str], list[str]] = {}
    for pair in reconcile.pairs(register):
        if pair.code != "not_comparable" or pair.kind in ("words", "unit"):
            continue
        claims = [i for i in (pair.first, pair.second) if i in register.claims]
        if not claims or any(items[i].definition.expected == "no" for i in claims):
            continue
        about = claims[0]
        found.setdefault((about, pair.reason), []).append(pair.second if about == pair.first else pair.first)
    order = list(register.claims)
    rows = [
        (
            link(about),
            register.claims[about].figure_text,
            label(register, register.claims[about].metric),
            row_links(register, others, SHOWN),
            reason,
        )
        for (about, reason), others in sorted(found.items(), key=lambda entry: order.index(entry[0][0]))
    ]
    return Table("Not to be compared", ("claim", "printed", "metric", "beside", "why not"), rows)


def pair_counts(register) -> Table:
    """Pairs by result, the ones not compared by what hinders."""
    pairs = reconcile.pairs(register)
    codes, kinds = Counter(p.code for p in pairs), Counter(p.kind for p in pairs if p.kind)
    rows = [
        (code.replace("_", " "), str(codes[code]), _kinds(kinds) if code == "not_comparable" else "")
        for code in reconcile.CODES
    ]
    return Table(
        f"{len(pairs)} pairs of figures that share entity, metric and time", ("result", "pairs", "of these"), rows
    )


def _kinds(kinds: Counter) -> str:
    words = {
        "metric": "a metric easily taken for the other",
        "words": "words or a lost figure",
        "unit": "another unit",
        "definition": "another definition",
        "forecast": "forecast against outcome",
        "undated": "no date",
        "period": "another period",
    }
    return ", ".join(f"{kinds[kind]} {words[kind]}" for kind in reconcile.KINDS if kinds[kind])


# growth rates


def growth_tables(register) -> Folds:
    """Every growth rate printed elsewhere beside what the levels printed elsewhere give, by result."""
    words = {
        Arithmetic.NOT_REPRODUCED: "do not follow from the levels",
        Arithmetic.UNDETERMINED: "are bounds that the levels meet only in part",
        Arithmetic.WITHIN_ROUNDING: "meet the levels only within rounding",
        Arithmetic.REPRODUCED: "follow from the levels",
        growth_rates.NO_LEVELS: "have no level to follow from",
    }
    found = growth_rates.growth_table(register)
    return Folds(
        [
            _growth_table(register, f"Growth rates that {text}", [f for f in found if f.code == code])
            for code, text in words.items()
            if any(f.code == code for f in found)
        ]
    )


def _growth_table(register, caption: str, found: list) -> Table:
    rows = []
    for f in found:
        row = register.reported[f.rate]
        levels = row_links(register, [ids[0] for ids in f.levels]) if f.levels else "–"
        rows.append(
            (
                row_link(register, f.rate, text=row.printed),
                label(register, row.metric),
                wording.date_text(row.period_start, row.period_end),
                levels,
                f.message(register),
                f.reason or "–",
            )
        )
    return Table(caption, ("printed", "metric", "period", "from", "intervals", "note"), rows)
