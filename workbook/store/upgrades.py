"""What an older program wrote becomes what this one reads: one chain for all that is kept.

Exports, sign-offs and lines of the journal say in which format they were written. To change what
a record looks like, raise `FORMAT` by one and add one function to `UPGRADES`, which takes the
table's name and one row of the old format, and returns both in the new one. A line of the journal
holds only some of a record's fields, so that a function must not expect them all. Beside the
function belongs an export of the old format in `tests/store/released`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from workbook.strategy.history import FORMAT

__all__ = ["FORMAT", "Records", "Row", "Upgrade", "upgraded", "upgraded_row"]

Row: TypeAlias = dict[str, Any]
Records: TypeAlias = dict[str, list[Row]]
Upgrade: TypeAlias = Callable[[str, Row], tuple[str, Row]]

UPGRADES: tuple[Upgrade, ...] = ()  # the first brings format 1 to format 2, and so on


def upgraded_row(
    table: str, row: Row, found: int, chain: Sequence[Upgrade] = UPGRADES
) -> tuple[str, Row]:
    """Return a row that was written in format `found` as today's, with its table's name today.

    >>> def from_1(table: str, row: Row) -> tuple[str, Row]:
    ...     return table, {("title" if name == "name" else name): row[name] for name in row}
    >>> upgraded_row("win", {"name": "First café"}, 1, [from_1])
    ('win', {'title': 'First café'})
    """
    for upgrade in chain[found - 1 :]:
        table, row = upgrade(table, row)
    return table, row


def upgraded(
    records: Mapping[str, Sequence[Row]], found: int, chain: Sequence[Upgrade] = UPGRADES
) -> Records:
    """Return records of format `found`, by the name of their table, as today's.

    Lines of the journal among them are of the same format as the records.
    """
    if not chain[found - 1 :]:
        return {table: list(rows) for table, rows in records.items()}
    done: Records = {}
    for table, rows in records.items():
        for row in rows:
            now, new = upgraded_row(table, row, found, chain)
            done.setdefault(now, []).append(_line(new, found, chain) if now == "change" else new)
    return done


def _line(line: Row, found: int, chain: Sequence[Upgrade]) -> Row:
    sides: Row = {}
    for side in ("before", "after"):
        sides["entity"], sides[side] = upgraded_row(line["entity"], line[side], found, chain)
    return {**line, **sides}
