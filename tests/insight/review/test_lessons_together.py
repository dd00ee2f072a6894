"""Whether KPIs moved together: told with what it rests on, and never as a cause."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from tests.insight.kpis import Q1, kpi, read
from tests.insight.small import make, plan
from workbook.insight.review.lessons import lessons
from workbook.insight.review.lessons_series import points
from workbook.insight.review.lessons_together import pairs
from workbook.strategy import Objective, Pairing
from workbook.strategy.series import Series

RNG = np.random.default_rng(11)
WEEKS = RNG.normal(50, 3, 40).round(1).tolist()
OTHERS = RNG.normal(20, 2, 40).round(1).tolist()
START = date(2016, 6, 20)  # forty weeks to 26 March 2017


def told(x: Any, y: Any, *, reason: str = "", other: Any = None) -> Any:
    """Return the pair of a KPI of an objective, and one of the objective that it is part of."""
    [pair], _ = pairs(made(x, y, reason=reason, other=other), Q1)
    return pair


def made(x: Any, y: Any, *, reason: str = "", other: Any = None) -> Any:
    larger = make(Objective, name="Fill the shop")
    smaller = make(Objective, name="Answer fast", parent_id=larger.id)
    waiting = kpi("Waiting", unit="minutes", objective_id=smaller.id)
    guests = other or kpi("Guests", unit="guests", objective_id=larger.id)
    records = [larger, smaller, waiting, guests]
    if reason:
        records.append(make(Pairing, kpi_id=waiting.id, other_id=guests.id, reason=reason))
    readings = [*read(waiting, *x, start=START), *read(guests, *y, start=START)]
    return plan(*records, *readings)


def test_a_kpi_is_held_against_that_of_the_larger_objective_without_being_asked():
    pair = told(WEEKS, OTHERS)
    assert (pair.kpi.name, pair.other.name, pair.named) == ("Waiting", "Guests", False)
    assert pair.verdict == "no sign"
    assert pair.said == "No sign that they move together"


def test_what_follows_two_weeks_later_is_found_at_that_lag_with_its_interval():
    later = [70.0, 71.0, *(100 - value for value in WEEKS[:-2])]
    pair = told(WEEKS, later)
    assert pair.said == "Moved together: higher with lower two weeks later"
    assert pair.sentence == (
        "“Waiting” and “Guests”: moved together: higher with lower two weeks later (correlation "
        "−1.00 (−1.00 to −1.00); 38 pairs of weeks, two weeks later)."
    )


def test_no_sentence_claims_a_cause():
    for pair in (told(WEEKS, WEEKS), told(WEEKS, OTHERS), told(WEEKS[:5], WEEKS[:5])):
        for word in ("because", "cause", "leads to", "effect", "drives"):
            assert word not in pair.sentence


def test_fewer_than_eight_pairs_are_refused_in_words_and_give_no_figure():
    pair = told(WEEKS[:7], WEEKS[:7])
    assert pair.said == "Too few points: 7 pairs of weeks, and eight are needed"
    assert (pair.figures, pair.found) == ((), None)


def test_a_lag_that_leaves_fewer_than_eight_pairs_is_not_looked_at():
    pair = told(WEEKS[:9], OTHERS[:9])
    assert pair.lag in (0, 1)


def test_a_kpi_that_never_changes_is_said_so():
    assert told([5.0] * 12, WEEKS[:12]).said == (
        "One of them never changes, so nothing can be told"
    )


def test_two_kpis_that_both_climb_are_held_against_each_other_by_their_changes():
    rising = [10 + place + noise / 9 for place, noise in enumerate(WEEKS)]
    climbing = [40 + 2 * place + noise / 5 for place, noise in enumerate(OTHERS)]
    pair = told(rising, climbing)
    assert (pair.changes, pair.verdict) == (True, "no sign")
    assert "pairs of weekly changes" in pair.sentence


def test_a_missing_week_pairs_nothing_with_the_wrong_week():
    """A gap in one KPI takes its own weeks out, and moves no others."""
    larger = make(Objective, name="Fill the shop")
    smaller = make(Objective, name="Answer fast", parent_id=larger.id)
    one, other = kpi("One", objective_id=smaller.id), kpi("Other", objective_id=larger.id)
    mine = read(one, *WEEKS, start=START)
    theirs = [r for n, r in enumerate(read(other, *WEEKS, start=START)) if n not in (9, 10, 25)]
    [pair], _ = pairs(plan(larger, smaller, one, other, *mine, *theirs), Q1)
    assert (pair.lag, pair.count, round(pair.found.rho, 6)) == (0, 37, 1)


def test_weeks_are_held_against_months_by_the_month_in_which_they_end():
    monthly = kpi("Guests", frequency="month", unit="guests")
    larger = make(Objective, name="Fill the shop")
    smaller = make(Objective, name="Answer fast", parent_id=larger.id)
    waiting = kpi("Waiting", unit="minutes", summary="mean", objective_id=smaller.id)
    monthly.objective_id = larger.id
    records = [*read(waiting, *WEEKS, start=START)]
    records += read(monthly, *OTHERS[:9], start=date(2016, 7, 1))
    [pair], _ = pairs(plan(larger, smaller, waiting, monthly, *records), Q1)
    assert (pair.unit, pair.count + pair.lag) == ("month", 9)


def test_a_month_with_half_of_its_weeks_is_left_out_and_a_fifth_week_makes_none_larger():
    first = date(2016, 12, 19)
    starts = [first + timedelta(weeks=week) for week in range(13)]
    weeks = Series.of("week", [(day, 10.0, True, None, "", None, False) for day in starts])
    found = points(weeks, "month", "sum")
    assert found.at.tolist() == [564, 565, 566]  # January to March 2017, since 1970
    assert found.values.tolist() == [10.0, 10.0, 10.0]


def test_a_pair_that_people_name_says_why_they_expect_it_and_is_looked_at_once():
    pair = told(WEEKS, OTHERS, reason="Who waits long does not come back.")
    assert (pair.named, pair.expects) == (True, "Who waits long does not come back.")


def test_all_pairs_are_judged_together_so_that_chance_finds_next_to_nothing():
    """Of two dozen pairs of pure noise, each lag alone, some would stand out."""
    rng = np.random.default_rng(3)
    larger = make(Objective, name="Whole")
    top = kpi("Top", objective_id=larger.id)
    records = [larger, top, *read(top, *rng.normal(0, 1, 40), start=START)]
    for number in range(60):
        part = make(Objective, name=f"Part {number}", parent_id=larger.id)
        own = kpi(f"KPI {number}", objective_id=part.id)
        records += [part, own, *read(own, *rng.normal(0, 1, 40), start=START)]
    found, unseen = pairs(plan(*records), Q1)
    assert (len(found), unseen) == (24, 36)
    assert not any(pair.verdict == "moved together" for pair in found)
    assert any(pair.found.p_value < 0.05 for pair in found)


def test_of_a_wide_cascade_two_dozen_pairs_are_looked_at_and_the_rest_is_said():
    larger = make(Objective, name="Whole")
    smaller = make(Objective, name="Part", parent_id=larger.id)
    kpis = [kpi(f"KPI {n}", objective_id=larger.id if n < 10 else smaller.id) for n in range(20)]
    named = make(Pairing, kpi_id=kpis[0].id, other_id=kpis[1].id, reason="Asked for")
    found = lessons(plan(larger, smaller, *kpis, named), Q1)
    assert found.pairs[0].named  # before all others
    assert (len(found.pairs), found.unseen) == (24, 77)
    assert found.beyond.startswith("The cascade has 77 more pairs, which nobody looked at")


def test_its_figures_say_lag_count_and_how_many_were_looked_at():
    rho, interval, count = told(WEEKS, [value * 2 for value in WEEKS]).figures
    assert (rho.printed, interval.printed, count.printed) == ("1.00", "1.00 to 1.00", "40")
    assert "in the same week; one of 4 that were looked at" in rho.method
    assert any(source.startswith("Guests: 40 complete weeks") for source in rho.sources)


def test_a_business_whose_kpis_can_say_nothing_yet_has_no_lessons():
    assert not lessons(made(WEEKS[:5], OTHERS[:5]), Q1).anything
    assert lessons(made(WEEKS[:5], OTHERS[:5], reason="Because"), Q1).anything


@pytest.mark.parametrize("moved", [0, 1])
def test_the_lead_counts_the_pairs(moved):
    found = lessons(made(WEEKS, WEEKS if moved else OTHERS), Q1)
    assert found.lead == f"{('None', 'One')[moved]} of one pair of KPIs moved together."
