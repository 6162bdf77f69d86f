"""What is fuzzed, and one case of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Subject:
    """make: a case from its source of randomness; run: what is done with it, with the seconds it took where
    setting up is no part of them; allowed: what it may raise."""

    make: Callable[[random.Random], Any]
    run: Callable[[Any], float | None]
    allowed: tuple[type[Exception], ...] = ()


def source_of(name: str, seed: int, number: int) -> random.Random:
    """The randomness that a case is made of."""
    return random.Random(f"{name} {seed} {number}")


def run_case(subject: Subject, name: str, seed: int, number: int) -> tuple[Any, Exception | None, float]:
    """One case: its input, what it raised, and the seconds it took."""
    case = subject.make(source_of(name, seed, number))
    started = time.process_time()
    try:
        own = subject.run(case)
    except Exception as error:  # whatever it is, it is what is looked for
        return case, error, time.process_time() - started
    return case, None, time.process_time() - started if own is None else own
