"""The picture that opens the Conflicts page: which articles disagree about what."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.colors import ListedColormap

from claimcheck.charts import style
from claimcheck.pages.conflicts import SEVERITY, THEMES

ELSEWHERE = "elsewhere"
# shade by the worst conflict in a cell, from none to severity 1
SHADES = ("#FFFFFF", "#E8F3FA", "#A9D3EE", "#F2A65A", "#C4500A")


def matrix(register) -> pd.DataFrame:
    """One row per conflict and party: theme, party (an article, or `elsewhere`), severity, conflict."""
    rows = []
    for conflict in register.conflicts.values():
        parties = dict.fromkeys(register.claims[i].article for i in conflict.claims)
        for party in (*parties, *([ELSEWHERE] if conflict.reported else [])):
            rows.append(
                {"theme": conflict.theme, "party": party, "severity": int(conflict.severity), "conflict": conflict.id}
            )
    return pd.DataFrame(rows)


def conflict_chart(register) -> style.Chart:
    """Themes against articles: how many conflicts each article takes part in, shaded by the worst of them."""
    table = matrix(register)
    parties = [*register.articles, ELSEWHERE]
    themes = [theme for theme in THEMES if theme in set(table["theme"])]
    count = table.pivot_table(index="theme", columns="party", values="conflict", aggfunc="count", fill_value=0)
    worst = table.pivot_table(index="theme", columns="party", values="severity", aggfunc="min")
    count, worst = (t.reindex(index=themes, columns=parties) for t in (count, worst))
    fig, ax = plt.subplots(figsize=(5.4, 1.9 + 0.42 * len(themes)))
    shade = (5 - worst).fillna(0)
    ax.imshow(shade, cmap=ListedColormap(SHADES), vmin=-0.5, vmax=4.5, aspect="auto")
    for i, theme in enumerate(themes):
        for j, party in enumerate(parties):
            n = count.loc[theme, party]
            if n == n and n:
                ax.text(
                    j, i, int(n), ha="center", va="center", color="white" if worst.loc[theme, party] == 1 else "black"
                )
    ax.set_xticks(range(len(parties)), [p.replace("-", "\n") for p in parties], fontsize=8)
    ax.set_yticks(range(len(themes)), [THEMES[t].replace(", ", ",\n", 1) for t in themes], fontsize=9)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_xticks([x + 0.5 for x in range(len(parties) - 1)], minor=True)
    ax.set_yticks([y + 0.5 for y in range(len(themes) - 1)], minor=True)
    ax.grid(which="minor", color="#999999", linewidth=0.6)
    ax.grid(which="major", visible=False)
    ax.tick_params(which="minor", length=0)
    _legend(ax)
    data = table.assign(theme=table["theme"].map(THEMES))
    return style.finish(
        fig,
        title(register, table),
        "Source: data/conflicts.csv; own judgement of severity.",
        alt(register, count, worst),
        data,
        name="conflicts",
    )


def _legend(ax) -> None:
    handles = [
        plt.Rectangle((0, 0), 1, 1, facecolor=SHADES[5 - int(s)], edgecolor="#999999", linewidth=0.6) for s in SEVERITY
    ]
    ax.legend(
        handles,
        [f"worst in it: {words}" if s == "1" else words for s, words in SEVERITY.items()],
        loc="upper center",
        bbox_to_anchor=(0.4, -0.02),
        ncols=2,
        fontsize=8,
        handlelength=1.2,
    )


def title(register, table: pd.DataFrame) -> str:
    """The finding in a sentence, from the counts."""
    conflicts = register.conflicts.values()
    themes = table[table["severity"] == 1].drop_duplicates("conflict")["theme"].value_counts()
    worst = " and ".join(THEMES[t] for t in themes.index[themes == themes.max()])
    between = sum(len({register.claims[i].article for i in c.claims}) > 1 for c in conflicts)
    return (
        f"Of {len(conflicts)} conflicts {between} set articles against each other; "
        f"more of the worst are about {worst} than about anything else"
    )


def alt(register, count: pd.DataFrame, worst: pd.DataFrame) -> str:
    """What the drawing shows, theme by theme."""
    lines = []
    for theme in count.index:
        cells = [
            f"{party} {int(n)} (worst: severity {int(worst.loc[theme, party])})"
            for party, n in count.loc[theme].items()
            if n == n and n
        ]
        lines.append(f"{THEMES[theme]}: " + ", ".join(cells))
    return (
        "A grid of themes against the five articles and figures reported elsewhere; each cell gives the number of "
        "conflicts and is shaded by the worst of them. " + "; ".join(lines) + "."
    )
