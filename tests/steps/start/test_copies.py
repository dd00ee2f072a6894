"""“Copies of this workbook”: one to take along, and those that were kept."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.signed import sign_off
from tests.steps.visit import text
from workbook import Quarter, Workbook, WorkbookError, open_workbook, pages
from workbook.store import copies
from workbook.strategy import Business, Objective
from workbook.widgets.files import FileKeeper
from workbook.widgets.page import Page

Q3 = Quarter.parse("2026-Q3")


def kept(page: Page) -> list[Any]:
    """Press the button, and return what the browser is sent."""
    [keeper] = _keepers(page.open_chapter("copies"))
    sent: list[Any] = []
    keeper.send = lambda content, buffers=None: sent.append((content, buffers))
    keeper._handle_custom_msg({"type": "want"}, [])
    return sent


def _keepers(part: Any) -> list[Any]:
    own = [part] if isinstance(part, FileKeeper) else []
    return own + [each for child in getattr(part, "children", ()) for each in _keepers(child)]


def test_a_copy_to_take_along_is_the_whole_workbook_in_one_file(
    book: Workbook, tmp_path: Path
) -> None:
    book.add(Objective, name="Grow")
    sign_off(book, Q3)
    [(content, [data])] = kept(pages.start(book))
    assert content["name"].endswith(".workbook")
    (tmp_path / "taken.workbook").write_bytes(data)
    taken = open_workbook(tmp_path / "taken.workbook")
    assert taken.plan.records == book.plan.records
    assert len(taken.plan.changes) == len(book.plan.changes)
    assert taken.pack(Q3) == book.pack(Q3)


def test_what_is_typed_is_in_the_copy_or_the_copy_is_not_made(
    book: Workbook, tmp_path: Path
) -> None:
    page = pages.start(book)
    page.bound.settle = lambda: "Currency has three letters."
    [(content, _)] = kept(page)
    assert content == {
        "type": "gone",
        "sentence": "Not copied yet. Currency has three letters.",
    }


def test_the_copies_that_were_kept_are_listed_with_the_way_back(book: Workbook) -> None:
    page = pages.start(book)
    told = text(page.open_chapter("copies"))
    if book.file is None:
        assert "whoever looks after that keeps its copies" in told
        return
    assert "There is none yet." in told
    sign_off(book, Q3)
    page.renew()
    told = text(page.open_chapter("copies"))
    assert "before sign-off of 2026-Q3" in told
    assert re.search(r"Rise Bakery, 0\.\d MB", told)
    assert f"workbook restore {book.file} 1" in told


def test_a_copy_that_cannot_be_read_is_listed_as_that(book: Workbook) -> None:
    if book.file is None:
        return
    copies.keep(book.file, "before an update").write_bytes(b"not a database at all" * 400)
    assert "It cannot be read" in text(pages.start(book).open_chapter("copies"))


def test_a_copy_is_never_written_over_a_file(book: Workbook, tmp_path: Path) -> None:
    place = book.take_along(tmp_path / "taken.workbook")
    assert open_workbook(place).plan.all(Business)[0].name == "Rise Bakery"
    before = place.read_bytes()
    with pytest.raises(WorkbookError, match="is there already"):
        book.take_along(place)
    assert place.read_bytes() == before
