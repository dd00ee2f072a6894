"""Status that cannot lie: an owner's word beside the readings, and a stale reading beats green."""

from datetime import date
from typing import Any

from tests.insight.kpis import CALM, Q1, ending, kpi, read
from tests.insight.small import make, plan
from workbook.insight.review.claims import Claimed, Claims, claims
from workbook.insight.review.scorecard import scorecard
from workbook.pack.pages.scorecard import page
from workbook.strategy import KPI, Claim, Plan

SAID = "Two more have said yes."


def book(tickets: KPI, status: str, *records: Any, quarter: str = "2017-Q1", **facts: Any) -> Plan:
    """Return a plan in which the owner claimed a status."""
    claim = make(Claim, quarter=quarter, kpi_id=tickets.id, status=status, told=SAID)
    return plan(tickets, claim, *records, **facts)


def one(found: Claims) -> Claimed:
    [claimed] = found.claimed
    return claimed


def told(tickets: KPI, status: str, *records: Any) -> str:
    return one(claims(book(tickets, status, *records), Q1)).difference


def test_a_word_that_the_readings_bear_out_is_no_difference() -> None:
    tickets = kpi(target=45)
    assert told(tickets, "on track", *ending(tickets, *CALM)) == ""


def test_a_word_that_differs_is_named_with_what_the_readings_say() -> None:
    tickets = kpi(target=60, target_date=date(2017, 12, 31))
    readings = ending(tickets, *CALM)
    rosy = "claimed on track, but watch by the readings: target not met"
    assert told(tickets, "on track", *readings) == rosy
    found = claims(book(tickets, "on track", *readings), Q1)
    assert found.concerns == ("Claimed to be better than the readings say: Tickets.",)


def test_a_word_worse_than_the_readings_is_named_and_no_worry() -> None:
    tickets = kpi(target=45)
    found = claims(book(tickets, "off track", *ending(tickets, *CALM)), Q1)
    assert one(found).difference == "claimed off track, but on track by the readings: target met"
    assert found.concerns == ()


def test_a_stale_reading_beats_a_claimed_green() -> None:
    tickets = kpi(target=45)
    stale = ending(tickets, *CALM, until=date(2017, 1, 29))
    found = claims(book(tickets, "on track", *stale), Q1)
    assert scorecard(book(tickets, "on track", *stale), Q1).rows[0].status == "good"
    assert one(found).difference == "claimed on track, but the newest reading is 61 days old"
    assert found.figure("claim.tickets.age").value == 61
    assert found.concerns


def test_a_reading_is_stale_once_two_whole_periods_have_ended_since() -> None:
    tickets = kpi(target=45)
    fresh = ending(tickets, *CALM, until=date(2017, 3, 19))  # one whole week has ended since
    assert told(tickets, "on track", *fresh) == ""
    old = ending(tickets, *CALM, until=date(2017, 3, 12))
    assert told(tickets, "on track", *old).endswith("is 19 days old")
    monthly = kpi(frequency="month", target=45)
    newest = read(monthly, 50, 51, start=date(2017, 1, 1))
    assert told(monthly, "on track", *newest) == ""
    assert told(monthly, "on track", *newest[:1]).endswith("is 59 days old")


def test_what_was_never_read_is_not_on_track_by_a_word() -> None:
    assert told(kpi(target=45), "on track") == "claimed on track, but it was never read"


def test_without_a_target_the_readings_say_nothing_and_that_is_said() -> None:
    tickets = kpi()
    said = told(tickets, "on track", *ending(tickets, *CALM))
    assert said == "claimed on track, but the readings give no status: no target"


def test_a_claim_is_of_its_quarter_and_not_carried_into_the_next() -> None:
    tickets = kpi(target=45)
    made = book(tickets, "on track", *ending(tickets, *CALM))
    assert claims(made, Q1).claimed
    assert claims(made, Q1.next).claimed == ()


def test_the_scorecard_prints_the_word_beside_the_status_and_the_difference_in_words() -> None:
    tickets = kpi(target=45)
    stale = ending(tickets, *CALM, until=date(2017, 1, 29))
    printed = str(page(book(tickets, "on track", *stale), Q1).to_json())
    assert "target met\\nowner: on track" in printed
    assert "Claimed on track, but the newest reading is 61 days old." in printed
    assert SAID in printed


def test_a_pack_without_claims_has_no_word_of_them() -> None:
    tickets = kpi(target=45)
    assert "laimed" not in str(page(plan(tickets, *ending(tickets, *CALM)), Q1).to_json())
