"""Proposals and what automates on the page: a folded line until somebody needs them."""

from datetime import date

from tests.steps.visit import add, form, part, row, save, table, text
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook
from workbook.steps.folded import Folded
from workbook.steps.guided import Guided
from workbook.steps.route.approvals import Proposals
from workbook.steps.route.automation import Automations
from workbook.store import Edit
from workbook.strategy import Approval, ApprovalRule, Automation, AutomationCheck, Initiative
from workbook.widgets import Page

OVEN = {"name": "Second oven", "objective_ids": ["cafes"], "cost": 14000}


def visit(book: Workbook) -> Page:
    page = Guided(book, "route", Quarter.parse("2026-Q3"))
    page.open_chapter("initiatives")
    return page


def unfold(page: Page, kind: type[Folded]) -> Folded:
    found = part(page, kind)
    tell(found.words, "said", about="unfold", value="")
    return found


def test_a_business_that_uses_neither_sees_two_folded_lines(started: Workbook) -> None:
    page = visit(started)
    folded = [part(page, kind) for kind in (Proposals, Automations)]
    assert [text(each) for each in folded] == ["Proposals and approval …", "Automation and AI …"]
    assert not any(each.table for each in folded)


def test_who_may_approve_is_said_once_and_ideas_follow(started: Workbook) -> None:
    started.save([Edit(Initiative, "oven", OVEN)])
    page = visit(started)
    found = unfold(page, Proposals)
    rule = form(page, "approver_ids")
    typed(rule, "approval_rule", "above", "1000")
    save(page)
    assert [each.above for each in started.plan.all(ApprovalRule)] == [1000]
    assert "Idea: Second oven Propose" in text(found)


def test_an_idea_is_proposed_by_its_button_and_approved_in_its_row(started: Workbook) -> None:
    started.save([Edit(Initiative, "oven", OVEN), Edit(ApprovalRule, "rule", {"above": 1000})])
    page = visit(started)
    found = part(page, Proposals)
    tell(found.words, "said", about="propose", value="oven")
    [asked] = started.plan.all(Approval)
    assert (asked.initiative_id, asked.verdict) == ("oven", None)
    assert "Proposed: Second oven (waiting 0 days)" in text(found)
    typed(table(page, "proposal"), asked.id, "verdict", "approved")
    typed(table(page, "proposal"), asked.id, "decided_on", str(started.plan.today))
    save(page)
    assert "Approved: Second oven" in text(found)
    tell(found.words, "said", about="propose", value="oven")
    assert len(started.plan.all(Approval)) == 2  # proposed anew: both are kept


def test_an_orphan_is_refused_beside_its_verdict(started: Workbook) -> None:
    started.save([Edit(Initiative, "app", {"name": "An app"})])
    page = visit(started)
    unfold(page, Proposals)
    id = add(page, "proposal", initiative_id="app", asked_on="2026-09-01", verdict="approved",
             decided_on="2026-09-02")  # fmt: skip
    said = row(page, "proposal", id)["problems"]["verdict"]
    assert said.startswith("“An app” serves no objective.")
    assert [each.verdict for each in started.plan.all(Approval)] == [None]


def test_what_automates_is_checked_below_its_name_and_an_answer_has_its_day(
    started: Workbook,
) -> None:
    started.save([Edit(Initiative, "oven", OVEN)])
    page = visit(started)
    found = unfold(page, Automations)
    id = add(page, "automation", name="Forecast", initiative_id="oven", personal="no")
    checks = table(page, "check")
    assert [each["cells"]["check"].partition(".")[0] for each in checks.rows] == [
        "Forecast: Bias", "Forecast: Privacy", "Forecast: Energy", "Forecast: Cost",
    ]  # fmt: skip
    bias = f"{id} bias"
    typed(checks, bias, "answer", "not needed")
    typed(checks, bias, "evidence", "It counts loaves.")
    typed(checks, bias, "checked_by_id", "tom")
    save(page)
    [kept] = started.plan.all(AutomationCheck)
    assert (kept.about, kept.checked_on, kept.lacks("no")) == ("bias", date.today(), "")
    assert "Held until met: privacy (not answered yet), energy" in text(found)


def test_held_work_is_not_begun_on_the_page_until_somebody_says_why(started: Workbook) -> None:
    ahead = {"despite": "The fair is in a week.", "despite_by_id": "maya"}
    some = [(about, {}) for about in ("bias", "privacy", "energy")] + [("cost", ahead)]
    shown = {"answer": "yes", "evidence": "Seen", "checked_on": date(2026, 9, 1)}
    started.save(
        [
            Edit(Initiative, "oven", OVEN),
            Edit(Automation, "bot", {"name": "Chatbot", "initiative_id": "oven"}),
            *(
                Edit(AutomationCheck, about, {"automation_id": "bot", "about": about, **shown,
                                              "checked_by_id": "tom"})
                for about, more in some
                if not more
            ),
        ]
    )  # fmt: skip
    page = visit(started)
    typed(table(page, "initiative"), "oven", "status", "in progress")
    save(page)
    said = row(page, "initiative", "oven")["problems"]["status"]
    assert said.startswith("The checks of “Chatbot” hold it back: cost (not answered yet).")
    unfold(page, Automations)
    for name, value in ahead.items():
        typed(table(page, "check"), "bot cost", name, value)
    save(page)
    typed(table(page, "initiative"), "oven", "status", "in progress")
    save(page)
    assert [each.status for each in started.plan.all(Initiative)] == ["in progress"]
