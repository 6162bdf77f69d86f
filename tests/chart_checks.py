"""What every chart must stand up to; used by the test of each chart module."""

from __future__ import annotations

import re

from claimcheck.charts import style
from claimcheck.loading import with_value


def drawn(monkeypatch, draw, *args):
    """The chart that `draw(*args)` returns, after a look at the drawing: no mark or word runs off the canvas."""
    seen = []
    save = style._svg

    def watch(fig, *words):
        svg = save(fig, *words)
        seen.append((fig.get_tightbbox(), *fig.get_size_inches()))
        return svg

    monkeypatch.setattr(style, "_svg", watch)
    chart = draw(*args)
    box, width, height = seen[-1]
    assert box.x0 > -0.02 and box.y0 > -0.02 and box.x1 < width + 0.02 and box.y1 < height + 0.02, (
        f"runs off the canvas: {box}"
    )
    return chart


def assert_sound(chart) -> None:
    """Title, alt text, source and rows are there, the alt says more than the title, and the figure is closed."""
    assert chart.title and len(chart.alt) > len("Chart of ...") and chart.alt != chart.title
    assert chart.source.startswith("Source: ") and not chart.data.empty
    assert "<title>" in chart.svg
    assert not style.plt.get_fignums()


def numbers(text: str) -> set[str]:
    """The numbers of a text, without years."""
    return {n for n in re.findall(r"\d[\d,]*\.?\d*", text) if not re.fullmatch(r"20[12]\d", n)}


def moved(register, claim_id: str, value: str):
    """The register as it would be with another printed value: titles and alts must follow it."""
    return with_value(register, claim_id, value)


__all__ = ["assert_sound", "drawn", "moved", "numbers"]
