"""What a chapter's cells use: figures by claim id, and arithmetic that is held to the register.

    gmv_2020 = claim("gravity-2021-15")
    gmv_2019 = claim("gravity-2021-16")
    growth = check("gravity-2021-17", gmv_2020 / gmv_2019 - 1)

`check` and `derive` raise where a cell's formula is not the registered one, so that a page cannot show
one calculation and publish another. `result` takes a registered one as it stands, for the answer at the top;
`show` puts several into one table; `used` says which claims a chapter names, `unused` lists the rest.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from html import escape
from pathlib import Path

from claimcheck.formulas import relations
from claimcheck.formulas.nodes import Constant, Operation
from claimcheck.formulas.relations import Comparison, Expr, count, days, largest, parse_formula, smallest, year
from claimcheck.loading import book_dir, load
from claimcheck.pages.tables import Html, Table, badge, link, relation_link, unused_table
from claimcheck.printed.figures import prints_alike
from claimcheck.printed.interval import Interval
from claimcheck.printed.qualifiers import is_plain
from claimcheck.printed.words import number_text, range_text
from claimcheck.register.record import Register
from claimcheck.register.records import Relation
from claimcheck.register.rows import Claim

__all__ = [
    "Check",
    "ClaimFigure",
    "check",
    "claim",
    "count",
    "days",
    "derive",
    "largest",
    "register",
    "reported",
    "result",
    "show",
    "smallest",
    "unused",
    "used",
    "year",
]

_CONSTANT_OPERATIONS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


@cache
def register() -> Register:
    """The register of this build, loaded once (see register.load for where from)."""
    return load()


@dataclass(frozen=True, eq=False)
class ClaimFigure(relations.Claim):
    """A claim in a formula that also knows what is printed.

    printed: the figure in words; value: as in the table; interval: as text; verdict: the worst
    arithmetic verdict of its recomputations; row: the whole record.
    """

    row: Claim

    # equal to the plain leaf of the same id, so that formulas compare by structure
    def __eq__(self, other):
        return self.id == other.id if isinstance(other, relations.Claim) else NotImplemented

    def __hash__(self):
        return hash((self.id,))

    def __repr__(self) -> str:
        return f"{self.id}: {self.printed}"

    @property
    def printed(self) -> str:
        return self.row.figure_text

    @property
    def quote(self) -> str:
        return self.row.quote

    @property
    def value(self) -> str:
        return self.row.value

    @property
    def interval(self) -> str:
        return self.row.interval_text

    @property
    def span(self) -> str:
        """The printed interval in words, rounded outward; blank for a text."""
        return "" if self.row.interval is None else range_text(self.row.interval, self.row.base_unit)

    @property
    def verdict(self) -> str:
        return register().verdict_of(self.id).code

    @property
    def paraphrase(self) -> str:
        return self.row.paraphrase

    def _repr_html_(self) -> str:
        return _table(
            self.id,
            f"The claim {self.id}",
            {
                "printed": escape(self.printed),
                "printed interval": escape(self.interval or "none"),
                "verdict": badge(self.verdict).text,
            },
        )


@dataclass(frozen=True)
class Check:
    """A registered relation, shown: what is printed beside what comes out.

    All but `relation` are texts for prose: printed, recomputed, interval_printed, interval_recomputed
    (both with unit), verdict (its code), message, unit.
    """

    relation: Relation
    printed: str
    recomputed: str
    interval_printed: str
    interval_recomputed: str
    verdict: str
    message: str
    unit: str

    def __repr__(self) -> str:
        return f"{self.relation.id}: {self.message or self.recomputed}"

    @property
    def span(self) -> str:
        """The recomputed interval in words, rounded outward: "57.4 to 60.0 billion CNY"."""
        result = self.relation.result
        return range_text(result, self.unit) if isinstance(result, Interval) else self.recomputed

    @property
    def is_exact(self) -> bool:
        """Whether the result is one number, as of a count: its interval says nothing more."""
        return isinstance(self.relation.result, Interval) and self.relation.result.is_exact

    @property
    def at_least(self) -> str:
        """The lower end in words, rounded down; blank where there is none."""
        return self._end("lower", up=False)

    @property
    def at_most(self) -> str:
        """The upper end in words, rounded up; blank where there is none."""
        return self._end("upper", up=True)

    def _end(self, name: str, up: bool) -> str:
        result = self.relation.result
        end = getattr(result, name) if isinstance(result, Interval) else None
        return "" if end is None else number_text(end, self.unit, up=up)

    def _repr_html_(self) -> str:
        cells = {
            "printed": self.printed,
            "recomputed": self.recomputed,
            "printed interval": self.interval_printed,
            "recomputed interval": self.interval_recomputed,
        }
        cells = {name: escape(text) for name, text in cells.items() if text}
        if self.verdict:
            cells["verdict"] = badge(self.verdict).text
        return _table(self.relation.target, f"{self.relation.id}: {self.relation.label}", cells)


def claim(claim_id: str) -> ClaimFigure:
    """The claim, to show and to compute with. KeyError for an unknown id."""
    claims = register().claims
    if claim_id not in claims:
        raise KeyError(f"there is no claim {claim_id}")
    return ClaimFigure(claim_id, claims[claim_id])


def reported(reported_id: str) -> relations.Claim:
    """A figure reported elsewhere, to compute with. KeyError for an unknown id."""
    if reported_id not in register().reported:
        raise KeyError(f"there is no reported figure {reported_id}")
    return relations.Claim(reported_id)


def check(target_id: str, expr: Expr) -> Check:
    """The registered relation with this target and this formula; ValueError if there is none."""
    claim(target_id)
    return _found(expr, register().targeting(target_id), f"no relation with target {target_id}")


def derive(relation_id: str, expr: Expr) -> Check:
    """The registered relation of this id, if it has this formula; ValueError if not."""
    relation = register().relations.get(relation_id)
    return _found(expr, (relation,) if relation else (), f"no relation {relation_id}")


def result(relation_id: str) -> Check:
    """A registered relation as it stands, for the answer that a page gives before its working.

    KeyError for an unknown id.
    """
    return _shown(register().relations[relation_id])


def show(*checks: Check) -> Table:
    """Several results in one table, for a cell's last line: each figure with its interval under it."""
    columns: dict[str, list[str | Html]] = {
        "what is computed": [relation_link(c.relation.id, text=c.relation.label) for c in checks],
        "printed": [_over(c.printed, "" if c.is_exact else c.interval_printed) for c in checks],
        "recomputed": [_over(c.recomputed, "" if c.is_exact else c.interval_recomputed) for c in checks],
        "verdict": [badge(c.verdict) if c.verdict else "" for c in checks],
    }
    columns = {name: cells for name, cells in columns.items() if any(cells)}
    ids = ", ".join(c.relation.id for c in checks)
    return Table(ids, tuple(columns), [[cell or "–" for cell in row] for row in zip(*columns.values())])


def _over(figure: str, interval: str) -> str | Html:
    """A figure above its interval; one of them where both say the same."""
    if not interval or interval == figure:
        return figure
    return Html(f"{escape(figure)}<br><small>{escape(interval)}</small>")


def used(article: str, folder: Path | None = None) -> frozenset[str]:
    """Ids of the claims that the chapter of the article names: in a cell, a role, or through a relation it names.

    Read from the chapter's source, so that a claim cannot count as used without a trace on the page.
    """
    source = ((folder or book_dir() / "chapters" / "articles") / f"{article}.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b[a-z]+(?:-\d{4})?-r?\d+\b", source))
    relations_named = [register().relations[i] for i in named & register().relations.keys()]
    through = {claim_id for r in relations_named for claim_id in (*r.inputs, r.target)}
    return frozenset((named | through) & register().claims.keys())


def unused(article: str) -> Table:
    """The claims of the article that its chapter does not name; see `used`."""
    return unused_table(register(), article, used(article))


def _found(expr: Expr, candidates: tuple[Relation, ...], none: str) -> Check:
    formula = str(relations.lift(expr) if not isinstance(expr, Comparison) else expr)
    for relation in candidates:
        if _folded(relation.expr) == _folded(parse_formula(formula)):
            return _shown(relation)
    known = "; ".join(f"{r.id}: {r.formula}" for r in candidates) or "there is none"
    raise ValueError(f"{none} has the formula of this cell: {formula} (registered: {known})")


def _folded(expr: Expr) -> Expr:
    """The formula with products, quotients, sums and differences of constants worked out: Python does so before
    a cell's formula is built, 24 * 60 / [a] comes as 1440 / [a]."""
    if not isinstance(expr, Operation | Comparison):
        return expr
    left, right = _folded(expr.left), _folded(expr.right)
    if isinstance(left, Constant) and isinstance(right, Constant) and expr.op in _CONSTANT_OPERATIONS:
        if not left.unit and not right.unit and (expr.op != "/" or right.value):
            return Constant(_CONSTANT_OPERATIONS[expr.op](left.value, right.value))
    return type(expr)(expr.op, left, right)


def _shown(relation: Relation) -> Check:
    target = register().claims.get(relation.target)
    verdict = relation.verdict
    return Check(
        relation,
        target.figure_text if target else "",
        recomputed(relation),
        relation.target_text,
        relation.result_text,
        verdict.code if verdict else "",
        verdict.message if verdict else "",
        relation.unit,
    )


def recomputed(relation: Relation) -> str:
    """The result in words: for the printed values, rounded as the target prints, else to four digits.

    A comparison says for which values it holds. Where a qualifier moves a figure used (超, 近, 級 …) the
    printed values say little, and the result is a bound or an interval.
    """
    result, claims = relation.result, register().claims
    if not isinstance(result, Interval):
        return relation.result_text
    if result.is_exact:
        return number_text(result.lower, relation.unit)
    if not all(_is_plain(row_id) for row_id in relation.inputs):
        return range_text(result, relation.unit) or relation.result_text
    if not isinstance(relation.point, Fraction) or not result.contains(relation.point):
        return range_text(result, relation.unit) or relation.result_text
    figure = claims[relation.target].figure if relation.target else None
    if figure is None or not figure.rounding_unit or not is_plain(figure.qualifier):
        return number_text(relation.point, relation.unit)
    # at a tie either way of rounding counts: show the one that agrees
    point = figure.value if prints_alike(relation.point, figure) else relation.point
    return number_text(point, relation.unit, figure.rounding_unit)


def _is_plain(row_id: str) -> bool:
    """Whether no qualifier moves the figure of a claim, or of a row of reported.csv, whose qualifiers all do."""
    claim_row = register().claims.get(row_id)
    return is_plain(claim_row.qualifier) if claim_row else not register().reported[row_id].qualifier


def _table(claim_id: str, caption: str, cells: dict[str, str]) -> str:
    """One row under its heads; the claim's id, linked, heads the row."""
    first = f'<th scope="row">{link(claim_id).text}</th>' if claim_id else ""
    heads = ['<th scope="col">claim</th>'] if claim_id else []
    heads += [f'<th scope="col">{name}</th>' for name in cells]
    body = first + "".join(f"<td>{text}</td>" for text in cells.values())
    return (
        f'<div class="table-scroll" tabindex="0" role="region" aria-label="{escape(caption, quote=True)}">'
        f'<table class="check"><caption>{escape(caption)}</caption><thead><tr>{"".join(heads)}</tr></thead>'
        f"<tbody><tr>{body}</tr></tbody></table></div>"
    )
