"""Where parts of the work are done: in this process, in several on this machine, or on a Dask cluster.

Each gives the results in the order of the parts. What can go wrong on the way is a SpreadError with one sentence.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ADDRESS = re.compile(r"(?:tcp://)?[^\s/@]+:[0-9]{1,5}")
PATIENCE = 10  # seconds for a scheduler to answer, and for a worker to come back
ENGINE = Path(__file__).resolve().parents[1]


class SpreadError(Exception):
    """The work could not be done where it was to be done; the message says why."""


@dataclass(frozen=True)
class Spread:
    """A place for work. workers: how many parts at a time; map: as the built-in one."""

    workers: int
    map: Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]


HERE = Spread(1, map)


@contextmanager
def processes(jobs: int) -> Iterator[Spread]:
    """So many processes on this machine; one is this one."""
    if jobs == 1:
        yield HERE
        return
    with ProcessPoolExecutor(jobs) as pool:

        def run(work: Callable[[Any], Any], parts: Sequence[Any]) -> list[Any]:
            try:
                return list(pool.map(work, parts))
            except (BrokenProcessPool, OSError) as error:
                raise SpreadError("a process that checked relations ended before its time; was memory left?") from error

        yield Spread(jobs, run)


@contextmanager
def cluster(address: str) -> Iterator[Spread]:
    """The workers of a Dask scheduler; they need the same claimcheck as this process."""
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        wanted = "pip install 'claimcheck[cluster]'"
        raise SpreadError(f"a cluster needs the package distributed, which is not installed: {wanted}") from error
    if not ADDRESS.fullmatch(address):
        raise SpreadError(f"{address!r} is no address of a scheduler; one is tcp://host:8786")
    for name in ("distributed", "distributed.client", "tornado", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it would say is said in one sentence here
    try:
        # Client() waits for ever where something else listens
        asyncio.run(asyncio.wait_for(_ask(distributed, address), PATIENCE))
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise SpreadError(f"no Dask scheduler answers at {address} within {PATIENCE} seconds") from error
    try:
        yield Spread(_workers(client, address), lambda work, parts: _gathered(client, address, work, parts))
    finally:
        client.close(timeout=PATIENCE)


async def _ask(distributed: Any, address: str) -> None:
    async with distributed.rpc(address) as scheduler:
        await scheduler.identity()


def _workers(client: Any, address: str) -> int:
    """How many parts the cluster works on at a time."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        threads: dict[str, int] = client.nthreads()
    except (OSError, TimeoutError) as error:
        raise SpreadError(f"the scheduler at {address} has no workers") from error
    return max(2, sum(threads.values()))


def _gathered(client: Any, address: str, work: Callable[[Any], Any], parts: Sequence[Any]) -> list[Any]:
    distributed: Any = import_module("distributed")
    # one by one: a part holds its rows, and all at once would be one message of the size of the package
    futures = [client.submit(_as_here, engine(), work, part, pure=False) for part in parts]
    try:
        with client.as_current():
            while True:
                try:
                    distributed.wait(futures, timeout=PATIENCE)
                    found: list[Any] = client.gather(futures)
                    return found
                except TimeoutError as error:
                    if not client.scheduler_info()["workers"]:
                        raise SpreadError(f"the workers of {address} are gone") from error
    except (OSError, CancelledError, distributed.KilledWorker) as error:
        raise SpreadError(f"the cluster at {address} was lost on the way") from error
    except (ImportError, AttributeError, RuntimeError, pickle.PickleError) as error:
        raise SpreadError(f"the cluster at {address} has no claimcheck, or another one than this process") from error


def _as_here(sources: str, work: Callable[[Any], Any], part: Any) -> Any:
    """The work on a part, unless the worker has other sources, and would judge by other rules."""
    if engine() != sources:
        raise SpreadError("a worker of the cluster has another claimcheck than this process")
    return work(part)


@cache
def engine() -> str:
    """What stands for the sources of the engine that runs, so that no worker judges by other rules."""
    found = hashlib.sha256()
    for path in sorted((*ENGINE.rglob("*.py"), *ENGINE.rglob("*.csv"))):
        found.update(path.read_bytes())
    return found.hexdigest()
