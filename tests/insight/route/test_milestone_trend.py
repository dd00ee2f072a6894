"""How the promised day of a milestone moved from report to report, as the journal has it."""

from datetime import date

from tests.insight.small import line, make, plan
from workbook.insight.route.milestone_trend import LIMIT, Promise, milestone_trend
from workbook.quarter import Quarter
from workbook.strategy import Initiative, Milestone

Q3 = Quarter.parse("2026-Q3")
OVEN = make(Initiative, name="Second oven")


def promised(name="Oven delivered", *dues, start=1, month=5, **fields):
    """Return a milestone and its journal: a promise on the first of each month."""
    mark = make(Milestone, initiative_id=OVEN.id, name=name, due=dues[-1], **fields)
    days = [date(2026, month + n, 1) for n in range(len(dues))]
    before = [{}, *({"due": str(due)} for due in dues)]
    lines = [
        line(start + n, mark, day, before[n], {"due": str(due)})
        for n, (day, due) in enumerate(zip(days, dues, strict=True))
    ]
    return mark, lines


def trend(*of, work=OVEN, quarter=Q3):
    records = [mark for mark, _ in of]
    lines = sorted((each for _, lines in of for each in lines), key=lambda each: each.number)
    return milestone_trend(plan(work, *records, changes=tuple(lines)), quarter)


JULY, AUGUST, OCTOBER = date(2026, 7, 15), date(2026, 8, 31), date(2026, 10, 31)


def test_a_promise_that_slips_twice_tells_both_days_and_how_far():
    [found] = trend(promised("Oven delivered", JULY, AUGUST, OCTOBER)).trends
    assert found.promises == (
        Promise(date(2026, 5, 1), JULY),
        Promise(date(2026, 6, 1), AUGUST),
        Promise(date(2026, 7, 1), OCTOBER),
    )
    assert (found.slipped.value, found.moves) == (108, 2)
    assert found.slipped.sources[0] == "journal line 1, 1 May 2026, Ana Ruiz"
    assert found.told == (
        "first promised for 15 July 2026, moved two times, 108 days later, not reached yet"
    )


def test_what_moved_there_and_back_has_moved_all_the_same():
    [found] = trend(promised("Oven delivered", JULY, OCTOBER, JULY)).trends
    assert (found.days, found.moved) == (0, 216)
    assert "back to the first day" in found.told


def test_what_was_put_right_on_the_same_day_is_no_move():
    mark, [first] = promised("Oven delivered", OCTOBER)
    wrong = line(0, mark, date(2026, 5, 1), {}, {"due": "2027-10-31"})
    other = promised("Wired", JULY, AUGUST, start=5)
    [_, kept] = trend((mark, [wrong, first]), other).trends
    assert kept.promises == (Promise(date(2026, 5, 1), OCTOBER),)


def test_without_a_moved_promise_there_is_no_trend():
    assert trend(promised("Oven delivered", OCTOBER)).trends == ()
    assert milestone_trend(plan(), Q3).trends == ()


def test_the_eight_that_moved_most_are_shown_and_the_rest_counted():
    many = [
        promised(f"Mark {n}", date(2026, 7, 1), date(2026, 7, 2 + n), start=1 + 2 * n)
        for n in range(11)
    ]
    found = trend(*many)
    assert [each.milestone.name for each in found.trends] == [f"Mark {n}" for n in range(10, 2, -1)]
    assert (len(found.trends), found.others) == (LIMIT, 3)


def test_what_a_quarter_could_not_know_yet_is_not_in_it():
    """A promise, and a day on which it was reached, that came after its end."""
    of = promised("Oven", JULY, AUGUST, OCTOBER, month=6, done_on=date(2026, 9, 30))
    [then] = trend(of, quarter=Q3.previous).trends or [None]
    assert then is None, "on 30 June it had not moved"
    [now] = trend(of).trends
    assert now.reached == date(2026, 9, 30)


def test_what_was_kept_long_ago_and_work_that_was_stopped_are_left_out():
    long_ago = promised("Kept", JULY, start=5, done_on=date(2026, 6, 30))
    moved = promised("Moved", JULY, AUGUST)
    assert [each.milestone.name for each in trend(moved, long_ago).trends] == ["Moved"]
    stopped = make(Initiative, id=OVEN.id, name="Second oven", status="stopped")
    assert trend(moved, work=stopped).trends == ()
