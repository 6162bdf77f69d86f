"""Kernels: each talks over sockets of its own, and is forked from one process that has imported what pages import."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from _ext.reading import kernels, warm
from tools import build

ROOT = Path(__file__).resolve().parent.parent


def test_kernels_have_sockets_of_their_own(monkeypatch):
    with tempfile.TemporaryDirectory(prefix="k-", dir="/tmp") as folder:
        monkeypatch.setenv(kernels.FOLDER, folder)
        first, second = kernels.SocketKernelManager(), kernels.SocketKernelManager()
        assert first.transport == second.transport == "ipc" and first.ip != second.ip
        assert {Path(first.ip).parent, Path(second.ip).parent} == {Path(folder)}


@pytest.mark.parametrize("folder", ["", "/nowhere", "long"])
def test_without_a_folder_of_a_short_name_kernels_talk_as_they_always_do(monkeypatch, tmp_path, folder):
    (long := tmp_path / ("x" * kernels.LONGEST)).mkdir()
    monkeypatch.setenv(kernels.FOLDER, str(long) if folder == "long" else folder)
    manager = kernels.SocketKernelManager()
    assert (manager.transport, manager.ip) == ("tcp", "127.0.0.1")


# forked


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="k-", dir="/tmp") as name:
        yield name


@pytest.fixture
def forking(folder, tmp_path):
    """A folder in which kernels are forked for a page that imports csv, for one that cannot be read, and none that is not there."""
    (tmp_path / "good.md").write_text("```{code-cell} python3\nimport csv, nowhere\n```\n", encoding="utf-8")
    (tmp_path / "bad.md").write_text("```{code-cell} python3\nimport (\n```\n", encoding="utf-8")
    command = [sys.executable, "-m", warm.__name__, folder, *map(str, tmp_path.glob("*.md"))]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, cwd=ROOT, env=build.environment(ROOT))
    while not Path(folder, warm.NAME).exists():
        time.sleep(0.05)
    yield folder
    process.communicate(timeout=60)
    assert process.returncode == 0


def a_kernel(folder: str) -> warm.Forked:
    """A kernel that is killed if the test forgets to."""
    connection = str(Path(folder, "connection.json"))
    for _ in range(100):
        try:
            return warm.forked(folder, ["-f", connection], folder, {**os.environ, "IPYTHONDIR": folder})
        except ConnectionRefusedError:  # bound and not yet listening
            time.sleep(0.05)
    raise AssertionError("nobody forks")


def test_a_forked_kernel_runs_until_it_is_killed(forking):
    kernel = a_kernel(forking)
    assert kernel.poll() is None and os.getpgid(kernel.pid) == kernel.pid != os.getpgid(0)
    with pytest.raises(TimeoutError):
        kernel.wait(0.1)
    kernel.kill()
    assert kernel.wait(30) == kernel.poll() == 0
    kernel.terminate()  # nobody is asked any more


def test_who_asks_and_goes_away_disturbs_nobody(forking):
    a_kernel(forking).kill()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(Path(forking, warm.NAME)))
    assert a_kernel(forking).poll() is None


def test_kernels_end_with_what_they_were_forked_from(forking):
    assert a_kernel(forking).pid


def test_where_nobody_forks_a_kernel_is_started(folder):
    with pytest.raises(OSError):
        warm.forked(folder, [], folder, {})
