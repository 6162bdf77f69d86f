"""Kernels, and programs, forked from one process that has imported, once, what they import.

Starting Python and importing pandas, matplotlib and statsmodels took longer than most pages' own work. Here one process
does that and reads the register, and each page's kernel is a fork of it: a process of its own as before, so that what a
page changes no other page sees. `start` starts it, with the modules and the pages (as MyST) whose imports it makes; it
ends when its standard input does. `kernel` and `program` ask it for a fork.
"""

from __future__ import annotations

import ast
import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from _ext.reading import imports

# what every kernel imports, whatever its page does
ALWAYS = (
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "matplotlib_inline.backend_inline",
)
READ_BY_ALL = "claimcheck.pages.chapter"  # its register is the same for all pages
VARIABLE = "KERNEL_SOCKETS"  # of the environment, names the folder that kernels and this process have their sockets in
LONGEST = 60  # characters of that folder's name; a kernel's socket takes 20 more, and a hundred is what there is
NAME = "warm"  # of this process's socket


def folder() -> str:
    """The folder for sockets, or an empty text where there is none that will do."""
    named = os.environ.get(VARIABLE, "")
    return named if 0 < len(named) <= LONGEST and Path(named).is_dir() else ""


class Forked:
    """A running fork, as far as `subprocess.Popen` is asked of; its connection ends when it does."""

    stdin = stdout = stderr = None

    def __init__(self, folder: str, unsaid: int, **request: object) -> None:
        """unsaid: the exit status of one that tells none. OSError where nobody forks in this folder."""
        if not folder:
            raise ConnectionError("nobody forks")
        self.returncode: int | None = None
        self.unsaid = unsaid
        self.connection = socket.socket(socket.AF_UNIX)
        try:
            self.connection.connect(str(Path(folder, NAME)))
            self.connection.sendall(json.dumps(request).encode() + b"\n")
            told = b""
            while not told.endswith(b"\n"):
                if not (more := self.connection.recv(1)):
                    raise ConnectionError("nobody forks any more")
                told += more
        except OSError:
            self.connection.close()
            raise
        self.pid = int(told)

    def poll(self) -> int | None:
        """None while it runs."""
        with suppress(BlockingIOError):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for its end; OSError where that takes longer than so many seconds."""
        if self.returncode is None:
            self.connection.settimeout(timeout)
            self.returncode = int(self.connection.recv(8) or self.unsaid)
            self.connection.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def kernel(folder: str, arguments: Iterable[str], cwd: str, env: dict[str, str]) -> Forked:
    """A kernel with these arguments."""
    return Forked(folder, 0, arguments=[*arguments], cwd=cwd, env=env)


def program(folder: str, module: str, arguments: Iterable[str], cwd: str, env: dict[str, str]) -> Forked:
    """The `main` of a module at work on these arguments; what it returns is its exit status, and 1 if it fails."""
    return Forked(folder, 1, module=module, arguments=[*arguments], cwd=cwd, env=env)


def start(folder: str, sources: Iterable[str], cwd: str, env: dict[str, str]) -> subprocess.Popen | None:
    """Start what forks in this folder; None where its name is too long. sources: modules, and pages, that it imports.

    In a session of its own: who started it is told of an interrupt, and closes its standard input then.
    """
    if len(folder) > LONGEST:
        return None
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(Path(folder, NAME)))
        listening.listen(64)  # who asks before all is imported, waits
        files, command = [listening.fileno()], [sys.executable, "-m", __name__, str(listening.fileno()), *sources]
        return subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.PIPE, pass_fds=files, start_new_session=True
        )


def serve(listening: socket.socket, sources: list[str]) -> None:
    """Import, then fork for each request, until standard input ends."""
    for module in (*ALWAYS, *sorted(set().union(*map(_imported, sources)))):
        with suppress(Exception):  # the page that asks for it tells
            importlib.import_module(module)
    if chapter := sys.modules.get(READ_BY_ALL):
        with suppress(Exception):
            chapter.register()
    gc.collect()
    gc.freeze()  # pages that only read stay shared
    running: set[int] = set()
    while True:
        ready, _, _ = select.select([listening, sys.stdin], [], [])
        if sys.stdin in ready:
            break
        running -= _ended(running, os.WNOHANG)
        connection, _ = listening.accept()
        request = connection.makefile().readline()
        if not request:
            continue  # who asked is gone
        if (pid := os.fork()) == 0:
            listening.close()
            _be(connection, **json.loads(request))
        running.add(pid)
        connection.close()
    for pid in running:
        os.kill(pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    _ended(running, 0)


def _ended(running: set[int], flags: int) -> set[int]:
    """Those that ended; each is waited for, so that its time is counted and its number not used again before."""
    return {pid for pid in running if os.waitpid(pid, flags)[0]}


def _imported(source: str) -> set[str]:
    """What a page imports; a module given by name, itself."""
    if not source.endswith(".md"):
        return {source}
    with suppress(SyntaxError):
        return imports.imported(ast.parse(imports.cells(Path(source).read_text(encoding="utf-8"))))
    return set()


def _be(connection: socket.socket, arguments: list[str], cwd: str, env: dict[str, str], module: str = "") -> NoReturn:
    """Be a program, or where no module is named a kernel, in a group of its own: a signal to it reaches nobody else."""
    parent = os.getppid()
    os.setsid()
    os.register_at_fork(after_in_child=connection.close)  # else it would seem to run for as long as what it forks
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    connection.sendall(f"{os.getpid()}\n".encode())
    if module:
        _run(connection, module, arguments)
    sys.argv = ["ipykernel_launcher", *arguments]
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={parent}"])
    os._exit(0)


def _run(connection: socket.socket, module: str, arguments: list[str]) -> NoReturn:
    status = 1
    try:
        status = importlib.import_module(module).main(*arguments) or 0
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except Exception:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        with suppress(OSError):
            connection.sendall(f"{status}".encode())
        os._exit(status)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), sys.argv[2:])
