"""Work is proposed, approved or refused; what serves nothing or is unchecked is held back."""

from datetime import date

import pytest

from tests.insight.small import make, plan
from workbook.errors import InvalidEntry
from workbook.strategy import Initiative, Objective, Person
from workbook.strategy.route import Approval, ApprovalRule, Automation, AutomationCheck
from workbook.strategy.route.initiatives import asks, live_work, standing
from workbook.strategy.route.initiatives_automation import QUESTIONS, checked, held
from workbook.strategy.rules import broken_rules, refused_steps

GROW = make(Objective, name="Sell 60 loaves a day to cafés")
ANA = make(Person, name="Ana Ruiz")
BO = make(Person, name="Bo Lind")
OVEN = make(Initiative, name="Second oven", objective_ids=[GROW.id], cost=14000.0)
ASKED, DAY = date(2026, 7, 1), date(2026, 7, 9)


def approval(work: Initiative = OVEN, **fields: object) -> Approval:
    return make(Approval, initiative_id=work.id, **{"asked_on": ASKED, **fields})


def approved(work: Initiative = OVEN, **fields: object) -> Approval:
    return approval(work, verdict="approved", decided_on=DAY, **fields)


def refused(work: Initiative = OVEN, reason: str = "No room for it.") -> Approval:
    return approval(work, verdict="refused", decided_on=DAY, reason=reason)


def rules(record: object, *others: object) -> dict[str, str]:
    found = plan(GROW, ANA, BO, OVEN, record, *others)
    return broken_rules(record, type(record).model_fields, found)


def steps(record: object, *others: object) -> dict[str, str]:
    found = plan(GROW, ANA, BO, OVEN, record, *others)
    return refused_steps(record, {}, type(record).model_fields, found)


def test_a_business_that_approves_nothing_has_work_and_no_ideas():
    found = plan(GROW, OVEN)
    assert (standing(found, OVEN), live_work(found)) == ("", (OVEN,))


def test_where_approval_is_used_what_nobody_has_proposed_is_an_idea_and_not_yet_work():
    found = plan(GROW, ANA, OVEN, make(ApprovalRule, approver_ids=[ANA.id]))
    assert (standing(found, OVEN), live_work(found)) == ("idea", ())


@pytest.mark.parametrize(
    ("cost", "expected"), [(900.0, ""), (1000.0, ""), (1001.0, "idea"), (None, "idea")]
)
def test_only_what_costs_more_than_the_limit_needs_approval_and_what_nobody_costed(cost, expected):
    work = make(Initiative, name="Paint the van", cost=cost)
    assert standing(plan(work, make(ApprovalRule, above=1000.0)), work) == expected


def test_it_is_proposed_until_somebody_decides_and_live_unless_it_was_refused():
    for record, expected in ((approval(), "proposed"), (approved(), "approved")):
        found = plan(GROW, OVEN, record)
        assert (standing(found, OVEN), live_work(found)) == (expected, (OVEN,))
    found = plan(GROW, OVEN, refused())
    assert (standing(found, OVEN), live_work(found)) == ("refused", ())


def test_what_was_refused_can_be_proposed_anew_and_the_newest_counts():
    again = approval(asked_on=DAY)
    found = plan(GROW, OVEN, refused(), again)
    assert standing(found, OVEN) == "proposed"
    assert not rules(again, refused())


def test_what_waits_already_is_not_proposed_twice():
    assert "proposed already" in rules(approval(asked_on=DAY), approval())["verdict"]


def test_what_serves_no_objective_is_not_approved_and_may_be_refused():
    idle = make(Initiative, name="An app of our own")
    said = rules(approved(idle), idle)["verdict"]
    assert said.startswith("“An app of our own” serves no objective. Say first which")
    assert not rules(refused(idle), idle)


def test_nor_is_the_objective_taken_from_what_is_approved():
    idle = OVEN.model_copy(update={"objective_ids": []})
    own = approved(idle)
    said = broken_rules(idle, ["objective_ids"], plan(idle, own))
    assert "is approved for what it serves" in said["objective_ids"]
    assert not broken_rules(idle, ["objective_ids"], plan(idle, refused(idle)))


def test_what_serves_only_an_ended_objective_is_not_approved_any_more():
    over = GROW.model_copy(update={"ended_on": date(2026, 6, 30)})
    own = approved()
    said = refused_steps(own, {}, ["verdict"], plan(over, OVEN, own))
    assert "serves only what has ended" in said["verdict"]


def test_a_verdict_has_its_day_and_a_refusal_its_reason():
    assert "give both, or neither" in rules(approval(verdict="approved"))["decided_on"]
    assert "give both, or neither" in rules(approval(decided_on=DAY))["decided_on"]
    assert "Say why it is refused" in rules(refused(reason=""))["reason"]
    early = approved(asked_on=date(2026, 8, 1))
    assert rules(early)["decided_on"].startswith("It was proposed on 1 August 2026")


def test_who_may_approve_is_said_once_and_nobody_else_does():
    rule = make(ApprovalRule, approver_ids=[ANA.id])
    said = steps(approved(decided_by=[BO.id]), rule)["decided_by"]
    assert said.startswith("Bo Lind may not approve or refuse work: that is for Ana Ruiz.")
    assert steps(approved(), rule)["decided_by"] == "Say who decided: Ana Ruiz."
    assert not steps(approved(decided_by=[ANA.id]), rule)
    assert not steps(approved())  # nothing is said, so that anybody may


def test_what_was_approved_stays_so_when_others_approve_later():
    rule = make(ApprovalRule, approver_ids=[ANA.id])
    assert not rules(approved(decided_by=[BO.id]), rule)


CHAT = make(Automation, name="Ordering chatbot", initiative_id=OVEN.id, personal="yes")


def check(about: str, answer: str | None = "yes", **fields: object) -> AutomationCheck:
    shown = {"evidence": "The list", "checked_on": DAY, "checked_by_id": ANA.id}
    own = {"automation_id": CHAT.id, "about": about, "answer": answer}
    return make(AutomationCheck, **{**own, **shown, **fields})


def lacking(*checks: AutomationCheck, chat: Automation = CHAT) -> dict[str, str]:
    return {each.about: each.lacks for each in checked(plan(chat, *checks), chat) if each.holds}


def test_each_check_is_met_by_an_answer_that_somebody_could_show():
    assert lacking() == dict.fromkeys(QUESTIONS, "not answered yet")
    assert not lacking(*map(check, QUESTIONS))
    some = check("bias", "no"), check("energy", evidence=""), check("cost", checked_by_id=None)
    assert lacking(check("privacy"), *some) == {
        "bias": "answered “no”",
        "energy": "nobody says how they know",
        "cost": "nobody says who looked, and when",
    }


def test_what_uses_personal_data_or_may_do_so_needs_its_check_of_privacy():
    bare = [check(each, "not needed") for each in QUESTIONS]
    assert lacking(*bare) == {"privacy": "needed, as it uses personal data"}
    unsaid = CHAT.model_copy(update={"personal": "not said"})
    assert list(lacking(*bare, chat=unsaid)) == ["privacy"]
    assert not lacking(*bare, chat=CHAT.model_copy(update={"personal": "no"}))


def test_unmet_checks_hold_the_approval_and_the_beginning():
    rest = [check(each) for each in ("privacy", "energy", "cost")]
    said = "The checks of “Ordering chatbot” hold it back: bias (not answered yet)."
    assert steps(approved(), CHAT, *rest)["verdict"].startswith(said)
    begun = OVEN.model_copy(update={"status": "in progress"})
    on = plan(GROW, begun, CHAT, *rest)
    assert refused_steps(begun, {}, ["status"], on)["status"].startswith(said)
    assert not refused_steps(begun, {}, ["name"], on)  # what goes on already may be edited
    assert not broken_rules(begun, Initiative.model_fields, on)


def test_a_refusal_is_held_by_nothing():
    assert not steps(refused(), CHAT)


def test_with_a_reason_and_a_name_people_go_ahead_all_the_same():
    rest = [check(each) for each in ("privacy", "energy", "cost")]
    alone = check("bias", "no", despite="The fair is in a week.")
    assert held(plan(OVEN, CHAT, *rest, alone), OVEN.id)
    named = alone.model_copy(update={"despite_by_id": ANA.id})
    assert not held(plan(OVEN, CHAT, *rest, named), OVEN.id)
    assert not steps(approved(), CHAT, *rest, named)


def test_only_those_who_may_approve_go_ahead_all_the_same():
    hasty = check("bias", "no", despite="It must not wait.", despite_by_id=BO.id)
    rule = make(ApprovalRule, approver_ids=[ANA.id])
    said = steps(hasty, rule, CHAT)["despite_by_id"]
    assert said.startswith("Bo Lind may not say so: that is for Ana Ruiz.")


def test_ideas_are_asked_for_nothing():
    rule = make(ApprovalRule, above=1000.0)
    bare = make(Initiative, name="A second shop", cost=90000.0)
    asked = asks(plan(GROW, OVEN, bare, rule, approval()), None)
    assert [ask.missing for ask in asked if not ask.met] == [
        "Give “Second oven” an owner.",
        "Give “Second oven” a due date.",
    ]


def test_the_owner_works_no_more_of_it_than_all_its_hours():
    with pytest.raises(InvalidEntry, match="cannot work more of it than all its hours, 10"):
        make(Initiative, name="Second oven", hours=10, owner_hours=11)
    assert make(Initiative, name="Second oven", owner_hours=11).owner_hours == 11
