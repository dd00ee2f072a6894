"""A day's times: fixed ones hold, no minute is lost, and no block is squeezed under its least."""

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workbook.errors import WorkbookError
from workbook.workshop.day.overrun import Choice, choices
from workbook.workshop.day.sharing import cut_in_proportion
from workbook.workshop.day.timetable import Slot, Timetable, say_time

NINE = 9 * 60
DAY = Timetable(
    NINE,
    (
        Slot("rules", "Ground rules", 20, least=10),
        Slot("position", "Position", 60, least=45),
        Slot("lunch", "Lunch", 40, starts=11 * 60),
        Slot("futures", "Futures", 40, least=20, may_drop=True),
        Slot("choice", "Choice", 75, least=50),
    ),
)


def times(day: Timetable) -> list[str]:
    return [f"{say_time(each.begins)}–{say_time(each.ends)}" for each in day.held]


def way(found: tuple[Choice, ...], name: str) -> Choice:
    return next(each for each in found if each.way == name)


def test_blocks_follow_one_another_and_lunch_holds():
    assert times(DAY) == [
        "09:00–09:20", "09:20–10:20", "11:00–11:40", "11:40–12:20", "12:20–13:35",
    ]  # fmt: skip
    assert DAY.minutes == 235
    assert DAY.free_after("position") == 40


def test_what_runs_into_lunch_goes_on_behind_it():
    longer = DAY.with_minutes({"position": 110})
    held = longer.at("position")
    assert (say_time(held.begins), say_time(held.ends)) == ("09:20", "11:50")
    assert held.over == ("Lunch",)
    assert say_time(longer.at("lunch").begins) == "11:00"
    assert say_time(longer.at("futures").begins) == "11:50"


def test_a_block_that_finds_no_minute_before_lunch_begins_after_it():
    full = DAY.with_minutes({"rules": 120})
    assert say_time(full.at("position").begins) == "11:40"
    assert full.at("position").over == ()


def test_fixed_times_that_cannot_hold_are_refused():
    lunch = Slot("lunch", "Lunch", 60, starts=12 * 60)
    with pytest.raises(WorkbookError, match="“Coffee” at 12:30 begins before “Lunch” has ended"):
        Timetable(NINE, (lunch, Slot("coffee", "Coffee", 10, starts=12 * 60 + 30)))
    with pytest.raises(WorkbookError, match="“Lunch” would begin before the day does"):
        Timetable(13 * 60, (lunch,))


def test_the_second_day_begins_in_the_morning():
    second = Slot("again", "Again", 30, starts=24 * 60 + NINE)
    day = Timetable(NINE, (Slot("a", "A", 60), second, Slot("b", "B", 30)))
    assert times(day)[2] == "day 2, 09:30–day 2, 10:00"


def test_a_block_that_begins_late_takes_its_minutes_and_lunch_out_of_its_middle():
    assert DAY.begun("position", NINE + 30).ends == NINE + 90
    late = DAY.begun("position", 10 * 60 + 30)
    assert (say_time(late.begins), say_time(late.ends)) == ("10:30", "12:10")
    assert late.over == ("Lunch",)
    assert say_time(DAY.begun("lunch", 11 * 60 + 5).ends) == "11:45"


def test_free_minutes_before_lunch_are_used_first():
    [only] = choices(DAY, "position", 30)
    assert only.words == ("The 40 minutes before “Lunch” that nothing is planned for take it up.")
    assert only.day.ends == DAY.ends


def test_four_ways_out_say_what_they_would_do():
    found = choices(DAY, "futures", 15)
    assert [(each.way, each.words) for each in found] == [
        ("take", "Take 15 minutes from “Choice”: it has 60 instead of 75."),
        ("shrink", "Take 15 minutes from all that follow: “Choice” 60 minutes."),
        ("drop", "None of those that follow may be dropped."),
        ("move", "The day ends at 13:50 instead of 13:35."),
    ]
    assert way(found, "drop").day is None


def test_what_cannot_be_given_is_refused_with_the_reason():
    found = choices(DAY, "futures", 30)
    assert way(found, "take").words == (
        "“Choice” needs at least 50 of its 75 minutes: it can give 25 minutes, and 30 are needed."
    )
    assert way(found, "shrink").words == (
        "Those that follow can give 25 minutes together, and 30 are needed."
    )
    assert {each.way for each in found if each.day is None} == {"take", "shrink", "drop"}


def test_dropping_a_block_says_what_it_frees():
    drop = way(choices(DAY, "position", 60), "drop")
    assert (drop.about, drop.day.at("choice").slot.minutes) == ("futures", 75)
    assert drop.words == (
        "Drop “Futures”: it frees 40 minutes, 20 more than needed. "
        "The day ends at 13:15 instead of 13:35. “Position” goes on after “Lunch”."
    )


def test_moving_the_end_says_what_lunch_interrupts():
    found = choices(DAY, "position", 50)
    assert way(found, "move").words == (
        "The day ends at 13:45 instead of 13:35. “Position” goes on after “Lunch”."
    )


def test_the_night_is_no_time_to_catch_up_in():
    second = Slot("again", "Again", 30, least=5, starts=24 * 60 + NINE)
    day = Timetable(
        NINE, (Slot("a", "A", 60), Slot("b", "B", 30, 30), second, Slot("c", "C", 40, 5))
    )
    found = choices(day, "a", 20)
    assert [each.way for each in found if each.day] == ["move"]
    assert way(found, "move").words == "The day ends at 10:50 instead of 10:30."
    assert way(choices(day, "again", 5), "move").words == "The day ends at 10:15 instead of 10:10."


def test_minutes_are_taken_in_proportion():
    assert cut_in_proportion([60, 30], [60, 30], 30) == [20, 10]
    assert cut_in_proportion([60, 30], [5, 30], 30) == [5, 25]
    with pytest.raises(ValueError, match="They can give 3"):
        cut_in_proportion([10], [3], 4)


slots = st.builds(
    lambda minutes, least, may_drop: (minutes, min(minutes, least), may_drop),
    st.integers(1, 120), st.integers(1, 120), st.booleans(),
)  # fmt: skip


@st.composite
def days(draw) -> Timetable:
    """Days of two to eight blocks, some with a fixed time that can hold."""
    found, free = [], NINE
    for n, (minutes, least, may_drop) in enumerate(draw(st.lists(slots, min_size=2, max_size=8))):
        starts = None
        if draw(st.integers(0, 3)) == 0:
            starts = free + draw(st.integers(0, 180))
            free = starts + minutes
        found.append(Slot(str(n), f"Block {n}", minutes, least, starts, may_drop))
    return Timetable(NINE, tuple(found))


@given(days())
def test_no_minute_is_lost_and_fixed_times_hold(day: Timetable):
    held = day.held
    for each in held:
        assert each.slot.starts in (None, each.begins)
    inside = sum(
        max(0, min(each.ends, fixed.starts + fixed.minutes) - max(each.begins, fixed.starts))
        for each in held
        for fixed in day.fixed
        if fixed.id != each.slot.id
    )
    assert sum(each.ends - each.begins for each in held) - inside == day.minutes
    free = [each for each in held if each.slot.starts is None]
    assert all(a.ends <= b.begins for a, b in pairwise(free))


@given(days(), st.integers(0, 7), st.integers(1, 90))
def test_whatever_is_chosen_keeps_minutes_times_and_leasts(day: Timetable, place: int, need: int):
    assume(place < len(day.slots) and day.slots[place].starts is None)
    id = day.slots[place].id
    for each in choices(day, id, need):
        if each.day is None:
            continue
        after = each.day
        assert after.at(id).slot.minutes == day.at(id).slot.minutes + need
        starts = {
            s.id: s.starts for s in day.fixed if not (each.way == "drop" and s.id == each.about)
        }
        assert {s.id: s.starts for s in after.fixed} == starts
        for slot in after.slots:
            assert slot.minutes >= min(slot.least, day.with_minutes({}).slots[int(slot.id)].minutes)
        if each.way in ("take", "shrink"):
            used = min(need, day.free_after(id))
            assert after.minutes == day.minutes + used
        if each.way in ("move", "free"):
            assert after.minutes == day.minutes + need
        if each.way == "drop":
            assert after.minutes == day.minutes + need - day.at(each.about).slot.minutes
        if each.way == "free":
            assert after.ends == day.ends


@given(st.lists(slots, min_size=1, max_size=9), st.data())
def test_what_is_shared_out_comes_to_what_was_asked(blocks, data):
    minutes = [each[0] for each in blocks]
    spare = [each[0] - each[1] for each in blocks]
    cut = data.draw(st.integers(0, sum(spare)))
    cuts = cut_in_proportion(minutes, spare, cut)
    assert sum(cuts) == cut
    assert all(0 <= less <= most for less, most in zip(cuts, spare, strict=True))
