"""What stands on a slide: it knows its height, may go on on the next slide, and draws itself."""

from typing import Any, Protocol

__all__ = ["Item"]


class Item(Protocol):
    """All lengths are in points; a box is left, top, width and height."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the figures in it."""

    def height(self, width: float) -> float:
        """Return how high it stands, at least."""

    def most(self, width: float) -> float:
        """Return how high it stands at its best, where there is room."""

    @property
    def heads(self) -> bool:
        """Whether it ends in a heading, which never stands last on a slide."""

    def split(self, width: float, room: float, *, alone: bool) -> "tuple[Item, Item | None] | None":
        """Return what finds room, and the rest if there is any; None if nothing does.

        What stands `alone` on a slide has to be split somewhere, or be made smaller.
        """

    def draw(self, slide: Any, box: tuple[float, float, float, float]) -> None:
        """Put it on a slide."""
