"""Rows that are no records: totals, subtotals, footers and headers that are repeated."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from workbook.intake.periods import parse_period
from workbook.intake.tables.columns import Body
from workbook.written import dates, numbers

__all__ = ["Total", "says_total", "set_aside"]

_LABEL = re.compile(
    r"(?:(?:grand|sub|over-?all|net|gross|report|page|monthly|weekly|daily|yearly|quarterly)[ -]?)?"
    r"(?:totals?|sum|subtotal)(?: (?:for|of|in) .{1,40}| general| général)?"
    r"|(?:gesamt|end|zwischen|teil)?-?summen?(?: .{1,40})?|gesamt(?:betrag|ergebnis|umsatz)?"
    r"|insgesamt|(?:sous-)?total(?:e|i|aux)?(?: général| complessivo)?|ensemble|suma|razem|ogółem"
    r"|(?:sub)?totaal|eindtotaal|totalt|i alt|yhteensä|celkem|összesen|итого|всего"
    r"|all (?:rows|items|products|locations|staff)|averages?|mean|durchschnitt|mittelwert",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:end of (?:report|file|list|export)|(?:ende|fin|fine) (?:der|des|du|del) .*"
    r"|\*+ ?end.*|page \d+(?: of \d+)?|seite \d+.*|(?:generated|printed|created|exported|erstellt"
    r"|report (?:date|run)|run) (?:on|at|by|am|von)\b.*|(?:source|note|quelle|hinweis)s?:.*)",
    re.IGNORECASE,
)
_LONG = 100_000  # rows; of a longer file only the end is looked at
_END_ROWS = 1_000
_LIKE_OTHERS = 0.8  # share of the rows in which a cell is filled, or of its kind
_SAMPLE = 200


@dataclass(frozen=True)
class Total:
    """A row that adds up others, or a footer: it is set aside, and can be compared with.

    `cells` holds what stands in it by the name of its column.
    """

    row: int
    label: str
    cells: dict[str, str]


def set_aside(header: Sequence[str], body: Body) -> tuple[Body, tuple[Total, ...]]:
    """Return the rows that are records, and those that are not.

    A total is told by its label, and by what it lacks: a date or a number where all others have
    one. So an article that is called “Total” stays what it is.
    """
    rows = len(body.numbers)
    if rows < 2 or not body.columns:
        return body, ()
    begin = 0 if rows <= _LONG else rows - _END_ROWS
    called = {row: place for row in range(begin, rows) if (place := _labelled(body, row)) >= 0}
    usual = _Usual(body, called)
    apart = {row for row, place in called.items() if usual.is_total(row, place)}
    apart |= set(_repeated(header, body, begin))
    apart |= set(_footers(body, usual, apart))
    places = np.array(sorted(apart), dtype=np.int64)
    return body.without(places), tuple(_total(header, body, row) for row in sorted(apart))


def says_total(text: str) -> bool:
    """Tell whether a text is the label of a total."""
    return _LABEL.fullmatch(text.rstrip(" :.=*")) is not None


class _Usual:
    """What most rows have: which cells are filled, and which hold a date or a number."""

    def __init__(self, body: Body, apart: Collection[int]) -> None:
        texts = _records(body, apart)
        self._body = body
        self._filled = [_mostly(column) for column in texts]
        self.measured = [_mostly(_measured(text) for text in column if text) for column in texts]
        self.width = sum(self._filled)

    def is_total(self, row: int, place: int) -> bool:
        """Whether a row with a label lacks what others have, or is the last of all."""
        columns = zip(self._filled, self._body.columns, strict=True)
        lacks = any(filled and not column[row] for filled, column in columns)
        last = row == len(self._body.numbers) - 1
        return self.measured[place] or lacks or (last and place == 0)

    def is_footer(self, texts: Sequence[str]) -> bool:
        """Whether so few texts, none of them a number or a date, are no record."""
        if any(map(_measured, texts)) or len(texts) >= self.width:
            return False
        if sum(self.measured) >= 2:
            return True
        return len(texts) == 1 and (self.width >= 3 or len(texts[0].split()) >= 3)


def _records(body: Body, apart: Collection[int]) -> list[list[str]]:
    """Return the columns of a sample of rows, but for those that look like none at all."""
    rows = len(body.numbers)
    sample = set(np.linspace(0, rows - 1, min(rows, _SAMPLE)).astype(np.int64).tolist())
    held = [[str(column[row]) for column in body.columns] for row in sorted(sample - set(apart))]
    measured = [row for row in held if any(map(_measured, row))]
    return [list(column) for column in zip(*(measured or held), strict=True)] or [[]] * len(
        body.columns
    )


def _mostly(flags: Iterable[Any]) -> bool:
    held = list(flags)
    return bool(held) and sum(map(bool, held)) >= _LIKE_OTHERS * len(held)


@lru_cache(1_000)
def _measured(text: str) -> bool:
    return bool(numbers.number(text) or dates.day(text) or parse_period(text))


def _labelled(body: Body, row: int) -> int:
    """Return where the label of a total stands, or -1: it is the first thing in its row."""
    for place, column in enumerate(body.columns):
        if text := column[row]:
            return place if says_total(text) else -1
    return -1


def _repeated(header: Sequence[str], body: Body, begin: int) -> Iterator[int]:
    """Yield the rows that are the header once more, as where pages were printed to a file."""
    if not any(header):
        return
    same = np.arange(begin, len(body.numbers))
    for name, column in zip(header, body.columns, strict=True):
        same = same[column[same] == name]
    yield from map(int, same)


def _footers(body: Body, usual: _Usual, apart: Collection[int]) -> Iterator[int]:
    """Yield the last rows as long as they are no records: a sentence, an end of the report."""
    for row in range(len(body.numbers) - 1, 0, -1):
        if row in apart:
            continue
        texts = [str(column[row]) for column in body.columns if column[row]]
        ends = len(texts) <= 2 and _END.fullmatch(texts[0])
        if not (ends or (body.columns[0][row] and usual.is_footer(texts))):
            return
        yield row


def _total(header: Sequence[str], body: Body, row: int) -> Total:
    cells = {
        name: str(column[row])
        for name, column in zip(header, body.columns, strict=True)
        if column[row]
    }
    return Total(int(body.numbers[row]), next(iter(cells.values()), ""), cells)
