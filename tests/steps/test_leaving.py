"""People leave and work ends: what they carry goes to others, and what is gone can come back."""

from tests.steps.visit import row, save, table
from tests.widgets.said import answers, tell, typed
from workbook import Workbook, open_workbook, pages
from workbook.strategy import Initiative, Milestone, Objective, Person


def test_a_person_who_owns_something_hands_it_over(book: Workbook) -> None:
    tom = book.add(Person, name="Tom Leaves")
    maya = book.add(Person, name="Maya Stays")
    goal = book.add(Objective, name="Sell 60 loaves", owner_id=tom)
    people = table(pages.start(book), "person")
    sent = answers(people)
    tell(people, "remove", id=tom)
    [question] = [message for message in sent if message["type"] == "used"]
    assert question["lines"] == ["Objective “Sell 60 loaves”"]
    assert (maya, "Maya Stays") in question["heirs"]
    tell(people, "part", id=tom, way="hand over", heir=maya)
    plan = open_workbook(book.source).plan
    assert plan.find(tom) is None
    assert [each.owner_id for each in plan.all(Objective) if each.id == goal] == [maya]
    assert tom not in [each["id"] for each in people.rows]


def test_work_that_ends_can_be_stopped_instead_of_removed(book: Workbook) -> None:
    work = book.add(Initiative, name="Second oven")
    page = pages.route(book)
    work_list = table(page, "initiative")
    assert work_list.leaving is not None and work_list.leaving.closing
    tell(work_list, "part", id=work, way="close", heir="")
    assert row(page, "initiative", work)["cells"]["status"] == "stopped"


def test_a_removed_record_is_listed_after_a_reload_and_comes_back_with_its_parts(
    book: Workbook,
) -> None:
    work = book.add(Initiative, name="Second oven")
    book.add(Milestone, name="Ordered", initiative_id=work)
    page = pages.route(book)
    tell(table(page, "initiative"), "remove", id=work)
    save(page)
    later = table(pages.route(open_workbook(book.source)), "initiative")
    sent = answers(later)
    tell(later, "removed")
    [entry] = sent[-1]["entries"]
    assert entry["words"] == "Second oven"
    tell(later, "restore", id="", key=entry["key"])
    plan = open_workbook(book.source).plan
    assert [each.name for each in plan.all(Initiative)] == ["Second oven"]
    assert [each.name for each in plan.all(Milestone)] == ["Ordered"]


def test_a_department_that_is_not_there_yet_is_added_from_where_it_was_pasted(
    book: Workbook,
) -> None:
    person = book.add(Person, name="Ines")
    page = pages.start(book)
    people = table(page, "person")
    typed(people, person, "department_id", "Delivery")
    save(page)
    assert row(page, "person", person)["offers"] == {"department_id": ["Delivery"]}
    tell(people, "create", id=person, name="department_id")
    save(page)
    plan = open_workbook(book.source).plan
    assert plan.name_of(plan.all(Person)[-1].department_id) == "Delivery"
    assert row(page, "person", person)["problems"] == {}
