"""Proposals on the page of decisions, and what automates on that of technology."""

from datetime import date

from tests.insight.small import make, plan
from workbook.insight.codes import codes
from workbook.pack.blocks import Block, Callout, Cell, Prose, Table
from workbook.pack.gather import is_unused
from workbook.pack.pages import technology
from workbook.pack.pages.proposals import proposals
from workbook.quarter import Quarter
from workbook.strategy import Initiative, Objective, Person
from workbook.strategy.route import Approval, ApprovalRule, Automation, AutomationCheck

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")
GROW = make(Objective, name="Sell more bread")
OVEN = make(Initiative, name="Second oven", objective_ids=[GROW.id], cost=9000.0)
CHAT = make(Automation, name="Chatbot", initiative_id=OVEN.id, personal="yes")
RULE = make(ApprovalRule, above=1000.0)


def check(about: str, answer: str = "yes", **fields: object) -> AutomationCheck:
    shown = {"evidence": "The list", "checked_on": date(2026, 8, 1), "checked_by_id": ANA.id}
    own = {"automation_id": CHAT.id, "about": about, "answer": answer}
    return make(AutomationCheck, **{**own, **shown, **fields})


def blocks(*records: object) -> list[Block]:
    found = plan(ANA, GROW, *records)
    return list(proposals(found, Q3, codes(found, Q3)))


def cells(table: Block, row: int = 0) -> list[tuple[str, str, str]]:
    assert isinstance(table, Table)
    shown = (each if isinstance(each, Cell) else Cell(each) for each in table.rows[row])
    return [(each.text, each.note, each.status) for each in shown]


def test_a_proposal_says_how_long_it_waits_and_what_keeps_it() -> None:
    asked = make(Approval, initiative_id=OVEN.id, asked_on=date(2026, 7, 1), asked_by_id=ANA.id)
    [table] = blocks(OVEN, CHAT, asked)
    assert isinstance(table, Table)
    assert table.caption == "Proposals: 1 proposed, 0 approved and 0 refused"
    work, verdict, why = cells(table)
    assert work == ("Second oven", "Serves: Sell more bread", "")
    assert verdict == ("Proposed", "waiting 91 days", "watch")
    assert why[0].startswith("The checks of “Chatbot” hold it back: bias (not answered yet)")


def test_what_goes_ahead_without_a_check_is_printed_with_its_reason_and_name() -> None:
    said = {"verdict": "approved", "decided_on": date(2026, 8, 4), "decided_by": [ANA.id]}
    yes = make(Approval, initiative_id=OVEN.id, asked_on=date(2026, 8, 1), **said)
    ahead = check("cost", "no", despite="The fair is in a week", despite_by_id=ANA.id)
    rest = [check(each) for each in ("bias", "privacy", "energy")]
    [table] = blocks(OVEN, CHAT, yes, ahead, *rest)
    _, verdict, why = cells(table)
    assert verdict == ("Approved", "on 4 August 2026, after 3 days, by Ana Ruiz", "good")
    assert why[1] == "Goes ahead without its check of cost, says Ana Ruiz: The fair is in a week."


def test_ideas_stand_in_a_line_and_what_goes_on_unasked_is_called_out() -> None:
    begun = make(Initiative, name="A van", cost=9000.0, status="in progress")
    [ideas, unasked] = blocks(RULE, OVEN, begun)
    assert isinstance(ideas, Prose) and isinstance(unasked, Callout)
    assert ideas.text == "Ideas that nobody has proposed yet: “Second oven”."
    assert unasked.text == "“A van” was never proposed. Approve it, or stop it."


def test_what_automates_makes_a_page_of_technology_by_itself() -> None:
    found = plan(ANA, GROW, OVEN, CHAT, check("cost"), check("energy", "no"))
    page = technology.page(found, Q3)
    assert page.lead == "1 of 4 checks of what automates are met."
    [table] = page.blocks
    assert [(text, mark) for text, _, mark in cells(table)[1:]] == [
        ("Not met", "bad"), ("Not met", "bad"), ("Not met", "bad"), ("Met", "good"),
    ]  # fmt: skip
    assert cells(table)[3][1] == "Answered “no”\nThe list"
    assert not is_unused(page.to_json())
    assert is_unused(technology.page(plan(ANA, GROW), Q3).to_json())
