"""Things side by side on a slide, each in a column of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbook.pack.writers.slides.item import Item
from workbook.pack.writers.slides.words import Words

__all__ = ["Below", "Beside"]

GAP, _GUTTER = 10.0, 24.0  # points between things below and beside one another


@dataclass(frozen=True)
class Beside:
    """Columns of equal width, in each some things below one another."""

    columns: tuple[tuple[Item, ...], ...]
    of: int

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the figures in it."""
        return tuple(code for column in self.columns for each in column for code in each.codes)

    def _width(self, width: float) -> float:
        return (width - _GUTTER * (self.of - 1)) / self.of

    def height(self, width: float) -> float:
        """Return how high the highest column stands."""
        return max(stacked(column, self._width(width)) for column in self.columns)

    def most(self, width: float) -> float:
        """Return how high the highest column stands at its best."""
        wide = self._width(width)
        return max(Below(column).most(wide) for column in self.columns)

    @property
    def heads(self) -> bool:
        """Whether it ends in a heading, which it does not."""
        return False

    def split(self, width: float, room: float, *, alone: bool) -> "tuple[Item, Item | None] | None":
        """Return all in smaller type, or else the first column and the others below it."""
        small = Beside(tuple(tuple(map(_smaller, column)) for column in self.columns), self.of)
        if small.height(width) <= room:
            return small, None
        if not alone:
            return None
        first, *others = (each for column in self.columns for each in column)
        if not others:
            return first.split(width, room, alone=True)
        return first, Below(tuple(others))

    def draw(self, slide: Any, box: tuple[float, float, float, float]) -> None:
        """Put the columns on a slide."""
        left, top, width, height = box
        wide = self._width(width)
        for number, column in enumerate(self.columns):
            place = (left + number * (wide + _GUTTER), top, wide, height)
            Below(column).draw(slide, place)


def _smaller(item: Item) -> Item:
    return item.smaller() if isinstance(item, Words) else item


@dataclass(frozen=True)
class Below:
    """Things below one another, which go on on the next slide where they find no room."""

    items: tuple[Item, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the figures in it."""
        return tuple(code for each in self.items for code in each.codes)

    def height(self, width: float) -> float:
        """Return how high all stand."""
        return stacked(self.items, width)

    def most(self, width: float) -> float:
        """Return how high all stand at their best."""
        more = (each.most(width) - each.height(width) for each in self.items)
        return self.height(width) + sum(more)

    @property
    def heads(self) -> bool:
        """Whether it ends in a heading."""
        return bool(self.items) and self.items[-1].heads

    def split(self, width: float, room: float, *, alone: bool) -> "tuple[Item, Item | None] | None":
        """Return those that find room and the rest."""
        kept = 0
        while kept < len(self.items) and stacked(self.items[: kept + 1], width) <= room:
            kept += 1
        left = room - stacked(self.items[:kept], width) - (GAP if kept else 0)
        after = self.items[kept:]
        parted = after[0].split(width, left, alone=alone and not kept) if after else None
        if parted:
            here, rest = parted
            others = (*((rest,) if rest else ()), *after[1:])
            return Below((*self.items[:kept], here)), Below(others) if others else None
        while kept > 1 and self.items[kept - 1].heads:
            kept -= 1
        return (Below(self.items[:kept]), Below(self.items[kept:])) if kept else None

    def draw(self, slide: Any, box: tuple[float, float, float, float]) -> None:
        """Put them on a slide; what is better for it takes the room that is left."""
        left, top, width, height = box
        spare = max(0.0, height - self.height(width))
        for each in self.items:
            own = each.height(width)
            more = min(spare, each.most(width) - own)
            each.draw(slide, (left, top, width, min(own + more, height)))
            spare -= more
            top += own + more + GAP


def stacked(items: Sequence[Item], width: float) -> float:
    """Return how high things stand below one another."""
    return sum(each.height(width) for each in items) + GAP * max(0, len(items) - 1)
