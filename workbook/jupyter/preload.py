"""The imports that a page will need, done by a spare kernel before anybody asks for the page."""

import contextlib
import importlib

from workbook.strategy.outline import STEPS

__all__ = ["load_ipython_extension"]

# Each is only a head start: one that cannot be imported is left out here, and says why in the
# cell that needs it.
MODULES = (
    "ipywidgets",
    "anywidget",
    "workbook.pages",
    *(f"workbook.steps.{step.name}" for step in STEPS),
)


def load_ipython_extension(_shell: object) -> None:
    """Import what the pages use; IPython calls this as the kernel starts."""
    for name in MODULES:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
