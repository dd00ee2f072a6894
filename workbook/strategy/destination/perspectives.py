"""The perspectives of the Balanced Scorecard, and which of them stands above which."""

from collections.abc import Mapping
from typing import Literal

__all__ = ["NOT_SAID", "PERSPECTIVES", "Perspective", "leads_down"]

Perspective = Literal[
    "not said", "financial", "customer", "internal process", "learning and growth"
]
NOT_SAID: Perspective = "not said"

# Kaplan & Norton's order: results first, what brings them about below.
PERSPECTIVES: tuple[Perspective, ...] = (
    "financial", "customer", "internal process", "learning and growth",
)  # fmt: skip

_HEIGHT: Mapping[str, int] = {name: -place for place, name in enumerate(PERSPECTIVES)}


def leads_down(start: str, end: str) -> bool:
    """Return whether the way from one perspective to another leads down.

    Nothing is known where one of the two is not said.

    >>> leads_down("customer", "internal process"), leads_down("customer", "not said")
    (True, False)
    """
    return start in _HEIGHT and end in _HEIGHT and _HEIGHT[end] < _HEIGHT[start]
