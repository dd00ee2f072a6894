"""A file as a table of text, column by column, with the row numbers that people see."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from itertools import islice, pairwise
from pathlib import Path

import pandas as pd

from workbook.errors import ImportRefused
from workbook.intake.report import Refusal
from workbook.intake.tables.columns import Body, Column, Tell, silent
from workbook.intake.tables.footers import Total, set_aside
from workbook.intake.tables.header import Header, header_at, header_of
from workbook.intake.tables.opening import Content, filled, opened
from workbook.intake.tables.recognising import cells_of
from workbook.intake.tables.settings import NOTHING_SAID, Choice, Recognised, Settings
from workbook.intake.tables.sheets import Sheet, is_spreadsheet, read_sheet
from workbook.intake.tables.text import Text, read_text
from workbook.intake.tables.texts import Coded, short
from workbook.wording import say_list
from workbook.written.names import folded
from workbook.written.periods import span_within

__all__ = ["Table", "Total", "look", "nearest", "read_table"]

_TOP = 60  # rows from which the header is told
_MOST_COLUMNS = 2_000
_OFFERED = 20  # rows as headers
_NAMED = 5  # rows in a sentence
_LETTERED = "No row names the columns, so that they are called A, B, C and so on."


@dataclass(frozen=True, eq=False)
class Table:
    """The rows of a file as trimmed text; blank rows are left out, ragged ones are refused.

    `numbers` are the rows as a spreadsheet numbers them. `settings` say how the file was read, with
    everything filled in that could be found out; `recognised` says it in words, with what else is
    possible. `said` are the settings that were given. `covers` are the first and the last day that
    a line above the header speaks of, as banks write it.
    """

    file: str
    sha256: str
    columns: tuple[str, ...]
    cells: tuple[Column, ...] = field(repr=False)
    numbers: "pd.Index[int]" = field(repr=False)
    refused: tuple[Refusal, ...] = ()
    ragged: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False)
    totals: tuple[Total, ...] = ()
    settings: Settings = NOTHING_SAID
    said: Settings = NOTHING_SAID
    recognised: tuple[Recognised, ...] = ()
    warnings: tuple[str, ...] = ()
    half_dates: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    covers: tuple[date, date] | None = None

    @property
    def rows_read(self) -> int:
        """Rows with something in them, below the header, but for totals and footers."""
        return len(self.numbers) + len(self.refused)

    @property
    def decimal_comma(self) -> bool:
        """Whether the file comes from where a comma stands before decimals."""
        return self.settings.comma_first

    def column(self, wanted: str) -> "pd.Series[str]":
        """Return one column's text, indexed by row number.

        Raises:
            ImportRefused: there is no such column, or two of that name; the text lists them.
        """
        return self.at(self.place(wanted))

    def at(self, place: int) -> "pd.Series[str]":
        """Return the text of the column that stands at a place, from 0."""
        return pd.Series(self.cells[place][:], self.numbers, dtype="object")

    def coded(self, wanted: str) -> Coded:
        """Return one column by its different texts; raises as `column` does."""
        return self.coded_at(self.place(wanted))

    def coded_at(self, place: int) -> Coded:
        """Return the column that stands at a place, from 0, by its different texts."""
        column = self.cells[place]
        return Coded(list(column.texts), column.codes, self.numbers)

    def first(self, count: int = 5) -> list[tuple[int, tuple[str, ...]]]:
        """Return the first rows with their numbers, to be shown."""
        shown = [column[:count] for column in self.cells]
        texts = zip(*(map(str, column) for column in shown), strict=True)
        return list(zip(map(int, self.numbers[:count]), texts, strict=True))

    def rows(self, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Return the cells of these rows by their numbers, those of ragged rows, too."""
        held = [number for number in numbers if number not in self.ragged]
        places = self.numbers.get_indexer(pd.Index(held))
        columns = [column[places] for column in self.cells]
        texts = zip(*(map(str, column) for column in columns), strict=True)
        found = {number: self.ragged[number] for number in numbers if number in self.ragged}
        return found | dict(zip(held, texts, strict=True))

    def refuse_half_dates(self, wanted: str) -> None:
        """Refuse a column in which a program turned some dates, and left others as text."""
        if self.named(wanted) in self.half_dates:
            raise ImportRefused(
                f"{wanted} holds dates and dates written as text, mixed: a program has read day "
                "and month the wrong way round in some of them. Export the file again, with dates "
                "like 2017-04-09. Nothing was changed."
            )

    def named(self, wanted: str) -> str:
        """Return a column's name as the file writes it; raises as `column` does."""
        return self.columns[self.place(wanted)]

    def all_columns(self) -> "Iterator[pd.Series[str]]":
        """Yield each column's text."""
        return map(self.at, range(len(self.columns)))

    def place(self, wanted: str) -> int:
        """Return where a column stands, from 0; raises as `column` does."""
        key = wanted.strip()
        exact = [i for i, name in enumerate(self.columns) if name == key]
        alike = [i for i, name in enumerate(self.columns) if folded(name) == folded(key)]
        found = exact or alike
        if len(found) > 1:
            raise ImportRefused(
                f"{self.file} has {len(found)} columns called “{key}”. "
                "Give each a name of its own. Nothing was changed."
            )
        if not found:
            raise ImportRefused(self._no_column(key))
        return found[0]

    def _no_column(self, wanted: str) -> str:
        listed = ", ".join(name for name in self.columns if name)
        near = nearest(wanted, self.columns)
        hint = f" Did you mean “{near}”?" if near else ""
        return (
            f"{self.file} has no column “{wanted}”. "
            f"Its columns are: {listed}.{hint} Nothing was changed."
        )


def nearest(wanted: str, names: Iterable[str]) -> str:
    """Return the name that is most like `wanted`, or nothing when none is.

    >>> nearest("transactoin", ["Date", "Transaction"])
    'Transaction'
    """
    by_key = {name.casefold(): name for name in names if name}
    close = get_close_matches(wanted.casefold(), by_key, n=1, cutoff=0.6)
    return by_key[close[0]] if close else ""


def read_table(path: str | Path) -> Table:
    """Read a file with nothing said about it; raises as `look` does."""
    return look(path)


def look(
    source: Content | str | Path, settings: Settings = NOTHING_SAID, tell: Tell = silent
) -> Table:
    """Read a file or a pasted block as the settings say, and find out what they leave open.

    `tell` is called with how much is read, from 0 to 1.

        table = look("till.csv")
        [each.said for each in table.recognised if not each.sure]

    Raises:
        NotFound: there is no such file.
        ImportRefused: it is a folder, empty, or not a table; the text says what to do.
    """
    content = filled(source) if isinstance(source, Content) else opened(source)
    with ThreadPoolExecutor(1) as beside:
        beside.submit(getattr, content, "sha256")
        spreadsheet = is_spreadsheet(content)
        read = read_sheet(content, settings) if spreadsheet else read_text(content, settings)
        return _table(content, read, settings, tell)


def _table(content: Content, read: Sheet | Text, settings: Settings, tell: Tell) -> Table:
    header = _header(content, read, settings)
    names = header.names
    body = read.body(header.last, len(names), tell)
    if not len(body.numbers) and not body.ragged:
        raise ImportRefused(f"{content.name} has no rows below its first one. Nothing was changed.")
    totals: tuple[Total, ...] = ()
    if settings.totals != "take":
        body, totals = set_aside(names, body)
    cells = cells_of(names, body.columns)
    used = _as_used(read, replace(settings, decimal=settings.decimal or cells.decimal), header)
    half_dates = read.half_dates if isinstance(read, Sheet) else frozenset()
    return Table(
        file=content.name,
        sha256=content.sha256,
        columns=names,
        cells=body.columns,
        numbers=pd.Index(body.numbers),
        refused=tuple(_refused(body, len(names))),
        ragged=body.ragged,
        totals=totals,
        settings=used,
        said=settings,
        recognised=(
            *read.recognised,
            _say_header(read, header),
            *cells.recognised(used),
            *_say_totals(totals, settings),
        ),
        warnings=(*read.warnings, *_warn(read, header, totals, settings), *read.notes()),
        half_dates=tuple(name for i, name in enumerate(names) if i in half_dates),
        sheets=read.names if isinstance(read, Sheet) else (),
        covers=_covered(read, header),
    )


def _covered(read: Sheet | Text, header: Header) -> tuple[date, date] | None:
    above = [row for number, row in _filled(islice(read.rows(), _TOP)) if number < header.row]
    lines = [" ".join(filter(None, row)) for row in above]
    both = map(" ".join, pairwise(lines))  # from one line to the next
    return next(filter(None, map(span_within, [*lines, *both])), None)


def _header(content: Content, read: Sheet | Text, settings: Settings) -> Header:
    top = _filled(islice(read.rows(), max(_TOP, (settings.header or 0) + _TOP)))
    if settings.header is None:
        header = header_of(top)
    elif found := header_at(top, settings.header, settings.header_rows):
        header = found
    else:
        raise ImportRefused(f"Row {settings.header} of {content.name} is empty. Give another.")
    if len(header.names) > _MOST_COLUMNS:
        raise ImportRefused(
            f"{content.name} has {len(header.names):,} columns, and {_MOST_COLUMNS:,} are read at "
            "most. Export fewer columns."
        )
    return header


def _filled(rows: Iterable[tuple[int, Sequence[str]]]) -> list[tuple[int, list[str]]]:
    trimmed = ((number, [cell.strip() for cell in row]) for number, row in rows)
    return [(number, row) for number, row in trimmed if any(row)]


def _refused(body: Body, width: int) -> Iterator[Refusal]:
    for number, cells in body.ragged.items():
        yield Refusal(number, f"It has {len(cells)} cells, and there are {width} columns.")


def _as_used(read: Sheet | Text, settings: Settings, header: Header) -> Settings:
    used = replace(settings, header=header.row, header_rows=header.rows)
    if isinstance(read, Sheet):
        return replace(used, sheet=read.name)
    return replace(used, encoding=read.encoding, delimiter=read.delimiter)


def _warn(
    read: Sheet | Text, header: Header, totals: Sequence[Total], settings: Settings
) -> Iterator[str]:
    if settings.header is None:
        if not header.rows:
            yield _LETTERED
        elif any(any(row) for _, row in islice(read.rows(), header.row - 1)):
            yield (
                f"The header was found in row {header.row}; what stands above it was passed over."
            )
        if header.rows > 1:
            yield f"Rows {header.row} and {header.last} name the columns together."
    yield from (found.said for found in _say_totals(totals, settings) if totals)


def _say_header(read: Sheet | Text, header: Header) -> Recognised:
    rows = [number for number, _ in _filled(islice(read.rows(), _TOP))]
    choices = tuple(Choice(str(number), f"Row {number}") for number in rows[:_OFFERED])
    said = f"Row {header.row} names the columns."
    if header.rows > 1:
        said = f"Rows {header.row} to {header.last} name the columns."
    if not header.rows:
        said = _LETTERED
    choices = (*choices, Choice("0", "No row: the table begins at once"))
    return Recognised("header", said, str(header.row), header.rows == 1, choices)


def _say_totals(totals: Sequence[Total], settings: Settings) -> Iterator[Recognised]:
    choices = (Choice("set aside", "Set them aside"), Choice("take", "Take them as rows"))
    if settings.totals == "take":
        said = "Every row is taken: none is set aside as a total or a footer."
        yield Recognised("totals", said, "take", True, choices)
    elif totals:
        named = [f"row {total.row} “{short(total.label)}”" for total in totals[:_NAMED]]
        more = [f"{len(totals) - _NAMED:,} more"] if len(totals) > _NAMED else []
        said = f"Set aside as totals or footers: {say_list([*named, *more])}."
        yield Recognised("totals", said, "set aside", True, choices)
