"""How far work is on its way to approval, how long it waits, and what goes on without."""

from datetime import date

from tests.insight.small import figures, line, make, plan
from workbook.insight.route.approvals import approvals
from workbook.insight.route.automation import automation
from workbook.pack.pages.proposals import proposals
from workbook.quarter import Quarter
from workbook.strategy import Initiative, Objective, Person
from workbook.strategy.route import Approval, ApprovalRule, Automation, AutomationCheck
from workbook.strategy.route.initiatives_automation import QUESTIONS

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")
GROW = make(Objective, name="Sell more bread")
RULE = make(ApprovalRule, approver_ids=[ANA.id], above=1000.0)


def work(name: str, **fields: object) -> Initiative:
    return make(Initiative, **{"name": name, "objective_ids": [GROW.id], "cost": 5000.0, **fields})


def asked(of: Initiative, day: date = date(2026, 8, 1), **fields: object) -> Approval:
    return make(Approval, initiative_id=of.id, asked_on=day, **fields)


def decided(of: Initiative, verdict: str, day: date, **fields: object) -> Approval:
    said = {"reason": "No room.", "decided_by": [ANA.id]}
    return asked(of, verdict=verdict, decided_on=day, **{**said, **fields})


OVEN, VAN, SHOP, STALL = (work(name) for name in ("Oven", "Van", "Second shop", "Stall"))


def test_a_business_that_does_not_use_it_has_no_figure_and_no_line():
    found = approvals(plan(GROW, OVEN), Q3)
    assert (found.used, found.figures, found.concerns) == (False, (), ())
    assert not list(proposals(plan(GROW, OVEN), Q3, {}))


def test_work_stands_in_the_order_of_its_way_and_the_longest_wait_first():
    late = asked(VAN, date(2026, 7, 1))
    yes, no = (decided(w, v, date(2026, 9, 1)) for w, v in ((SHOP, "refused"), (STALL, "approved")))
    idea = work("Terrace")
    found = approvals(
        plan(GROW, RULE, OVEN, VAN, SHOP, STALL, idea, asked(OVEN), late, yes, no), Q3
    )
    assert [(each.work.name, each.standing, each.days) for each in found.proposals] == [
        ("Terrace", "idea", 0),
        ("Van", "proposed", 91),
        ("Oven", "proposed", 60),
        ("Stall", "approved", 31),
        ("Second shop", "refused", 31),
    ]
    counted = figures(found)
    assert [counted[f"approvals.{each}"] for each in ("idea", "proposed", "approved")] == [1, 2, 1]
    assert "“Van” has waited 91 days for a yes or no." in found.concerns


def test_a_proposal_that_is_dated_anew_has_waited_no_less():
    own = asked(OVEN, date(2026, 9, 20))
    lines = (
        line(1, own, date(2026, 7, 2), {}, {"asked_on": "2026-07-02"}),
        line(2, own, date(2026, 9, 20), {"asked_on": "2026-07-02"}, {"asked_on": "2026-09-20"}),
    )
    [found] = approvals(plan(GROW, OVEN, own, changes=lines), Q3).proposals
    assert (found.days, found.wait and len(found.wait.sources)) == (90, 2)


def test_a_quarter_that_is_past_knows_no_later_verdict():
    later = decided(OVEN, "approved", date(2026, 10, 20))
    [found] = approvals(plan(GROW, OVEN, later), Q3).proposals
    assert (found.standing, found.told) == ("proposed", "waiting 60 days")


def test_what_keeps_a_proposal_from_its_approval_is_said_beside_it():
    bare = work("An app", objective_ids=[])
    held = make(Automation, name="Chatbot", initiative_id=OVEN.id)
    found = approvals(plan(GROW, OVEN, bare, held, asked(OVEN), asked(bare)), Q3)
    said = {each.work.name: each.hindered for each in found.proposals}
    assert said["An app"] == "It serves no objective, so that it cannot be approved."
    assert said["Oven"].startswith("The checks of “Chatbot” hold it back: bias (not answered yet)")


def test_work_that_goes_on_without_approval_is_named_and_refused_work_too():
    begun = {"status": "in progress", "start": date(2026, 8, 3)}
    van, shop = work("Van", **begun), work("Second shop", **begun)
    small = work("Paint", cost=200.0, **begun)
    no = decided(shop, "refused", date(2026, 8, 10))
    rule = line(1, RULE, date(2026, 7, 1), {}, {"above": 1000.0})
    found = approvals(plan(GROW, RULE, van, shop, small, no, changes=(rule,)), Q3)
    assert found.concerns == (
        "Work goes on without approval: “Van”.",
        "Work was refused and goes on: “Second shop”.",
    )
    assert figures(found)["approvals.unasked"] == 2


def test_work_that_had_begun_before_anything_was_approved_is_left_in_peace():
    old = work("Van", status="in progress", start=date(2026, 5, 1))
    rule = line(1, RULE, date(2026, 7, 1), {}, {"above": 1000.0})
    assert not approvals(plan(GROW, RULE, old, changes=(rule,)), Q3).unasked


def test_what_costs_more_than_was_approved_is_named_with_both_costs():
    dear = OVEN.model_copy(update={"cost": 7500.0})
    yes = decided(dear, "approved", date(2026, 8, 4))
    lines = (
        line(1, dear, date(2026, 7, 1), {}, {"cost": 5000.0}),
        line(2, dear, date(2026, 9, 1), {"cost": 5000.0}, {"cost": 7500.0}),
    )
    found = approvals(plan(GROW, dear, yes, changes=lines), Q3)
    assert found.concerns == ("“Oven” was approved at 5,000, and costs 7,500 now.",)
    later = decided(dear, "approved", date(2026, 9, 2))  # and the new cost was approved, too
    assert not approvals(plan(GROW, dear, yes, later, changes=lines), Q3).grown


CHAT = make(Automation, name="Chatbot", initiative_id=OVEN.id, personal="yes")


def check(about: str, **fields: object) -> AutomationCheck:
    shown = {"evidence": "The list", "checked_on": date(2026, 8, 1), "checked_by_id": ANA.id}
    own = {"automation_id": CHAT.id, "about": about, "answer": "yes"}
    return make(AutomationCheck, **{**own, **shown, **fields})


def test_checks_are_counted_by_what_they_mean_for_the_money():
    ahead = check("energy", answer="no", despite="The fair.", despite_by_id=ANA.id)
    found = automation(plan(GROW, ANA, OVEN, CHAT, check("cost"), ahead), Q3)
    assert list(figures(found).values()) == [1, 4, 1, 2, 1]
    [chat] = found.automated
    assert chat.sentence == (
        "Held until met: bias (not answered yet) and privacy (not answered yet)."
    )
    assert (chat.serves, found.concerns) == (("Sell more bread",), ())


def test_what_runs_unchecked_or_serves_nothing_is_a_worry():
    tool = make(Automation, name="Translator")
    found = automation(plan(tool), Q3)
    assert found.concerns == (
        "“Translator” runs unchecked: bias, privacy, energy and cost.",
        "Automates, and serves no objective: “Translator”.",
    )


def test_what_was_stopped_or_refused_is_in_no_register():
    off = work("Oven", status="stopped")
    other = CHAT.model_copy(update={"initiative_id": off.id})
    assert not automation(plan(GROW, off, other), Q3).automated
    no = decided(OVEN, "refused", date(2026, 8, 10))
    assert not automation(plan(GROW, ANA, OVEN, CHAT, no), Q3).automated


def test_all_that_was_checked_holds_nothing_back():
    found = automation(plan(GROW, ANA, OVEN, CHAT, *map(check, QUESTIONS)), Q3)
    assert found.automated[0].sentence == "Nothing holds it back."


def test_what_goes_ahead_all_the_same_says_so():
    ahead = check("energy", answer="no", despite="The fair.", despite_by_id=ANA.id)
    rest = [check(each) for each in QUESTIONS if each != "energy"]
    [chat] = automation(plan(GROW, ANA, OVEN, CHAT, ahead, *rest), Q3).automated
    assert chat.sentence == "It goes ahead without its check of energy."
