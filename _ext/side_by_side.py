"""The same work for many pages, on as many cores as there are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Given = TypeVar("Given")
Found = TypeVar("Found")


def each(work: Callable[[Given], Found], items: Iterable[Given]) -> list[Found]:
    """What `work` finds for each item, in their order. Processes are forked, so that they have what is loaded already."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as pool:
        return list(pool.map(work, items))
