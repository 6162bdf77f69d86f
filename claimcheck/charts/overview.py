"""How the claims of each article fare, as one bar per article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import matplotlib.pyplot as plt
import pandas as pd

from claimcheck.charts import style
from claimcheck.evidence.verdicts import EvidenceVerdict
from claimcheck.formulas.verdicts import Arithmetic


def counts(register, kind: str = "arithmetic") -> pd.DataFrame:
    """Claims by article (rows) and verdict (columns); `kind` is `arithmetic` or `evidence`."""
    codes = Arithmetic.best_first() if kind == "arithmetic" else tuple(EvidenceVerdict)
    verdict = register.verdict_of if kind == "arithmetic" else register.evidence_of
    count = Counter((c.article, verdict(c.id).code) for c in register.claims.values())
    return pd.DataFrame(
        [[count[a, code] for code in codes] for a in register.articles],
        index=pd.Index(register.articles, name="article"),
        columns=codes,
    )


@dataclass(frozen=True)
class Totals:
    """The counts a page says in words: of claims and reported figures, and how the claims fare."""

    claims: int
    reported: int
    tested: int
    met: int
    missed: int
    open: int


def totals(register) -> Totals:
    """The totals over all articles."""
    total = counts(register).sum()
    met = total["reproduced"] + total["within_rounding"]
    return Totals(
        len(register.claims),
        len(register.reported),
        int(total.sum() - total["not_computable"]),
        int(met),
        int(total["not_reproduced"]),
        int(total["undetermined"]),
    )


def verdict_chart(register, kind: str = "arithmetic") -> style.Chart:
    """One bar per article, cut by verdict, with the count in each part."""
    table = counts(register, kind)
    fig, ax = plt.subplots(figsize=style.category_rows(len(table), 1.9))
    left = pd.Series(0, index=table.index)
    for code in table.columns[table.sum() > 0]:
        bars = ax.barh(
            range(len(table)),
            table[code],
            left=left,
            height=0.66,
            color=code.colour,
            edgecolor="white",
            label=code.words,
        )
        labels = [str(n) if n >= table.sum(axis=1).max() / 30 else "" for n in table[code]]
        ax.bar_label(bars, labels, label_type="center", fontsize=8, color="white" if code.on_dark else "black")
        left += table[code]
    ax.set_yticks(range(len(table)), table.index)
    ax.invert_yaxis()
    ax.set_xlabel("claims")
    ax.grid(axis="x", color="#E3E3E3")
    ax.grid(axis="y", visible=False)
    style.legend_above(ax, ncols=3)
    source = "Source: data/claims/, data/relations.csv; own computation."
    return style.finish(fig, title(table, kind), source, alt(table, kind), table.reset_index(), name=f"verdicts-{kind}")


def title(table: pd.DataFrame, kind: str) -> str:
    """The finding in a sentence, from the counts."""
    total = table.sum()
    if kind == "evidence":
        return (
            f"Of {total.sum()} claims other sources or figures support {total['supported']}, "
            f"refute {total['refuted']} and leave {total['conflicting']} in conflict"
        )
    tested = total.sum() - total["not_computable"]
    return (
        f"{tested} of {total.sum()} claims can be recomputed from the articles' own figures; "
        f"{total['reproduced'] + total['within_rounding']} of them come out, {total['not_reproduced']} do not"
    )


def alt(table: pd.DataFrame, kind: str) -> str:
    """What the drawing shows, article by article."""
    rows = "; ".join(
        f"{article}: " + ", ".join(f"{n} {code.replace('_', ' ')}" for code, n in row.items() if n)
        for article, row in table.iterrows()
    )
    return f"Stacked bars, one per article, of its claims by {kind} verdict. {rows}."
