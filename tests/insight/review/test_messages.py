"""What was decided or halted in a quarter is offered to be told, until a message is about it."""

from datetime import date

from tests.insight.small import line, make, plan
from workbook.insight.review.messages import to_tell
from workbook.quarter import Quarter
from workbook.strategy import Decision, Department, Initiative, Message, Person

Q3 = Quarter.parse("2026-Q3")
SHOP = make(Department, name="Shop")
INES = make(Person, name="Ines", department_id=SHOP.id)
TAKEN = date(2026, 8, 1)


def told(*records, **more):
    return [(each.audience, each.means) for each in to_tell(plan(SHOP, INES, *records, **more), Q3)]


def test_a_decision_about_work_is_for_the_people_of_that_work():
    van = make(Initiative, name="Second van")
    sold = make(Decision, title="Sell the van", initiative_id=van.id, decided_on=TAKEN)
    assert told(van, sold) == [("The people of “Second van”", "Sell the van")]


def test_any_other_is_for_the_department_of_its_owner_or_for_everyone():
    close = make(Decision, title="Close at five", owner_id=INES.id, decided_on=TAKEN)
    rest = make(Decision, title="Rest on Sundays", decided_on=TAKEN, position=1)
    assert told(close, rest) == [
        ("Everyone in Shop", "Close at five"),
        ("Everyone", "Rest on Sundays"),
    ]


def test_work_that_was_paused_in_the_quarter_without_a_decision_is_offered_too():
    work = make(Initiative, name="Saturday class", status="paused")
    then = {"status": "in progress"}, {"status": "paused"}
    paused, earlier = (line(1, work, date(2026, month, 9), *then) for month in (8, 5))
    assert told(work, changes=(paused,)) == [
        ("The people of “Saturday class”", "“Saturday class” is paused.")
    ]
    assert told(work, changes=(earlier,)) == []


def test_what_a_decision_paused_is_told_once():
    work = make(Initiative, name="Saturday class", status="paused")
    pause = make(Decision, title="Pause it", initiative_id=work.id, decided_on=TAKEN)
    paused = line(1, work, TAKEN, {"status": "in progress"}, {"status": "paused"})
    assert told(work, pause, changes=(paused,)) == [("The people of “Saturday class”", "Pause it")]


def test_what_a_message_is_about_is_offered_no_more():
    close = make(Decision, title="Close at five", decided_on=TAKEN)
    message = make(Message, quarter="2026-Q3", name="Shop", found=f"decision/{close.id}")
    assert told(close, message) == []
