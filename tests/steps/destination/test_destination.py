"""Where the business wants to be, as it is typed, saved and met again."""

import pytest

from tests.steps.visit import add, form, missing, offered, row, save, state, table
from tests.widgets.said import tell, typed
from workbook import Workbook, open_workbook, pages
from workbook.steps.words import Words
from workbook.strategy import Department, Destination, Objective


def test_a_typed_objective_is_in_the_workbook_when_it_is_opened_again(book: Workbook) -> None:
    add(pages.destination(book), "objective", name="Sell 60 loaves a day", due="2027-06-30")
    [objective] = open_workbook(book.source).plan.all(Objective)
    assert objective.name == "Sell 60 loaves a day"
    assert str(objective.due) == "2027-06-30"


def test_a_row_that_lacks_its_name_waits_on_the_page(book: Workbook) -> None:
    page = pages.destination(book)
    id = add(page, "objective", weight="20")
    assert row(page, "objective", id)["note"] == "Not saved yet: give it a name."
    assert book.plan.all(Objective) == ()
    typed(table(page, "objective"), id, "name", "Bake on Sundays")
    save(page)
    assert [o.weight for o in book.plan.all(Objective)] == [20]


def test_an_impossible_entry_shows_its_sentence_and_saves_nothing(started: Workbook) -> None:
    page = pages.destination(started)
    typed(table(page, "objective"), "cafes", "weight", "a lot")
    save(page)
    problem = row(page, "objective", "cafes")["problems"]["weight"]
    assert problem == "“a lot” is not a number. Write it like 1200 or 1,200.50."
    assert page.bar.state == "problem"
    assert open_workbook(started.source).plan.all(Objective)[0].weight is None


def test_a_rule_of_the_record_shows_its_sentence_beside_the_field(started: Workbook) -> None:
    page = pages.destination(started)
    typed(table(page, "objective"), "cafes", "weight", "120")
    save(page)
    assert row(page, "objective", "cafes")["problems"]["weight"] == "“Weight” is 100 or less."


def test_an_objective_can_be_chosen_for_a_kpi_as_soon_as_it_is_saved(started: Workbook) -> None:
    page = pages.destination(started)
    half = "0b7c7b0e-half"
    tell(table(page, "KPI"), "add", id=half)
    typed(table(page, "KPI"), half, "unit", "EUR")
    add(page, "objective", name="Close on Sundays")
    assert offered(page, "KPI", "objective_id") == [
        "Sell 60 loaves a day to cafés",
        "Close on Sundays",
    ]
    assert row(page, "KPI", half)["cells"]["unit"] == "EUR"


def test_what_is_missing_is_told_anew_after_each_save(started: Workbook) -> None:
    page = pages.destination(started)
    assert "Give “Sell 60 loaves a day to cafés” a due date." in missing(page)
    typed(table(page, "objective"), "cafes", "due", "2027-06-30")
    save(page)
    assert not any("due date" in blocker for blocker in missing(page))
    assert state(page) == "started"


def test_the_vision_is_written_once_and_then_changed(book: Workbook) -> None:
    page = pages.destination(book)
    for words in ("Bread for the valley", "Bread for two valleys"):
        form(page, "vision").fields["vision"].value = words
        save(page)
    kept = book.plan.all(Destination)
    assert [record.vision for record in kept] == ["Bread for two valleys"]
    again = form(pages.destination(open_workbook(book.source)), "vision")
    assert again.fields["vision"].value == "Bread for two valleys"


def test_two_people_who_begin_the_vision_at_once_choose_between_both(book: Workbook) -> None:
    hers, his = pages.destination(book), pages.destination(open_workbook(book.source))
    form(hers, "vision").fields["vision"].value = "Hers"
    save(hers)
    form(his, "vision").fields["vision"].value = "His"
    save(his)
    [contest] = his.bar.contests
    [field] = contest["fields"]
    assert (field["label"], field["mine"], field["theirs"]) == ("Vision", "His", "Hers")
    assert book.plan.only(Destination).vision == "Hers"  # type: ignore[union-attr]
    tell(his.bar, "resolve", id=contest["id"], name="vision", side="mine")
    assert book.plan.only(Destination).vision == "His"  # type: ignore[union-attr]
    assert len(book.plan.all(Destination)) == 1


def test_two_people_who_begin_different_fields_at_once_keep_both(book: Workbook) -> None:
    hers, his = pages.destination(book), pages.destination(open_workbook(book.source))
    form(hers, "vision").fields["vision"].value = "Hers"
    save(hers)
    form(his, "mission").fields["mission"].value = "His"
    save(his)
    assert his.bar.contests == []
    assert form(his, "vision").fields["vision"].value == "Hers"
    kept = book.plan.only(Destination)
    assert kept and (kept.vision, kept.mission) == ("Hers", "His")


def test_a_stale_row_shows_both_versions_and_overwrites_nothing(started: Workbook) -> None:
    hers, his = pages.destination(started), pages.destination(open_workbook(started.source))
    table(his, "objective")
    typed(table(hers, "objective"), "cafes", "name", "Sell 80 loaves")
    typed(table(hers, "objective"), "cafes", "weight", "30")
    save(hers)
    typed(table(his, "objective"), "cafes", "name", "Sell 70 loaves")
    save(his)
    [contest] = his.bar.contests
    assert [(f["mine"], f["theirs"]) for f in contest["fields"]] == [
        ("Sell 70 loaves", "Sell 80 loaves")
    ]
    assert started.plan.all(Objective)[0].name == "Sell 80 loaves"
    assert row(his, "objective", "cafes")["cells"]["weight"] == "30"
    tell(his.bar, "resolve", id="cafes", name="name", side="theirs")
    assert his.bar.contests == []
    assert row(his, "objective", "cafes")["cells"]["name"] == "Sell 80 loaves"


def test_what_others_added_can_be_chosen_once_the_page_has_looked(started: Workbook) -> None:
    page = pages.destination(started)
    assert offered(page, "objective", "department_id") == []
    started.add(Department, name="Oven")
    tell(page.bar, "check")
    assert offered(page, "objective", "department_id") == ["Oven"]


def test_a_look_that_finds_nothing_new_reckons_nothing(
    started: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = pages.destination(started)
    reckoned: list[str] = []
    monkeypatch.setattr(Words, "say", lambda self, **_: reckoned.append(self.html))
    tell(page.bar, "check")
    assert reckoned == []
    started.add(Department, name="Oven")
    tell(page.bar, "check")
    assert reckoned != []


def test_what_others_saved_appears_when_the_page_looks(started: Workbook) -> None:
    page = pages.destination(started)
    started.add(Objective, name="Close on Sundays")
    tell(page.bar, "check")
    names = [row["cells"]["name"] for row in table(page, "objective").rows]
    assert set(names) == {"Sell 60 loaves a day to cafés", "Close on Sundays"}


def test_an_objective_in_use_is_not_removed_and_the_row_says_why(started: Workbook) -> None:
    page = pages.destination(started)
    tell(table(page, "objective"), "remove", id="cafes")
    save(page)
    assert "is still used by 1 KPI" in row(page, "objective", "cafes")["note"]
    assert len(started.plan.all(Objective)) == 1


def test_the_order_of_the_objectives_is_kept(started: Workbook) -> None:
    page = pages.destination(started)
    id = add(page, "objective", name="Close on Sundays")
    tell(table(page, "objective"), "move", id=id, by_rows=-1)
    save(page)
    names = [objective.name for objective in open_workbook(started.source).plan.all(Objective)]
    assert names == ["Close on Sundays", "Sell 60 loaves a day to cafés"]


def test_what_would_make_it_better_waits_until_nothing_essential_is_missing(
    started: Workbook,
) -> None:
    page = pages.destination(started)
    assert page.contents.better == []
    form(page, "vision").fields["vision"].value = "Bread for the valley"
    for name, value in (("owner_id", "maya"), ("due", "2027-06-30")):
        typed(table(page, "objective"), "cafes", name, value)
    typed(table(page, "KPI"), "loaves", "target", "60")
    save(page)
    assert state(page) == "ready"
    page.open_chapter("vision")
    [(sentence, address)] = page.contents.better
    assert sentence == "Write the mission: what do you do, and for whom?"
    assert address.startswith("01_define_destination.ipynb#vision")
