"""Signal or noise: what a KPI's chart says about a quarter, in words that an owner can use."""

from datetime import date, timedelta
from pathlib import Path
from statistics import fmean

import pandas as pd
import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi, read
from tests.insight.small import figures, make, plan
from workbook.calendar import Calendar
from workbook.insight.review.behaviour import behaviour, kpi_behaviour
from workbook.insight.review.kpi_chart import Verdict
from workbook.quarter import Quarter
from workbook.strategy import BusinessYear, Plan, Source

TILL = Path(__file__).parents[4] / "shared" / "data" / "bakery_till.csv"

APRIL = Calendar(year_begins=4, week_begins=6)


def told(kpi, *values, quarter=Q1, **fields):
    """Return the behaviour of a KPI with these weekly readings, the last of 26 March 2017."""
    return kpi_behaviour(plan(kpi, *ending(kpi, *values)), quarter, kpi)


def test_usual_variation_is_no_signal():
    found = told(kpi(), *CALM)
    assert found.verdict == Verdict.NOISE == "no signal (noise)"
    assert found.sentence == (
        "Tickets: no signal this quarter; between 45 and 55 tickets is its usual variation."
    )


def test_a_reading_above_the_limit_is_better_where_higher_is_better():
    found = told(kpi(), *CALM, 70)
    assert found.verdict == Verdict.BETTER == "signal: better"
    assert found.sentence == (
        "Tickets: the week of 20 March 2017 lies above the upper natural limit; "
        "higher is better, so this is a change for the better."
    )


def test_the_same_reading_is_worse_where_lower_is_better():
    found = told(kpi("Complaints", direction="lower is better"), *CALM, 70)
    assert found.verdict == Verdict.WORSE == "signal: worse"
    assert found.sentence.endswith("lower is better, so this is a change for the worse.")


def test_a_run_is_told_with_its_length_and_its_first_day():
    found = told(kpi(), *(48, 50, 49, 47, 50, 48, 49, 47), *(50.5, 51, 50.5, 51) * 2, 51)
    assert found.verdict == Verdict.BETTER
    assert "a run of nine weeks above the centre line, from 23 January 2017" in found.sentence
    assert [mark.rule for mark in found.news].count("run_of_8") == 2


def test_three_of_four_close_to_a_limit_are_told_as_such():
    found = told(kpi(limits_until=date(2017, 2, 26)), *CALM, 50, 47, 47, 50, 47)
    assert found.verdict == Verdict.WORSE
    assert (
        "three of the four weeks up to the week of 20 March 2017 close to the lower natural limit"
        in found.sentence
    )


def test_four_weeks_of_which_the_last_is_back_in_the_middle_are_old_news():
    weeks = (*CALM, 47, 47, 47, 50)
    found = told(kpi(limits_until=date(2017, 2, 26)), *weeks)
    assert [mark.index for mark in found.news if mark.rule == "near_limit"] == [len(weeks) - 2]


def test_a_step_larger_than_usual_is_a_signal_even_between_the_limits():
    found = told(kpi(limits_until=date(2017, 3, 12)), *CALM, 46.5, 53.5)
    assert {mark.rule for mark in found.news} == {"range"}
    assert found.verdict == Verdict.BETTER
    assert "an unusually large step up to the week of 20 March 2017" in found.sentence


def test_the_steps_to_and_from_an_outlier_are_not_told_again():
    found = told(kpi(), *CALM, 70, 50)
    assert "range" in {mark.rule for mark in found.news}
    assert "step" not in found.sentence
    assert found.verdict == Verdict.BETTER


@pytest.mark.parametrize(
    ("values", "verdict"), [((70, 30), Verdict.WORSE), ((30, 70), Verdict.BETTER)]
)
def test_signals_on_both_sides_are_told_and_judged_by_the_newest(values, verdict):
    found = told(kpi(limits_until=date(2017, 3, 12)), *CALM, *values)
    assert found.verdict == verdict
    assert "above the upper" in found.sentence
    assert "below the lower" in found.sentence
    assert f"so the newest of these is a change for the {verdict.name.lower()}." in found.sentence


def test_a_run_on_the_good_side_that_goes_on_is_an_improvement():
    waste = kpi("Waste", direction="lower is better", unit="%")
    weeks = (3.5, 3.4, 3.6, 3.1, 3.0, 2.9, 2.8, 2.9, 3.0, 2.6, 2.7, 2.5)
    found = told(waste, *weeks)
    assert found.verdict == Verdict.BETTER
    assert "the newest of these is a change for the better" in found.sentence


def test_a_signal_of_an_earlier_quarter_is_no_news():
    k = kpi()
    found = kpi_behaviour(plan(k, *ending(k, *CALM, 90, *CALM, *CALM)), Q1, k)
    assert found.verdict == Verdict.NOISE
    assert found.marks != ()
    assert found.news == ()


def test_a_week_belongs_to_the_quarter_in_which_it_ends():
    k = kpi()
    readings = ending(k, *CALM, 90, until=date(2017, 4, 2))
    assert kpi_behaviour(plan(k, *readings), Q1, k).verdict == Verdict.NOISE
    assert kpi_behaviour(plan(k, *readings), Q1.next, k).verdict == Verdict.BETTER


def test_an_incomplete_week_is_drawn_but_never_counted():
    k = kpi()
    partial = read(k, 3, start=date(2016, 12, 26), complete=False)
    found = kpi_behaviour(plan(k, *partial, *ending(k, *CALM)), Q1, k)
    assert found.readings.values[0] == 3
    assert found.complete.values[0] == 50
    assert found.limits.n == len(CALM)
    assert "One incomplete week left out." in found.caveat


def test_fewer_than_six_readings_give_no_limits_and_a_reason():
    found = told(kpi(), 50, 51, 49)
    assert found.verdict == Verdict.TOO_FEW == "too few readings"
    assert found.limits is None
    for figure in found.figures[:3]:
        assert figure.value is None
        assert figure.caveat == "Natural limits need six complete readings; there are 3."


def test_limits_from_few_readings_are_called_provisional():
    found = told(kpi(), *CALM)
    assert found.limits.provisional
    assert "Provisional" in found.figures[0].caveat
    firm = told(kpi(), *CALM, *CALM)
    assert not firm.limits.provisional
    assert firm.figures[0].caveat == ""


def test_a_kpi_without_a_reading_from_the_quarter_is_neither_signal_nor_noise():
    k = kpi()
    found = kpi_behaviour(plan(k, *ending(k, *CALM, until=date(2016, 12, 25))), Q1, k)
    assert found.verdict == Verdict.UNREAD
    assert found.sentence == (
        "Tickets: no complete reading this quarter; the newest one ended on 25 December 2016."
    )
    assert kpi_behaviour(plan(k), Q1, k).sentence == "Tickets: no complete reading this quarter."


def test_locked_limits_come_from_the_readings_up_to_that_day():
    k = kpi(limits_until=date(2017, 1, 29))
    readings = read(k, *CALM, 80, 80, 80, 80, start=date(2016, 11, 7))
    found = kpi_behaviour(plan(k, *readings), Q1, k)
    assert found.limits.n == 12
    assert found.limits.centre == pytest.approx(fmean(CALM))
    assert found.limit_sources[0] == "12 complete weeks, 7 November 2016 to 29 January 2017"
    assert "locked at the readings up to 29 January 2017" in found.caveat


def test_limits_locked_before_six_readings_are_refused_with_the_day():
    k = kpi(limits_until=date(2017, 1, 15))
    found = kpi_behaviour(plan(k, *read(k, *CALM)), Q1, k)
    assert found.limits is None
    assert found.caveat == (
        "Natural limits need six complete readings; up to 15 January 2017, where they are locked, "
        "there are 2."
    )


def test_a_gap_between_the_readings_is_named():
    k = kpi()
    early = read(k, *CALM[:6], start=date(2016, 12, 5))
    late = read(k, *CALM[6:], start=date(2017, 1, 30))
    found = kpi_behaviour(plan(k, *early, *late), Q1, k)
    assert "Two weeks in between without a complete reading." in found.caveat


def test_a_lower_limit_below_zero_is_printed_and_explained():
    found = told(kpi("Complaints", unit=""), *(0, 4, 1, 5, 0, 3, 1, 4, 0, 2))
    lower = next(figure for figure in found.figures if figure.id.endswith(".lower"))
    assert lower.value < 0
    assert "cannot be negative" in lower.caveat
    assert "anything up to" in found.sentence


def test_a_share_that_never_passed_100_percent_has_no_upper_limit_above_it():
    on_time = kpi("On time", unit="%")
    found = told(on_time, 96, 99, 97, 100, 98, 95, 99, 97, 100, 96, 98, 99)
    upper = next(figure for figure in found.figures if figure.id.endswith(".upper"))
    assert upper.value > 100
    assert upper.caveat.endswith("Above 100%: what cannot be more than all has no upper limit.")
    assert "anything from 91% upwards is its usual variation" in found.sentence


def test_a_percentage_that_may_pass_100_keeps_its_upper_limit():
    found = told(
        kpi("Sales against last year", unit="%", target=105), 96, 104, 97, 100, 98, 95, 99, 97, 100
    )
    assert "upwards" not in found.sentence
    assert not any("Above 100%" in figure.caveat for figure in found.figures)


def test_a_target_outside_the_usual_variation_takes_a_change():
    assert "takes a change" in told(kpi(target=80), *CALM).sentence
    assert "takes a change" not in told(kpi(target=53), *CALM).sentence
    assert "takes a change" not in told(kpi(target=20), *CALM).sentence
    fewer = kpi(target=20, direction="lower is better")
    assert "takes a change" in told(fewer, *CALM).sentence


def test_kpis_with_signals_stand_apart_from_the_rest():
    loud, calm, new, none = kpi("Loud"), kpi("Calm"), kpi("New"), kpi("None")
    records = [*ending(loud, *CALM, 90), *ending(calm, *CALM), *ending(new, 4, 5)]
    page = behaviour(plan(loud, calm, new, none, *records), Q1)
    assert [k.kpi.name for k in page.with_signals] == ["Loud"]
    assert [k.kpi.name for k in page.without_signals] == ["Calm"]
    assert [k.kpi.name for k in page.unknown] == ["New", "None"]


def test_every_figure_names_its_readings_and_the_file_they_came_from():
    source = make(Source, name="till.csv", imported_at="2017-04-01T09:00:00Z")
    k = kpi()
    readings = read(k, *CALM, rows=100, source_id=source.id)
    found = kpi_behaviour(plan(k, source, *readings), Q1, k)
    for figure in found.figures:
        assert figure.sources == (
            "12 complete weeks, 2 January 2017 to 26 March 2017",
            "file till.csv, 1,200 rows",
        )
        assert figure.method
    assert figures(found)["kpi.tickets.centre"] == pytest.approx(fmean(CALM))


def test_months_and_days_are_named_as_people_name_them():
    monthly = kpi(frequency="month")
    readings = read(monthly, *CALM, 90, start=date(2016, 3, 1))
    assert "March 2017 lies above" in kpi_behaviour(plan(monthly, *readings), Q1, monthly).sentence
    daily = kpi(frequency="day")
    readings = read(daily, *CALM, 90, start=date(2017, 3, 1))
    assert "13 March 2017 lies above" in kpi_behaviour(plan(daily, *readings), Q1, daily).sentence


@pytest.fixture(scope="module")
def till() -> tuple[Plan, pd.Series]:
    """The real till as a weekly KPI: distinct tickets a week, Monday to Sunday."""
    if not TILL.exists():
        pytest.skip("the real till file is not beside the project")
    lines = pd.read_csv(TILL, parse_dates=["Date"])
    weeks = lines.groupby(lines["Date"].dt.to_period("W-SUN").dt.start_time)
    tickets = weeks["Transaction"].nunique()
    k = kpi("Tickets per week")
    readings = [
        read(k, float(count), start=monday.date(), complete=0 < place < len(tickets) - 1)[0]
        for place, (monday, count) in enumerate(tickets.items())
    ]
    return plan(k, *readings), tickets


def test_the_real_till_has_the_limits_of_an_independent_count(till):
    book, tickets = till
    ended = tickets[tickets.index + timedelta(days=6) <= "2017-03-31"].iloc[1:]
    width = 2.66 * ended.diff().abs().mean()
    found = figures(behaviour(book, Q1))
    assert len(ended) == 21
    assert found["kpi.tickets-per-week.centre"] == pytest.approx(ended.mean())
    assert found["kpi.tickets-per-week.lower"] == pytest.approx(ended.mean() - width)
    assert found["kpi.tickets-per-week.upper"] == pytest.approx(ended.mean() + width)


def test_the_real_till_shows_the_closed_christmas_week_as_a_signal(till):
    book, tickets = till
    (found,) = behaviour(book, Q1).kpis
    christmas = found.complete.starts.tolist().index(date(2016, 12, 26))
    assert (christmas, "beyond_limits") in [(mark.index, mark.rule) for mark in found.news]
    assert not found.readings.complete[0]
    assert tickets.iloc[0] not in found.complete.values


def test_the_last_quarter_of_the_real_till_ends_with_what_was_read_by_then(till):
    book, _ = till
    (found,) = behaviour(book, Quarter.parse("2016-Q4")).kpis
    assert len(found.complete) == 8
    assert found.limits.provisional


def test_the_target_of_a_sum_is_the_quarters_and_is_not_held_against_a_week():
    k = kpi(summary="sum", target=900)
    found = kpi_behaviour(plan(k, *ending(k, *CALM)), Q1, k)
    assert (found.target, found.out_of_reach) == (None, False)
    assert "target" not in found.sentence


def test_what_is_read_daily_is_judged_by_week():
    k = kpi(frequency="day", summary="sum")
    weeks = [days for each in CALM for days in ([each] * 6, [None])]  # closed on Sundays
    values = [value for days in weeks for value in days]
    readings = [
        read(k, value, start=date(2016, 12, 26) + timedelta(days=place))[0]
        for place, value in enumerate(values)
        if value is not None
    ]
    found = kpi_behaviour(plan(k, *readings), Q1, k)
    assert found.readings.unit == "week"
    assert found.complete.values.tolist() == [6 * each for each in CALM]
    assert found.limits is not None and found.limits.centre == 6 * sum(CALM) / 12
    assert found.caveat.startswith("Provisional: the limits come from 12 points")
    assert "each week stands for the sum of its days." in found.caveat
    assert found.sources[0] == "12 complete weeks of 72 days, 26 December 2016 to 19 March 2017"


def test_the_weeks_of_what_is_read_daily_begin_on_the_businesss_day():
    k = kpi(frequency="day", summary="sum")
    readings = read(k, *[10] * 70, start=date(2017, 1, 1))  # a Sunday
    sundays = BusinessYear(year_begins="April", week_begins="Sunday")
    fourth = APRIL.quarter("2017-Q4")  # January to March 2017
    found = kpi_behaviour(plan(k, *readings, sundays), fourth, k)
    assert found.complete.period(0).start == date(2017, 1, 1)
    assert found.readings.complete.tolist() == [True] * 10
    assert found.sources[0] == "10 complete weeks of 70 days, 1 January 2017 to 11 March 2017"


def test_a_week_in_which_the_readings_begin_or_stop_is_no_whole_week():
    k = kpi(frequency="day")
    readings = read(k, *[50] * 60, start=date(2017, 1, 5))  # a Thursday, to Sunday 5 March
    found = kpi_behaviour(plan(k, *readings[:-2]), Q1, k)
    assert found.readings.complete.tolist() == [False, *[True] * 7, False]
    assert "Two incomplete weeks left out." in found.caveat


def test_a_few_days_are_judged_by_day():
    k = kpi(frequency="day")
    found = kpi_behaviour(plan(k, *read(k, *CALM, start=date(2017, 3, 1))), Q1, k)
    assert (found.readings.unit, len(found.complete)) == ("day", 12)


def test_of_rare_events_the_chart_says_that_it_says_little():
    rare = told(kpi("Accidents", unit=""), *(0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0))
    assert all("Most readings are zero." in figure.caveat for figure in rare.figures)
    assert "zero" not in told(kpi("Returns", unit=""), *(0, 2, 1, 3, 0, 2, 1, 0)).caveat


# What chance alone would give


def test_signals_are_counted_beside_those_that_chance_alone_would_give():
    loud, calm, new = kpi(), kpi("Waste"), kpi("Returns")
    weeks = [*ending(loud, *CALM, *CALM, 70), *ending(calm, *CALM, *CALM), *ending(new, 4, 5)]
    found = behaviour(plan(loud, calm, new, *weeks), Q1)
    assert found.by_chance.value == pytest.approx(0.26, abs=0.02)
    assert found.by_chance.sources == (
        "Tickets: 13 of 25 readings",
        "Waste: 13 of 24 readings",
    )
    assert found.notes == ("One of three KPIs gave a signal; chance alone would give about 0.3.",)
    assert figures(found)["behaviour.by-chance"] == found.by_chance.value


def test_nothing_is_said_of_chance_while_no_kpi_has_limits_or_a_signal():
    k = kpi()
    assert behaviour(plan(k, *ending(k, 4, 5)), Q1).by_chance is None
    assert behaviour(plan(k, *ending(k, *CALM)), Q1).notes == ()


def test_chance_knows_of_locked_limits_that_it_supposes_otherwise():
    k = kpi(limits_until=date(2017, 2, 12))
    found = behaviour(plan(k, *ending(k, *CALM, 70)), Q1)
    assert "Some limits are locked" in found.by_chance.caveat
