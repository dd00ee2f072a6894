"""Figures that people saw last quarter and that are different now: who changed them, and why."""

from datetime import date
from pathlib import Path

import pytest

from tests.insight.review.test_changes import JULY, Q2, Q3, bakery, change
from tests.pack.pages.test_changes import rows
from tests.signed import sign_off
from tests.store.test_past import save_on
from workbook import Workbook
from workbook.insight.review.changes import changes
from workbook.insight.review.restated import Restated
from workbook.pack.pages.changes import page
from workbook.store import Edit, frozen, signoff
from workbook.strategy import Reading

MAY = date(2026, 5, 1)


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """A bakery that has read its loaves in spring."""
    book = bakery(tmp_path)
    read(book, date(2026, 6, 5), "april", date(2026, 4, 1), 70.0)
    read(book, date(2026, 6, 5), "may", MAY, 74.0)
    return book


def read(book: Workbook, day: date, id: str, start: date, value: float) -> None:
    save_on(book, day, Edit(Reading, id, {"kpi_id": "loaves", "start": start, "value": value}))


def found(book: Workbook) -> list[Restated]:
    return list(changes(book.plan, Q3).restated)


def told(book: Workbook) -> list[tuple[str, str, str, str]]:
    return [(e.period.label, e.then.printed, e.now.printed, e.reason) for e in found(book)]


def test_a_reading_that_people_saw_is_told_then_and_now_with_who_when_and_why(
    book: Workbook,
) -> None:
    change(book, Reading, "may", {"value": 72.5, "note": "A till was counted twice."})
    assert told(book) == [("May 2026", "74.0", "72.5", "A till was counted twice.")]
    [one] = found(book)
    assert one.newest.at.date() == JULY
    section = page(book.plan, Q3)
    assert section.lead.endswith("; 1 figure that you saw is different now.")
    assert rows(section)[-1] == ["Loaves", "74.0", "72.5", "A till was counted twice."]


def test_a_reason_that_is_given_later_counts_and_without_one_it_is_said(book: Workbook) -> None:
    change(book, Reading, "may", {"value": 72})
    assert rows(page(book.plan, Q3))[-1][-1] == "No reason was written down."
    book.store.explain(found(book)[0].newest.number, "Ana", "The till was read anew.")
    assert told(book) == [("May 2026", "74", "72", "The till was read anew.")]


def test_what_was_changed_and_put_back_is_no_difference(book: Workbook) -> None:
    change(book, Reading, "may", {"value": 72})
    change(book, Reading, "may", {"value": 74})
    assert found(book) == []


def test_of_several_changes_the_first_says_what_people_saw(book: Workbook) -> None:
    change(book, Reading, "may", {"value": 72})
    change(book, Reading, "may", {"value": 71})
    assert told(book) == [("May 2026", "74", "71", "")]


def test_a_reading_that_was_taken_out_or_typed_anew_is_told(book: Workbook) -> None:
    change(book, Reading, "may", None)
    assert told(book) == [("May 2026", "74", "removed", "")]
    read(book, JULY, "again", MAY, 75)
    assert told(book) == [("May 2026", "74", "75", "")]


def test_a_reading_that_proves_to_be_part_of_a_period_is_told(book: Workbook) -> None:
    change(book, Reading, "may", {"complete": False})
    [one] = found(book)
    assert (one.then.caveat, one.now.caveat) == ("", "Part of the period only.")


def test_readings_of_this_quarter_and_those_nobody_saw_are_no_restatement(book: Workbook) -> None:
    read(book, JULY, "june", date(2026, 6, 1), 80)
    read(book, date(2026, 8, 3), "july", date(2026, 7, 1), 81)
    change(book, Reading, "june", {"value": 82}, date(2026, 7, 20))
    change(book, Reading, "july", {"value": 83}, date(2026, 8, 20))
    assert found(book) == []


def test_after_a_sign_off_only_what_came_later_counts(book: Workbook) -> None:
    change(book, Reading, "april", {"value": 71})
    sign_off(book, Q2)
    assert found(book) == []
    book.save([Edit(Reading, "may", {"value": 72}, 1)])
    assert told(book) == [("May 2026", "74", "72", "")]


def test_a_sign_off_keeps_what_was_restated(book: Workbook) -> None:
    change(book, Reading, "april", None)
    change(book, Reading, "may", {"value": 72})
    thawed = frozen.thaw(frozen.freeze(book.plan, Q3))
    assert changes(thawed, Q3).figures == changes(book.plan, Q3).figures
    assert frozen.freeze(thawed, Q3) == frozen.freeze(book.plan, Q3)
    assert signoff.draft_code(thawed)


def test_a_hundred_restated_readings_take_eight_rows_and_a_sentence(book: Workbook) -> None:
    days = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(24)]
    fields = [{"kpi_id": "loaves", "start": day, "value": 5} for day in days]
    edits = [Edit(Reading, f"old {n}", each) for n, each in enumerate(fields)]
    save_on(book, date(2026, 6, 6), *edits)
    save_on(book, JULY, *(Edit(Reading, edit.id, {"value": 6}, 1) for edit in edits))
    section = page(book.plan, Q3)
    assert len(rows(section)) == 8
    assert section.blocks[-1].text == "And 16 more past readings."  # type: ignore[union-attr]
