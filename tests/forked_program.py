"""A program for the tests of forking: it forks a child, writes down the child's number, and waits with it."""

from __future__ import annotations

import os
import time
from pathlib import Path


def main(place: str) -> int:
    child = os.fork()
    if child:
        Path(place).write_text(str(child))
    time.sleep(120)
    return 0
