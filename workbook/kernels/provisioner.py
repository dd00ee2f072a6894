"""How Jupyter starts kernels from the warm process, and ordinary ones where it cannot."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import zmq
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Dict, Unicode, default

from workbook.isolation import isolated
from workbook.kernels.warm import CannotFork, ForkedKernel, fork_kernel

__all__ = ["WarmKernelManager", "WarmProvisioner"]

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


def _fork(cmd: Sequence[str], settings: dict[str, Any]) -> ForkedKernel:
    if tuple(cmd[:3]) != COMMAND:
        raise CannotFork("The kernel is not an ipykernel of this Python.")
    if settings.keys() - SETTINGS:
        raise CannotFork("The kernel is to have settings that only a new process can take.")
    return fork_kernel(cmd[3:], str(settings.get("cwd") or Path.cwd()), settings["env"])


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
