"""Risks by how likely and how bad they are, each with an arrow from where it stood before."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.charts.drawing import Drawing
from workbook.insight.route.risks import HIGH, MEDIUM, Movement, Risks, Standing
from workbook.templating import template
from workbook.wording import say_count, say_list

__all__ = ["risk_matrix"]

_LEFT, _TOP, _WIDE, _TALL = 1.1, 0.1, 1.35, 0.64  # centimetres; the last two are a cell's
_STEPS = range(1, 6)
_ACROSS, _STEP = 3, 0.4  # letters side by side, and how far apart
_SHADES = {"low": "#ffffff", "medium": "#e6eaef", "high": "#f6d9c8"}


@dataclass(frozen=True)
class _Cell:
    x: float
    y: float
    number: int
    hue: str


@dataclass(frozen=True)
class _Mark:
    letter: str
    x: float
    y: float


@dataclass(frozen=True)
class _Arrow:
    start: tuple[float, float]
    end: tuple[float, float]


def risk_matrix(found: Risks) -> Drawing:
    """Draw the risks that are judged: likelihood upwards, impact to the right; 8 cm wide."""
    marks = dict(_marks(found.lettered))
    svg = template("charts/risk_matrix.svg.j2").render(
        width=_LEFT + 5 * _WIDE + 0.1,
        height=_TOP + 5 * _TALL + 0.9,
        cells=list(_cells()),
        wide=_WIDE,
        tall=_TALL,
        marks=list(marks.values()),
        arrows=[
            _arrow(each.before, marks[letter])
            for letter, each in found.lettered
            if each.before and each.before != each.place
        ],
        steps=[(step, *_corner(step, step)) for step in _STEPS],
        left=_LEFT,
        bottom=_TOP + 5 * _TALL,
        middle=(_LEFT + 2.5 * _WIDE, _TOP + 2.5 * _TALL),
    )
    return Drawing(svg, _words(found.lettered))


def _corner(likelihood: int, impact: int) -> tuple[float, float]:
    return _LEFT + (impact - 1) * _WIDE, _TOP + (5 - likelihood) * _TALL


def _cells() -> Iterator[_Cell]:
    for likelihood in _STEPS:
        for impact in _STEPS:
            product = likelihood * impact
            band = "high" if product >= HIGH else "medium" if product >= MEDIUM else "low"
            yield _Cell(*_corner(likelihood, impact), product, _SHADES[band])


def _marks(lettered: Sequence[tuple[str, Standing]]) -> Iterator[tuple[str, _Mark]]:
    there: defaultdict[tuple[int, int], int] = defaultdict(int)
    for letter, each in lettered:
        if each.place:
            row, column = divmod(there[each.place], _ACROSS)
            there[each.place] += 1
            x, y = _corner(*each.place)
            yield letter, _Mark(letter, x + 0.27 + column * _STEP, y + 0.28 + row * _STEP)


def _arrow(before: tuple[int, int], mark: _Mark) -> _Arrow:
    x, y = _corner(*before)
    start = (x + _WIDE / 2, y + _TALL / 2)
    across, down = mark.x - start[0], mark.y - start[1]
    long = (across**2 + down**2) ** 0.5
    short = max(0.0, long - 0.24) / long if long else 0.0
    return _Arrow(start, (start[0] + across * short, start[1] + down * short))


def _words(lettered: Sequence[tuple[str, Standing]]) -> str:
    said = [
        f"{each.risk.name} ({each.band}, likelihood {each.place[0]}, impact {each.place[1]}"
        f"{f', {each.movement}' if each.movement not in (Movement.SAME, Movement.UNKNOWN) else ''})"
        for _, each in lettered
        if each.place
    ]
    return (
        f"Map of {say_count(len(lettered), 'risk')}, likelihood upwards and impact to the right: "
        f"{say_list(said)}."
    )
