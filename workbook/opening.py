"""How a workbook is opened, and how a new one is made."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from workbook.book import Workbook
from workbook.errors import NotFound, WorkbookError
from workbook.store import Edit, Store, address, database, sqlite
from workbook.store.building import building
from workbook.strategy import Business
from workbook.strategy.rules import check
from workbook.wording import file_name, numbered

__all__ = ["create_workbook", "open_workbook"]


def open_workbook(source: str | Path | None = None) -> Workbook:
    """Open the workbook at a path or database URL, or the one named by `WORKBOOK`.

    Raises:
        NotFound: no workbook is named, or there is none at that path.
        DatabaseRefused: the database is damaged, newer, or not a workbook.
    """
    named = str(source or os.environ.get("WORKBOOK", ""))
    if not named:
        raise NotFound("No workbook is named. Start with: workbook start FILE")
    place = address.absolute(named)
    return Workbook(place, Store(database.connect(place)))


def create_workbook(
    name: str, at: str | Path | None = None, first: Callable[[Workbook], object] = lambda _: None
) -> Workbook:
    """Make a workbook for the business called `name`; `at` is a file, a folder or a database URL.

    `first` may write in it before it is there for others: a file is put in its place whole.

    Raises:
        InvalidEntry: the name is empty or too long.
        WorkbookError: there is a workbook there already; it is not touched.
    """
    if address.is_url(name):
        raise WorkbookError(
            "That is the address of a database and not a name of a business. Give both: "
            "workbook new NAME --at ADDRESS"
        )
    check(Business, {"name": name})
    source = address.absolute(_place(name, str(at or ".")))
    if address.is_url(source):
        _begin(source, name, first)
    else:
        with building(Path(source)) as unfinished:
            _begin(str(unfinished), name, first)
    return open_workbook(source)


def _begin(source: str, name: str, first: Callable[[Workbook], object]) -> None:
    book = Workbook(source, Store(database.connect(source, create=True)))
    with closing(book.store):
        book.store.begin([Edit(Business, str(uuid4()), {"name": name})], book.who)
        first(book)


def _place(name: str, at: str) -> str:
    if address.is_url(at) or at.endswith(address.SUFFIX):
        return at
    files = (Path(at) / f"{each}{address.SUFFIX}" for each in numbered(file_name(name)))
    return str(next(file for file in files if not file.exists() or _is_of(file, name)))


def _is_of(file: Path, name: str) -> bool:
    return sqlite.glance(file).business.casefold() == name.casefold()
