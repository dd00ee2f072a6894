"""Did it work: a KPI before and after the work, and what else changed in the same weeks."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.insight.kpis import Q1, kpi, read
from tests.insight.small import line, make, plan
from workbook.insight.review.lessons import lessons
from workbook.insight.review.lessons_worked import tried
from workbook.strategy import Decision, Initiative, Objective, Phase

BEGAN, OVER = date(2016, 10, 3), date(2016, 10, 31)
START = date(2016, 5, 16)  # twenty weeks before it began
LOW, HIGH = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49] * 2, [60, 61, 59, 60, 62, 60, 61, 59, 60, 61]
BETWEEN = [55.0] * 4
SETTLED = OVER + timedelta(weeks=4)


def done(work: Any, on: date = OVER) -> Any:
    return line(1, work, on, {"status": "in progress"}, {"status": "done"})


def made(
    values: Any = (*LOW, *BETWEEN, *BETWEEN, *HIGH), *others: Any, by: str = "", **fields: Any
) -> Any:
    """Return a plan of one KPI, and work on it that took four weeks and settled in four."""
    goal = make(Objective, name="Sell more")
    tickets = kpi(objective_id=goal.id, **({"direction": by} if by else {}))
    usual = {"status": "done", "start": BEGAN, "due": OVER, "objective_ids": [goal.id]}
    work = make(Initiative, name="Second van", **{**usual, **fields})
    also = [each(goal, tickets, work) for each in others]
    readings = read(tickets, *values, start=START)
    closed = (done(work),) if work.status == "done" else ()
    return plan(goal, tickets, work, *also, *readings, changes=closed)


def judged(*args: Any, **fields: Any) -> Any:
    [found] = tried(made(*args, **fields), Q1)
    return found


def test_a_higher_level_after_the_work_is_a_benefit_told_with_its_interval():
    found = judged()
    assert (found.verdict, found.shift) == ("better since", "+10 tickets (9 to 11)")
    assert found.sentence == (
        "“Second van” and “Tickets”: better since, +10 tickets (9 to 11). "
        "20 weeks before, 10 after."
    )


def test_the_weeks_of_the_work_and_those_to_settle_are_on_neither_side():
    found = judged()
    assert (found.settled, len(found.before), len(found.after)) == (SETTLED, 20, 10)
    assert 55.0 not in [*found.before.values, *found.after.values]


def test_somebody_may_say_how_long_it_takes_to_settle_and_the_program_says_four_weeks():
    assert len(judged(settling=0).after) == 14
    assert judged(settling=8).rests == "20 weeks before, 6 after; 8 weeks to settle"
    assert "Four weeks to settle are left out" in lessons(made(), Q1).grounds


def test_which_way_is_good_decides_what_is_a_benefit():
    assert judged(by="lower is better").verdict == "worse since"


def test_no_difference_is_said_as_no_clear_change():
    assert judged([*LOW, *LOW]).verdict == "no clear change"


@pytest.mark.parametrize("values", [[*LOW, 50, 51], LOW[:10], [*LOW, *BETWEEN, *BETWEEN, 60, 61]])
def test_too_few_points_on_a_side_are_refused_in_words_and_give_no_figure(values):
    found = judged(values)
    assert (found.verdict, found.told, found.figures) == ("too few points", False, ())
    assert "too few points to tell" in found.sentence


def test_a_kpi_that_only_went_on_as_before_is_no_success_of_the_work():
    climbing = [40 + 0.5 * place + (place % 3) for place in range(38)]
    found = judged(climbing)
    assert found.verdict == "under way before"
    assert found.why.startswith("It was rising before: that alone gives ")


def test_more_than_the_rise_before_would_have_given_is_told_with_it():
    found = judged([*(40 + 0.2 * place for place in range(20)), *BETWEEN, *BETWEEN, *HIGH])
    assert (found.verdict, len(found.figures)) == ("better since", 3)
    assert "that alone gives 4.6 tickets" in found.sentence


def test_running_work_is_judged_from_its_start_on_and_stopped_work_while_it_went_on():
    running = judged(status="in progress", due=None)
    assert (running.over, running.settled) == (None, BEGAN + timedelta(weeks=4))
    stopped = judged(status="stopped", due=date(2017, 1, 1))
    assert stopped.after.period(-1).end <= date(2017, 1, 1)


def test_what_is_not_started_or_lies_ahead_has_changed_nothing():
    assert tried(made(status="not started"), Q1) == ()
    assert tried(made(status="in progress", start=date(2017, 5, 1), due=None), Q1) == ()


def test_work_that_was_over_more_than_a_year_ago_is_told_no_more():
    assert tried(made(status="stopped", start=date(2015, 9, 1), due=date(2015, 12, 1)), Q1) == ()


def test_work_is_held_to_the_kpi_that_it_should_move_and_to_no_other():
    other = kpi("Complaints", id="complaints")
    [found] = tried(made((*LOW, *HIGH), lambda *_: other), Q1)
    assert found.kpi.name == "Tickets"
    assert tried(made((*LOW, *HIGH), lambda *_: other, kpi_id="complaints"), Q1) == ()


def test_other_work_and_decisions_of_the_same_weeks_are_named():
    def price(goal: Any, tickets: Any, work: Any) -> Any:
        fields = {"status": "in progress", "objective_ids": [goal.id]}
        return make(Initiative, name="New prices", start=date(2016, 10, 10), **fields)

    def elsewhere(goal: Any, tickets: Any, work: Any) -> Any:
        return make(Initiative, name="New logo", status="in progress", start=date(2016, 10, 10))

    def phase(goal: Any, tickets: Any, work: Any) -> Any:
        return make(Phase, kpi_id=tickets.id, start=date(2016, 10, 17), reason="A new till")

    found = next(
        each
        for each in tried(made((*LOW, *BETWEEN, *BETWEEN, *HIGH), price, elsewhere, phase), Q1)
        if each.initiative.name == "Second van"
    )
    assert found.others == (
        "In the same weeks: “New prices” began on 10 October 2016; “A new till” (17 October 2016)."
    )


def test_a_decision_on_other_work_of_the_same_kpi_is_named_once():
    def stopped(goal: Any, tickets: Any, work: Any) -> Any:
        fields = {"status": "stopped", "objective_ids": [goal.id], "due": date(2016, 10, 12)}
        return make(Initiative, name="App", id="app", start=date(2016, 1, 1), **fields)

    def decided(goal: Any, tickets: Any, work: Any) -> Any:
        day = date(2016, 10, 12)
        return make(Decision, title="Stop it", kind="stop", initiative_id="app", decided_on=day)

    found = tried(made((*LOW, *BETWEEN, *BETWEEN, *HIGH), stopped, decided), Q1)
    [van] = [each for each in found if each.initiative.name == "Second van"]
    assert van.beside == ("“App” ended on 12 October 2016",)


def test_a_decision_that_expects_to_move_the_kpi_is_named():
    def decided(goal: Any, tickets: Any, work: Any) -> Any:
        return make(
            Decision, title="Longer hours", decided_on=date(2016, 10, 12), effect_kpi_id=tickets.id
        )

    [found] = tried(made((*LOW, *BETWEEN, *BETWEEN, *HIGH), decided), Q1)
    assert found.beside == ("“Longer hours” was decided on 12 October 2016",)


def test_what_is_still_to_be_confirmed_is_on_neither_side():
    known = made()
    for reading in known.readings.all()[-3:]:
        reading.provisional = True
    again = plan(*known.records, *known.readings.all(), changes=(done(known.all(Initiative)[0]),))
    assert len(tried(again, Q1)[0].after) == 7


def test_work_that_may_move_many_kpis_is_held_to_three_and_asks_for_the_one():
    assert not any(each.more for each in tried(made(), Q1))
    goal = make(Objective, name="Sell more")
    kpis = [kpi(f"KPI {n}", objective_id=goal.id) for n in range(5)]
    work = make(Initiative, name="Van", status="in progress", start=BEGAN, objective_ids=[goal.id])
    values = [reading for each in kpis for reading in read(each, *LOW, *HIGH, start=START)]
    found = lessons(plan(goal, *kpis, work, *values), Q1)
    assert [each.kpi.name for each in found.tried] == ["KPI 0", "KPI 1", "KPI 2"]
    assert found.grounds.endswith("is held to 3: name the one it should.")


def test_the_lead_says_what_worked():
    assert lessons(made(), Q1).lead == "A KPI is better since “Second van”."
