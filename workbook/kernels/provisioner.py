"""How Jupyter starts kernels from the warm process, and ordinary ones where it cannot."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import zmq
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.paths import jupyter_path
from traitlets import Dict, Unicode, default

from workbook.kernels.warm import CannotFork, ForkedKernel, fork_kernel

__all__ = ["WarmKernelManager", "WarmProvisioner"]

# What a fork can be given; any other setting is for a process started afresh.
SETTINGS = {"cwd", "env", "kernel_id"}


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
            # Nor does that one import what a person happens to have in the current folder.
            settings["env"] = {**settings.get("env", os.environ), "PYTHONSAFEPATH": "1"}
            return await super().launch_kernel(cmd, **settings)
        self.process = kernel  # type: ignore[assignment]
        self.pid = self.pgid = kernel.pid
        self.cwd = settings.get("cwd") or Path.cwd()
        return self.connection_info


def _fork(cmd: Sequence[str], settings: dict[str, Any]) -> ForkedKernel:
    if list(cmd[:3]) != [sys.executable, "-m", "ipykernel_launcher"]:
        raise CannotFork("The kernel is not an ipykernel of this Python.")
    if settings.keys() - SETTINGS:
        raise CannotFork("The kernel is to have settings that only a new process can take.")
    return fork_kernel(cmd[3:], str(settings.get("cwd") or Path.cwd()), settings["env"])


class WarmKernelManager(AsyncKernelManager):
    """Manages one kernel of the warm process, whatever provisioner its kernelspec names."""

    environment = Dict(
        value_trait=Unicode(),
        key_trait=Unicode(),
        help="Variables for the kernel, beside those of this process.",
    ).tag(config=True)

    @default("kernel_spec_manager")
    def _without_ipython(self) -> KernelSpecManager:
        # By itself it imports all of IPython, for a folder that kernels have left ten years ago.
        return KernelSpecManager(kernel_dirs=jupyter_path("kernels"))

    @default("transport_encryption")
    def _encrypt_where_possible(self) -> str:
        return "auto" if zmq.has("curve") else "disabled"

    async def start_kernel(self, **settings: Any) -> None:  # type: ignore[override]
        """Start the kernel."""
        self.kernel_id = self.kernel_id or str(uuid4())
        self.provisioner = WarmProvisioner(
            kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
        )
        environment = {**os.environ, **self.environment}
        await super().start_kernel(**settings, env=environment)
