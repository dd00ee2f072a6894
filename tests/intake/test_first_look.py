"""A file with nothing said about it becomes series, or what only a person knows is asked."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.intake.till import TILL, needs_till
from workbook import Quarter, create_workbook
from workbook.errors import ImportRefused
from workbook.intake.first_look import FirstLook, first_look
from workbook.intake.layouts.mapping import Mapping
from workbook.intake.tables.opening import pasted
from workbook.strategy import KPI, Plan
from workbook.strategy.history import Source


def look(text: str, **said: object) -> FirstLook:
    return first_look(pasted(text), said=Mapping(**said))  # type: ignore[arg-type]


def series(plan: Plan) -> dict[str, tuple[str, list[float]]]:
    return {k.name: (k.frequency, plan.series(k).whole.values.tolist()) for k in plan.all(KPI)}


def till(days: int, start: date = date(2026, 1, 5)) -> str:
    lines = ["Date,Receipt,Amount"]
    for day in range(days):
        when = start + timedelta(days=day)
        lines += [f"{when},{day * 2 + i},{2 + i}.50" for i in range(2)]
    return "\n".join(lines)


def test_each_column_of_numbers_beside_the_dates_becomes_a_series():
    found = look(
        "Monat;Umsatz;Kunden\n01.11.2025;1.200,50;90\n01.12.2025;1.300,25;95\n01.01.2026;1.250,75;91"
    )
    assert series(found.plan) == {
        "Umsatz": ("month", [1200.5, 1300.25, 1250.75]),
        "Kunden": ("month", [90.0, 95.0, 91.0]),
    }
    assert found.quarter == Quarter.parse("2026-Q1")


def test_the_only_value_is_called_as_its_file_is(tmp_path: Path):
    file = tmp_path / "morning sales.csv"
    file.write_text("Date,Value\n2026-01-05,3\n2026-01-12,4\n2026-01-19,5\n", encoding="utf-8")
    assert [*series(first_look(file).plan)] == ["morning sales"]
    assert [*series(look(file.read_text(encoding="utf-8")).plan)] == ["Pasted numbers"]


def test_lines_that_fill_twelve_weeks_are_counted_by_week():
    found = look(till(12 * 7))
    assert series(found.plan)["Amount per week"] == ("week", [42.0] * 12)
    assert series(found.plan)["Tickets per week"] == ("week", [14.0] * 12)
    assert found.notes == ("Its lines are counted and added up by week.",)


def test_fewer_lines_are_counted_by_day_and_that_is_said():
    found = look(till(12 * 7 - 1))
    assert {every for every, _ in series(found.plan).values()} == {"day"}
    assert found.notes == (
        "Its lines are counted and added up by day, as it holds fewer than 12 whole weeks.",
    )


def test_a_total_that_stands_on_each_line_of_its_ticket_is_not_added_up_and_that_is_said():
    lines = ["Date,Receipt,Total"]
    for ticket in range(100):
        day = date(2026, 1, 5) + timedelta(days=ticket)
        lines += [f"{day},{ticket},9.50"] * 2
    found = look("\n".join(lines))
    assert [*series(found.plan)] == ["Tickets per week"]
    assert "a sum would count it several times" in found.notes[-1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Date,Sales\n03/04/2026,5\n04/05/2026,6\n05/06/2026,7",
            "the day first, or with the month",
        ),
        ("Date,Sales\n2026-01-05,1\n2026-01-17,2\n2026-03-19,4", "How often is “Sales” read"),
        ("Name,Role\nAna,Baker\nTom,Driver", "seems to be a list of your people"),
        ("a,b\nx,y\nz,w", "no column of dates with a column of numbers"),
    ],
)
def test_what_only_a_person_knows_is_asked_and_nothing_is_guessed(text: str, said: str):
    with pytest.raises(ImportRefused) as refused:
        look(text)
    assert said in str(refused.value)


def test_what_is_said_is_not_asked_again():
    found = look("Date,Sales\n2026-01-05,1\n2026-01-17,2\n2026-03-19,4", every="month")
    assert series(found.plan) == {"Sales": ("month", [4.0])}


def test_what_was_looked_at_is_taken_by_an_ordinary_import_and_can_be_undone(tmp_path: Path):
    book = create_workbook("Rise Bakery", tmp_path)
    found = look(till(12 * 7))
    account = found.take(book)
    assert series(book.plan) == series(found.plan)
    assert (account.rows_taken, len(account.kpis_made)) == (168, 2)
    [source] = book.plan.all(Source)
    [made] = {line.save_id for line in book.plan.history(source)}
    book.store.undo(made, "Ana")
    assert book.plan.all(KPI) == ()


@needs_till
def test_a_real_till_needs_nothing_said():
    found = first_look(TILL)
    assert {name: len(values) for name, (_, values) in series(found.plan).items()} == {
        "Tickets per week": 22
    }
