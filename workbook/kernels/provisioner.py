"""How Jupyter starts kernels from the warm process, and ordinary ones where it cannot."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

import zmq
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Dict, Unicode, default

from workbook.isolation import isolated
from workbook.kernels.warm import CannotFork, ForkedKernel, fork_kernel

__all__ = ["PromptKernelClient", "WarmKernelManager", "WarmProvisioner"]

# What a fork can be given; any other setting is for a process started afresh.
SETTINGS = {"cwd", "env", "kernel_id"}

COMMAND = (sys.executable, "-m", "ipykernel_launcher")


class WarmProvisioner(LocalProvisioner):
    """Forks an ipykernel from the warm process, and starts anything else the ordinary way.

    Signals, waiting and clean-up are the ordinary provisioner's.
    """

    async def launch_kernel(self, cmd: list[str], **settings: Any) -> KernelConnectionInfo:
        """Start the kernel that `cmd` describes and return how to connect to it."""
        try:
            kernel = await asyncio.to_thread(_fork, cmd, settings)
        except CannotFork as reason:
            self.log.info("Starting an ordinary kernel. %s", reason)
            settings["env"] = isolated(settings.get("env", os.environ))
            return await super().launch_kernel(cmd, **settings)
        self.process = kernel  # type: ignore[assignment]
        self.pid = self.pgid = kernel.pid
        self.cwd = settings.get("cwd") or Path.cwd()
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once, and return when it has ended."""
        await super().kill(restart)
        if self.process:  # Jupyter looks only ten times a second whether it still runs
            with contextlib.suppress(subprocess.TimeoutExpired):
                await asyncio.to_thread(self.process.wait, 1)


def _fork(cmd: Sequence[str], settings: dict[str, Any]) -> ForkedKernel:
    if tuple(cmd[:3]) != COMMAND:
        raise CannotFork("The kernel is not an ipykernel of this Python.")
    if settings.keys() - SETTINGS:
        raise CannotFork("The kernel is to have settings that only a new process can take.")
    return fork_kernel(cmd[3:], str(settings.get("cwd") or Path.cwd()), settings["env"])


class PromptKernelClient(AsyncKernelClient):
    """Talks to one kernel, as soon as that answers.

    Jupyter's own client waits until the kernel has shown nothing for a fifth of a second. What a
    kernel shows says which cell it belongs to, so that there is nothing to wait for.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and what it shows arrives.

        Raises:
            RuntimeError: it has died, or does not answer within `timeout` seconds.
        """
        deadline = time.monotonic() + (timeout or float("inf"))
        while not await self._answers():
            if not await self.is_alive():
                raise RuntimeError("The kernel died before it answered.")
            if time.monotonic() > deadline:
                raise RuntimeError(f"The kernel did not answer in {timeout} seconds.")

    async def _answers(self) -> bool:
        try:
            answer = await self.kernel_info(reply=True, timeout=1)
            await self.get_iopub_msg(timeout=1)
        except (TimeoutError, Empty):
            return False
        self._handle_kernel_info_reply(answer)
        return True


class WarmKernelManager(AsyncKernelManager):
    """Manages one kernel of the warm process, in a private folder, of which it knows no other.

    Whatever a notebook calls its kernel, it is this Python: a person's own kernelspecs, IPython's
    start-up files and what lies in the current folder have no say in a pack.
    """

    environment = Dict(
        value_trait=Unicode(),
        key_trait=Unicode(),
        help="Variables for the kernel, beside those of this process.",
    ).tag(config=True)

    folder = Unicode(help="Where the kernel works, and all that it writes for itself.").tag(
        config=True
    )

    @property
    def kernel_spec(self) -> KernelSpec:
        """This Python, whatever else is installed."""
        return KernelSpec(**get_kernel_dict())

    @default("client_factory")
    def _prompt(self) -> type[AsyncKernelClient]:
        return PromptKernelClient

    @default("transport_encryption")
    def _encrypt_where_possible(self) -> str:
        return "auto" if zmq.has("curve") else "disabled"

    async def start_kernel(self, **settings: Any) -> None:  # type: ignore[override]
        """Start the kernel."""
        self.kernel_id = self.kernel_id or str(uuid4())
        self.provisioner = WarmProvisioner(
            kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
        )
        own = {"TMPDIR": self.folder, "IPYTHONDIR": str(Path(self.folder, "ipython"))}
        self.connection_file = str(Path(self.folder, "kernel.json"))
        environment = isolated({**os.environ, **self.environment, **own})
        await super().start_kernel(**{**settings, "cwd": self.folder, "env": environment})
