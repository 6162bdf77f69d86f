"""Kernels: each talks over sockets of its own, and is forked from one process that has imported what pages import."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from _ext.reading import kernels, warm
from tools import build

ROOT = Path(__file__).resolve().parent.parent


def test_kernels_have_sockets_of_their_own(monkeypatch):
    with tempfile.TemporaryDirectory(prefix="k-", dir="/tmp") as folder:
        monkeypatch.setenv(warm.VARIABLE, folder)
        first, second = kernels.SocketKernelManager(), kernels.SocketKernelManager()
        assert first.transport == second.transport == "ipc" and first.ip != second.ip
        assert {Path(first.ip).parent, Path(second.ip).parent} == {Path(folder)}


@pytest.mark.parametrize("folder", ["", "/nowhere", "long"])
def test_without_a_folder_of_a_short_name_kernels_talk_as_they_always_do(monkeypatch, tmp_path, folder):
    (long := tmp_path / ("x" * warm.LONGEST)).mkdir()
    monkeypatch.setenv(warm.VARIABLE, str(long) if folder == "long" else folder)
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
    sources = ["kuaishou.publish", *map(str, tmp_path.glob("*.md"))]
    process = warm.start(folder, sources, str(ROOT), build.environment(ROOT))
    yield folder
    process.communicate(timeout=60)
    assert process.returncode == 0


def until(found, seconds: float = 30):
    """What is found, as soon as it is."""
    end = time.monotonic() + seconds
    while not (what := found()) and time.monotonic() < end:
        time.sleep(0.02)
    return what


def is_gone(number: int) -> bool:
    """Whether the process has ended; one that nobody has waited for yet has too."""
    try:
        return Path("/proc", str(number), "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def a_kernel(folder: str) -> warm.Forked:
    return warm.kernel(
        folder, ["-f", str(Path(folder, "connection.json"))], folder, {**os.environ, "IPYTHONDIR": folder}
    )


def test_a_forked_kernel_runs_until_it_is_killed(forking):
    kernel = a_kernel(forking)
    assert kernel.poll() is None and os.getpgid(kernel.pid) == kernel.pid != os.getpgid(0)
    with pytest.raises(TimeoutError):
        kernel.wait(0.1)
    kernel.kill()
    assert kernel.wait(30) == kernel.poll() == 0
    kernel.terminate()  # nobody is asked any more


def publishing(folder: str, *arguments: str) -> warm.Forked:
    return warm.program(folder, "kuaishou.publish", arguments, str(ROOT), build.environment(ROOT))


def test_a_forked_program_does_its_work_and_tells_its_status(forking, tmp_path):
    (foreign := tmp_path / "foreign").mkdir()
    (foreign / "letter.txt").write_text("Dear reader", encoding="utf-8")
    good, refused = publishing(forking, str(tmp_path / "new")), publishing(forking, str(foreign))
    assert (good.wait(60), refused.wait(60)) == (0, 2)
    assert (tmp_path / "new" / "claims.json").is_file() and [p.name for p in foreign.iterdir()] == ["letter.txt"]


def test_a_forked_program_that_fails_or_is_killed_has_failed(forking, tmp_path):
    wrong, killed = publishing(forking, "too", "many"), publishing(forking, str(tmp_path / "new"))
    killed.kill()
    assert (wrong.wait(60), killed.wait(60)) == (1, 1) and not (tmp_path / "new").exists()


def test_what_a_forked_program_forks_does_not_keep_it_and_ends_with_all(folder, tmp_path):
    process = warm.start(folder, [], str(ROOT), build.environment(ROOT))
    place = tmp_path / "child"
    program = warm.program(folder, "tests.forked_program", [str(place)], str(ROOT), build.environment(ROOT))
    child = until(lambda: place.exists() and place.read_text())
    program.kill()
    assert program.wait(20) == 1
    process.communicate(timeout=60)
    assert until(lambda: is_gone(int(child)))


def test_who_asks_and_goes_away_disturbs_nobody(forking):
    a_kernel(forking).kill()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(Path(forking, warm.NAME)))
    assert a_kernel(forking).poll() is None


def test_kernels_end_with_what_they_were_forked_from(folder):
    process = warm.start(folder, [], str(ROOT), build.environment(ROOT))
    kernel = a_kernel(folder)
    process.communicate(timeout=60)
    assert until(lambda: is_gone(kernel.pid))


def test_where_nobody_forks_a_kernel_is_started_on_its_own(monkeypatch, folder):
    monkeypatch.setenv(warm.VARIABLE, folder)
    manager = kernels.SocketKernelManager(kernel_name="python3")

    async def life() -> tuple[bool, type]:
        await manager.start_kernel(env={**os.environ, "IPYTHONDIR": folder})
        found = await manager.is_alive(), type(manager.provisioner.process)
        await manager.shutdown_kernel(now=True)
        return found

    assert asyncio.run(life()) == (True, subprocess.Popen)


def test_where_nobody_forks_nothing_is_forked(folder):
    with pytest.raises(OSError):
        warm.kernel(folder, [], folder, {})
