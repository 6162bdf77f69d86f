"""Relations in components and parts, and the same verdicts and faults wherever they are checked."""

from __future__ import annotations

import logging
import os
import pickle
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import distributed
import pytest
from hypothesis import given
from hypothesis import strategies as st
from register_cases import ROW_CASES

from claimcheck import __main__
from claimcheck.loading import data_dir, examine
from claimcheck.printed.interval import Interval
from claimcheck.register import spreading
from claimcheck.register.components import components, parts
from claimcheck.register.spreading import HERE, Spread, SpreadError, cluster, processes
from tools.made_package import make

NAMES = {"r1": "ab", "r2": "c", "r3": "d", "r4": "bd", "r5": "ce", "r6": "", "r7": "f"}
relations = st.lists(st.sets(st.integers(0, 30), max_size=3), max_size=40).map(
    lambda found: {f"r{n}": [f"c{row}" for row in sorted(rows)] for n, rows in enumerate(found)}
)


def test_relations_that_a_chain_of_rows_joins_are_together_in_their_order():
    assert components(NAMES) == [["r1", "r3", "r4"], ["r2", "r5"], ["r6"], ["r7"]]


@given(relations, st.integers(2, 5))
def test_parts_hold_each_relation_once_and_share_no_row(names, workers):
    found = parts(names, workers)
    assert sorted(r for part in found for r in part) == sorted(names)
    rows = [{row for r in part for row in names[r]} for part in found]
    assert all(not rows[i] & rows[j] for i in range(len(rows)) for j in range(i))
    assert all(part == sorted(part, key=list(names).index) for part in components(names))
    # no component could be divided: from its first relation all others are reached over shared rows
    for component in components(names):
        reached, rest = set(names[component[0]]), set(component[1:])
        while near := {r for r in rest if reached & set(names[r])}:
            reached |= {row for r in near for row in names[r]}
            rest -= near
        assert not rest


@pytest.mark.parametrize(
    "components_of, workers, expected",
    [
        (40 * [1], 2, 8 * [5]),  # four parts for each worker, of many small components
        ([30, 1, 1, 8], 2, [30, 2, 8]),  # one that is large stands alone, and is not divided
        (5000 * [2], 2, 10 * [1000]),  # none of many thousands, whose rows would go along at once
        (3 * [1], 4, 3 * [1]),
        ([], 2, []),
    ],
)
def test_parts_are_of_similar_size(components_of, workers, expected):
    names = {f"{n}.{i}": [f"c{n}"] for n, size in enumerate(components_of) for i in range(size)}
    assert [len(part) for part in parts(names, workers)] == expected


# wherever they are checked


@pytest.fixture
def checked(capsys, monkeypatch):
    """What `check --json` prints and ends with, over a package; Frictionless reads no relation."""
    monkeypatch.setattr(__main__, "frictionless_faults", lambda *_: ())

    def run(root: Path, articles: Path | None, *arguments: str) -> tuple[int, str]:
        texts = ["--articles", str(articles)] if articles else []
        status = __main__.main(["check", "--json", "--data", str(root), *texts, *arguments])
        out, err = capsys.readouterr()
        assert err == ""
        return status, out

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make(folder, 300)
    return folder


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A Dask cluster of two processes on this machine."""
    quiet = {"silence_logs": logging.CRITICAL, "dashboard_address": "127.0.0.1:0"}
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **quiet) as started:
        yield started.scheduler_address


def test_a_cluster_of_two_processes_says_the_same(made, address, checked):
    for root, articles in ((made / "data", made / "articles"), (data_dir(), None)):
        here = checked(root, articles)
        assert here[0] == 0 and here == checked(root, articles, "--scheduler", address)
    with cluster(address) as spread:
        assert spread.workers == 2 and len(set(spread.map(process, range(20)))) == 2


def test_two_processes_say_the_same(made, checked):
    for root, articles in ((made / "data", made / "articles"), (data_dir(), None)):
        assert checked(root, articles) == checked(root, articles, "--jobs", "2")
    with processes(2) as spread:
        assert os.getpid() not in spread.map(process, range(4))


def process(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def test_what_is_sent_away_comes_back_as_it_is_found_here(made):
    """Results are put together from what the sender has and what comes back: each record is the same, not only its text."""
    for root, articles in ((made / "data", made / "articles"), (data_dir(), None)):
        here, there = examine(root, articles)[0].relations, examine(root, articles, packed())[0].relations
        assert list(here) == list(there) and here == there
        assert {type(r.result) for r in here.values()} >= {Interval, bool}


@pytest.mark.parametrize("kind", ROW_CASES)
def test_faults_are_the_same_in_parts(tiny, kind):
    ROW_CASES[kind][0](tiny)
    tiny.write()
    (found, faults), (there, same) = (examine(tiny.root, tiny.articles, spread) for spread in (HERE, packed()))
    assert faults == same != () and found.relations == there.relations


def test_what_a_cross_relation_counts_is_looked_for_in_all_texts_in_parts_too(tiny):
    for text in ("本", "外"):
        tiny.row("relations.csv", 9).update(formula=f'count("{text}", "另有")', unit="items", target="")
        tiny.write()
        faults = [examine(tiny.root, tiny.articles, spread)[1] for spread in (HERE, packed())]
        assert faults[0] == faults[1] and ("name-not-found" in {f.code for f in faults[0]}) == (text == "外")


def packed() -> Spread:
    """A place that packs parts and results as the others do, does the last first, and is this process all the same."""

    def run(work: Callable[[Any], Any], sent: Sequence[Any]) -> list[Any]:
        assert len(sent) > 1
        done = [pickle.dumps(work(pickle.loads(part))) for part in reversed([pickle.dumps(part) for part in sent])]
        return [pickle.loads(result) for result in reversed(done)]

    return Spread(3, run)


# what can go wrong on the way is one sentence


@pytest.mark.parametrize("address", ["", "nonsense", "http://127.0.0.1:8786", "tcp://a b:1", "127.0.0.1:"])
def test_what_is_no_address_is_said(address, capsys):
    assert said(capsys, "--scheduler", address).startswith(f"{address!r} is no address of a scheduler")


def test_a_scheduler_that_does_not_answer_is_said(capsys, monkeypatch):
    monkeypatch.setattr(spreading, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as deaf:  # takes the call and says nothing
        address = f"127.0.0.1:{deaf.getsockname()[1]}"
        assert said(capsys, "--scheduler", address) == f"no Dask scheduler answers at {address} within 1 seconds"


def test_a_scheduler_without_workers_is_said(capsys, monkeypatch):
    monkeypatch.setattr(spreading, "PATIENCE", 1)
    with distributed.LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as idle:
        address = idle.scheduler_address
        assert said(capsys, "--scheduler", address) == f"the scheduler at {address} has no workers"


def test_a_cluster_of_another_engine_does_not_judge(address, monkeypatch):
    monkeypatch.setattr(spreading, "engine", lambda: "other sources")
    with cluster(address) as spread, pytest.raises(SpreadError, match="another claimcheck"):
        spread.map(process, [1, 2])


def test_the_extra_that_is_not_installed_is_named(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'claimcheck[cluster]'" in said(capsys, "--scheduler", "127.0.0.1:8786")


def test_a_process_that_ends_before_its_time_is_said():
    with processes(2) as spread, pytest.raises(SpreadError, match="ended before its time"):
        spread.map(os._exit, [1, 2])


def said(capsys, *arguments: str) -> str:
    """The one line that a check which cannot be done ends with."""
    assert __main__.main(["check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.endswith("\n") and err.count("\n") == 1
    return err[:-1]
