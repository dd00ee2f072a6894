"""What an older program wrote becomes what this one reads: one chain for all that is kept.

Exports, sign-offs and lines of the journal say in which format they were written. To change what
a record looks like, raise `FORMAT` by one and add one function to `UPGRADES`, which takes the
table's name and one row of the old format, and returns both in the new one. A line of the journal
holds only some of a record's fields, so that a function must not expect them all. Beside the
function belongs an export of the old format in `tests/store/released`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from workbook.strategy.history import FORMAT, Change

__all__ = ["FORMAT", "Records", "Row", "Upgrade", "current", "upgraded", "upgraded_row"]

Row: TypeAlias = dict[str, Any]
Records: TypeAlias = dict[str, list[Row]]
Upgrade: TypeAlias = Callable[[str, Row], tuple[str, Row]]

UPGRADES: tuple[Upgrade, ...] = ()  # the first brings format 1 to format 2, and so on


def upgraded_row(table: str, row: Row, found: int) -> tuple[str, Row]:
    """Return a row that was written in format `found` as today's, with its table's name today.

    >>> upgraded_row("win", {"name": "First café"}, FORMAT)
    ('win', {'name': 'First café'})
    """
    for upgrade in UPGRADES[found - 1 :]:
        table, row = upgrade(table, row)
    return table, row


def upgraded(records: Mapping[str, Sequence[Row]], found: int) -> Records:
    """Return records of format `found`, by the name of their table, as today's.

    Lines of the journal among them are of the same format as the records.
    """
    done: Records = {}
    for table, rows in records.items():
        for row in rows:
            now, new = upgraded_row(table, row, found)
            done.setdefault(now, []).append(_line(new, found) if now == "change" else new)
    return done


def current(line: Change) -> Change:
    """Return a line of the database's journal as today's program would have written it."""
    if line.format == FORMAT:
        return line
    return Change(**(_line(line.model_dump(), line.format) | {"format": FORMAT}))


def _line(line: Row, found: int) -> Row:
    sides: Row = {}
    if not {"entity", "before", "after"} <= line.keys():
        return line  # whoever checks the records says what it lacks
    for side in ("before", "after"):
        sides["entity"], sides[side] = upgraded_row(line["entity"], line[side], found)
    return {**line, **sides}
