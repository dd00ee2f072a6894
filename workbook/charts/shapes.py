"""What charts are drawn of: lines, points and words on a sheet, and the SVG they become.

Lengths are in points (72 to the inch), and places are counted from the sheet's top left corner.
Shapes are drawn in their order, so that later ones lie on top.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, tostring

from workbook.charts import lettering
from workbook.charts.style import MUTED
from workbook.typefaces import FAMILIES

__all__ = [
    "LETTERS",
    "Anchor",
    "Box",
    "Form",
    "Line",
    "Pen",
    "Places",
    "Point",
    "Points",
    "Shape",
    "Words",
    "hatching",
    "points",
    "stippling",
    "svg",
]

LETTERS = 8.0
"""How large words are."""

Point = tuple[float, float]
Places = Sequence[Point]
Anchor = Literal["start", "middle", "end"]
Form = Literal["disc", "square", "diamond", "cross", "leftwards", "rightwards"]


def points(centimetres: float) -> float:
    """Return a length on paper in points.

    >>> points(2.54)
    72.0
    """
    return centimetres / 2.54 * 72


@dataclass(frozen=True)
class Pen:
    """How a shape is drawn: the colour of its line and of what is inside, and how its line runs."""

    line: str = "none"
    width: float = 0.9
    dash: tuple[float, ...] = ()
    inside: str = "none"
    cover: float = 1.0
    """How much of what lies below is hidden by what is inside (0 to 1)."""

    @property
    def attributes(self) -> dict[str, str]:
        """As SVG says it."""
        said = {"fill": self.inside}
        if self.line != "none":
            said |= {"stroke": self.line, "stroke-width": _said(self.width)}
        if self.cover < 1:
            said["fill-opacity"] = _said(self.cover)
        if self.dash:
            said |= {"stroke-dasharray": " ".join(map(_said, self.dash))}
        return said


@dataclass(frozen=True)
class Line:
    """A line from place to place."""

    places: Places
    pen: Pen

    def into(self, parent: Element) -> None:
        """Draw it."""
        if self.places:
            SubElement(parent, "path", {"d": _path(self.places), **self.pen.attributes})


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float
    pen: Pen

    def into(self, parent: Element) -> None:
        """Draw it."""
        across, down = _said(self.right - self.left), _said(self.bottom - self.top)
        path = f"{_path([(self.left, self.top)])}h{across}v{down}H{_said(self.left)}z"
        SubElement(parent, "path", {"d": path, **self.pen.attributes})


@dataclass(frozen=True)
class Points:
    """Points of one form and look; `size` is how wide a disc is, or a side of the others."""

    places: Places
    form: Form
    size: float
    pen: Pen

    def into(self, parent: Element) -> None:
        """Draw them, each by itself, as those that overlap stay apart."""
        group = SubElement(parent, "g", self.pen.attributes) if self.places else parent
        for x, y in self.places:
            if self.form == "disc":
                SubElement(group, "circle", cx=_said(x), cy=_said(y), r=_said(self.size / 2))
            else:
                SubElement(group, "path", d=_FORMS[self.form].format(*self._steps(x, y)))

    def _steps(self, x: float, y: float) -> Iterator[str]:
        # A diamond is a square that stands on a corner.
        half = self.size * (0.7071 if self.form == "diamond" else 0.5)
        return map(_said, (x - half, y - half, x, y, x + half, y + half))


_FORMS: dict[Form, str] = {
    "square": "M{0} {1}H{4}V{5}H{0}z",
    "diamond": "M{2} {1}L{4} {3} {2} {5} {0} {3}z",
    "cross": "M{0} {1}L{4} {5}M{4} {1}L{0} {5}",
    "leftwards": "M{4} {1}V{5}L{0} {3}z",
    "rightwards": "M{0} {1}V{5}L{4} {3}z",
}


@dataclass(frozen=True)
class Words:
    """Words that stand on the line `y`, or around it where they are `centred`.

    On a `plate` they can be read whatever lies below.
    """

    x: float
    y: float
    words: str
    colour: str = MUTED
    anchor: Anchor = "start"
    centred: bool = False
    bold: bool = False
    plate: bool = False

    def into(self, parent: Element) -> None:
        """Write them."""
        y = self.y + 0.33 * LETTERS * self.centred
        if self.plate:
            Box(*self._plate(y), Pen(inside="#fff", cover=0.85)).into(parent)
        written = SubElement(parent, "text", x=_said(self.x), y=_said(y), fill=self.colour)
        written.text = self.words
        if self.anchor != "start":
            written.set("text-anchor", self.anchor)
        if self.bold:
            written.attrib.update(_weight(700))

    def _plate(self, y: float) -> tuple[float, float, float, float]:
        wide = points(lettering.width(self.words, LETTERS))
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left - 1, y - 0.78 * LETTERS, left + wide + 1, y + 0.25 * LETTERS


Shape = Line | Box | Points | Words


def hatching(box: Box, apart: float, pen: Pen) -> Iterator[Line]:
    """Yield the strokes of a box that is hatched, from its lower left to its upper right.

    >>> list(hatching(Box(0, 0, 4, 2, Pen()), 3, Pen("#000")))[0].places
    [(1, 2), (3, 0)]
    """
    wide, tall = box.right - box.left, box.bottom - box.top
    for step in range(1, int((wide + tall) / apart) + 1):
        reach = step * apart  # of a stroke along the top, if the box were wide enough
        low, high = max(0, reach - tall), min(wide, reach)
        ends = [(box.left + along, box.top + reach - along) for along in (low, high)]
        yield Line(ends, pen)


def stippling(box: Box, apart: float, size: float, colour: str) -> Points:
    """Return the dots of a box that is dotted, each row between the dots of the one above."""
    across, down = (box.right - box.left) / apart, (box.bottom - box.top) / apart
    places = [
        (box.left + (column + (1 if row % 2 else 0.5)) * apart, box.top + (row + 0.5) * apart)
        for row in range(int(down))
        for column in range(int(across - 0.5 * (row % 2)))
    ]
    return Points(places, "disc", size, Pen(inside=colour))


def svg(width: float, height: float, shapes: Iterable[Shape]) -> str:
    """Return a sheet (centimetres) with its shapes as SVG: the same shapes, the same text."""
    wide, tall = _said(points(width)), _said(points(height))
    size = {"width": f"{wide}pt", "height": f"{tall}pt", "viewBox": f"0 0 {wide} {tall}"}
    letters = {"font-family": f"{', '.join(FAMILIES)}, sans-serif", "font-size": _said(LETTERS)}
    root = Element("svg", {"xmlns": _NAMESPACE, **size, **letters, **_weight(400)})
    for shape in shapes:
        shape.into(root)
    return tostring(root, encoding="unicode")


_NAMESPACE = "http://www.w3.org/2000/svg"


def _weight(weight: int) -> dict[str, str]:
    # The printer takes the thinnest weight of a file that holds all, unless it is told.
    told = {"style": f'font-variation-settings: "wght" {weight}'}
    return {**told, "font-weight": str(weight)} if weight > 400 else told


def _path(places: Places) -> str:
    first, *rest = (f"{_said(x)} {_said(y)}" for x, y in places)
    return f"M{first}L{' '.join(rest)}" if rest else f"M{first}"


def _said(length: float) -> str:
    """Return a length to a hundredth of a point, as short as can be."""
    return f"{round(length, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
