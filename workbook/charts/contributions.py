"""Options as stacked bars: what each criterion adds to the points, and how sure the place is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.charts.drawing import Drawing
from workbook.charts.lettering import fitted, width
from workbook.charts.style import INK, LINE, MUTED, WASH
from workbook.insight.route.choosing_figures import Counted, Ranked
from workbook.templating import template
from workbook.wording import say_count

__all__ = ["contributions"]

WIDTH = 16.8  # centimetres, as everything here but the sizes of letters
NAME = 8.2  # points

_BAR, _ROW, _HEAD = 0.4, 0.62, 0.5
_NAMES, _LONG, _SHARE = 4.3, 5.6, 1.1
_FIRST, _AMONG = 10.8, 13.7  # where the two shares begin
_ROOM = 0.9  # of a line: a browser may set wider letters than the pack
_KEY_ROW, _KEYS = 0.46, 3
# Dark and light by turns, so that neighbours differ without colour too; letters stand on each.
_HUES = (
    ("#12496b", "#ffffff"),
    ("#9cc3dc", INK),
    ("#1e6b5c", "#ffffff"),
    ("#a9d3c4", INK),
    ("#5a4a86", "#ffffff"),
    ("#c5bbe0", INK),
    ("#7a4f12", "#ffffff"),
    ("#e3c68f", INK),
)


@dataclass(frozen=True)
class _Piece:
    """What one criterion adds to a bar."""

    left: float
    wide: float
    hue: str
    ink: str
    letter: str


@dataclass(frozen=True)
class _Share:
    """A share from 0 to 1, as a small bar with its figure."""

    left: float
    wide: float
    said: str


@dataclass(frozen=True)
class _Bar:
    """One option: its name, its bar, its points, and how sure its place is."""

    top: float
    name: tuple[str, ...]
    pieces: Sequence[_Piece]
    end: float
    points: str
    shares: Sequence[_Share]


@dataclass(frozen=True)
class _Key:
    """Which letter and colour a criterion has, with its weight."""

    left: float
    top: float
    hue: str
    ink: str
    letter: str
    words: str


def contributions(options: Sequence[Ranked], criteria: Sequence[Counted], places: int) -> Drawing:
    """Draw options as bars of 100 points at most, 16.8 cm wide, in the order given."""
    keys = list(_keys(criteria, _HEAD + _ROW * len(options) + 0.15))
    svg = template("charts/contributions.svg.j2").render(
        width=WIDTH,
        height=keys[-1].top + _KEY_ROW,
        bars=[_bar(place, each, (_FIRST, _AMONG)) for place, each in enumerate(options)],
        keys=keys,
        heads=[(_FIRST, "first"), (_AMONG, f"among the first {places}")],
        left=_NAMES,
        long=_LONG,
        tall=_BAR,
        share=_SHARE,
        size=NAME,
        **{"ink": INK, "muted": MUTED, "line": LINE, "wash": WASH},
    )
    return Drawing(svg, _words(options, places))


def _bar(place: int, each: Ranked, shares: tuple[float, float]) -> _Bar:
    pieces = list(_pieces(each.parts))
    end = pieces[-1].left + pieces[-1].wide if pieces else _NAMES
    return _Bar(
        top=_HEAD + _ROW * place,
        name=fitted(each.option.name, _ROOM * (_NAMES - 0.2), NAME, most=2),
        pieces=pieces,
        end=end,
        points=each.points.printed,
        shares=[
            _Share(left, _SHARE * share, figure.printed)
            for left, share, figure in zip(shares, each.sure, (each.first, each.among), strict=True)
        ],
    )


def _pieces(parts: Sequence[float]) -> Iterator[_Piece]:
    left = _NAMES
    for place, part in enumerate(parts):
        wide = _LONG * part / 100
        hue, ink = _HUES[place % len(_HUES)]
        letter = _letter(place) if wide > 1.5 * width(_letter(place), NAME) else ""
        yield _Piece(left, wide, hue, ink, letter)
        left += wide


def _keys(criteria: Sequence[Counted], top: float) -> Iterator[_Key]:
    each_wide = WIDTH / _KEYS
    for place, each in enumerate(criteria):
        row, column = divmod(place, _KEYS)
        hue, ink = _HUES[place % len(_HUES)]
        room = _ROOM * (each_wide - 0.6) - width(f" {each.weight.printed}", NAME)
        [name] = fitted(each.criterion.name, room, NAME, most=1)
        yield _Key(
            column * each_wide, top + row * _KEY_ROW, hue, ink, _letter(place),
            f"{name} {each.weight.printed}",
        )  # fmt: skip


def _letter(place: int) -> str:
    return "abcdefghijklmnopqrstuvwxyz"[place % 26]


def _words(options: Sequence[Ranked], places: int) -> str:
    said = [
        f"{each.option.name} {each.points.printed} points, first in {each.first.printed}, "
        f"among the first {places} in {each.among.printed}"
        for each in options
    ]
    return f"Bars of {say_count(len(options), 'option')}, out of 100 points: {'; '.join(said)}."
