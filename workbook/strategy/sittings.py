"""What a person changes again at once is put right: the journal's lines, sitting by sitting."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from workbook.strategy.history import Change, utc
from workbook.strategy.plan import SignedOff

__all__ = ["SITTING", "sittings"]

SITTING = timedelta(hours=1)
"""What a person changes again within this time is put right, and nobody has used it."""


def sittings(lines: Iterable[Change], signed_off: Sequence[SignedOff]) -> list[list[Change]]:
    """Return the lines about one field of a record, oldest first, gathered by the sitting.

    A sitting ends after `SITTING`, when somebody else takes over, and with every sign-off: what a
    signed pack has printed was used.
    """
    signed = [each.stood_at for each in signed_off]
    found: list[list[Change]] = []
    for line in lines:
        if found and _goes_on(found[-1][-1], line, signed):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _goes_on(before: Change, line: Change, signed: Sequence[datetime]) -> bool:
    first, second = utc(before.at), utc(line.at)
    used = any(first <= moment <= second for moment in signed)
    return line.who == before.who and second - first <= SITTING and not used
