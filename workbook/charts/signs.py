"""How many gave a sign each mark, as a bar for a row; the sitting before is a thinner one below."""

from collections.abc import Iterator
from itertools import accumulate, pairwise

from workbook.charts.drawing import Drawing
from workbook.charts.shapes import Box, Pen, Shape, Words, points, svg
from workbook.charts.style import ACCENT, INK
from workbook.insight.position.signs_people import Tally
from workbook.strategy.position.signs import SCALE
from workbook.wording import say_date, say_list

__all__ = ["LEGEND", "sign_bar"]

LEGEND = (
    "The bars have how many gave each mark, from 1 at the left, not at all like us, to 5 at the "
    "right, very much like us; the thin ones are of the sitting before."
)

_WIDTH, _BAR, _GAP, _THIN = 5.4, 0.36, 0.06, 0.13  # centimetres
# How much of the accent each mark has: the darker, the more like us.
_COVERS = (0.07, 0.22, 0.42, 0.8, 1.0)
_WHITE_FROM = 0.6
_BAND = 0.3
_ROOM = 8.0  # points that a count takes


def sign_bar(now: Tally, before: Tally | None = None) -> Drawing:
    """Draw the marks of a sitting, and those of the one before."""
    shapes = [*_bar(0, points(_BAR), now, counted=True)]
    if before:
        shapes += _bar(points(_BAR + _GAP), points(_THIN), before, counted=False)
    height = _BAR + (_GAP + _THIN if before else 0)
    told = [f"Marks: {_told(now)}.", f"The sitting before: {_told(before)}." if before else ""]
    return Drawing(svg(_WIDTH, height, shapes), " ".join(filter(None, told)))


def _bar(top: float, tall: float, tally: Tally, *, counted: bool) -> Iterator[Shape]:
    if tally.band:
        yield Box(0, top, points(_WIDTH), top + tall, Pen(inside=ACCENT, cover=_BAND))
        if counted:
            words = f"all {tally.n}: {tally.band}"
            yield Words(points(_WIDTH) / 2, top + tall / 2, words, INK, "middle", centred=True)
        return
    wide = points(_WIDTH) / tally.n
    ends = pairwise(accumulate(tally.counts, initial=0))
    for (start, end), count, cover in zip(ends, tally.counts, _COVERS, strict=True):
        if not count:
            continue
        left, right = start * wide, end * wide
        # An edge of its own, so that neighbours are told apart without their colour.
        yield Box(left, top, right, top + tall, Pen("#fff", 0.8, inside=ACCENT, cover=cover))
        if counted and right - left > _ROOM:
            ink = "#fff" if cover > _WHITE_FROM else INK
            middle = (left + right) / 2
            yield Words(middle, top + tall / 2, str(count), ink, "middle", centred=True)


def _told(tally: Tally) -> str:
    if tally.band:
        return f"all {tally.n} gave it {tally.band}"
    marks = zip(SCALE, tally.counts, strict=True)
    given = say_list([f"{count} gave it {mark}" for mark, count in marks if count])
    return f"{given}, on {say_date(tally.survey.day)}"
