"""The Recomputations page: one table of every relation; complete without JavaScript, sorted and filtered with it.

A row carries what filter and order need as `data-` attributes; `assets/report.js` draws the controls. The anchor of a
row is the relation's id and never changes; a link to it opens the row's formula.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from claimcheck.formulas.verdicts import Arithmetic
from claimcheck.pages import prose
from claimcheck.pages.answers import han, linked
from claimcheck.pages.tables import CHAPTERS, article_link, badge, linked_formula
from claimcheck.printed.interval import Interval
from claimcheck.printed.words import range_text
from claimcheck.register.record import Register
from claimcheck.register.records import Relation

# What a recomputation is for, as the page says it: relations.csv `role`
ROLES = {
    "check": "recomputes a printed figure",
    "derived": "derived for a page or a conflict",
    "list": "counts a list or orders dates",
}
NO_VERDICT = "nothing printed"
NO_ONE = "no one article"  # of figures of several, or of none
# a statement's verdict: it holds for all, for none or for some of the values that its figures can stand for
TRUTHS = {
    Arithmetic.REPRODUCED: "true",
    Arithmetic.NOT_REPRODUCED: "false",
    Arithmetic.UNDETERMINED: "true of some values",
}
HEADS = ("What is computed", "Result", "Printed", "Verdict", "Role", "Article")


@dataclass(frozen=True)
class Recomputations:
    """All relations of the register, article by article, those of no one article last."""

    register: Register

    def __repr__(self) -> str:
        return f"Recomputations({len(self.rows)} rows)"

    @property
    def rows(self) -> tuple[Relation, ...]:
        """The relations in the order of the table."""
        place = {article: i for i, article in enumerate(self.register.articles)}
        return tuple(sorted(self.register.relations.values(), key=lambda r: place.get(r.article, len(place))))

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
        body = "".join(_row(self.register, relation) for relation in self.rows)
        return (
            '<table class="r-table r-cards" aria-label="Recomputations" data-filter="relations">'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


def _row(register: Register, relation: Relation) -> str:
    code = relation.verdict.code if relation.verdict else None
    # a statement that nothing printed is held to is true or not: there is no figure that it could reproduce
    truth = TRUTHS[code] if code and relation.printed is None else ""
    is_of_one = relation.article in register.articles
    attributes = {
        "article": relation.article if is_of_one else NO_ONE,
        "role": ROLES[relation.role],
        "verdict": truth or (code.words if code else NO_VERDICT),
        "rank": str(Arithmetic.best_first().index(code) if code else len(Arithmetic)),
        "what": relation.label.lower(),
    }
    data = " ".join(f'data-{key}="{escape(value, quote=True)}"' for key, value in attributes.items())
    cells = {
        "Result": han(escape(result(relation))),
        "Printed": printed(register, relation),
        "Verdict": badge(code).text if code and not truth else truth or NO_VERDICT,
        "Role": attributes["role"],
        "Article": article_link(relation.article).text if is_of_one else NO_ONE,
    }
    shown = "".join(f'<td data-label="{name}">{text}</td>' for name, text in cells.items())
    return (
        f'<tr id="{relation.id}" {data}><th scope="row">{han(escape(relation.label))}'
        f"{_fold(register, relation)}</th>{shown}</tr>"
    )


def result(relation: Relation) -> str:
    """What the relation comes to, in words: beside a printed figure to its last digit, so that the two can be compared;
    else with as many digits as it takes to lie within its own range."""
    found, target = relation.result, relation.printed and relation.printed.figure
    if isinstance(found, Interval) and found.is_exact and relation.unit != "date":
        return span(found, relation.unit)
    return prose.result(relation, inside=True, step=target.rounding_unit if target else None)


def told(relation: Relation) -> str:
    """The verdict, the result and what is printed, each with its range, as a claim's card has them."""
    verdict = relation.verdict
    if verdict is None or verdict.why:
        return f"{verdict.code.words}: {verdict.why}" if verdict else result(relation)
    if verdict.sides:
        first, second = (span(side, verdict.unit or "").strip() for side in verdict.sides)
        text = f"[{first}] {verdict.op} [{second}] is {TRUTHS[verdict.code]}"
    elif isinstance(relation.result, Interval) and relation.printed:
        texts = prose.figure(relation.printed) or relation.printed.quote, span(relation.printed.interval, relation.unit)
        text = f"printed {_with_range(*texts)}, recomputed {_with_range(result(relation), span(relation.result, relation.unit))}"
    else:
        text = TRUTHS[verdict.code]
    round_ = "; if the zeros of round figures are no digits, it cannot be told" if verdict.is_round else ""
    return f"{verdict.code.words}: {text}{round_}"


def _with_range(text: str, of: str) -> str:
    return f"{text} [{of}]" if of and of != text else text


def printed(register: Register, relation: Relation) -> str:
    """The claim that is recomputed, as a link; a dash where nothing is printed."""
    if relation.printed is None:
        return "–"
    return han(linked(register, relation.printed.id, prose.figure(relation.printed) or relation.printed.quote))


def _fold(register: Register, relation: Relation) -> str:
    """The formula with its inputs as links, both intervals in a unit that is read, and the note."""
    lines = [linked_formula(register, relation, CHAPTERS)]
    claim = relation.printed
    spans = {
        "result": span(relation.result, relation.unit),
        "printed": span(claim.interval, claim.base_unit) if claim and claim.base_unit != "text" else "",
    }
    lines += [f"{name}: {escape(text)}" for name, text in spans.items() if text]
    lines += [han(escape(relation.note))] if relation.note else []
    body = "".join(f'<span class="r-sub">{line}</span>' for line in lines)
    return f"<details><summary>{relation.id}</summary><div>{body}</div></details>"


def span(found: Interval | bool | None, unit: str) -> str:
    """An interval in words: "57.4 to 60.0 billion CNY"; blank for what is none, and for dates, which the result says."""
    if not isinstance(found, Interval) or unit == "date":
        return ""
    return range_text(found, unit).replace("-", "\N{MINUS SIGN}")
