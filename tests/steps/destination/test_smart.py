"""The SMART verdicts on the page, and how people overrule one and take it back."""

from tests.steps.visit import add, read, row, save, table, text
from tests.widgets.said import tell, typed
from workbook import Workbook, open_workbook, pages
from workbook.steps.destination.smart import cards
from workbook.strategy import SmartOverride

VERDICT = "verdict of your own"


def met(book: Workbook, letter: str) -> bool:
    [card] = cards(book.plan)
    return next(verdict.met for verdict in card.verdicts if verdict.letter == letter)


def test_each_objective_has_five_answers_with_a_reason(started: Workbook) -> None:
    shown = read(pages.destination(started))
    for word in ("Specific", "Measurable", "Achievable", "Relevant", "Time-bound"):
        assert word in shown
    [card] = cards(started.plan)
    for verdict in card.verdicts:
        assert verdict.reason.replace("'", "&#39;") in shown


def test_the_answers_are_told_anew_after_each_save(started: Workbook) -> None:
    page = pages.destination(started)
    before = text(page)
    assert not met(started, "T")
    typed(table(page, "objective"), "cafes", "due", "2027-06-30")
    save(page)
    assert met(started, "T")
    assert text(page) != before


def test_an_overruled_letter_says_by_whose_reason(started: Workbook) -> None:
    page = pages.destination(started)
    add(page, VERDICT, objective_id="cafes", letter="T", met=True, reason="Everybody knows when.")
    assert met(started, "T")
    assert "Your reason: Everybody knows when. The check by itself: not yet." in text(page)
    assert "Everybody knows when." in read(pages.destination(open_workbook(started.source)))


def test_a_verdict_of_ones_own_needs_its_reason(started: Workbook) -> None:
    page = pages.destination(started)
    id = add(page, VERDICT, objective_id="cafes", letter="T", met=True)
    assert "“Reason”" in row(page, VERDICT, id)["note"]
    assert started.plan.all(SmartOverride) == ()


def test_a_verdict_taken_back_leaves_the_check_its_answer(started: Workbook) -> None:
    page = pages.destination(started)
    id = add(page, VERDICT, objective_id="cafes", letter="T", met=True, reason="We know.")
    tell(table(page, VERDICT), "remove", id=id)
    save(page)
    assert not met(started, "T")
    assert "Your reason" not in text(page)


def test_one_letter_has_one_verdict_of_ones_own(started: Workbook) -> None:
    page = pages.destination(started)
    add(page, VERDICT, objective_id="cafes", letter="T", met=True, reason="We know.")
    id = add(page, VERDICT, objective_id="cafes", letter="T", met=True, reason="We do know.")
    problem = row(page, VERDICT, id)["problems"]["objective_id"]
    assert problem == "It has a verdict of yours on that letter already. Change that one."
    assert len(started.plan.all(SmartOverride)) == 1
    typed(table(page, VERDICT), id, "letter", "A")
    save(page)
    assert {mine.letter for mine in started.plan.all(SmartOverride)} == {"T", "A"}
