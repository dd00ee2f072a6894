"""From the first page to another business: its workbook beside this one, elsewhere, or new."""

from pathlib import Path
from typing import Any

import pytest

from tests.steps.visit import every
from workbook import Workbook, create_workbook, open_workbook, pages
from workbook.resources import notebooks
from workbook.shelf import VARIABLE, Shelf
from workbook.steps.start.others import Others
from workbook.strategy import Business
from workbook.widgets import Page


@pytest.fixture
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The shelf of a server that has just started."""
    return Shelf.make(tmp_path_factory.mktemp("run"), notebooks())


@pytest.fixture
def others(book: Workbook, shelf: Shelf) -> Others:
    """The part of the bakery's first page, which has been opened."""
    widget = Others(book, shelf)
    ask(widget, "look")
    return widget


def ask(widget: Others, type: str, words: str = "") -> list[dict[str, Any]]:
    """Send what the browser would, and return what it is answered."""
    said: list[dict[str, Any]] = []
    widget.send = lambda content, buffers=None: said.append(content)
    widget._handle_custom_msg({"type": type, "words": words}, [])
    return said


def test_the_workbooks_beside_this_one_are_offered_by_the_name_of_the_business(
    book: Workbook, shelf: Shelf
) -> None:
    create_workbook("Zoë's Shop", book.folder)
    create_workbook("café du Coin", book.folder)
    (book.folder / "notes.txt").write_text("No workbook.")
    widget = Others(book, shelf)
    assert widget.found == [], "Nothing is looked for until somebody asks."
    ask(widget, "look")
    assert widget.found == [
        ("café du Coin", "cafe-du-coin.workbook"),
        ("Zoë's Shop", "zoe-s-shop.workbook"),
    ]


def test_looking_leaves_no_file_behind(book: Workbook, others: Others) -> None:
    create_workbook("Corner Café", book.folder).store.close()
    before = sorted(book.folder.iterdir())
    ask(others, "look")
    assert sorted(book.folder.iterdir()) == before


def test_what_was_typed_a_moment_ago_is_seen(book: Workbook, others: Others) -> None:
    other = create_workbook("Corner Café", book.folder)
    other.save([*_renamed(other, "Corner Kitchen")])
    ask(others, "look")
    assert others.found == [("Corner Kitchen", "corner-cafe.workbook")]


def _renamed(book: Workbook, name: str) -> list[Any]:
    from workbook.store import Edit

    business = book.plan.only(Business)
    assert business is not None
    return [Edit(Business, business.id, {"name": name}, business.version)]


def test_a_chosen_workbook_has_pages_of_its_own(
    book: Workbook, others: Others, shelf: Shelf
) -> None:
    other = create_workbook("Corner Café", book.folder)
    [answer] = ask(others, "choose", "corner-cafe.workbook")
    assert answer == {"type": "go", "address": "../corner-cafe/00_start.ipynb"}
    assert shelf.source("corner-cafe") == other.source
    assert (shelf.served / "corner-cafe" / "00_start.ipynb").is_file()


@pytest.mark.parametrize("file", ["~notes.workbook", "'tis.workbook", " café.workbook"])
def test_a_listed_file_is_opened_whatever_its_name(
    book: Workbook, others: Others, shelf: Shelf, file: str
) -> None:
    create_workbook("Corner Café", book.folder / file).store.close()
    ask(others, "look")
    assert others.found == [("Corner Café", file)]
    [answer] = ask(others, "choose", file)
    assert answer["type"] == "go"
    assert str(book.folder / file) in {shelf.source(each.name) for each in shelf.served.iterdir()}


def test_businesses_without_a_latin_letter_get_files_of_their_own(
    book: Workbook, others: Others
) -> None:
    for name in ("日本", "中国"):
        assert ask(others, "make", name)[0]["type"] == "go"
    [refused] = ask(others, "make", "日本")
    assert "is there already" in refused["sentence"]
    assert {path.name for path in book.neighbours().glances} == {
        "unnamed.workbook",
        "unnamed-2.workbook",
    }


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_workbook_in_another_folder_is_opened_by_its_path(
    others: Others, shelf: Shelf, tmp_path_factory: pytest.TempPathFactory, quote: str
) -> None:
    elsewhere = create_workbook("Rise Bakery", tmp_path_factory.mktemp("elsewhere")).source
    [answer] = ask(others, "open", f" {quote}{elsewhere}{quote} ")
    assert answer["address"] == "../rise-bakery/00_start.ipynb"
    assert shelf.source("rise-bakery") == elsewhere


def test_a_new_business_gets_a_workbook_in_the_same_folder(book: Workbook, others: Others) -> None:
    [answer] = ask(others, "make", "Corner Café")
    assert answer["address"] == "../corner-cafe/00_start.ipynb"
    made = open_workbook(book.folder / "corner-cafe.workbook").plan.only(Business)
    assert made is not None
    assert made.name == "Corner Café"
    assert others.found == [("Corner Café", "corner-cafe.workbook")]


@pytest.mark.parametrize(
    ("type", "words", "sentence"),
    [
        ("open", "", "Write where the file is"),
        ("open", "lost.workbook", "There is no file "),
        ("open", ".", "is a folder. Name the workbook file in it."),
        ("open", "notes.txt", "is damaged or is not a workbook"),
        ("open", "mysql://server/client", "has to begin with postgresql://"),
        ("open", "~nobody-of-this-name/shop.workbook", "could not be opened. Look whether"),
        ("choose", "lost.workbook", "There is no workbook at"),
        ("make", "", "name"),
        ("make", "Rise Bakery", "is there already"),
    ],
)
def test_what_cannot_be_is_answered_in_words_and_the_page_stays(
    book: Workbook, others: Others, type: str, words: str, sentence: str
) -> None:
    (book.folder / "notes.txt").write_text("No workbook.")
    before = {path.name for path in book.folder.iterdir()}
    [answer] = ask(others, type, words)
    assert (answer["type"], answer["to"]) == ("trouble", type)
    assert sentence in answer["sentence"]
    assert {path.name for path in book.folder.iterdir()} == before


def offered_at(page: Page) -> bool:
    return any(isinstance(each, Others) for each in every([page]))


def test_the_first_page_offers_it_only_where_a_server_can_show_it(
    book: Workbook, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert not offered_at(pages.start(book))
    monkeypatch.setenv(VARIABLE, str(shelf.root))
    assert offered_at(pages.start(book))


def test_a_damaged_neighbour_is_listed_by_its_file_and_refused_when_opened(
    book: Workbook, others: Others
) -> None:
    (book.folder / "old.workbook").write_text("No longer a workbook.")
    ask(others, "look")
    assert others.found == [("old", "old.workbook")]
    [answer] = ask(others, "choose", "old.workbook")
    assert "damaged or is not a workbook" in answer["sentence"]
    assert Path(book.folder / "old.workbook").read_text() == "No longer a workbook."
