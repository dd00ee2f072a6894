"""The scorecard: a status that cannot lie, and figures that say where they come from."""

from datetime import date, timedelta

import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi, read
from tests.insight.small import figures, line, make, plan
from workbook.insight.review.kpi_chart import Verdict
from workbook.insight.review.scorecard import LIMIT, scorecard
from workbook.strategy import Objective, Person


def row(k, *readings, records=(), changes=()):
    """Return the one row of the first quarter of 2017."""
    (found,) = scorecard(plan(k, *readings, *records, changes=changes), Q1).rows
    return found


def caveat(found, name):
    """Return the caveat of one of a row's figures."""
    return next(figure.caveat for figure in found.figures if figure.id.endswith(f".{name}"))


@pytest.mark.parametrize(("summary", "actual"), [("last", 30), ("mean", 20), ("sum", 60)])
def test_the_quarter_shows_what_the_kpi_asks_for(summary, actual):
    k = kpi(frequency="month", summary=summary)
    assert row(k, *read(k, 10, 20, 30, start=date(2017, 1, 1))).actual.value == actual


def test_the_quarter_before_is_shown_by_the_same_rule():
    k = kpi(frequency="month", summary="sum")
    found = row(k, *read(k, 1, 2, 3, 4, 5, 6, start=date(2016, 10, 1)))
    assert (found.previous.value, found.actual.value) == (6, 15)


def test_a_week_counts_in_the_quarter_in_which_it_ends():
    k = kpi(summary="sum")
    found = row(k, *read(k, 7, start=date(2016, 12, 26)), *read(k, 100, start=date(2017, 3, 27)))
    assert found.actual.value == 7


def test_what_is_incomplete_is_left_out():
    k = kpi(summary="last")
    partial = read(k, 3, start=date(2017, 3, 20), complete=False)
    found = row(k, *read(k, 40, start=date(2017, 3, 13)), *partial)
    assert found.actual.value == 40
    assert found.last_read == date(2017, 3, 19)


def test_a_sum_of_some_of_the_months_says_so():
    k = kpi(frequency="month", summary="sum")
    found = row(k, *read(k, 10, 20, start=date(2017, 2, 1)))
    assert caveat(found, "actual") == "2 of three months have a complete reading."


def test_a_sum_of_all_the_weeks_has_no_caveat():
    k = kpi(summary="sum")
    weeks = read(k, *range(13), start=date(2016, 12, 26))
    assert caveat(row(k, *weeks), "actual") == ""
    assert caveat(row(k, *weeks[1:]), "actual") == "12 of 13 weeks have a complete reading."


def test_the_last_reading_alone_is_the_source_of_a_last_figure():
    k = kpi(summary="last")
    found = row(k, *ending(k, *CALM))
    assert found.figures[0].sources[0] == "1 complete week, 20 March 2017 to 26 March 2017"


def test_a_target_is_met_in_the_direction_that_is_better():
    more, fewer = kpi(target=51), kpi(target=51, direction="lower is better")
    assert row(more, *ending(more, 51)).distance == "target met"
    assert row(more, *ending(more, 50)).distance == "target not met"
    assert row(fewer, *ending(fewer, 51)).distance == "target met"
    assert row(fewer, *ending(fewer, 52)).distance == "target not met"


def test_without_a_target_or_a_reading_there_is_no_status():
    bare, unread = kpi(), kpi(target=5)
    assert row(bare, *ending(bare, 51)).distance == "no target"
    assert row(bare, *ending(bare, 51)).status == "none"
    assert row(unread).distance == "no reading"
    assert row(unread).status == "none"


def test_a_met_target_is_on_track():
    k = kpi(target=45)
    assert row(k, *ending(k, *CALM)).status == "good"


def test_a_met_target_with_a_signal_the_wrong_way_is_to_watch():
    k = kpi(target=10)
    found = row(k, *ending(k, *CALM, *CALM, 30))
    assert found.verdict == Verdict.WORSE
    assert found.status == "watch"


def test_a_target_that_is_not_due_yet_is_to_watch():
    k = kpi(target=90, target_date=date(2017, 12, 31))
    assert row(k, *ending(k, *CALM)).status == "watch"


def test_a_missed_target_is_off_track_on_its_date_or_without_one():
    due, undated = kpi(target=90, target_date=Q1.end), kpi(target=90)
    assert row(due, *ending(due, *CALM)).status == "bad"
    assert row(undated, *ending(undated, *CALM)).status == "bad"


def test_a_missed_target_with_a_signal_the_wrong_way_is_off_track_before_its_date():
    k = kpi(target=90, target_date=date(2017, 12, 31))
    assert row(k, *ending(k, *CALM, *CALM, 30)).status == "bad"


def test_without_a_date_a_target_is_due_now_unless_the_kpi_is_on_its_way():
    improving, still = kpi(target=90), kpi(target=90)
    assert row(improving, *ending(improving, *CALM, *CALM, 70)).status == "watch"
    assert row(still, *ending(still, *CALM)).status == "bad"


def test_a_kpi_that_is_off_track_for_its_signal_is_counted_as_worse():
    """Status, worry and count follow one rule: the newest signal."""
    k = kpi(target=60, target_date=date(2017, 12, 31), limits_until=date(2017, 3, 12))
    for weeks, verdict, status in (
        ((70, 30), Verdict.WORSE, "bad"),
        ((30, 55.4), Verdict.BETTER, "watch"),
    ):
        page = scorecard(plan(k, *ending(k, *CALM, *weeks)), Q1)
        (found,) = page.rows
        assert (found.verdict, found.status) == (verdict, status)
        assert figures(page)["scorecard.worse"] == (status == "bad")


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "word"),
    [("higher is better", 10, 0, "least"), ("lower is better", 3, 8, "most")],
)
def test_a_target_against_its_direction_is_never_met(direction, baseline, target, word):
    k = kpi("Complaints", direction=direction, baseline=baseline, target=target)
    page = scorecard(plan(k, *ending(k, 9, 11, target)), Q1)
    (found,) = page.rows
    assert (found.status, found.distance) == ("none", "target and direction disagree")
    assert figures(page)["scorecard.targets-met"] == 0
    said = f"or leave the baseline empty if {target} tickets is the {word} it may be."
    assert caveat(found, "target") == k.at_odds
    assert k.at_odds.endswith(said)


def test_a_target_that_keeps_what_there_is_agrees_with_either_direction():
    for direction in ("higher is better", "lower is better"):
        assert kpi(direction=direction, baseline=5, target=5).at_odds == ""


def test_a_part_of_a_sum_meets_no_target_that_the_rest_may_break():
    fewer = kpi(frequency="month", summary="sum", target=12, direction="lower is better")
    found = row(fewer, *read(fewer, 5, 5, start=date(2017, 1, 1)))
    assert (found.status, found.distance) == ("none", "part of the quarter only")
    more = kpi(frequency="month", summary="sum", target=12)
    assert row(more, *read(more, 5, 5, start=date(2017, 1, 1))).status == "none"
    assert row(more, *read(more, 5, 9, start=date(2017, 1, 1))).distance == "target met"


def test_stale_beats_green():
    k = kpi(target=10, frequency="month")
    found = row(k, *read(k, *CALM, start=date(2016, 1, 1)))
    assert found.stale
    assert found.last_read == date(2016, 12, 31)
    assert found.actual.value is None
    assert found.status == "none"
    assert caveat(found, "actual") == (
        "No complete reading ends in 2017-Q1. The newest one before ended on 31 December 2016."
    )


@pytest.mark.parametrize(
    ("frequency", "first", "later"),
    [
        ("week", date(2017, 1, 1), date(2017, 1, 2)),
        ("month", date(2017, 1, 31), date(2017, 2, 1)),
        ("quarter", date(2017, 3, 31), date(2017, 4, 1)),
    ],
)
def test_a_reading_is_missing_only_once_its_first_period_has_ended(frequency, first, later):
    k = kpi(frequency=frequency, target=5)
    for today, missing in ((first, False), (later, True)):
        page = scorecard(plan(k, today=today), Q1)
        (found,) = page.rows
        assert (found in page.unread, found.due, found.stale) == (missing, missing, False)
        assert found.distance == ("no reading" if missing else "not due yet")
        assert figures(page)["scorecard.unread"] == missing


def test_a_reading_from_the_quarter_is_not_stale():
    k = kpi()
    assert not row(k, *ending(k, 5)).stale


def test_the_original_target_is_the_first_that_the_journal_knows():
    k = kpi(target=80)
    changes = (
        line(1, k, date(2016, 1, 4), {}, {"name": "Tickets", "target": None}),
        line(2, k, date(2016, 2, 1), {"target": None}, {"target": 60}),
        line(3, k, date(2016, 9, 1), {"target": 60}, {"target": 80}),
    )
    found = row(k, *ending(k, 5), changes=changes)
    assert (found.original_target.value, found.target.value) == (60, 80)
    by_id = {figure.id: figure for figure in found.figures}
    assert by_id["kpi.tickets.original_target"].sources == (
        "journal line 2, 1 February 2016, Ana Ruiz",
    )
    assert by_id["kpi.tickets.target"].sources == ("journal line 3, 1 September 2016, Ana Ruiz",)


def test_a_target_given_when_the_kpi_was_added_is_its_original_one():
    k = kpi(target=60)
    changes = (line(1, k, date(2016, 1, 4), {}, {"name": "Tickets", "target": 60}),)
    assert row(k, changes=changes).original_target.value == 60


def test_a_row_names_its_owner():
    ana = make(Person, name="Ana Ruiz")
    assert row(kpi(owner_id=ana.id), records=[ana]).owner == "Ana Ruiz"
    assert row(kpi()).owner == ""


def test_the_ten_that_matter_most_are_shown_in_list_order():
    light, heavy = make(Objective, name="A", weight=10), make(Objective, name="B", weight=60)
    untargeted = [kpi(f"Untargeted {n}", objective_id=heavy.id) for n in range(3)]
    lighter = [kpi(f"Light {n}", objective_id=light.id, target=1) for n in range(6)]
    heavier = [kpi(f"Heavy {n}", objective_id=heavy.id, target=1) for n in range(5)]
    page = scorecard(plan(light, heavy, *untargeted, *lighter, *heavier), Q1)
    names = [shown.kpi.name for shown in page.shown]
    assert names == [*(f"Light {n}" for n in range(5)), *(f"Heavy {n}" for n in range(5))]
    assert len(names) == LIMIT
    assert page.others == 4
    assert len(page.rows) == 14


def test_the_headline_counts_what_the_rows_say():
    met, missed, unread = kpi("Met", target=40), kpi("Missed", target=99), kpi("Unread")
    page = scorecard(plan(met, missed, unread, *ending(met, *CALM, 60), *ending(missed, 5)), Q1)
    assert page.headline == (
        "One of two targets met, one KPI with a signal for the better "
        "and one KPI without a reading."
    )
    found = figures(page)
    assert found["scorecard.targets"] == 2
    assert found["scorecard.targets-met"] == 1
    assert found["scorecard.unread"] == 1


def test_without_a_kpi_there_is_nothing_to_count():
    page = scorecard(plan(), Q1)
    assert page.headline == "There is no KPI yet."
    assert page.figures == ()


def test_readings_of_another_frequency_are_called_nothing_that_they_are_not():
    """A weekly KPI that was set to monthly keeps its readings, and is never summed up as months."""
    k = kpi(frequency="month", summary="sum", target=100)
    days = [date(2017, 1, 2) + timedelta(days=7 * n) for n in range(12)]
    found = row(k, *(read(k, 10, start=day)[0] for day in days))
    assert (found.actual.value, found.status) == (None, "none")
    assert "12 readings left out: no month begins on those days." in caveat(found, "actual")


def test_a_second_reading_in_a_month_does_not_count_twice():
    k = kpi(frequency="month", summary="sum")
    twice = read(k, 100, start=date(2017, 1, 15))
    found = row(k, *read(k, 100, 100, 100, start=date(2017, 1, 1)), *twice)
    assert found.actual.value == 300
    assert caveat(found, "actual").startswith("One reading left out")


def test_weeks_may_begin_on_any_day_but_not_overlap():
    k = kpi(summary="sum")
    sundays = read(k, 5, 5, start=date(2017, 1, 1))
    assert row(k, *sundays).actual.value == 10
    assert row(k, *sundays, *read(k, 7, start=date(2017, 1, 11))).actual.value == 10
