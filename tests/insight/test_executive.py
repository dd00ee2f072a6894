"""The executive page says the quarter in a minute, honestly where nobody has written it."""

from datetime import date

from tests.insight.small import figures, make, plan
from workbook.insight.executive import executive
from workbook.quarter import Quarter
from workbook.strategy import (
    KPI,
    Action,
    Decision,
    Initiative,
    NotDoing,
    Person,
    Reading,
    Review,
    Win,
)

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")
TICKETS = make(KPI, name="Tickets", target=700, frequency="quarter")
WASTE = make(KPI, name="Waste", target=5, frequency="quarter")
READ = make(Reading, kpi_id=TICKETS.id, start=date(2026, 7, 1), value=720)


def test_the_headline_is_the_one_that_was_written():
    said = make(Review, quarter="2026-Q3", headline="Bread is on time at last")
    page = executive(plan(said), Q3)
    assert page.headline == "Bread is on time at last"
    assert not page.computed


def test_without_a_written_headline_one_is_computed_from_the_scorecard():
    page = executive(plan(TICKETS, WASTE, READ), Q3)
    assert page.computed
    assert page.headline == "One of two targets met and one KPI without a reading."


def test_the_headline_of_another_quarter_is_not_used():
    page = executive(plan(make(Review, quarter="2026-Q2", headline="Old news")), Q3)
    assert page.headline != "Old news"


def test_wins_are_those_of_the_quarter():
    page = executive(plan(ANA, make(Win, quarter="2026-Q3", name="Rye", person_id=ANA.id)), Q3)
    assert [win.name for win in page.wins.named] == ["Rye"]


def test_a_target_that_was_met_is_a_gain_and_a_kpi_without_reading_a_concern():
    page = executive(plan(TICKETS, WASTE, READ), Q3)
    assert page.gains == ("Target met: Tickets.",)
    assert page.concerns == ("No reading this quarter: Waste.",)


def test_a_kpi_that_missed_its_date_is_a_concern():
    missed = make(KPI, name="Cafés", target=24, target_date=date(2026, 6, 30), frequency="quarter")
    read = make(Reading, kpi_id=missed.id, start=date(2026, 7, 1), value=19)
    assert executive(plan(missed, read), Q3).concerns == ("Off track: Cafés.",)


def test_a_target_against_its_direction_is_a_concern_and_no_gain():
    rising = make(KPI, name="Complaints", baseline=10, target=0, frequency="quarter")
    read = make(Reading, kpi_id=rising.id, start=date(2026, 7, 1), value=14)
    page = executive(plan(rising, read), Q3)
    assert page.gains == ()
    assert page.concerns == ("Target and direction disagree, so there is no status: Complaints.",)


def test_work_past_its_date_is_a_concern_although_nobody_wrote_it_down():
    oven = make(
        Initiative, name="Second oven", status="in progress", due=date(2026, 8, 31), owner_id=ANA.id
    )
    late = make(Action, quarter="2026-Q2", name="Fix the till", due=date(2026, 9, 1))
    page = executive(plan(ANA, oven, late), Q3)
    assert page.worries == ()
    assert page.concerns == (
        "Agreed and overdue: “Fix the till”.",
        "“Second oven” is overdue: it was due on 31 August 2026 (Ana Ruiz).",
    )


def test_live_work_without_an_owner_is_a_concern():
    page = executive(plan(make(Initiative, name="Sundays", status="in progress")), Q3)
    assert page.concerns == ("Nobody owns “Sundays”.",)


def test_a_run_for_the_worse_is_a_concern():
    """Eight months in a row below the usual level are no accident."""
    sales = make(KPI, name="Sales", frequency="month")
    levels = [100, 102] * 8 + [90] * 8
    days = [date(2024 + (9 + n) // 12, (9 + n) % 12 + 1, 1) for n in range(len(levels))]
    read = [
        make(Reading, kpi_id=sales.id, start=d, value=v) for d, v in zip(days, levels, strict=True)
    ]
    page = executive(plan(sales, *read), Q3)
    assert page.concerns == ("A signal for the worse: Sales.",)
    assert ("Signals for the worse", "1") in glances(page)


def test_counts_at_a_glance_leave_out_what_there_is_nothing_of():
    assert glances(executive(plan(), Q3)) == []
    done = make(Action, quarter="2026-Q2", name="Fix the till", status="done")
    page = executive(plan(TICKETS, WASTE, READ, done), Q3)
    assert glances(page) == [
        ("Actions done", "1 of 1"),
        ("Targets met", "1 of 2"),
        ("Signals for the worse", "0"),
    ]


def glances(page):
    return [(glance.label, glance.printed) for glance in page.at_a_glance]


def test_open_decisions_stand_with_the_most_urgent_first():
    page = executive(
        plan(
            ANA,
            make(Decision, title="Any time"),
            make(Decision, title="Soon", due=date(2026, 10, 16), owner_id=ANA.id),
            make(Decision, title="Long past", due=date(2026, 9, 1)),
            make(Decision, title="Done", due=date(2026, 8, 1), decided_on=date(2026, 8, 1)),
        ),
        Q3,
    )
    assert [(d.title, page.until.missed(d.due)) for d in page.decisions] == [
        ("Long past", True),
        ("Soon", False),
        ("Any time", False),
    ]
    assert figures(page) == {"executive.decisions-needed": 3}


def test_live_work_that_the_not_doing_list_forbids_is_a_concern():
    app = make(NotDoing, name="Sell through an app", watch_for="app")
    work = make(Initiative, name="Ordering app", owner_id=ANA.id, distinction="sets us apart")
    assert executive(plan(ANA, app, work), Q3).concerns == (
        "On the not-doing list, and live all the same: “Ordering app”.",
    )


def test_work_that_only_copies_others_is_a_concern_once_all_of_it_is_marked():
    copied = make(Initiative, name="Card reader", owner_id=ANA.id, distinction="keeps us level")
    unsaid = make(Initiative, name="Second till", owner_id=ANA.id)
    assert executive(plan(ANA, copied), Q3).concerns == ("Nothing live sets the business apart.",)
    assert executive(plan(ANA, copied, unsaid), Q3).concerns == ()


def test_somebody_who_owns_too_much_is_a_concern():
    work = [
        make(Initiative, name=f"Work {n}", owner_id=ANA.id, distinction="sets us apart")
        for n in range(8)
    ]
    assert executive(plan(ANA, *work), Q3).concerns == ("Owning too much at once: Ana Ruiz.",)


def test_in_a_quarter_that_has_just_begun_no_reading_is_missing():
    page = executive(plan(WASTE, today=date(2026, 7, 1)), Q3)
    assert page.concerns == ()
    assert page.runs_until == date(2026, 9, 30)
