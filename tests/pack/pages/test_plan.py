"""The pages about the plan: what a reader finds on them, and what they say without data."""

from datetime import date

import pytest

from tests.insight.small import line, make, plan
from tests.pack.pages.reading import of, row, words
from workbook.pack.blocks import Callout, Cell, Facts, Panel
from workbook.pack.pages.cover import page as cover_page
from workbook.pack.pages.executive import page as executive_page
from workbook.pack.pages.next_quarter import page as next_quarter_page
from workbook.pack.pages.register import page as register_page
from workbook.pack.pages.roadmap import page as roadmap_page
from workbook.pack.pages.strategy import page as strategy_page
from workbook.pack.reading import from_json
from workbook.quarter import Quarter
from workbook.strategy import (
    KPI,
    Action,
    Business,
    Decision,
    Destination,
    Initiative,
    Message,
    Milestone,
    NotDoing,
    Objective,
    Person,
    Plan,
    Priority,
    Reading,
    Review,
    SmartOverride,
    Win,
)
from workbook.wording import short_date

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")
BAKERY = make(Business, name="Rise Bakery", activity="Bread for one street")
PAGES = (
    executive_page,
    register_page,
    strategy_page,
    roadmap_page,
    next_quarter_page,
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_data_says_what_is_missing_and_where_to_give_it(page):
    section = page(Plan(), Q3)
    missing = [callout for callout in of(Callout, section) if callout.tone == "missing"]
    assert missing
    assert all(callout.place and callout.address for callout in missing)
    assert section.lead


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_the_same_after_its_trip_through_the_notebook(page):
    section = page(plan(BAKERY, ANA, make(Initiative, name="Sundays", due=date(2026, 12, 1))), Q3)
    assert from_json(section.to_json()) == section


# Cover


def test_the_cover_of_a_draft_says_so_and_how_complete_it_is():
    touched = line(1, BAKERY, date(2026, 10, 8), {}, {"name": "Rise Bakery"})
    cover = cover_page(plan(BAKERY, ANA, changes=(touched,)), Q3, "AB12")
    assert (cover.business, cover.title) == ("Rise Bakery", "Quarterly review")
    assert (cover.quarter, cover.subtitle) == ("July to September 2026", "Bread for one street")
    assert (cover.code, cover.draft, cover.date) == ("AB12", True, "2026-10-08")
    facts = dict(cover.facts)
    assert facts["Status"] == "Draft: not signed off"
    assert facts["Completeness"].startswith("13%: 2 of 15 ")
    assert facts["Last change"] == "8 October 2026"
    assert facts["Next thing to give"] == "Write the vision: where will the business be?"


def test_the_cover_of_a_frozen_quarter_names_the_day_and_who_signed():
    cover = cover_page(plan(BAKERY, signed="2026-Q3"), Q3)
    assert (cover.draft, cover.date) == (False, "2026-10-05")
    assert [label for label, _ in cover.facts] == ["Status", "Completeness"]
    assert dict(cover.facts)["Status"] == "Signed off on 5 October 2026 by Ana Ruiz"


# The quarter at a glance


def test_a_computed_headline_is_not_passed_off_as_a_written_one():
    page = executive_page(plan(make(KPI, name="Tickets", target=700)), Q3)
    assert page.lead == "None of one target met and one KPI without a reading."
    assert "computed" in of(Callout, page)[0].title


def test_wins_carry_thanks_and_worries_carry_what_the_records_add():
    page = executive_page(
        plan(
            ANA,
            make(Review, quarter="2026-Q3", headline="On time", worries="Tom is tired\nRent"),
            make(Win, quarter="2026-Q3", name="23 cafés", person_id=ANA.id),
            make(Initiative, name="Oven", status="in progress", due=date(2026, 8, 1)),
        ),
        Q3,
    )
    wins, worries = of(Panel, page)
    assert "23 cafés. Thanks to Ana Ruiz." in words(wins)
    assert "Tom is tired. Rent. The records add: “Oven” is overdue" in words(worries)


def test_no_open_decision_is_said_in_a_word():
    assert "Decisions needed None." in words(executive_page(plan(), Q3))


def test_an_open_decision_stands_with_owner_and_date_and_is_marked_when_late():
    page = executive_page(
        plan(
            ANA,
            make(Decision, title="Hire now?", owner_id=ANA.id, due=date(2026, 9, 1)),
            make(Decision, title="Raise prices?", due=date(2026, 10, 20)),
        ),
        Q3,
    )
    assert row(page, "Hire now?")[1:] == (
        "Ana Ruiz",
        Cell("1 September 2026", status="bad", word="Overdue"),
    )
    assert row(page, "Raise prices?")[1:] == ("Nobody yet", "20 October 2026")
    assert "Two decisions needed" in words(page)


def test_the_figures_at_a_glance_are_those_of_the_pages():
    tickets = make(KPI, name="Tickets", target=700, frequency="quarter")
    read = make(Reading, kpi_id=tickets.id, start=date(2026, 7, 1), value=720)
    page = executive_page(plan(tickets, read), Q3)
    assert of(Facts, page)[0].items == (("Targets met", "1 of 1"), ("Signals for the worse", "0"))


# Decisions and actions


def test_actions_stand_with_owner_date_status_and_result():
    page = register_page(
        plan(
            ANA,
            make(Action, quarter="2026-Q2", name="Call the miller", owner_id=ANA.id,
                 due=date(2026, 7, 15), status="done", result="New price agreed"),
            make(Action, quarter="2026-Q2", name="Fix the till", due=date(2026, 8, 1)),
            make(Action, quarter="2026-Q2", name="Tidy up"),
        ),
        Q3,
    )  # fmt: skip
    name, owner, due, status = row(page, "Call the miller")
    assert (name.note, owner, due) == ("New price agreed", "Ana Ruiz", "15 July 2026")
    assert status == Cell("Done", status="good")
    assert row(page, "Fix the till")[1:] == (
        "Nobody yet", "1 August 2026", Cell("Overdue", status="bad"),
    )  # fmt: skip
    assert row(page, "Tidy up")[2:] == ("No date", Cell("Open", status="info"))
    assert page.lead == "No decisions taken; one of three agreed actions done."
    assert dict(of(Facts, page)[0].items)["Completion rate"] == "33%"


def test_decisions_stand_with_reason_and_when_to_look_again():
    van = make(Initiative, name="Delivery van", status="stopped")
    sold = make(
        Decision, title="Sell the van", kind="stop", initiative_id=van.id, reason="It stands still",
        reopen_when="A hotel asks", decided_on=date(2026, 9, 2), owner_id=ANA.id,
    )  # fmt: skip
    title, why, owner, day = row(register_page(plan(ANA, van, sold), Q3), "Sell the van")
    assert title.note == "Stop: Delivery van"
    assert (why.text, why.note) == ("It stands still", "Look at it again when: A hotel asks")
    assert (owner, day) == ("Ana Ruiz", "2 September 2026")


def test_a_decision_without_a_reason_says_so():
    bare = make(Decision, title="Sell the van", decided_on=date(2026, 9, 2))
    assert row(register_page(plan(bare), Q3), "Sell the van")[1].text == ("No reason written down.")


# Strategy on a page


def test_an_objective_stands_under_its_perspective_with_kpi_target_owner_date_and_weight():
    sales = make(
        Objective, name="Sell more bread", owner_id=ANA.id, due=date(2026, 12, 31), weight=60,
        perspective="financial",
    )  # fmt: skip
    tickets = make(KPI, name="Tickets", objective_id=sales.id, target=700, unit="a week")
    untold = make(KPI, name="Ticket size", objective_id=sales.id)
    page = strategy_page(plan(ANA, sales, tickets, untold), Q3)
    [cell] = row(page, "Sell more bread")
    assert cell.note.startswith(
        "Tickets, target 700 a week\nTicket size, no target yet\n"
        f"Ana Ruiz, by {short_date(date(2026, 12, 31))}, weight 60\n"
    )
    perspectives = [panel.title for panel in of(Panel, page)]
    assert perspectives == [
        "Financial", "Customer", "Internal process", "Learning and growth", "Stopped or paused",
    ]  # fmt: skip
    assert page.lead == "One objective."


def test_an_objective_without_a_perspective_is_put_under_none():
    sales = make(Objective, name="Sell more bread")
    [alone, _] = of(Panel, strategy_page(plan(sales), Q3))
    assert alone.title == "Objectives"
    team = make(Objective, name="Train two", perspective="learning and growth")
    beside = [panel.title for panel in of(Panel, strategy_page(plan(sales, team), Q3))]
    assert beside[:5] == [
        "Financial", "Customer", "Internal process", "Learning and growth", "No perspective said",
    ]  # fmt: skip


def test_an_objective_without_owner_date_and_kpi_says_so():
    [cell] = row(strategy_page(plan(make(Objective, name="Grow")), Q3), "Grow")
    assert cell.note.startswith("No KPI yet\nNo owner yet, no date yet\n")


def test_an_objective_that_ended_says_when_and_why_and_is_asked_for_nothing():
    given_up = make(
        Objective, name="Open a shop", ended_on=date(2026, 8, 3), ended_why="The lease fell through"
    )
    [cell] = row(strategy_page(plan(given_up), Q3), "Open a shop")
    assert cell.note == "Ended on 3 August 2026: The lease fell through."
    assert "destination is still" in strategy_page(plan(given_up), Q3.next).lead
    kpi = make(KPI, name="Visitors", objective_id=given_up.id, target=10)
    reading = make(Reading, kpi_id=kpi.id, start=date(2026, 7, 1), value=12)
    [cell] = row(strategy_page(plan(given_up, kpi, reading), Q3), "Open a shop")
    assert "Reached and ended on 3 August 2026" in cell.note


def test_the_letters_of_smart_stand_under_an_objective_by_shape_and_word():
    sales = make(Objective, name="Sell more bread", why="It pays the rent", owner_id=ANA.id)
    [cell] = row(strategy_page(plan(ANA, sales), Q3), "Sell more bread")
    assert cell.note.splitlines()[-1] == (
        "S✔ M✘ A✘ R✔ T✘ – not yet measurable, achievable and time-bound"
    )


def test_a_letter_that_the_business_sees_differently_says_so_with_its_reason():
    sales = make(Objective, name="Sell more bread", why="It pays the rent", owner_id=ANA.id)
    own = make(
        SmartOverride, objective_id=sales.id, letter="T", met=True, reason="Every week counts"
    )
    [cell] = row(strategy_page(plan(ANA, sales, own), Q3), "Sell more bread")
    assert cell.note.splitlines()[-2:] == [
        "S✔ M✘ A✘ R✔ T✔* – not yet measurable and achievable",
        "* T is our own verdict: Every week counts.",
    ]


def test_what_the_business_will_not_do_stands_with_its_reason_and_when_to_look_again():
    app = make(
        NotDoing, name="Sell through an app", reason="No vans", reopen_when="Vans run on time"
    )
    bare = make(NotDoing, name="A second shop")
    page = strategy_page(plan(app, bare), Q3)
    assert row(page, "Sell through an app")[0].note == "No vans\nLook again when: Vans run on time"
    assert row(page, "A second shop")[0].note == "No reason is written down."


def test_live_work_that_contradicts_the_not_doing_list_is_flagged_on_both_sides():
    app = make(NotDoing, name="Sell through an app", watch_for="app")
    work = [make(Initiative, name=f"Test app {n}", distinction="sets us apart") for n in range(5)]
    page = strategy_page(plan(app, *work), Q3)
    [cell] = row(page, "Sell through an app")
    assert (cell.status, cell.word) == ("watch", "live work contradicts it")
    [warning] = [c for c in of(Callout, page) if c.tone == "watch"]
    assert "The initiative “Test app 0” speaks of “app”, and “Sell through an app”" in warning.text
    assert warning.text.endswith("The step Map the route names two more.")


def test_the_page_says_how_much_of_the_live_work_sets_the_business_apart():
    sales = make(Objective, name="Sell more bread")
    own = make(Initiative, name="Night bread", distinction="sets us apart")
    copied = make(Initiative, name="Card reader", distinction="keeps us level")
    assert strategy_page(plan(sales, own, copied), Q3).lead == (
        "One objective; one of two live initiatives sets us apart."
    )
    [warning] = [c for c in of(Callout, strategy_page(plan(copied), Q3)) if c.tone == "watch"]
    assert warning.text.startswith("Nothing live sets the business apart")


def test_vision_mission_and_values_stand_in_their_boxes():
    said = make(
        Destination, vision="The bread of the valley", mission="We bake", principles="Fresh\nFair",
        horizon=date(2027, 12, 31),
    )  # fmt: skip
    page = strategy_page(plan(said, make(Objective, name="Grow")), Q3)
    panels = {panel.title: words(panel.blocks) for panel in of(Panel, page)}
    assert panels["Vision"] == "The bread of the valley"
    assert panels["Mission"] == "We bake"
    assert panels["Values"] == "Fresh Fair"
    assert page.lead == "One objective, towards 31 December 2027."


def test_what_was_stopped_or_paused_stands_with_its_reason():
    stopped = make(Initiative, name="App", status="stopped")
    stop = make(
        Decision, title="Stop", kind="stop", initiative_id=stopped.id, reason="No deliveries",
        reopen_when="Vans run", decided_on=date(2026, 7, 1),
    )  # fmt: skip
    page = strategy_page(plan(stopped, stop, make(Initiative, name="Tea", status="paused")), Q3)
    assert row(page, "App")[0].note == (
        "Stopped on 1 July 2026: No deliveries\nLook again when: Vans run"
    )
    assert row(page, "Tea")[0].note == "Paused: No reason is written down."


# Roadmap


def test_work_left_in_progress_past_its_date_is_printed_as_overdue():
    oven = make(
        Initiative, name="Oven", status="in progress", start=date(2026, 7, 1), due=date(2026, 8, 31)
    )
    permit = make(Milestone, initiative_id=oven.id, name="Permit", due=date(2026, 8, 1))
    page = roadmap_page(plan(oven, permit), Q3)
    assert row(page, "Oven")[2] == Cell(
        "Overdue",
        status="bad",
        note="30 days past its date\nMilestones: 0 of 1",
    )
    name, *rest = row(page, "Permit")
    assert name.note == "Oven"
    assert rest == [Cell("Late", status="bad"), short_date(date(2026, 8, 1))]
    assert page.lead == "One initiative overdue."


def test_a_milestone_reached_in_an_earlier_quarter_is_counted_and_no_longer_listed():
    oven = make(Initiative, name="Oven", status="in progress", due=date(2026, 12, 31))
    reached = [
        make(Milestone, initiative_id=oven.id, name=name, due=day, done_on=day)
        for name, day in (("Offer", date(2026, 6, 30)), ("Order", date(2026, 7, 1)))
    ]
    page = roadmap_page(plan(oven, *reached), Q3)
    assert row(page, "Oven")[2].note == "Milestones: 2 of 2"
    assert "Order" in words(page)
    assert "Offer" not in words(page)


def test_work_in_flight_with_a_late_milestone_is_to_watch():
    oven = make(Initiative, name="Oven", status="in progress", due=date(2026, 11, 30))
    permit = make(Milestone, initiative_id=oven.id, name="Permit", due=date(2026, 8, 1))
    assert row(roadmap_page(plan(oven, permit), Q3), "Oven")[2].status == "watch"
    assert row(roadmap_page(plan(oven), Q3), "Oven")[2].status == "good"


def test_a_moved_date_stands_beside_the_first_one_with_the_days_and_the_reason():
    oven = make(Initiative, name="Oven", status="in progress", due=date(2026, 10, 30))
    moves = (
        line(1, oven, date(2026, 5, 1), {}, {"due": "2026-08-31"}),
        line(2, oven, date(2026, 8, 1), {"due": "2026-08-31"}, {"due": "2026-12-31"}),
        line(3, oven, date(2026, 10, 1), {"due": "2026-12-31"}, {"due": "2026-10-30"}),
    )
    moves[-1].reason = "The builder found time"
    page = roadmap_page(plan(oven, changes=moves), Q3)
    assert row(page, "Oven")[3:] == (
        Cell(short_date(date(2026, 10, 30)), note=f"first {short_date(date(2026, 8, 31))}"),
        Cell("+60 days", note="moved 2 times"),
    )
    assert "Why the date of Oven was moved: The builder found time." in words(page)


def test_work_done_by_the_end_of_the_quarter_but_recorded_later_says_when():
    oven = make(Initiative, name="Oven", status="done", due=date(2026, 9, 30))
    marked = line(1, oven, date(2026, 10, 8), {"status": "in progress"}, {"status": "done"})
    page = roadmap_page(plan(oven, changes=(marked,)), Q3)
    assert row(page, "Oven")[2].note == f"Recorded on {short_date(date(2026, 10, 8))}"


def test_what_lies_beyond_the_page_is_named():
    page = roadmap_page(
        plan(
            make(Initiative, name="Van", status="done", due=date(2026, 4, 30)),
            make(Initiative, name="Shop two", start=date(2027, 5, 1)),
        ),
        Q3,
    )
    assert page.lead == "No initiative runs or starts in this quarter or the next two."
    assert "Later than the next two quarters: Shop two." in words(page)
    assert "Finished in earlier quarters: Van." in words(page)


def test_the_lead_counts_each_stage():
    page = roadmap_page(
        plan(
            make(Initiative, name="A", status="in progress", due=date(2026, 8, 1)),
            make(Initiative, name="B", status="in progress", due=date(2026, 12, 1)),
            make(Initiative, name="C", status="in progress", due=date(2026, 12, 1)),
            make(Initiative, name="D", start=date(2027, 1, 1)),
        ),
        Q3,
    )
    assert page.lead == "One initiative overdue, two in progress and one starting by March 2027."


# Next quarter


def test_a_priority_stands_with_its_objective_actions_owners_and_dates():
    sales = make(Objective, name="Sell more bread")
    sundays = make(Priority, quarter="2026-Q3", name="Sundays", objective_id=sales.id)
    hire = make(
        Action, quarter="2026-Q3", name="Hire a baker", priority_id=sundays.id, owner_id=ANA.id,
        due=date(2026, 11, 1),
    )  # fmt: skip
    page = next_quarter_page(plan(ANA, sales, sundays, hire), Q3)
    [panel] = of(Panel, page)
    assert panel.title == "1. Sundays"
    assert "Serves the objective “Sell more bread”." in words(panel)
    [hired] = row(page, "Hire a baker")
    assert hired.note == "Ana Ruiz, 1 November 2026"
    assert page.lead == "October to December 2026: one priority, one action."


def test_a_fourth_priority_is_not_shown_and_the_page_says_so():
    written = [make(Priority, quarter="2026-Q3", name=f"Priority {n}") for n in range(1, 5)]
    page = next_quarter_page(plan(*written), Q3)
    assert [panel.title for panel in of(Panel, page)] == [
        "1. Priority 1", "2. Priority 2", "3. Priority 3",
    ]  # fmt: skip
    assert "Four priorities are written down; the first three are shown." in words(page)
    assert "Priority 4" not in words(page)


def test_a_fourth_action_is_not_shown_and_the_page_says_so():
    sundays = make(Priority, quarter="2026-Q3", name="Sundays")
    actions = [
        make(Action, quarter="2026-Q3", name=f"Step {n}", priority_id=sundays.id)
        for n in range(1, 5)
    ]
    page = next_quarter_page(plan(sundays, *actions), Q3)
    assert "Four actions are written down; the first three are shown." in words(page)
    assert "Step 4" not in words(page)
    [first] = row(page, "Step 1")
    assert first.note == "Nobody yet, No date"


def test_a_priority_without_an_action_says_what_to_do():
    page = next_quarter_page(plan(make(Priority, quarter="2026-Q3", name="Sundays")), Q3)
    assert "No action yet. Agree on one in the step Review" in words(page)


def test_the_page_ends_with_a_win_and_the_message_to_everyone():
    page = next_quarter_page(
        plan(
            ANA,
            make(Win, quarter="2026-Q3", name="100 loaves in a day", person_id=ANA.id),
            make(Review, quarter="2026-Q3", message="We open on Sundays."),
        ),
        Q3,
    )
    assert "100 loaves in a day. Thank you, Ana Ruiz." in words(page)
    assert "To everyone" in words(page)
    assert "We open on Sundays." in words(page)


def test_the_page_of_next_quarter_says_who_hears_what_from_whom_and_by_when():
    told = make(
        Message, quarter="2026-Q3", name="The bakers", means="A second lead comes",
        due=date(2026, 10, 20), teller_id=ANA.id,
    )  # fmt: skip
    done = make(Message, quarter="2026-Q3", name="Cafés", done=True, position=1)
    page = next_quarter_page(plan(ANA, told, done), Q3)
    assert row(page, "The bakers") == (
        "The bakers", "A second lead comes", "Ana Ruiz", "20 October 2026",
    )  # fmt: skip
    assert row(page, "Cafés")[1:] == ("Not said yet", "Nobody yet", Cell("Told", status="good"))
