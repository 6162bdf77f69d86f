"""How many examples a property is tried on: all that it asks for in continuous integration, at most fifty where someone waits."""

from __future__ import annotations

import os

from hypothesis import settings

WAITING = 50


def thorough(examples: int) -> settings:
    """The settings of a property that is worth this many examples."""
    return settings(max_examples=examples if os.environ.get("CI") else min(examples, WAITING), deadline=None)
