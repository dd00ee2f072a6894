"""In which styles the numbers of a file are certainly written, all of its columns together."""

from collections.abc import Iterator

from workbook.intake.tables.table import Table
from workbook.written.numbers import Style, Written, number, styles_of

__all__ = ["styles_in"]

_LOOK = 300  # cells of a column
_MOSTLY = 0.8  # of the filled ones are numbers, in a column of numbers


def styles_in(table: Table) -> set[Style]:
    """Return in which styles the numbers of a file are certainly written."""
    return styles_of(_numbers(table))


def _numbers(table: Table) -> Iterator[Written]:
    for cells in table.cells:
        filled = {text for text in cells[:_LOOK] if text}
        found = list(filter(None, map(number, filled)))
        if len(found) >= _MOSTLY * len(filled):
            yield from found
