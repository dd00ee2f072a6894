"""The chapter “Risks” as a person meets it: typed, offered, drawn, and found again in the pack."""

from tests.pack.pages.reading import row as printed
from tests.steps.visit import add, html, part, text
from workbook import Quarter, Workbook, pages
from workbook.opening import open_workbook
from workbook.pack.pages.risks import page as risks_page
from workbook.steps.route.risks import RiskMap, Usual
from workbook.strategy.route import Risk
from workbook.strategy.route.risks import USUAL

Q3 = Quarter.parse("2026-Q3")


def say(widget: Usual) -> None:
    content = {"type": "said", "about": "usual", "value": "all"}
    widget._on_message(widget, content, [])


def test_what_was_typed_survives_a_restart_and_stands_in_the_pack(started: Workbook) -> None:
    page = pages.route(started)
    add(page, "risk", name="Lea is ill", likelihood="4", impact="4", mitigation="Train Tom.")
    again = open_workbook(started.source)
    [kept] = again.plan.all(Risk)
    assert (kept.likelihood, kept.impact, kept.challenge) == ("4", "4", "other")
    assert printed(risks_page(again.plan, Q3), "A  Lea is ill")[2].text == "Train Tom."


def test_the_four_usual_ones_come_by_one_press_and_only_once(started: Workbook) -> None:
    page = pages.route(started)
    offer = part(page, Usual)
    assert all(name in text(offer) for name, _ in USUAL.values())
    say(offer)
    kept = started.plan.all(Risk)
    assert [(risk.challenge, risk.likelihood) for risk in kept] == [(each, None) for each in USUAL]
    assert all(risk.mitigation for risk in kept)
    say(offer)
    assert len(started.plan.all(Risk)) == len(USUAL)


def test_one_of_them_that_is_there_already_is_not_offered_again(started: Workbook) -> None:
    page = pages.route(started)
    add(page, "risk", name="We grow too fast", challenge="growth")
    offer = part(page, Usual)
    assert USUAL["growth"][0] not in text(offer)
    assert USUAL["resistance"][0] in text(offer)


def test_the_map_is_drawn_once_somebody_looks(started: Workbook) -> None:
    page = pages.route(started)
    add(page, "risk", name="Lea is ill", likelihood="4", impact="4")
    drawn = part(page, RiskMap)
    drawn.seen()
    drawn.wait()
    assert "<svg" in html(drawn)
    assert "A high risk, and nothing is done about it: “Lea is ill”." in text(drawn)


def test_without_weights_the_chapter_says_what_to_give(started: Workbook) -> None:
    page = pages.route(started)
    said = text(page.open_chapter("risks"))
    assert "Give two objectives a weight" in said
