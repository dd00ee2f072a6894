"""What a quarter means for a team or a person: theirs, and not that of those with a like name."""

from datetime import date
from pathlib import Path

import pytest

from tests.insight.review.test_changes import bakery, change
from tests.insight.small import make, plan
from workbook import Quarter
from workbook.insight.for_you import for_person
from workbook.pack.audiences import Audience
from workbook.pack.report import Report
from workbook.strategy import Action, Decision, Initiative, Message, Objective, Person

Q3 = Quarter.parse("2026-Q3")


@pytest.mark.parametrize(
    ("named", "theirs"),
    [
        ("Al and Jo", ["Al", "Jo"]),
        ("Alice, about the rota", []),
        ("Jo Ana", ["Jo Ana"]),
        ("Jo, and Jo Ana", ["Jo", "Jo Ana"]),
        ("告诉王芳", ["王芳"]),
        ("Everyone", ["Al", "Jo", "Jo Ana", "王芳"]),
    ],
)
def test_a_message_is_for_those_it_names_and_not_for_part_of_a_longer_name(
    named: str, theirs: list[str]
) -> None:
    people = [make(Person, name=name) for name in ("Al", "Jo", "Jo Ana", "王芳")]
    message = make(Message, quarter="2026-Q3", name=named)
    known = plan(*people, message)
    assert [each.name for each in people if for_person(known, Q3, each).messages] == theirs


def test_what_is_late_heads_the_page_whether_it_is_work_an_action_or_a_decision() -> None:
    jo, june = make(Person, name="Jo"), date(2026, 6, 30)
    work = make(Initiative, name="Second oven", owner_id=jo.id, status="in progress", due=june)
    action = make(Action, quarter="2026-Q2", name="Write it down", owner_id=jo.id, due=june)
    decision = make(Decision, title="Open a shop?", owner_id=jo.id, due=june)
    for late in (work, action, decision):
        known = plan(jo, late)
        assert for_person(known, Q3, jo).late == (late.called,)
        lead = Report(known, Q3, audience=Audience("person", "Jo")).for_you().lead
        assert lead.startswith(f"Overdue: {late.called}")


def test_who_handed_something_over_reads_so_as_well_as_who_has_it_now(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, Objective, "sell", {"owner_id": "ben"})
    for name in ("Ana Ruiz", "Ben Cole"):
        [person] = [each for each in book.plan.all(Person) if each.name == name]
        [told] = for_person(book.plan, Q3, person).changed
        assert (told.what.before, told.what.after) == ("Ana Ruiz", "Ben Cole")
