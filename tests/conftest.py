"""Shared fixtures: a tiny data package that tests may break, and the denominator of the coverage ledger."""

from __future__ import annotations

import pytest
import thorough
from browser_support import address, browser, open_page  # noqa: F401 (fixtures)
from lookup_support import lookup_index, lookup_tab  # noqa: F401 (fixtures)
from tiny_package import TinyPackage

from claimcheck.pages import chapter
from claimcheck.register.record import Register

COVERAGE = pytest.StashKey[list]()


@pytest.fixture
def tiny(tmp_path) -> TinyPackage:
    """A sound package, not yet written."""
    return TinyPackage(tmp_path)


@pytest.fixture(scope="session")
def register() -> Register:
    """The register of the report's own data, loaded once for the run."""
    return chapter.register()


@pytest.fixture(scope="session")
def book(register) -> Register:
    """The same, by the name that pages give it."""
    return register


def pytest_collection_modifyitems(items):
    """Whole builds first: run side by side, none of them is left to one process at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_configure(config):
    thorough.begin()
    config.stash[COVERAGE] = []


@pytest.fixture
def denominator(request):
    """Call it with a line on what was covered; the lines are printed at the end of the run."""
    return request.config.stash[COVERAGE].append


def pytest_terminal_summary(terminalreporter, config):
    lines = config.stash[COVERAGE]
    if lines:
        terminalreporter.section("coverage of the articles")
        for line in lines:
            terminalreporter.write_line(line)
