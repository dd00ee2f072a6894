"""A workshop keeps its day, its blocks and how it was rated, and asks for nothing unasked."""

from datetime import date
from typing import Any

import pytest

from tests.insight.small import make, plan
from workbook import Workbook
from workbook.errors import InvalidEntry
from workbook.quarter import Quarter
from workbook.store import Edit
from workbook.strategy import Block, Parked, Session, SessionOutcome
from workbook.strategy.workshop.agenda import asks, blocks, open_session, sessions_in

Q3 = Quarter.parse("2026-Q3")


def session(id: str = "s", **fields: Any) -> Session:
    return make(Session, id=id, name="Where we go", **fields)


def lacking(*records: Any) -> list[str]:
    return [ask.missing for ask in asks(plan(*records), None) if not ask.met]


def test_marks_for_the_day_are_counted_so_that_nobody_can_be_told():
    assert session(rated="8, 9 7 8").rated == "7 8×2 9"
    assert session(rated="7 8×2 9").marks == {7: 1, 8: 2, 9: 1}


@pytest.mark.parametrize("wrong", ["11", "0", "good", "8 and 9", "-3", "10×300"])
def test_marks_that_are_none_are_refused(wrong: str):
    with pytest.raises(InvalidEntry):
        session(rated=wrong)


def test_a_time_of_day_is_kept_in_one_way():
    assert [session(begins=typed).begins for typed in ("9:00", "1 pm", "")] == [
        "09:00",
        "13:00",
        "",
    ]
    with pytest.raises(InvalidEntry, match="Write a time of day, such as 9:30"):
        session(begins="early")


def test_no_more_take_part_than_were_invited(book: Workbook):
    with pytest.raises(InvalidEntry, match="7 took part, and 6 were invited"):
        book.save([Edit(Session, "s", {"name": "Day", "invited": 6, "took_part": 7})])


def test_the_rule_of_a_vote_is_not_changed_after_it(book: Workbook):
    book.save([Edit(Session, "s", {"name": "Day"})])
    book.save([Edit(Session, "s", {"decides": "majority"}, 1)])
    said = {"session_id": "s", "question": "q", "name": "Open on Sundays?", "sentence": "Split."}
    book.save([Edit(SessionOutcome, "o", said)])
    with pytest.raises(InvalidEntry, match="voted on under the other rule already"):
        book.save([Edit(Session, "s", {"decides": "leader"}, 2)])
    book.save([Edit(Session, "s", {"closed": True}, 2)])


def test_the_journal_does_not_know_in_which_order_marks_were_given(book: Workbook):
    book.save([Edit(Session, "s", {"name": "Day", "rated": "9 7 8 8"})])
    [line] = book.plan.history(book.plan.only(Session), "rated")
    assert line.after["rated"] == "7 8×2 9"


def test_a_block_cannot_need_more_than_it_has(book: Workbook):
    book.save([Edit(Session, "s", {"name": "Day"})])
    with pytest.raises(InvalidEntry, match="It has 30 minutes, so that it cannot need 40"):
        book.save([Edit(Block, "b", {"session_id": "s", "name": "Choice", "least": 40})])


def test_the_second_day_follows_the_first_whatever_the_order_of_typing():
    late = make(Block, session_id="s", name="Route", on_day=2)
    early = make(Block, session_id="s", name="Choice")
    found = plan(session(), late, early)
    assert [each.name for each in blocks(found, found.only(Session))] == ["Choice", "Route"]


def test_the_open_workshop_is_the_newest_that_is_not_closed():
    assert open_session(plan(session("a", closed=True))) is None
    assert open_session(plan(session("a"), session("b"), session("c", closed=True))).id == "b"


def test_a_workshop_belongs_to_the_quarter_of_its_day_once_it_is_closed():
    held = session("a", held_on="2026-09-10", closed=True)
    found = plan(held, session("b", held_on="2026-09-11"), session("c", closed=True))
    assert sessions_in(found, Q3) == (held,)
    assert sessions_in(found, Q3.next) == ()


def test_a_workshop_in_which_the_last_quarter_is_reviewed_stands_in_that_quarters_pack():
    held = session("a", held_on="2026-10-08", closed=True)
    assert sessions_in(plan(held, today=date(2026, 10, 8)), Q3) == (held,)
    assert sessions_in(plan(held, today=date(2026, 10, 8)), Q3.previous) == ()
    assert sessions_in(plan(held, today=date(2027, 1, 4)), Q3) == ()


def test_what_was_parked_is_asked_for_once_the_day_is_over():
    parked = make(Parked, session_id="s", name="A van", became="owner")
    block = make(Block, session_id="s", name="Choice")
    assert lacking(session(held_on="2026-09-10"), block, parked) == []
    over = session(held_on="2026-09-10", closed=True)
    assert lacking(over, block, parked) == ["Say what becomes of what was parked: “A van”."]
    assert lacking(over, block, make(Parked, session_id="s", name="A van", became="now")) == []


def test_dissent_is_read_line_by_line():
    said = make(
        SessionOutcome, session_id="s", question="q", name="Open on Sundays?", sentence="Split.",
        dissent="No day off\n\n Too few staff ",
    )  # fmt: skip
    assert said.objections == ("No day off", "Too few staff")
