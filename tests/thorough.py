"""How many examples a property is tried on: all that it asks for in continuous integration, a few where someone waits."""

from __future__ import annotations

import os

from hypothesis import settings

WAITING = 25

settings.register_profile("waiting", max_examples=WAITING, deadline=None)
settings.register_profile("thorough", deadline=None)


def begin() -> None:
    """The profile of this run, for properties that ask for nothing of their own."""
    settings.load_profile("thorough" if os.environ.get("CI") else "waiting")


def thorough(examples: int) -> settings:
    """The settings of a property that is worth this many examples."""
    return settings(max_examples=examples if os.environ.get("CI") else min(examples, WAITING), deadline=None)
