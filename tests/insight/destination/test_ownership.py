"""Who answers for what: one owner each, and nobody with more than one person can carry."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.destination.ownership import ownership
from workbook.quarter import Quarter
from workbook.strategy import KPI, Action, Decision, Initiative, Objective, Person, Reading

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")
TOM = make(Person, name="Tom Okafor")


def work(owner, count):
    owner_id = owner.id if owner else None
    return [make(Initiative, name=f"Work {n}", owner_id=owner_id) for n in range(count)]


def found(*records, quarter=Q3):
    return ownership(plan(*records), quarter)


def test_everything_live_is_counted_for_its_owner_by_kind():
    mine = {"owner_id": ANA.id}
    page = found(
        ANA,
        TOM,
        make(Objective, name="Grow", **mine),
        make(KPI, name="Tickets", **mine),
        make(KPI, name="Margin", **mine),
        make(Initiative, name="Oven", status="in progress", **mine),
        make(Action, name="Call", quarter="2026-Q2", **mine),
        make(Decision, title="Hire?", **mine),
    )
    ana, tom = page.loads
    assert list(ana.items) == [Objective, KPI, Initiative, Action, Decision]
    assert (ana.person, [len(own) for own in ana.items.values()]) == (ANA, [1, 2, 1, 1, 1])
    assert (tom.person, tom.all) == (TOM, ())
    assert figures(page)["alignment.owner.ana-ruiz.kpis"] == 2
    assert figures(page)["alignment.owner.ana-ruiz.all"] == 6


def test_what_is_over_is_not_counted():
    mine = {"owner_id": ANA.id}
    reached = make(Objective, name="Serve 330", due=date(2026, 6, 30), **mine)
    kpi = make(KPI, name="Customers", objective_id=reached.id, target=330, frequency="quarter")
    page = found(
        ANA,
        reached,
        kpi,
        make(Reading, kpi_id=kpi.id, start=date(2026, 7, 1), value=340),
        make(Initiative, name="Van", status="done", **mine),
        make(Initiative, name="Class", status="paused", **mine),
        make(Action, name="Call", quarter="2026-Q2", status="done", **mine),
        make(Action, name="Ask", quarter="2026-Q2", status="dropped", **mine),
        make(Decision, title="Hire?", decided_on=date(2026, 7, 2), **mine),
    )
    assert page.loads[0].all == ()
    assert page.ownerless == ("KPI “Customers”",)


def test_actions_of_a_later_review_do_not_count_yet():
    later = make(Action, name="Call", quarter="2026-Q3", owner_id=ANA.id)
    assert found(ANA, later, quarter=Q3.previous).total == 0
    assert found(ANA, later).total == 1


def test_what_nobody_owns_is_named_with_its_kind_and_what_to_do():
    page = found(ANA, *work(None, 1), make(Decision, title="Hire?"))
    assert page.ownerless == ("initiative “Work 0”", "decision “Hire?”")
    assert page.sentences == (
        "Nobody owns the initiative “Work 0” and the decision “Hire?”. Name one person for each.",
    )


@pytest.mark.parametrize(("count", "too_much"), [(7, False), (8, True)])
def test_more_than_seven_is_too_much_for_anybody(count, too_much):
    page = found(ANA, *work(ANA, count))
    assert bool(page.overloaded) == too_much
    assert ("Ana Ruiz owns eight of eight live items; seven is plenty." in _said(page)) == too_much


@pytest.mark.parametrize(
    ("own", "others", "too_much"), [(5, 3, True), (4, 4, False), (4, 3, False)]
)
def test_more_than_half_of_at_least_eight_is_too_much(own, others, too_much):
    page = found(ANA, TOM, *work(ANA, own), *work(TOM, others))
    assert bool(page.overloaded) == too_much
    assert ("five of eight live items, more than half. Agree" in _said(page)) == too_much


def test_one_person_alone_can_share_with_nobody():
    assert found(ANA, *work(ANA, 7), make(Decision, title="Hire?")).overloaded == ()


def test_the_heaviest_load_stands_first():
    page = found(ANA, TOM, *work(TOM, 2), *work(ANA, 1))
    assert [load.person for load in page.loads] == [TOM, ANA]


def _said(page):
    return " ".join(page.sentences)


# Hours


def planned(**fields):
    usual = {"name": "Oven", "owner_id": ANA.id, "hours": 92, "start": date(2026, 7, 1)}
    return make(Initiative, **{**usual, "due": date(2026, 9, 30), **fields})


def hours(page):
    return [each.taken.value for each in page.loads[0].hours]


def test_hours_are_spread_evenly_from_start_to_due_over_this_quarter_and_the_next_two():
    assert hours(found(ANA, planned())) == [92, 0, 0]
    assert hours(found(ANA, planned(due=date(2026, 12, 31)))) == [46, 46, 0]
    assert hours(found(ANA, planned(start=date(2026, 4, 1), due=date(2026, 9, 30)))) == [46, 0, 0]
    assert hours(found(ANA, planned(start=date(2027, 4, 1), due=date(2027, 6, 30)))) == []


def test_hours_of_work_that_is_over_or_paused_do_not_count():
    assert hours(found(ANA, planned(status="done"), planned(status="paused"))) == []


def test_more_hours_than_somebody_has_is_said_with_both_and_what_to_do():
    tom = make(Person, name="Tom Okafor", hours_a_week=6)
    page = found(tom, planned(owner_id=tom.id), planned(owner_id=tom.id, start=date(2026, 9, 30)))
    assert page.sentences == (
        "Tom Okafor owns initiatives of 184 hours in 2026-Q3, with 79 to give. Agree what waits, "
        "or who takes some.",
    )
    assert figures(page)["alignment.owner.tom-okafor.hours-in-2026-Q3"] == 184


def test_who_has_said_no_hours_is_blamed_for_none():
    [load] = found(ANA, planned(hours=5000)).loads
    assert [each.available for each in load.hours] == [None, None, None]
    assert found(ANA, planned(hours=5000)).sentences == ()


def test_work_that_cannot_be_counted_is_named_once_other_work_is():
    page = found(ANA, planned(), planned(name="Page", due=None))
    assert page.uncounted == "Not in the hours: “Page”, without hours, start or due date."
    assert found(ANA, planned(hours=None)).uncounted == ""
