"""Kernels that talk over sockets of the file system, where pages are executed side by side.

Over TCP each kernel is given ports that were free a moment before it starts. Among kernels that start together
two can be given the same port: one dies, and its page waits until the build gives up. A socket with a name of its own
cannot be taken. Names of sockets have a limit of about a hundred characters, so `tools/build.py` has them in a
folder with a short name; without one it is TCP as before.
"""

from __future__ import annotations

import os
from functools import wraps
from pathlib import Path
from uuid import uuid4

from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from traitlets import default

FOLDER = "KERNEL_SOCKETS"
LONGEST = 60  # characters of the folder's name; a socket's own takes 20


class SocketKernelManager(AsyncKernelManager):
    """A manager whose kernels listen in the folder that the environment variable KERNEL_SOCKETS names."""

    @default("transport")
    def _transport_default(self) -> str:
        folder = os.environ.get(FOLDER, "")
        return "ipc" if 0 < len(folder) <= LONGEST and Path(folder).is_dir() else "tcp"

    @default("ip")
    def _ip_default(self) -> str:
        return os.path.join(os.environ[FOLDER], uuid4().hex[:16]) if self.transport == "ipc" else super()._ip_default()


def prepare() -> None:
    """Have nbclient start every kernel with this manager, wait long for its start and not at all for its end."""
    name = "create_kernel_manager"
    original = getattr(getattr(NotebookClient, name), "__wrapped__", getattr(NotebookClient, name))

    def create_kernel_manager(client: NotebookClient):
        if client.kernel_manager_class is AsyncKernelManager:
            client.kernel_manager_class = SocketKernelManager
        return original(client)

    setattr(NotebookClient, name, wraps(original)(create_kernel_manager))
    # A kernel asked to leave is waited for, 0.4 s a page and at times 3 s; it has nothing to save.
    NotebookClient.shutdown_kernel.default_value = "immediate"
    # A busy machine starts a kernel slowly; a minute is the stock patience.
    NotebookClient.startup_timeout.default_value = 300
