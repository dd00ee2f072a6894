"""What a workshop came to is counted, a split asks for a paper, and few marks are not shown."""

from datetime import date

from tests.insight.small import figures, make, plan
from workbook.insight.workshop.session import FEW, sessions
from workbook.quarter import Quarter
from workbook.strategy import Decision, Initiative, Parked, Session, SessionOutcome

Q3 = Quarter.parse("2026-Q3")


def day(id="day", **fields):
    given = {"name": "Where we go", "held_on": date(2026, 9, 10), "closed": True, **fields}
    return make(Session, id=id, **given)


def outcome(settled, about="A van", **fields):
    given = {"question": "scores", "name": "How good is it?", "voters": 6, **fields}
    return make(
        SessionOutcome,
        session_id="day",
        settled=settled,
        about=about,
        sentence="So.",
        **given,
    )


def found(*records):
    return sessions(plan(*records), Q3)


def test_no_workshop_in_the_quarter_finds_nothing():
    assert found().held == ()
    assert found(day(closed=False)).held == ()
    assert found(day(held_on=date(2026, 10, 1))).held == ()


def test_outcomes_are_counted_by_where_the_room_stands():
    said = found(
        day(invited=7, took_part=6, rated="7 8×3 9 10"),
        outcome("agreed"), outcome("agreed"), outcome("split"), outcome("counted"),
    )  # fmt: skip
    assert figures(said) == {
        "session.invited": 7, "session.took-part": 6, "session.asked": 3, "session.agreed": 2,
        "session.split": 1, "session.mark": 8.0,
    }  # fmt: skip
    assert [each.settled for each in said.held[0].outcomes] == [
        "agreed", "agreed", "split", "counted",
    ]  # fmt: skip


def test_what_few_people_say_is_told_with_how_few_they_are():
    figure = found(day(took_part=6), outcome("agreed")).figure("session.agreed")
    assert figure.caveat == (
        "Six people: it says where this room stands, and nothing of anybody else."
    )
    assert figure.sources[1:] == ("“A van”: 6 voted",)


def test_marks_of_fewer_than_five_are_no_figure():
    assert FEW == 5
    assert "session.mark" not in figures(found(day(rated="7 8 9 9")))
    assert figures(found(day(rated="7 8 9 9 9")))["session.mark"] == 9.0


def test_a_split_without_a_paper_is_a_concern_until_one_is_begun():
    van = make(Initiative, id="van", name="A van")
    split = outcome("split", item="van")
    assert found(day(), van, split).concerns == (
        "The room is split, and there is no decision paper: “A van”.",
    )
    paper = make(Decision, title="Buy a van, or hire one?", initiative_id="van")
    said = found(day(), van, split, paper)
    assert said.concerns == ()
    assert said.held[0].papers[0].decision == paper


def test_a_decision_that_was_taken_is_no_paper_to_come():
    van = make(Initiative, id="van", name="A van")
    taken = make(Decision, title="Hire one", initiative_id="van", decided_on=date(2026, 9, 1))
    assert found(day(), van, outcome("split", item="van"), taken).concerns


def test_two_workshops_of_a_quarter_have_figures_of_their_own():
    second = day("second", held_on=date(2026, 9, 20), invited=3)
    assert figures(found(day(invited=7), second)) == {
        "session.invited": 7, "session-2.invited": 3,
    }  # fmt: skip


def test_what_was_parked_stays_with_its_workshop():
    mine = make(Parked, session_id="day", name="A shop")
    other = make(Parked, session_id="second", name="A cat")
    [held, _] = found(day(), day("second", held_on=date(2026, 9, 20)), mine, other).held
    assert held.parked == (mine,)
