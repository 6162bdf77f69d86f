"""For pytest, where it runs a mutant: what the engine remembers is forgotten, since it was found before the mutation.

mutmut forks each mutant from a process that has run the tests once, with every cache full.
"""

from __future__ import annotations

import sys

import pytest

ROOMS = ("claimcheck.printed", "claimcheck.formulas", "claimcheck.evidence")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Empty the caches of the rooms that are mutated."""
    for name, module in list(sys.modules.items()):
        if name.startswith(ROOMS):
            for value in vars(module).values():
                if callable(forget := getattr(value, "cache_clear", None)):
                    forget()
