"""Capabilities in their place on the business's map; the colour is the gap, never the quality."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.charts.drawing import Drawing
from workbook.charts.lettering import fitted
from workbook.charts.style import INK, LINE, MUTED
from workbook.insight.position.capabilities import Standing
from workbook.strategy.position import AREAS
from workbook.templating import template
from workbook.wording import say_count, say_list, say_number

__all__ = ["heat_map", "shade"]

WIDTH = 16.8  # centimetres, as everything here but the sizes of letters
NAME = 7.8  # points

_FEWEST, _MOST = 3, 4  # capabilities side by side
_GAP, _PAD, _EDGE, _TALL, _HEADING, _LEGEND = 0.14, 0.14, 0.02, 1.28, 0.55, 0.9
_ROOM = 0.85  # of a line: a browser may set wider letters than the pack
# One hue: the darker, the wider the gap. Letters on the darkest are white.
_SHADES = (
    ("none", "#ffffff"),
    ("up to 1", "#dbe8f1"),
    ("up to 2", "#aecbdf"),
    ("up to 3", "#79a9c9"),
    ("more", "#1f5f8b"),
)
_DARKEST = len(_SHADES) - 1


@dataclass(frozen=True)
class _Tile:
    """One capability in its place: what is written in it, and how it is drawn."""

    left: float
    top: float
    name: tuple[str, ...]
    levels: str
    gap: str
    mark: str
    hue: str
    ink: str
    dashed: bool


@dataclass(frozen=True)
class _Area:
    """A part of the business: its heading, and the capabilities that belong there."""

    title: str
    middle: float
    tiles: Sequence[_Tile]


def shade(standing: Standing) -> int | None:
    """Return which of the five shades a weighted gap has; None where it cannot be weighed.

    The steps are fixed, so that two quarters can be laid side by side.
    """
    if standing.weighted is None:
        return None
    return next((step for step in range(_DARKEST) if standing.weighted <= step), _DARKEST)


def heat_map(standings: Sequence[Standing]) -> Drawing:
    """Draw the capabilities area by area, 16.8 cm wide, each area in the order given."""
    by_area = {
        title: [each for each in standings if each.capability.area == area]
        for area, title in AREAS.items()
    }
    across = min(_MOST, max(_FEWEST, *map(len, by_area.values())))
    wide = (WIDTH - 2 * _EDGE - _GAP * (across - 1)) / across
    areas: list[_Area] = []
    top = 0.0
    for title, found in by_area.items():
        if found:
            tiles = list(_tiles(found, across, wide, top + _HEADING))
            areas.append(_Area(title, top + 0.36, tiles))
            top = tiles[-1].top + _TALL + _GAP
    svg = template("charts/heat_map.svg.j2").render(
        width=WIDTH,
        height=top + _LEGEND,
        areas=areas,
        wide=wide,
        tall=_TALL,
        pad=_PAD,
        size=NAME,
        shades=_SHADES,
        legend=top + 0.2,
        **{"ink": INK, "muted": MUTED, "line": LINE},
    )
    return Drawing(svg, _words(standings))


def _tiles(standings: Sequence[Standing], across: int, wide: float, top: float) -> Iterator[_Tile]:
    for place, standing in enumerate(standings):
        row, column = divmod(place, across)
        left = _EDGE + column * (wide + _GAP)
        yield _tile(standing, left, top + row * (_TALL + _GAP), wide)


def _tile(standing: Standing, left: float, top: float, wide: float) -> _Tile:
    step = shade(standing)
    return _Tile(
        left=left,
        top=top,
        name=fitted(standing.capability.name, _ROOM * (wide - 2 * _PAD), NAME, most=2),
        levels=_levels(standing),
        gap="" if standing.weighted is None else say_number(round(standing.weighted, 1)),
        mark="no evidence" if standing.unproven else "",
        hue=_SHADES[step or 0][1],
        ink="#ffffff" if step == _DARKEST else INK,
        dashed=step is None or bool(standing.over),
    )


def _levels(standing: Standing) -> str:
    if standing.gap is None:
        return "not judged yet"
    capability = standing.capability
    said = f"at {capability.level}, needs {capability.needed}"
    if standing.objective is None:
        return f"{said}; no objective"
    return f"{said}: {standing.over} above" if standing.over else said


def _words(standings: Sequence[Standing]) -> str:
    weighed = [each for each in standings if each.weighted]
    widest = [
        f"{each.capability.name} (at {each.capability.level}, needs {each.capability.needed}, "
        f"weighted gap {say_number(round(each.weighted or 0, 1))})"
        for each in weighed[:3]
    ]
    said = f"Heat map of {say_count(len(standings), 'capability')}, by place in the business."
    if not widest:
        return f"{said} None is below what its objective needs."
    unproven = sum(each.unproven for each in standings)
    doubt = f" Without evidence: {say_count(unproven)}." if unproven else ""
    return f"{said} The widest gaps: {say_list(widest)}.{doubt}"
