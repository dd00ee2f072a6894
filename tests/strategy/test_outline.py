"""What is missing is said in sentences, and a step is ready when nothing is."""

from datetime import date
from typing import Any

from tests.signed import sign_off
from workbook import Quarter, create_workbook
from workbook.strategy import KPI, Business, Objective, Person, Plan, Reading, Session, SwotItem
from workbook.strategy.entity import Entity
from workbook.strategy.outline import State, completeness, gaps, next_step, steps
from workbook.strategy.position import Capability
from workbook.strategy.rules import check

Q3 = Quarter.parse("2026-Q3")


def plan(*records: tuple[type[Entity], dict[str, Any]]) -> Plan:
    return Plan(tuple(check(model, values) for model, values in records))


def blockers(found: Plan, step: str) -> tuple[str, ...]:
    return next(s for s in steps(found, Q3) if s.name == step).blockers


def test_an_empty_workbook_starts_with_its_name() -> None:
    assert next_step(Plan()).name == "start"
    assert [step.state for step in steps(Plan())] == [State.EMPTY] * 6
    assert completeness(Plan()) == 0
    assert gaps(Plan())[0] == "Give the business a name."


def test_a_step_that_has_begun_says_what_it_still_needs() -> None:
    found = plan((Business, {"name": "Rise"}))
    assert steps(found)[0].state is State.STARTED
    assert steps(found)[0].blockers == ("Name at least one person who will own something.",)


def test_objectives_without_owner_date_or_kpi_are_named() -> None:
    found = plan((Objective, {"name": "Grow"}), (Objective, {"name": "Sleep", "due": "2026-12-31"}))
    assert blockers(found, "destination")[-3:] == (
        "Give “Grow” and “Sleep” an owner.",
        "Give “Grow” a due date.",
        "Add a KPI for “Grow” and “Sleep”.",
    )


def test_a_target_against_its_direction_is_to_be_settled_first() -> None:
    rising: dict[str, Any] = {"name": "Complaints", "unit": "%", "baseline": 10, "target": 2}
    assert blockers(plan((KPI, rising)), "destination")[-1] == (
        "“Complaints” stood at 10 and should come to 2%, but higher is better: change the "
        "direction, or leave the baseline empty if 2% is the least it may be."
    )
    falling = {**rising, "direction": "lower is better"}
    assert not any("direction" in gap for gap in gaps(plan((KPI, falling))))


def test_weights_that_do_not_come_to_100_are_told_and_thirds_are_not() -> None:
    def weighted(*weights: float | None) -> Plan:
        return plan(*((Objective, {"name": "Grow", "weight": w}) for w in weights))

    told = "The weights of the objectives come to 130, not 100. Share out 100 points in all."
    assert told in gaps(weighted(60, 70))
    for sound in ((33.33, 33.33, 33.33), (60, 40, None), (None, None)):
        assert not any("weights" in gap for gap in gaps(weighted(*sound)))


def test_kpis_without_a_unit_are_asked_for_one_each() -> None:
    bare = plan((KPI, {"name": "Waste"}), (KPI, {"name": "Sales"}))
    assert "Give “Waste” and “Sales” a unit, such as EUR, tickets or %." in gaps(bare)


def test_a_long_list_is_cut_after_three_names() -> None:
    found = plan(*((Objective, {"name": f"Goal {n}"}) for n in range(1, 6)))
    assert "Give “Goal 1”, “Goal 2”, “Goal 3” and 2 more an owner." in gaps(found)


def test_a_strength_without_evidence_is_good_enough_for_a_first_pack() -> None:
    kinds = ("strength", "weakness", "opportunity", "threat")
    found = plan(*((SwotItem, {"kind": kind, "text": f"A {kind}"}) for kind in kinds))
    step = next(s for s in steps(found, Q3) if s.name == "position")
    assert (step.state, step.blockers) == (State.READY, ())
    assert step.hints == (
        "Say how you know: “A strength”, “A weakness”, “A opportunity” and 1 more.",
        "Add a first resource: cash, or free hours.",
    )
    assert step.met < step.asked


def test_what_would_make_a_step_better_is_among_what_is_missing() -> None:
    found = plan((Business, {"name": "Rise"}))
    mission = "Write the mission: what do you do, and for whom?"
    assert mission in gaps(found)
    assert mission not in blockers(found, "destination")


def test_a_kpi_without_a_reading_in_the_quarter_is_named(example: Plan) -> None:
    assert blockers(example, "review") == ("Give a reading in 2026-Q3 for “Orders placed ahead”.",)


def test_a_plan_with_everything_is_ready_and_done_once_signed_off(tmp_path: Any) -> None:
    book = create_workbook("Rise", tmp_path)
    book.add(Person, name="Marta")
    assert steps(book.plan, Q3)[0].state is State.READY
    sign_off(book, Q3)
    assert steps(book.plan, Q3)[0].state is State.DONE


def test_the_example_lacks_one_thing_only(example: Plan) -> None:
    states = [step.state for step in steps(example)]
    assert states == [*[State.READY] * 4, State.STARTED, State.READY]
    assert 0.95 < completeness(example) < 1


def test_a_business_that_holds_no_workshop_is_asked_for_none() -> None:
    before = [step for step in steps(Plan(), Q3) if step.name != "workshop"]
    workshop = steps(Plan(), Q3)[-1]
    assert (workshop.asked, workshop.missing, workshop.needed) == (0, (), False)
    assert sum(step.asked for step in before) == sum(step.asked for step in steps(Plan(), Q3))
    assert next_step(plan((Session, {"name": "Where we go"}))).name == "start"


def test_a_workshop_that_was_begun_says_what_it_lacks_and_blocks_nothing() -> None:
    found = plan((Session, {"id": "s", "name": "Where we go"}))
    workshop = steps(found, Q3)[-1]
    assert workshop.blockers == ()
    assert workshop.hints == ()  # nothing was given yet, so that it is not begun
    dated = plan((Session, {"id": "s", "name": "Where we go", "held_on": "2026-09-10"}))
    assert steps(dated, Q3)[-1].hints == ("Give “Where we go” its blocks.",)


def test_a_reading_given_before_the_quarter_does_not_count() -> None:
    kpi = {"id": "k", "name": "Tickets", "unit": "tickets", "target": 1}
    found = plan((KPI, kpi))
    assert "Give a first reading of a KPI in 2026-Q3." in blockers(found, "review")


def test_a_deeper_chapter_that_nobody_has_begun_asks_for_nothing_yet() -> None:
    position = next(step for step in steps(Plan()) if step.name == "position")
    assert not any("technology" in hint for hint in position.hints)
    begun = steps(plan((Capability, {"name": "Plan rounds"})))[2]
    assert "Say which objective needs it: “Plan rounds”." in begun.hints
    assert begun.asked == position.asked + 5


def test_a_reading_is_asked_for_once_its_period_has_ended() -> None:
    kpi = check(KPI, {"id": "k", "name": "Tickets", "unit": "tickets", "target": 1})
    for day, asked in ((date(2026, 7, 31), False), (date(2026, 8, 1), True)):
        missing = gaps(Plan((kpi,), today=day), Q3)
        assert ("Give a first reading of a KPI in 2026-Q3." in missing) == asked


def test_in_a_running_quarter_only_what_can_be_read_is_asked_for() -> None:
    weekly = check(KPI, {"id": "w", "name": "Tickets", "frequency": "week"})
    monthly = check(KPI, {"id": "m", "name": "Sales"})
    daily = check(KPI, {"id": "d", "name": "Cash", "frequency": "day"})
    read = check(Reading, {"kpi_id": "d", "start": "2026-07-01", "value": 5})
    missing = gaps(Plan.of_records((weekly, monthly, daily, read), today=date(2026, 7, 8)), Q3)
    assert "Give a reading in 2026-Q3 for “Tickets”." in missing


def test_readings_that_do_not_fit_their_frequency_are_told() -> None:
    kpi = check(KPI, {"id": "k", "name": "Tickets", "frequency": "month"})
    read = [check(Reading, {"kpi_id": "k", "start": day, "value": 1}) for day in _MONDAYS]
    told = "“Tickets” is read every month, and has readings that do not begin one"
    assert any(gap.startswith(told) for gap in gaps(Plan.of_records([kpi, *read]), Q3))


_MONDAYS = ("2026-07-06", "2026-07-13")
