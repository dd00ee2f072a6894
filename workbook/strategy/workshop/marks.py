"""Marks for a day as they are kept: how many gave each, so that nobody's can be told."""

import re
from collections import Counter

__all__ = ["counted", "marks_text"]

_MARK = re.compile(r"(\d{1,2})(?:\s*[×x*]\s*(\d{1,3}))?")
_BETWEEN = re.compile(r"[\s,;]*")
LOWEST, HIGHEST, MOST = 1, 10, 200


def counted(kept: str) -> dict[int, int]:
    """Return how many gave each mark, the lowest first.

    >>> counted("7 8×3")
    {7: 1, 8: 3}
    """
    marks: Counter[int] = Counter()
    for mark, times in _MARK.findall(kept):
        marks[int(mark)] += int(times or 1)
    return dict(sorted(marks.items()))


def marks_text(typed: str) -> str:
    """Return marks as they are kept, in no order that tells who gave them.

    >>> marks_text("8, 9 7 8"), marks_text("8x3"), marks_text("")
    ('7 8×2 9', '8×3', '')

    Raises:
        ValueError: something else is written, or a mark does not lie between 1 and 10.
    """
    marks = counted(typed)
    if _BETWEEN.fullmatch(_MARK.sub("", typed)) is None:
        raise ValueError("Write marks from 1 to 10 with spaces between them, such as 8 9 7 8.")
    if any(not LOWEST <= mark <= HIGHEST for mark in marks):
        raise ValueError(f"Marks go from {LOWEST} to {HIGHEST}.")
    if sum(marks.values()) > MOST:
        raise ValueError(f"At most {MOST} people can give a mark.")
    kept = (f"{mark}×{count}" if count > 1 else str(mark) for mark, count in marks.items() if count)
    return " ".join(kept)
