"""Kernels forked from one process that has imported, once, what the pages import.

Starting Python and importing pandas, matplotlib and statsmodels took longer than most pages' own work. Here one process
does that and reads the register, and each page's kernel is a fork of it: a process of its own as before, so that what a
page changes no other page sees. `python -m _ext.reading.warm FOLDER PAGE...` is that process, for pages as MyST and with a
socket in that folder; it ends when its standard input does. `forked` asks it for a kernel.
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
import sys
from contextlib import suppress
from pathlib import Path

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
NAME = "warm"  # of the socket, in the folder of the kernels' own


class Forked:
    """A running kernel, as far as `subprocess.Popen` is asked of; its connection ends when it does."""

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.returncode: int | None = None
        self.pid = int(connection.makefile().readline())

    def poll(self) -> int | None:
        """None while the kernel runs."""
        with suppress(BlockingIOError):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for its end; OSError where that takes longer than so many seconds."""
        if self.returncode is None:
            self.connection.settimeout(timeout)
            if not self.connection.recv(1):
                self.returncode = 0
                self.connection.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def forked(folder: str, arguments: list[str], cwd: str, env: dict[str, str]) -> Forked:
    """A kernel with these arguments; OSError or ValueError where nobody forks in this folder."""
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(str(Path(folder, NAME)))
    connection.sendall(json.dumps([arguments, cwd, env]).encode() + b"\n")
    return Forked(connection)


def serve(folder: str, pages: list[str]) -> None:
    """Import, then fork a kernel for each request, until standard input ends."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(Path(folder, NAME)))
    listening.listen(64)  # who asks before all is imported, waits
    for module in (*ALWAYS, *sorted(set().union(*map(_imported, pages)))):
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
        arguments, cwd, env = json.loads(request)
        if (pid := os.fork()) == 0:
            listening.close()
            kernel(connection, arguments, cwd, env)
        running.add(pid)
        connection.close()
    for pid in running:
        os.kill(pid, signal.SIGKILL)
    _ended(running, 0)


def _ended(running: set[int], flags: int) -> set[int]:
    """Those that ended; each is waited for, so that its time is counted and its number not used again before."""
    return {pid for pid in running if os.waitpid(pid, flags)[0]}


def _imported(page: str) -> set[str]:
    with suppress(SyntaxError):
        return imports.imported(ast.parse(imports.cells(Path(page).read_text(encoding="utf-8"))))
    return set()


def kernel(connection: socket.socket, arguments: list[str], cwd: str, env: dict[str, str]) -> None:
    """Be a kernel, in a group of its own so that a signal to it reaches nobody else."""
    parent = os.getppid()
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["ipykernel_launcher", *arguments]
    connection.sendall(f"{os.getpid()}\n".encode())
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={parent}"])
    os._exit(0)


if __name__ == "__main__":
    # OSError: a folder with too long a name, where kernels are started one by one then
    with suppress(KeyboardInterrupt, OSError):
        serve(sys.argv[1], sys.argv[2:])
