"""Draw the picture that the README shows anew: `python -m tools.readme_picture`.

It is kept in the repository, since a README is read where nothing is built; a test says when the figures have moved on.
"""

from __future__ import annotations

from pathlib import Path

from claimcheck.loading import load
from kuaishou.growth.charts import years_chart

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / "assets" / "gmv-years.svg"


def drawn() -> str:
    """GMV by year as one SVG without the files a page offers with it."""
    return years_chart(load()).alone


def main() -> None:
    PATH.write_text(drawn(), encoding="utf-8")
    print(f"drawn: {PATH.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
