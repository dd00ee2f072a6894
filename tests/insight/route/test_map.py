"""The strategy map: every arrow is a hypothesis, and what is missing is said with what to do."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.insight.kpis import Q1, kpi, read
from tests.insight.small import figures, make, plan
from workbook.insight.review.lessons import lessons
from workbook.insight.review.lessons_together import pairs
from workbook.insight.route.map import strategy_map
from workbook.insight.route.map_places import MOST_BOXES
from workbook.strategy import (
    Business,
    Destination,
    Initiative,
    Link,
    Objective,
    Pairing,
)

RNG = np.random.default_rng(11)
WEEKS = RNG.normal(50, 3, 40).round(1).tolist()
OTHERS = RNG.normal(20, 2, 40).round(1).tolist()
START = date(2016, 6, 20)  # forty weeks to 26 March 2017

ROUNDS = make(Objective, name="Deliver by seven", perspective="internal process", weight=60)
CAFES = make(Objective, name="Supply 24 cafés", perspective="customer", weight=40)
HELPS = make(Link, from_id=ROUNDS.id, to_id=CAFES.id, why="Who waits leaves.")
LATE = {"unit": "%", "direction": "lower is better", "kind": "leading"}


def drawn(*records: Any) -> Any:
    return strategy_map(plan(ROUNDS, CAFES, HELPS, *records), Q1)


def measured(x: Any, y: Any, **fields: Any) -> list[Any]:
    """Return a KPI of the late rounds and one of the cafés, with their readings."""
    late = kpi("Late rounds", objective_id=ROUNDS.id, **{**LATE, **fields})
    cafes = kpi("Cafés", unit="cafés", objective_id=CAFES.id, kind="lagging")
    return [late, cafes, *read(late, *x, start=START), *read(cafes, *y, start=START)]


def arrow(*records: Any) -> Any:
    [found] = drawn(*records).arrows
    return found


# What is known of an arrow


def test_without_a_kpi_an_arrow_is_untested_and_says_why():
    assert arrow().state == "untested"
    assert arrow().known == "Untested: “Deliver by seven” and “Supply 24 cafés” have no KPI."
    late = kpi("Late rounds", objective_id=ROUNDS.id)
    assert arrow(late).known == "Untested: “Supply 24 cafés” has no KPI."


def test_without_readings_an_arrow_is_untested():
    found = arrow(*measured(WEEKS, []))
    assert (found.state, found.known) == ("untested", "Untested: “Cafés” has no readings yet.")


def test_a_kpi_that_never_changes_tests_nothing():
    found = arrow(*measured([5.0] * 12, WEEKS[:12]))
    assert found.known == "Untested: one of its two KPIs never changes."


def test_fewer_than_eight_pairs_are_too_few():
    found = arrow(*measured(WEEKS[:7], OTHERS[:7]))
    assert found.state == "too few points"
    assert found.known == (
        "Too few points: 7 pairs of weeks of “Late rounds” and “Cafés”, and eight are needed."
    )


def test_what_follows_two_weeks_later_moves_together_where_lower_is_better():
    later = [70.0, 71.0, *(100 - value for value in WEEKS[:-2])]
    found = arrow(*measured(WEEKS, later))
    assert (found.state, found.said) == ("moves together", "moves together, two weeks later")
    assert found.known == (
        "Moves together: better went with better in “Late rounds” and “Cafés” so far; correlation "
        "−1.00 (−1.00 to −1.00); 38 pairs of weeks, two weeks later."
    )


def test_better_with_worse_moves_apart_and_is_worth_a_concern():
    found = drawn(*measured(WEEKS, WEEKS))
    assert found.arrows[0].state == "moves apart"
    assert "better went with worse" in found.arrows[0].known
    [concern] = found.concerns
    assert concern.startswith("On the strategy map “Deliver by seven” is to help “Supply 24 cafés”")


def test_the_direction_of_a_kpi_turns_what_its_readings_mean():
    found = arrow(*measured(WEEKS, WEEKS, direction="higher is better"))
    assert found.state == "moves together"


def test_no_clear_association_is_said_so_with_its_figures():
    found = arrow(*measured(WEEKS, OTHERS))
    assert found.state == "no clear association"
    assert found.known.startswith("No clear association: “Late rounds” and “Cafés”: correlation ")


@pytest.mark.parametrize("y", [WEEKS, OTHERS, WEEKS[:5], []])
def test_no_sentence_claims_a_cause(y):
    found = drawn(*measured(WEEKS, y))
    for said in (found.arrows[0].known, found.arrows[0].said, *found.concerns):
        for word in ("because", "cause", "leads to", "effect", "drives"):
            assert word not in said


def test_an_arrow_is_judged_by_the_lessons_with_all_pairs_and_never_a_second_time():
    records = measured(WEEKS, [70.0, 71.0, *(100 - value for value in WEEKS[:-2])])
    late, cafes = records[:2]
    whole = plan(ROUNDS, CAFES, HELPS, *records)
    [pair], _ = pairs(whole, Q1)
    assert strategy_map(whole, Q1).arrows[0].pair is pair
    assert lessons(whole, Q1).pairs == ()  # the map tells of it
    named = make(Pairing, kpi_id=late.id, other_id=cafes.id, reason="Who waits leaves.")
    both = plan(ROUNDS, CAFES, HELPS, *records, named)
    assert len(lessons(both, Q1).pairs) == len(pairs(both, Q1)[0]) == 1
    ids = [*figures(lessons(both, Q1)), *figures(strategy_map(both, Q1))]
    assert len(ids) == len(set(ids))


# What stands on the map


def test_who_draws_no_arrow_has_no_map_and_no_figures():
    found = strategy_map(plan(ROUNDS, CAFES), Q1)
    assert (found.used, found.figures, found.missing) == (False, (), ())


def test_more_than_fifteen_objectives_leave_the_lightest_out_by_name():
    others = [
        make(Objective, name=f"Aim {n}", perspective="financial", weight=n) for n in range(14)
    ]
    found = drawn(*others)
    assert len(found.placed.boxes) == MOST_BOXES
    assert found.beyond == (
        "Not drawn: “Aim 0”. More than 15 boxes cannot be read, and these weigh least."
    )


def test_an_arrow_to_an_objective_without_a_place_is_left_out_and_said():
    nowhere = make(Objective, name="Open a shop")
    found = drawn(nowhere, make(Link, from_id=CAFES.id, to_id=nowhere.id))
    assert len(found.arrows) == 1
    assert found.beyond == "One arrow is left out: one end of it is not on the map."
    assert (
        "Without a perspective, and so not on the map: “Open a shop”. Say where each stands."
        in (found.missing)
    )


def test_an_objective_that_has_ended_is_off_the_map_with_its_arrows():
    over = make(Objective, name="Sell cakes", perspective="customer", ended_on=date(2016, 1, 1))
    found = drawn(over, make(Link, from_id=ROUNDS.id, to_id=over.id))
    assert [box.name for box in found.placed.boxes] == ["Deliver by seven", "Supply 24 cafés"]
    assert (len(found.arrows), found.beyond) == (1, "")


# What is missing


def test_a_perspective_without_an_objective_is_asked_for():
    said = drawn().missing
    assert "No objective under financial. What has it all to earn or to save?" in said
    assert not [s for s in said if s.startswith("No objective under customer")]


def test_what_nothing_leads_to_and_what_leads_to_nothing_is_named():
    margin = make(Objective, name="Raise the margin", perspective="financial")
    said = " ".join(drawn(margin).missing)
    assert "Nothing leads to “Raise the margin” and “Deliver by seven”." in said
    assert "Nothing follows from “Supply 24 cafés”." in said


def test_an_objective_without_a_kpi_or_live_work_is_named():
    late = kpi("Late rounds", objective_id=ROUNDS.id)
    work = make(Initiative, name="Fixed routes", objective_ids=[CAFES.id])
    said = drawn(late, work).missing
    assert "Without a KPI: “Supply 24 cafés”. Add one number, or no arrow there can be tested." in (
        said
    )
    assert any(s.startswith("No live initiative moves “Deliver by seven”.") for s in said)


def test_with_a_non_profit_the_mission_stands_on_top_and_customers_need_no_result_above():
    kind = make(Business, name="Food bank", kind="non-profit")
    words = make(Destination, mission="Nobody in the valley goes hungry.")
    found = drawn(kind, words)
    assert found.mission == "Nobody in the valley goes hungry."
    assert not [said for said in found.missing if said.startswith("Nothing follows from")]
    assert drawn(words).mission == ""
    assert "Nobody has written the mission" in drawn(kind).missing[0]


# Leading and lagging


def test_the_balance_is_said_with_its_figures():
    found = drawn(*measured(WEEKS, OTHERS))
    assert found.balance == "Behind the boxes: two KPIs, one leading and one lagging."
    counted = figures(found)
    assert (counted["map.kpis.leading"], counted["map.kpis.lagging"]) == (1, 1)


def test_only_results_or_only_early_signs_are_told_what_is_missing():
    lagging = kpi("Cafés", objective_id=CAFES.id, kind="lagging")
    leading = kpi("Cafés", objective_id=CAFES.id, kind="leading")
    assert "None moves early" in drawn(lagging).balance
    assert "None shows a result" in drawn(leading).balance


def test_what_nobody_has_said_of_a_kpi_is_counted_as_unsaid():
    late = kpi("Late rounds", objective_id=ROUNDS.id)
    assert drawn(late).balance == (
        "Behind the boxes: one KPI. Say of each: does it move early (leading), or show a result "
        "(lagging)?"
    )
    cafes = kpi("Cafés", objective_id=CAFES.id, kind="lagging")
    assert drawn(late, cafes).balance.startswith(
        "Behind the boxes: two KPIs, one lagging and one of which nobody has said."
    )


def test_the_lead_says_how_much_of_the_map_has_been_looked_at():
    assert drawn().lead == "Two objectives and one arrow: one is untested."
