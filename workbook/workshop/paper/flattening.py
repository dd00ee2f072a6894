"""A photographed side of a sheet, laid flat: found by its code, and straightened by its corners."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from workbook.workshop.paper.codes import SheetCode
from workbook.workshop.paper.pictures import Grey
from workbook.workshop.paper.sheets import CODE, CORNER, EDGE, PAPERS

__all__ = ["SHARPNESS", "Found", "NotFlat", "find", "flatten"]

SHARPNESS = 8
"""Dots for each millimetre of what was laid flat."""

_FEWEST_CORNERS = 3  # one may be lost: folded, cut off by a copier, or under a thumb
_COARSEST = 3.5  # dots for each millimetre of the photograph
_MOST_BENT = 1.2  # millimetres by which corners may lie beside where they should
_BLANK = 0.004  # share of dark dots on the empty back of a sheet

Points = npt.NDArray[np.float64]


class NotFlat(Exception):
    """The side cannot be laid flat; the text says why, and what to do."""


@dataclass(frozen=True)
class Found:
    """What a photograph shows: our codes, whether others, corner marks, or nothing at all."""

    codes: Mapping[SheetCode, Points]
    foreign: bool
    corners: Mapping[int, Points]
    blank: bool


def find(grey: Grey) -> Found:
    """Look for codes and corner marks."""
    codes: dict[SheetCode, Points] = {}
    foreign = False
    for text, place in _codes(grey):
        code = SheetCode.read(text)
        if code:
            codes[code] = place
        else:
            foreign = True
    corners = _corners(grey)
    return Found(codes, foreign, corners, not codes and not corners and _is_blank(grey))


def flatten(grey: Grey, found: Found, code: SheetCode, paper: str) -> Grey:
    """Return the side as if it lay under the eye, `SHARPNESS` dots for each millimetre.

    Raises:
        NotFlat: two corners or more cannot be seen, it is bent, or too small in the picture.
    """
    import cv2

    if len(found.corners) < _FEWEST_CORNERS:
        raise NotFlat("Two of its corners cannot be seen. Photograph it whole, and flat.")
    seen = [found.corners[each] for each in sorted(found.corners)]
    meant = [_corner_on_paper(each, paper) for each in sorted(found.corners)]
    if len(seen) < 4:  # the code says where the fourth should be
        seen.append(found.codes[code])
        meant.append(_square(PAPERS[paper][0] - EDGE - CORNER - 5 - CODE, EDGE + 1, CODE))
    there, here = np.concatenate(seen), np.concatenate(meant)
    bend, _ = cv2.findHomography(here, there)
    if bend is None:
        raise NotFlat("It cannot be laid flat. Photograph it from above.")
    beside = np.linalg.norm(_moved(np.linalg.inv(bend), there) - here, axis=1)
    if beside.max() > _MOST_BENT:
        raise NotFlat("It is bent or folded. Lay it flat and photograph it from above.")
    wide, high = PAPERS[paper]
    edges = _moved(bend, np.array([[0, 0], [wide, 0], [wide, high], [0, high]], float))
    sides = np.linalg.norm(edges - np.roll(edges, -1, axis=0), axis=1)
    if min(sides / [wide, high, wide, high]) < _COARSEST:
        raise NotFlat("It is too small in the picture. Go nearer, so that it fills the picture.")
    scale = np.diag([1 / SHARPNESS, 1 / SHARPNESS, 1.0])
    size = (round(wide * SHARPNESS), round(high * SHARPNESS))
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    flat: Any = cv2.warpPerspective(grey, bend @ scale, size, flags=flags, borderValue=255)
    return flat  # type: ignore[no-any-return]


def _codes(grey: Grey) -> list[tuple[str, Points]]:
    import cv2
    import zxingcpp

    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    # Small and soft, or large and grainy, it is often read at another size.
    for scale in (1.0, 2.0 if max(grey.shape) < 2500 else 0.5, 1.5):
        scaled: Any = grey
        if scale != 1:
            scaled = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        if found := zxingcpp.read_barcodes(scaled, formats=formats, try_invert=False):
            return [(each.text, _outline(each.position) / scale) for each in found]
    return []


def _outline(position: Any) -> Points:
    names = ("top_left", "top_right", "bottom_right", "bottom_left")
    points = [getattr(position, name) for name in names]
    return np.array([[point.x, point.y] for point in points], float)


def _corners(grey: Grey) -> dict[int, Points]:
    import cv2

    looking = cv2.aruco.DetectorParameters()
    looking.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    marks = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    places, ids, _ = cv2.aruco.ArucoDetector(marks, looking).detectMarkers(grey)
    found: dict[int, Points] = {}
    twice = set()
    for id, place in zip(np.ravel(ids) if ids is not None else (), places, strict=True):
        twice.update({int(id)} & found.keys())
        found[int(id)] = np.asarray(place, float).reshape(4, 2)
    return {id: place for id, place in found.items() if id < 4 and id not in twice}


def _corner_on_paper(id: int, paper: str) -> Points:
    wide, high = PAPERS[paper]
    x = wide - EDGE - CORNER if id % 2 else EDGE
    y = EDGE if id < 2 else high - EDGE - CORNER
    return _square(x, y, CORNER)


def _square(x: float, y: float, side: float) -> Points:
    return np.array([[x, y], [x + side, y], [x + side, y + side], [x, y + side]], float)


def _moved(bend: Any, points: Points) -> Points:
    import cv2

    moved: Any = cv2.perspectiveTransform(points.reshape(-1, 1, 2), np.asarray(bend, float))
    return moved.reshape(-1, 2)  # type: ignore[no-any-return]


def _is_blank(grey: Grey) -> bool:
    import cv2

    small: Any = cv2.resize(grey, (600, 600), interpolation=cv2.INTER_AREA)
    middle = small[60:-60, 60:-60]
    paper: Any = cv2.medianBlur(middle, 101)
    return bool(np.mean(middle < paper * 0.8) < _BLANK)
