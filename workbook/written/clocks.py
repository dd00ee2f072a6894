"""Times of day as people write them, of 12 or 24 hours, with the zone that stands behind them."""

import re
from dataclasses import dataclass

from workbook.written.signs import plain_signs

__all__ = ["Clock", "clock"]

_EAST = r"(?P<early>上午|午前|오전)|(?P<late>下午|午後|오후)"
_HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_OFFSET = r"(?P<utc>Z\b|UTC\b|GMT\b)?(?P<offset>[+-]\d{2}:?\d{2}|[+-]\d{2}$)?"
_CLOCK = re.compile(
    rf"(?:^|[ T,]|(?<=[日일午전후]))(?:(?:{_EAST})\s?)?(?P<h>\d{{1,2}})"
    rf"(?:[:h](?P<m>\d{{2}})|(?<=[ T,]\d{{2}})\.(?P<m2>\d{{2}})(?!\d)"
    rf"|(?=\s?[ap]\.?\s?m\b)|\s?(?=h\b|Uhr))"
    rf"(?:[:.](?P<s>\d{{2}}))?(?:[.,]\d+)?\s?(?:h\b|Uhr)?\s?(?:{_HALF})?\s?{_OFFSET}",
    re.IGNORECASE,
)
_PRESSED = re.compile(r"\d{8}T?(\d{2})(\d{2})(?:\d{2})?(Z|[+-]\d{2}:?\d{2})?")
_DAY = 24 * 60


@dataclass(frozen=True)
class Clock:
    """Minutes since midnight, and by how many minutes the clock is ahead of UTC, where written."""

    minutes: int
    offset: int | None = None


def clock(text: str) -> Clock | None:
    """Return the time of day in a text, alone or behind a date; None where there is none.

    >>> clock("5:50 PM").minutes, clock("12:05 a.m.").minutes, clock("17h30").minutes
    (1070, 5, 1050)
    >>> clock("2026-07-03T23:30:00Z"), clock("2026-07-03 23:30+02:00").offset
    (Clock(minutes=1410, offset=0), 120)
    >>> clock("2026-07-03"), clock("25:10")
    (None, None)
    """
    text = plain_signs(text)
    if pressed := _PRESSED.fullmatch(text):
        text = f" {pressed[1]}:{pressed[2]}{pressed[3] or ''}"
    match = _CLOCK.search(text)
    if not match:
        return None
    hours, minutes = int(match["h"]), int(match["m"] or match["m2"] or 0)
    half = (match["half"] or ("a" if match["early"] else "p" if match["late"] else "")).lower()
    if half:
        hours = hours % 12 + 12 * (half == "p")
    total = hours * 60 + minutes
    if minutes > 59 or total > _DAY:
        return None
    return Clock(total, _offset(match["utc"], match["offset"]))


def _offset(utc: str | None, offset: str | None) -> int | None:
    if not offset:
        return 0 if utc else None
    digits = offset[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return -minutes if offset[0] == "-" else minutes
