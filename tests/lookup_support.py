"""The figure lookup in a browser without a site: its parts, its data, and what it answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from _ext.pages.assets import LOOKUP
from claimcheck.pages.lookup_script import script
from kuaishou import lookup

ASSETS = Path(__file__).resolve().parents[1] / "assets"


@pytest.fixture(scope="session")
def lookup_index(register) -> dict:
    return lookup.published(register)


@pytest.fixture(scope="module")
def lookup_tab(browser, lookup_index):
    page = browser.new_page()
    for name in LOOKUP[:-1]:  # the last is for a page that has the field
        page.add_script_tag(path=ASSETS / Path(name).relative_to("_static"))
    page.add_script_tag(content=script(lookup_index))
    page.evaluate("window.index = FigureIndex.build(window.figureLookup); null")
    yield page
    page.close()


def ask(tab, texts: list[str]) -> list[list[dict]]:
    """What is answered for each figure of each text."""
    return tab.evaluate(
        """texts => texts.map(text => FigureAnswer.ask(window.index, text).map(a => ({ written: a.figure.written,
            key: a.figure.key, found: a.found.map(i => i.id), near: a.near && a.near.id, faults: a.faults, unit: a.unit,
            isRounded: a.isRounded, isPoints: a.figure.isPoints })))""",
        texts,
    )
