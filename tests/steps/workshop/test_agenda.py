"""The day's chapter: an agenda is taken up by one click, changed, and told with its times."""

import pytest

from tests.steps.visit import part, save, table, text
from tests.widgets.said import tell, typed
from workbook import Workbook, pages
from workbook.steps.guided import Guided
from workbook.steps.workshop import agenda as chapter
from workbook.steps.workshop.agenda import Agendas, Day
from workbook.strategy import Block, Initiative, Session
from workbook.workshop.day.agenda import Agenda, agendas


def begin(day: Guided, agenda: str = "six_hours") -> None:
    """Press the button of an agenda."""
    tell(part(day, Agendas), "said", about="begin", value=agenda)


def blocks(day: Guided) -> list[str]:
    """Return the names of the blocks in the table."""
    table = part(day, Day).table
    return [table.draft.entries[id].saved["name"] for id in table.draft.order] if table else []


def shown(day: Guided) -> str:
    return text(day.open_chapter("agenda"))


@pytest.fixture
def day(book: Workbook) -> Guided:
    return pages.workshop(book)


def test_agendas_are_offered_and_the_day_waits(day: Guided) -> None:
    assert "Half a day 09:00–13:00, 9 blocks" in shown(day)
    assert "Two days 2 days, 21 blocks" in shown(day)
    assert "its blocks come here" in shown(day)
    assert blocks(day) == []


def test_one_click_makes_the_day_with_its_times(day: Guided) -> None:
    begin(day)
    assert blocks(day)[:2] == ["Ground rules", "Destination"]
    assert "12:00–12:35 Lunch" in shown(day)
    assert "15:15–15:30 Close" in shown(day)
    [session] = day.book.plan.all(Session)
    assert (session.agenda, session.closed) == ("six_hours", False)


def test_a_block_that_gets_longer_moves_those_behind_it(day: Guided) -> None:
    begin(day)
    rows = part(day, Day).table
    first = rows.draft.order[0]
    typed(rows, first, "minutes", "50")
    save(day)
    assert "09:50–10:35 Destination" in shown(day)
    assert "11:45–13:00 Futures It runs into “Lunch” and goes on after it." in shown(day)


def test_times_that_cannot_hold_are_told_in_place_of_the_day(day: Guided) -> None:
    begin(day)
    rows = part(day, Day).table
    [afternoon] = (each.id for each in day.book.plan.all(Block) if each.name == "Break")
    typed(rows, afternoon, "starts", "12:10")
    save(day)
    assert "“Break” at 12:10 begins before “Lunch” has ended." in shown(day)
    assert "Ground rules" not in text(part(day, Day))


def test_what_cannot_be_asked_yet_says_what_to_do(day: Guided) -> None:
    begin(day)
    assert "Every initiative on every criterion: There is no criterion yet." in shown(day)
    day.book.add(Initiative, name="Second oven")
    day.renew()
    assert "No initiative has an owner yet." in shown(day)


def test_the_next_workshop_has_blocks_of_its_own(day: Guided) -> None:
    begin(day, "four_hours")
    [first] = day.book.plan.all(Session)
    typed(table(day, "workshop"), first.id, "closed", True)
    save(day)
    assert blocks(day) == []
    begin(day, "two_days")
    assert len(blocks(day)) == 21
    assert len(day.book.plan.of(Block, "session_id", first.id)) == 9
    assert "Day 2" in shown(day)


def test_a_day_that_is_removed_takes_its_blocks_along(day: Guided) -> None:
    begin(day)
    [session] = day.book.plan.all(Session)
    tell(table(day, "workshop"), "remove", id=session.id)
    save(day)
    assert day.book.plan.all(Block) == ()
    assert blocks(day) == []


def test_marks_are_put_in_order_as_they_are_saved(day: Guided) -> None:
    begin(day)
    [session] = day.book.plan.all(Session)
    typed(table(day, "workshop"), session.id, "rated", "9 7 8 8")
    save(day)
    [session] = day.book.plan.all(Session)
    assert session.rated == "7 8×2 9"


def test_somebody_who_works_alone_is_told_how_without_beginning_anything(day: Guided) -> None:
    assert "Write the vision in ten minutes without stopping" in shown(day)
    assert "Do it in “Objectives”" in shown(day)


def test_an_agenda_that_went_meanwhile_begins_nothing(day: Guided) -> None:
    begin(day, "no_such_agenda")
    assert day.book.plan.all(Session) == ()


def test_a_file_that_cannot_be_read_is_named_beside_the_others(
    day: Guided, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(_: object = None) -> tuple[tuple[Agenda, ...], tuple[str, ...]]:
        return agendas()[0], ("evening.toml cannot be read.",)

    monkeypatch.setattr(chapter, "agendas", found)
    day.book.add(Initiative, name="Second oven")
    day.renew()
    assert "evening.toml cannot be read." in shown(day)
    assert "Half a day" in shown(day)
