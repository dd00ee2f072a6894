"""How a box on a flattened sheet was marked, each judged by its own darkness and by no other's."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from workbook.workshop.paper.flattening import SHARPNESS
from workbook.workshop.paper.pictures import Grey
from workbook.workshop.paper.sheets import Place

__all__ = ["Ink", "Mark", "crop", "evened", "inked", "marks_of", "writing_in"]

Ink = npt.NDArray[np.float32]
"""How dark each dot is beside the paper around it, from 0 to 1."""

_INSET = 0.5  # millimetres: the box's own line is none of its mark
_SEARCH = 1.4  # millimetres that a box may lie beside its place, as paper is never quite flat
_LINE = 0.45
_SURE_LINE = 0.12  # how much darker a box's line has to be than what is around it


class Mark(StrEnum):
    """What a box shows."""

    BLANK = "blank"
    CROSSED = "crossed"
    FILLED = "filled"
    UNSURE = "unsure"


# Below the first nothing was marked, up to the last it is a cross; between the two, and between the
# last and what is filled, a person looks.
_NOTHING, _FAINT, _HEAVY, _WHOLE = 0.025, 0.07, 0.64, 0.88
# Between its arms a cross is light, and a box that was filled in a hurry is not.
_BETWEEN = 0.25
_CLEAN = 0.004


def evened(flat: Grey) -> Ink:
    """Return how light each dot is beside the paper around it, whatever shadow lies there."""
    import cv2

    small: Any = cv2.resize(flat, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    reach = round(11 * SHARPNESS / 4)  # wider than a filled box, so that it is no paper
    paper: Any = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    paper = cv2.GaussianBlur(paper, (0, 0), 4)
    high, wide = flat.shape
    paper = cv2.resize(paper, (wide, high), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    share: Any = flat.astype(np.float32) / np.maximum(paper, 1)
    return share  # type: ignore[no-any-return]


def inked(evened: Ink) -> Ink:
    """Return how dark each dot is: grain of the paper is no ink, and ink is seldom quite black."""
    ink: Any = np.clip((0.88 - evened) / 0.55, 0, 1)
    return ink.astype(np.float32)  # type: ignore[no-any-return]


def marks_of(ink: Ink, boxes: Sequence[Place]) -> tuple[Mark, ...]:
    """Return how each box of one row is marked; all are unsure where they are not found."""
    beside = _shift(ink, boxes)
    if beside is None:
        return (Mark.UNSURE,) * len(boxes)
    return tuple(_judged(ink, box, *beside) for box in boxes)


def writing_in(ink: Ink, place: Place) -> bool:
    """Tell whether there is anything written in a place: its lines, and specks, are nothing."""
    import cv2

    within = _cut(ink, place.x + 1, place.y + 1, place.width - 2, place.height - 2)
    dark = (within > 0.35).astype(np.uint8)
    ruled: Any = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, 12 * SHARPNESS), np.uint8))
    ruled = cv2.dilate(ruled, np.ones((7, 9), np.uint8))
    return bool((dark & (1 - ruled)).mean() > _CLEAN)


def crop(evened: Ink, places: Sequence[Place]) -> bytes:
    """Return the picture (PNG) of a row, with what stands beside it."""
    import cv2

    top = min(place.y for place in places) - 5
    bottom = max(place.y + place.height for place in places) + 3.5
    row = _cut(evened, 12, top, evened.shape[1] / SHARPNESS - 24, bottom - top)
    # Few shades and half the dots: it is for the eye, and travels to a browser.
    half: Any = cv2.resize(row, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    few = (np.clip(np.round(half * 15), 0, 15) * 17).astype(np.uint8)
    _, png = cv2.imencode(".png", few, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    return bytes(png)


def _judged(ink: Ink, box: Place, right: float, down: float) -> Mark:
    inside = _cut(
        ink, box.x + right + _INSET, box.y + down + _INSET,
        box.width - 2 * _INSET, box.height - 2 * _INSET,
    )  # fmt: skip
    dark = float(inside.mean())
    if dark < _NOTHING:
        return Mark.BLANK
    if dark >= _WHOLE:
        return Mark.FILLED
    if _FAINT <= dark < _HEAVY and _between_arms(inside) < _BETWEEN:
        return Mark.CROSSED
    return Mark.UNSURE


def _between_arms(inside: Ink) -> float:
    """Return how dark it is halfway along the four sides, where a cross has nothing."""
    side = inside.shape[0]
    edge, middle = slice(0, side // 7), slice(2 * side // 5, 3 * side // 5)
    sides = (inside, inside[::-1], inside.T, inside.T[::-1])
    return float(np.median([each[edge, middle].mean() for each in sides]))


def _shift(ink: Ink, boxes: Sequence[Place]) -> tuple[float, float] | None:
    """Return how far a row lies beside its place, None where its boxes cannot be made out."""
    import cv2

    side = boxes[0].width
    line = _outline(side)
    over = (line.shape[0] / SHARPNESS - side) / 2
    total: Any = 0
    for box in boxes:
        x, y, reach = box.x - over - _SEARCH, box.y - over - _SEARCH, side + 2 * (over + _SEARCH)
        around = _cut(ink, x, y, reach, reach)
        if around.shape[0] < line.shape[0] or around.shape[1] < line.shape[1]:
            return None
        # A single heavy mark must not decide where the whole row lies.
        total = total + np.clip(cv2.matchTemplate(around, line, cv2.TM_CCORR), 0, None)
    total = total / len(boxes)
    down, right = np.unravel_index(int(np.argmax(total)), total.shape)
    if total[down, right] < _SURE_LINE:
        return None
    return float(right) / SHARPNESS - _SEARCH, float(down) / SHARPNESS - _SEARCH


@cache
def _outline(side: float) -> Ink:
    """Return what a box looks like: its line dark, and light right outside of it."""
    half = side / 2 + 3 * _LINE
    dots = round(2 * half * SHARPNESS)
    across = np.abs((np.arange(dots) + 0.5) / SHARPNESS - half)
    far = np.maximum(across[:, None], across[None, :]) - side / 2
    line, outside = np.abs(far) <= _LINE / 2, (far > _LINE) & (far <= 3 * _LINE)
    found: Any = line / line.sum() - outside / outside.sum()
    return found.astype(np.float32)  # type: ignore[no-any-return]


def _cut(of: Any, x: float, y: float, wide: float, high: float) -> Any:
    left, top = max(0, round(x * SHARPNESS)), max(0, round(y * SHARPNESS))
    return of[top : top + round(high * SHARPNESS), left : left + round(wide * SHARPNESS)]
