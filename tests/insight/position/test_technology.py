"""What those who read only one page hear of technology."""

from tests.insight.position.test_benefits import CAFES, Q3, RISE, paid
from tests.insight.small import figures, make, plan
from workbook.insight.position.technology import technology
from workbook.strategy.position import Capability


def can(level, needed):
    return make(
        Capability, name="Plan rounds", level=level, needed=needed, objective_id=CAFES.id
    )  # fmt: skip


def found(*records):
    return technology(plan(RISE, CAFES, *records), Q3)


def test_the_widest_gap_the_drift_and_the_broken_promises_are_worries():
    page = found(
        can("1", "3"), paid("Newsletter", None, cost=29), paid("Till", promised=5, realised=3)
    )
    assert page.concerns == (
        "The widest technology gap: “Plan rounds” is at level 1 and “Supply 24 cafés” needs 3.",
        "Technology that serves no objective (drift): “Newsletter”, at 87 EUR a quarter.",
        "Technology that brings less than it promised: “Till”.",
    )


def test_a_promise_that_is_kept_is_a_gain():
    assert found(paid("Till", promised=5, realised=5)).gains == (
        "Technology that brings what it promised: “Till”.",
    )


def test_without_gaps_and_spend_there_is_nothing_to_say():
    assert (found().concerns, found().gains, found().figures) == ((), (), ())
    assert not found().begun
    assert found(can("3", "3")).concerns == ()


def test_the_figures_of_both_halves_have_names_of_their_own():
    page = found(can("1", "3"), paid("Plan rounds", promised=5, realised=3))
    assert len(figures(page)) == 6
