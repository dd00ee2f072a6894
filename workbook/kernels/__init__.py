"""Report kernels that are ready at once: they fork from a process that has done its imports.

`warm_up()` starts that process and returns at once, so that the caller's own imports run
beside it. `WarmKernelManager` starts kernels from it, and needs `jupyter_client`; hence it
is not imported here.
"""

from workbook.kernels.warm import warm_up

__all__ = ["warm_up"]
