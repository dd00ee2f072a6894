"""New limits are proposed where a run stands since something that people decided or reached."""

from datetime import date

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from workbook.insight.review.new_limits import new_limits
from workbook.strategy import Decision, Initiative, Milestone, Objective, Phase

PUNCTUAL = make(Objective, name="Deliver on time")
VAN = make(Initiative, name="Second van", objective_ids=[PUNCTUAL.id])
HIGH = tuple(value + 8 for value in CALM)  # twelve weeks, the first of 2 January 2017


def proposed(*records, values=(*CALM, *HIGH), **fields):
    """Return what is proposed for a KPI of the objective, beside these records."""
    k = kpi(objective_id=PUNCTUAL.id, **fields)
    readings = ending(k, *values)
    return new_limits(plan(PUNCTUAL, VAN, k, *readings, *(r(k) for r in records)), Q1)


def reached(day, initiative=VAN):
    """Return a milestone that was reached on a day."""
    milestone = make(Milestone, name="Van bought", initiative_id=initiative.id, done_on=day)
    return lambda _: milestone


def test_a_run_since_a_milestone_is_named_with_both():
    (found,) = proposed(reached(date(2016, 12, 28)))
    assert found.sentence == (
        "Tickets: 12 weeks above the centre line, from 2 January 2017, since “Van bought” "
        "(28 December 2016)."
    )


def test_a_decision_counts_as_well_and_the_newest_of_them_is_named():
    fields = {"title": "Buy a van", "initiative_id": VAN.id, "decided_on": date(2017, 1, 3)}
    (found,) = proposed(reached(date(2016, 12, 28)), lambda _: make(Decision, **fields))
    assert found.since.called == "Buy a van"


def test_nothing_is_proposed_without_a_reason_that_people_gave():
    other = make(Initiative, name="Tasting boxes")
    assert proposed() == ()
    assert proposed(reached(date(2017, 2, 1))) == ()  # in the middle of the run
    assert proposed(reached(date(2016, 6, 1))) == ()  # long before it
    assert proposed(lambda _: other, reached(date(2016, 12, 28), other)) == ()


def test_a_run_that_has_ended_proposes_nothing():
    assert proposed(reached(date(2016, 12, 28)), values=(*CALM, *HIGH, 50)) == ()


def test_what_has_new_limits_is_not_proposed_again():
    def begun(k):
        return make(Phase, kpi_id=k.id, start=date(2017, 1, 2), reason="Van bought")

    assert proposed(reached(date(2016, 12, 28)), begun) == ()
