"""The strategy map: perspectives as bands, objectives as boxes, and what is known of each arrow."""

from collections.abc import Iterator
from itertools import pairwise

from workbook.charts.drawing import Drawing
from workbook.charts.lettering import fitted, width
from workbook.charts.map_layout import FACTS, LABEL, LEADING, NAME, PAD, WIDTH, Sheet, Way, laid_out
from workbook.charts.style import ACCENT, INK, LINE, MUTED, SIGNAL, WASH
from workbook.insight.route.map import StrategyMap
from workbook.insight.route.map_arrows import ArrowState
from workbook.strategy.destination.perspectives import PERSPECTIVES
from workbook.templating import template
from workbook.wording import capital, say_count

__all__ = ["HOW_TO_READ", "strategy_map_chart"]

HOW_TO_READ = (
    "Each arrow is a guess: reaching this helps to reach that. Its line says what the KPIs at both "
    "ends did so far: thick, they moved together; dash and dot, apart; thin, no clear association; "
    "dashed, too few points; dotted, untested. None of that proves a cause."
)

_MISSION = 0.32  # centimetres: a line of the mission

# The way a line is drawn tells the states apart, and so does the word on it; colour repeats it.
_LOOKS: dict[ArrowState, dict[str, str]] = {
    "moves together": {"colour": ACCENT, "wide": "1.7", "dashes": ""},
    "moves apart": {"colour": SIGNAL, "wide": "1.7", "dashes": "7 2.4 1.6 2.4"},
    "no clear association": {"colour": INK, "wide": ".8", "dashes": ""},
    "too few points": {"colour": MUTED, "wide": ".9", "dashes": "5 3"},
    "untested": {"colour": MUTED, "wide": "1.1", "dashes": "1.1 2.6"},
}


def strategy_map_chart(found: StrategyMap) -> Drawing:
    """Draw the map 16.8 cm wide."""
    mission = fitted(found.mission, WIDTH - 2 * PAD, NAME, most=3) if found.mission else ()
    top = 2 * PAD + _MISSION * len(mission) if mission else 0.0
    sheet = laid_out(found, top)
    svg = template("charts/strategy_map.svg.j2").render(
        width=WIDTH,
        height=sheet.height + 0.02,
        mission=mission,
        mission_height=top - 0.1,
        sheet=sheet,
        arrows=[(way, _path(way), _LOOKS[way.arrow.state]) for way in sheet.ways],
        measured=width,
        label=LABEL,
        leading=LEADING,
        pad=PAD,
        name_size=NAME,
        facts_size=FACTS,
        **{"ink": INK, "muted": MUTED, "line": LINE, "accent": ACCENT, "signal": SIGNAL},
        wash=WASH,
    )
    return Drawing(svg, " ".join(_words(found, sheet)))


def _path(way: Way) -> str:
    """Return the way as SVG: upright where it passes boxes, in a curve between their lines."""
    points = [(_points(across), _points(down)) for across, down in way.stops]
    drawn = [f"M{points[0][0]} {points[0][1]}"]
    for number, ((x, y), (to_x, to_y)) in enumerate(pairwise(points)):
        half = round((y + to_y) / 2, 2)
        upright = number % 2 == 0
        drawn.append(f"V{to_y}" if upright else f"C{x} {half} {to_x} {half} {to_x} {to_y}")
    return "".join(drawn)


def _points(centimetres: float) -> float:
    return round(centimetres / 2.54 * 72, 2)


def _words(found: StrategyMap, sheet: Sheet) -> Iterator[str]:
    """Yield in sentences what the map shows: perspectives with their boxes, then the arrows."""
    yield f"Strategy map of {say_count(len(found.placed.boxes), 'objective')}, results on top."
    if found.mission:
        yield f"Above everything: {found.mission.rstrip('.')}."
    for perspective in PERSPECTIVES:
        names = [box.name.rstrip(".") for box in found.placed.under(perspective)]
        yield f"{capital(perspective)}: {'; '.join(names) or 'nothing'}."
    for way in sheet.ways:
        arrow = way.arrow
        start, end = arrow.start.name.rstrip("."), arrow.end.name.rstrip(".")
        yield f"Arrow {arrow.number} from {start} to {end}: {arrow.said}."
