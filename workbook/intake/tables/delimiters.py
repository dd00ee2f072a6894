"""What separates the cells of a text: it gives rows of one width, and cells of one kind."""

import csv
import time
from collections import Counter
from collections.abc import Sequence

__all__ = ["SEPARATES", "delimiter_of"]

SEPARATES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}
_LINES = 200
_CLEAR = 0.8  # of the lines have one width
_SLOW = 0.2  # seconds for a part, before a larger part is not tried


def delimiter_of(sample: bytes) -> tuple[str, bool]:
    """Return the sign between cells, and whether it is certain, from the beginning of a text.

    >>> delimiter_of(b"Day;Sum\\n2026-01-02;1,50\\n2026-01-03;2,25\\n")
    (';', True)
    """
    text = sample.decode("utf-8", "ignore")
    lines = [line for line in text.splitlines()[:_LINES] if line.strip()]
    fits = {sign: _fit(lines, sign) for sign in SEPARATES}
    clear = [sign for sign, (share, _) in fits.items() if share >= _CLEAR]
    if len(clear) == 1:
        return clear[0], True
    likely = max(SEPARATES, key=lambda sign: fits[sign])
    by_kind = _by_kind(text)
    if by_kind and fits[by_kind][0]:
        return by_kind, by_kind == likely
    return likely, not any(share for share, _ in fits.values())


def _fit(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    """Return the share of lines that have the commonest width above one, and that width."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:  # a cell beyond all bounds
        return 0.0, 0
    common = Counter(width for width in widths if width > 1).most_common(1)
    return (common[0][1] / len(widths), common[0][0]) if common else (0.0, 0)


def _by_kind(text: str) -> str:
    """Return the sign that makes cells of one kind: numbers, dates, words; or nothing."""
    from clevercsv.detect import Detector

    found = ""
    for size in (1 << 12, 1 << 14, 1 << 16):
        begun = time.perf_counter()
        part = text[:size].rpartition("\n")[0] or text[:size]
        dialect = Detector().detect(part, delimiters=list(SEPARATES))
        found = dialect.delimiter if dialect and dialect.delimiter else found
        if time.perf_counter() - begun > _SLOW or len(text) <= size:
            break
    return found if found in SEPARATES else ""
