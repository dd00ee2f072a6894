"""A signed-off quarter stays as it was, whatever happens to the plan afterwards."""

from workbook import Quarter, Workbook
from workbook.store import Edit
from workbook.strategy import Objective

Q3 = Quarter.parse("2026-Q3")


def test_a_signed_off_quarter_is_read_as_it_was(book: Workbook) -> None:
    id = book.add(Objective, name="Grow")
    book.who = "Marta"
    book.sign_off(Q3)
    book.save([Edit(Objective, id, {"name": "Shrink"}, 1)])
    assert book.plan.all(Objective)[0].name == "Shrink"
    assert book.plan_for(Q3).all(Objective)[0].name == "Grow"
    assert book.plan_for(Q3.next).all(Objective)[0].name == "Shrink"
    assert book.plan_for(Q3).sign_off(Q3).who == "Marta"  # type: ignore[union-attr]


def test_signing_off_again_keeps_the_first_and_prints_the_newest(book: Workbook) -> None:
    id = book.add(Objective, name="Grow")
    book.sign_off(Q3)
    book.save([Edit(Objective, id, {"name": "Shrink"}, 1)])
    book.sign_off(Q3)
    assert len(book.plan.signed_off) == 2
    assert book.plan_for(Q3).all(Objective)[0].name == "Shrink"
