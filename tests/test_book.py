"""The workbook that a notebook opens."""

import json
from pathlib import Path

import pytest

from tests.signed import sign_off
from workbook import Quarter, Workbook, create_workbook, open_workbook
from workbook.store import Edit
from workbook.strategy import Person


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return create_workbook("Rise Bakery", tmp_path)


def test_a_plan_is_read_again_only_when_something_was_saved(book: Workbook) -> None:
    before = book.plan
    assert book.plan is before
    book.add(Person, name="Maya")
    assert [person.name for person in book.plan.all(Person)] == ["Maya"]


def test_what_somebody_else_saved_is_in_the_plan_at_once(book: Workbook) -> None:
    assert book.plan.all(Person) == ()
    open_workbook(book.source).add(Person, name="Maya")
    assert len(book.plan.all(Person)) == 1


def test_a_sign_off_is_in_the_plan_at_once(book: Workbook) -> None:
    quarter = Quarter.parse("2026-Q3")
    assert book.plan.sign_off(quarter) is None
    sign_off(book, quarter)
    assert book.plan.sign_off(quarter) is not None


def test_the_manifest_has_the_code_of_the_cover_even_when_somebody_saves_meanwhile(
    book: Workbook, tmp_path: Path
) -> None:
    def hire(number: int, _of: int, _section: str) -> None:
        if number == 1:  # the notebook has read the workbook, and is about to show the cover
            book.add(Person, name="Marta")

    printed = book.report("2026-Q3").code
    made = book.render(Quarter.parse("2026-Q3"), tmp_path / "packs", hire)
    assert book.report("2026-Q3").code != printed
    assert printed in made.notebook.read_text()
    assert json.loads(made.manifest.read_text())["code"] == printed


def test_what_is_added_after_a_removal_stands_last(book: Workbook) -> None:
    first, *_ = [book.add(Person, name=name) for name in ("Ana", "Ben", "Cem")]
    book.save([Edit(Person, first, None, 1)])
    book.add(Person, name="Dora")
    people = book.plan.all(Person)
    assert [person.name for person in people] == ["Ben", "Cem", "Dora"]
    assert len({person.position for person in people}) == 3


def test_packs_of_two_workbooks_of_one_business_do_not_overwrite_each_other(tmp_path: Path) -> None:
    """Nor do those of names without a Latin letter."""
    names = {
        create_workbook(name, tmp_path / file).pack_file(Quarter.parse("2026-Q3")).name
        for name, file in [
            ("Rise Bakery", "a.workbook"), ("Rise Bakery", "Shop No. 2.workbook"),
            ("日本", "日本.workbook"),
        ]
    }  # fmt: skip
    assert names == {"a-2026-Q3.pdf", "Shop No. 2-2026-Q3.pdf", "日本-2026-Q3.pdf"}


def test_a_notebook_gets_data_frames(book: Workbook) -> None:
    id = book.add(Person, name="Maya")
    assert book.table("person").loc[id, "name"] == "Maya"
    assert book.readings().empty
    assert book.figures("2026-Q3").loc["alignment.items.live", "value"] == 0


def test_the_figures_of_a_signed_quarter_are_those_that_were_signed(book: Workbook) -> None:
    before = book.figures("2026-Q3")
    sign_off(book, Quarter.parse("2026-Q3"))
    book.add(Person, name="Maya")
    assert book.figures("2026-Q3")["printed"].equals(before["printed"])
