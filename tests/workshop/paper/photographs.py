"""Sheets that were filled in and photographed, as far as that can be simulated.

`python -m tests.workshop.paper.photographs 200` prints how often what was read is not what was
marked.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import typst

from tests.workshop.paper.conftest import CRITERIA, asked
from workbook.workshop.paper import sheets
from workbook.workshop.paper.codes import Room
from workbook.workshop.paper.pictures import Picture
from workbook.workshop.paper.reading import PassedOver, Why, read_side
from workbook.workshop.paper.serials import new_serial
from workbook.workshop.paper.sheets import Layout, Place, layout
from workbook.workshop.questions import Kind, Question

DOTS = 10  # for each millimetre of a drawn sheet
ROOM = Room("workbook-1", "session-1", "Rise Bakery", "Where we go in 2027")
SCALE = asked(Kind.SCALE)
CONSENT = asked(Kind.CONSENT)
MATRIX = asked(Kind.MATRIX, criteria=CRITERIA)

Image = Any


@dataclass(frozen=True)
class Pen:
    """How wide it draws, in millimetres, and how dark, from 0, black."""

    wide: float = 0.5
    shade: int = 40


PENS = (Pen(), Pen(0.35, 60), Pen(0.7, 25), Pen(0.9, 90))


@dataclass(frozen=True)
class Light:
    """How a photograph is taken."""

    turned: float = 0.0
    bent: float = 0.05
    shadow: float = 0.4
    soft: float = 1.0
    grain: float = 5.0
    jpeg: int = 80
    curl: float = 0.4
    lost: int | None = None
    sharp: float = 9.0


def drawn(question: Question, serials: Sequence[str], room: Room = ROOM) -> list[Image]:
    """Return the pages of the sheets as a printer would print them."""
    text = sheets.sheets_text(question, 1, serials, room)
    made = typst.compile(**sheets._typst(text), format="png", ppi=DOTS * 25.4)
    pages = made if isinstance(made, list) else [made]
    return [cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE) for png in pages]


def cross(page: Image, place: Place, pen: Pen, dice: np.random.Generator) -> None:
    """Cross a box, not quite within it."""
    ends = np.array([[[0.1, 0.1], [0.9, 0.9]], [[0.9, 0.1], [0.1, 0.9]]])
    for line in ends + dice.normal(0, 0.07, ends.shape):
        _line(page, place, line, pen)


def fill(page: Image, place: Place, pen: Pen, dice: np.random.Generator) -> None:
    """Take a cross back: the box is filled whole, by hand, and now and then in a hurry."""
    cross(page, place, pen, dice)
    step = pen.wide * dice.choice([0.8, 0.8, 0.8, 1.2, 1.6, 2.2]) / place.height
    for y in np.arange(0.06, 0.97, step):
        line = np.array([[0.05, y], [0.95, y + 0.05]]) + dice.normal(0, 0.025, (2, 2))
        _line(page, place, line, pen)


def write(page: Image, place: Place, dice: np.random.Generator) -> None:
    """Write something by hand."""
    at = np.array([place.x + 3, place.y + place.height - 2.5]) * DOTS
    words = "warm bread" if place.width > 40 else "120"
    cv2.putText(page, words, tuple(at.astype(int)), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 2, 50, 4)


def photograph(page: Image, light: Light, dice: np.random.Generator) -> Image:
    """Return a photograph of a page on a table."""
    page = page.copy()
    high, wide = page.shape
    if light.lost is not None:
        x, y = (0 if light.lost % 2 == 0 else wide - 190), (0 if light.lost < 2 else high - 190)
        page[y : y + 190, x : x + 190] = 90
    page = _curled(page, light.curl)
    side = round(max(high, wide) * 1.2 * light.sharp / DOTS)
    scale = light.sharp / DOTS
    middle = np.array([side / 2, side / 2])
    corners = (
        np.array([[0, 0], [wide, 0], [wide, high], [0, high]]) - [wide / 2, high / 2]
    ) * scale
    turn = np.deg2rad(light.turned)
    rotate = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    seen = corners @ rotate.T * 0.86 + middle
    seen += dice.uniform(-light.bent, light.bent, (4, 2)) * side * 0.5
    source = np.float32([[0, 0], [wide, 0], [wide, high], [0, high]])
    bend = cv2.getPerspectiveTransform(source, seen.astype(np.float32))
    table = dice.integers(60, 110)
    taken = cv2.warpPerspective(
        page, bend, (side, side), flags=cv2.INTER_AREA, borderValue=int(table)
    )
    down, across = np.mgrid[0:side, 0:side] / side
    edge = 1 / (1 + np.exp(-(across + 0.6 * down - dice.uniform(0.5, 1.1)) * 14))
    slope = 1 - 0.25 * down
    lit = taken.astype(np.float32) * slope * (1 - light.shadow * edge)
    lit = cv2.GaussianBlur(lit, (0, 0), light.soft)
    lit += dice.normal(0, light.grain, lit.shape)
    _, jpeg = cv2.imencode(
        ".jpg", np.clip(lit, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, light.jpeg]
    )
    return cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE)


def _curled(page: Image, most: float) -> Image:
    high, wide = page.shape
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    bow = most * DOTS * np.sin(np.pi * x / wide)
    return cv2.remap(page, x, y + bow.astype(np.float32), cv2.INTER_LINEAR, borderValue=255)


def _line(page: Image, place: Place, ends: Any, pen: Pen) -> None:
    corner, size = np.array([place.x, place.y]), np.array([place.width, place.height])
    one, other = ((corner + end * size) * DOTS for end in ends)
    wide = max(1, round(pen.wide * DOTS))
    left, top = (round(each * DOTS) for each in corner - 4)
    right, bottom = (round(each * DOTS) for each in corner + size + 4)
    around = page[top:bottom, left:right]
    ink = np.full_like(around, 255)
    ends = [tuple((end - [left, top]).astype(int)) for end in (one, other)]
    cv2.line(ink, *ends, pen.shade, wide, cv2.LINE_AA)
    np.minimum(around, ink, out=around)  # ink does not lighten what is dark already


BLANK, ONE, TWO, BACK, EMPTIED = "blank", "one", "two", "taken back", "emptied"
WAYS = (ONE, ONE, ONE, ONE, BLANK, TWO, BACK, BACK, EMPTIED)


@dataclass
class Marked:
    """What was marked: for each field the values crossed at the end, and in which way."""

    crossed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    way: dict[str, str] = field(default_factory=dict)


def mark(page: Image, laid: Layout, dice: np.random.Generator, pen: Pen, number: int = 1) -> Marked:
    """Mark a page in all the ways that people do, at random."""
    rows: dict[str, list[Place]] = {}
    for place in laid.places:
        if place.value is not None and place.page == number and place.name != "abstain":
            rows.setdefault(place.name, []).append(place)
    marked = Marked()
    for name, boxes in rows.items():
        way = WAYS[dice.integers(len(WAYS))]
        first, second = (boxes[i] for i in dice.permutation(len(boxes))[:2])
        if way in (BACK, EMPTIED):
            fill(page, second, pen, dice)
        kept = {ONE: [first], BACK: [first], TWO: [first, second]}.get(way, [])
        for each in kept:
            cross(page, each, pen, dice)
        marked.crossed[name] = tuple(sorted(str(each.value) for each in kept))
        marked.way[name] = way
    return marked


def some_light(dice: np.random.Generator) -> Light:
    """Return how a person may take a photograph."""
    return Light(
        turned=float(dice.choice([0, 90, 180, 270]) + dice.uniform(-12, 12)),
        bent=float(dice.uniform(0, 0.07)),
        shadow=float(dice.uniform(0, 0.55)),
        soft=float(dice.uniform(0.4, 1.6)),
        grain=float(dice.uniform(2, 9)),
        jpeg=int(dice.integers(55, 92)),
        curl=float(dice.uniform(0, 0.8)),
        lost=[None, None, None, 0, 1, 2, 3][dice.integers(7)],
        sharp=float(dice.uniform(6, 10)),
    )


RIGHT, WRONG, LOST, READ = "right", "WRONG", "LOST", "read"


def measured(sheets: int, seed: int = 1) -> Mapping[str, Counter[str]]:
    """Return what became of so many simulated sheets: rows by how they were marked, and read."""
    dice = np.random.default_rng(seed)
    found: dict[str, Counter[str]] = {}
    pages = {q.id: (q, layout(q), drawn(q, [new_serial()])[0]) for q in (SCALE, CONSENT, MATRIX)}
    for number in range(sheets):
        question, laid, page = [*pages.values()][number % len(pages)]
        page, pen = page.copy(), PENS[dice.integers(len(PENS))]
        marked = mark(page, laid, dice, pen)
        light = some_light(dice)
        side = read_side(Picture("p", photograph(page, light, dice)), [question], ROOM)
        if isinstance(side, PassedOver):
            found.setdefault("sheet", Counter())[side.said.partition(": ")[2] or side.said] += 1
            continue
        found.setdefault("sheet", Counter())[READ] += 1
        doubts = {doubt.field.name: doubt.why for doubt in side.doubts}
        for name, way in marked.way.items():
            sure = side.form.get(name)
            if sure is not None:
                read = RIGHT if tuple(sure) == marked.crossed[name] else WRONG
            else:
                read = f"asked: {Why(doubts[name]).value}" if name in doubts else LOST
            found.setdefault(way, Counter())[read] += 1
    return found


if __name__ == "__main__":
    for way, counts in measured(int(sys.argv[1])).items():
        print(f"{way}: {dict(counts)}")
