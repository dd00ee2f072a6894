"""Which front end shows this notebook, and how a page links to the next one in it."""

import os

__all__ = ["in_voila", "link"]


def in_voila() -> bool:
    """Tell whether this kernel belongs to a page without code rather than to JupyterLab."""
    return "VOILA_KERNEL_ID" in os.environ


def link(notebook: str) -> str:
    """Return the address of another notebook, for an `href`, in the front end at hand.

    >>> link("02_assess_position")
    '02_assess_position.ipynb'
    """
    return f"{notebook.removesuffix('.ipynb')}.ipynb"
