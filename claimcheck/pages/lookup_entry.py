"""One figure of the figure lookup, and what is published of it."""

from __future__ import annotations

from dataclasses import dataclass

# what an item of `figures` in lookup.json holds; what is blank is left out
FIELDS = {
    "id": "Id of the claim or of the figure published elsewhere.",
    "kind": "`claim`; `reported` for a figure published elsewhere; `result` for one that this report computes.",
    "what": "What the figure is of, in words.",
    "shown": "The figure in words, as pages show it.",
    "printed": "The figure as printed.",
    "of": "Class of its unit: money, dollars, percent, count or times; figures are told apart by it.",
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
    "use": "Whether the report gives it as the figure to use.",
    "before": "What stands right before a claim in its article, a few characters.",
    "after": "What stands right behind it.",
    "period": "Months that it speaks of, first and last, where they are no whole years: `2021-01/2021-03`; one month for what is no longer.",
    "right": "Id of the quantity that the number is of, where its article gives it a wrong label.",
}


@dataclass(frozen=True)
class Entry:
    """One figure that can be looked up.

    kind: `claim`, `reported` or `result`. what: the quantity in words. shown: the figure in English; printed: as the source
    prints it. value: in base units, a decimal string, or blank for words. variants: forms in which it is written.
    before, after: what stands beside a claim in its article.
    years: those it speaks of; period: its months, where those are no whole years. entity, metric: keys of the words that name them. words: further ones of its own.
    right: the quantity that the number is of, where its label is wrong. use: whether the report says to use it.
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
    use: bool = False
    before: str = ""
    after: str = ""
    period: str = ""
    right: str = ""
