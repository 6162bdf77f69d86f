"""Kernels that talk over sockets of the file system, and are forked from one that has imported everything.

Over TCP each kernel is given ports that were free a moment before it starts. Among kernels that start together
two can be given the same port: one dies, and its page waits until the build gives up. A socket with a name of its own
cannot be taken. Names of sockets have a limit of about a hundred characters, so `tools/build.py` has them in a
folder with a short name; without one it is TCP as before, and each kernel is started on its own.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from nbclient import NotebookClient
from traitlets import default

from _ext.reading import warm


class WarmProvisioner(LocalProvisioner):
    """Has kernels forked where somebody forks them, and starts them itself where nobody does."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        cwd = str(kwargs.get("cwd") or Path.cwd())
        try:
            arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
            kernel: Any = warm.kernel(warm.folder(), arguments, cwd, kwargs["env"])  # all of a Popen that is asked for
        except (OSError, ValueError):
            return await super().launch_kernel(cmd, **kwargs)
        self.process = kernel
        self.pid = self.pgid = kernel.pid
        self.cwd = cwd
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        await super().kill(restart)
        if isinstance(self.process, warm.Forked):
            with suppress(OSError):
                self.process.wait(1)  # else it is asked whether it has ended, and again after a tenth of a second


class SocketKernelManager(AsyncKernelManager):
    """A manager whose kernels listen in the folder that the environment variable KERNEL_SOCKETS names."""

    @default("transport")
    def _transport_default(self) -> str:
        return "ipc" if warm.folder() else "tcp"

    @default("ip")
    def _ip_default(self) -> str:
        return os.path.join(warm.folder(), uuid4().hex[:16]) if self.transport == "ipc" else super()._ip_default()

    async def _async_pre_start_kernel(self, **kwargs: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.provisioner = WarmProvisioner(
                kernel_id=self.kernel_id or uuid4().hex, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**kwargs)


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
