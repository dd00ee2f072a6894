"""Decisions on the page: weighed, taken, looked at again, and replaced instead of changed."""

from datetime import date, timedelta

import pytest

from tests.steps.visit import add, every, missing, part, row, save, table, text
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook
from workbook.steps.folded import Folded
from workbook.steps.guided import Guided
from workbook.steps.route.register import SHOWN, Register
from workbook.store import Edit
from workbook.strategy import Decision, Option, Outcome, Reading, sealing
from workbook.widgets import Page

MONTHS = [date(2026, month, 1) for month in range(1, 10)]
LOAVES = [20, 21, 20, 22, 21, 20, 24, 25, 26]


def open_page(book: Workbook) -> Page:
    return of("2026-Q3", book)


def of(quarter: str, book: Workbook) -> Page:
    page = Guided(book, "route", Quarter.parse(quarter))
    page.open_chapter("decisions")
    return page


@pytest.fixture
def taken(started: Workbook, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    """A workbook with a decision of July, of which five more loaves were expected by September."""
    readings = zip(MONTHS, LOAVES, strict=True)
    started.save(
        [Edit(Reading, f"{d}", {"kpi_id": "loaves", "start": d, "value": v}) for d, v in readings]
    )
    started.add(
        Decision,
        title="Bake for cafés first",
        decided_on=date(2026, 7, 1),
        effect_kpi_id="loaves",
        effect_size=5,
        effect_by=date(2026, 9, 30),
        effect_odds=70,
        review_on=date(2026, 9, 28),
    )
    monkeypatch.setattr(sealing, "SITTING", timedelta(days=-1))
    return started


def the(book: Workbook, title: str) -> Decision:
    return next(each for each in book.plan.all(Decision) if each.title == title)


def test_a_quick_decision_is_as_short_as_ever(started: Workbook) -> None:
    columns = table(open_page(started), "decision").columns
    assert [c["name"] for c in columns if not c.get("deep")] == [
        "title", "kind", "initiative_id", "reason", "owner_id", "due", "decided_on", "reopen_when",
    ]  # fmt: skip
    page = open_page(started)
    add(page, "decision", title="Stop Saturday catering", decided_on="2026-07-01")
    assert started.plan.all(Decision)[0].decided_on == date(2026, 7, 1)
    assert "decision" not in " ".join(missing(page))


def test_odds_go_in_steps_of_five(started: Workbook) -> None:
    page = open_page(started)
    id = add(page, "decision", title="Bake for cafés first", effect_odds="73")
    assert row(page, "decision", id)["problems"]["effect_odds"] == (
        "“Odds” can only be in steps of 5."
    )
    typed(table(page, "decision"), id, "effect_odds", "75")
    save(page)
    assert started.plan.all(Decision)[0].effect_odds == 75


def test_what_was_decided_can_only_be_read(taken: Workbook) -> None:
    page, old = open_page(taken), the(taken, "Bake for cafés first")
    shown = row(page, "decision", old.id)
    assert {"title", "reason", "decided_on", "effect_odds"} <= set(shown["fixed"])
    assert not {"owner_id", "review_on"} & set(shown["fixed"])
    typed(table(page, "decision"), old.id, "title", "Bake for the shop first")
    save(page)
    assert taken.plan.find(old.id) == old


def test_an_hour_later_an_open_page_is_told_what_to_do_instead(
    started: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(started)
    id = add(page, "decision", title="Stop Saturday catering", decided_on="2026-07-01")
    monkeypatch.setattr(sealing, "SITTING", timedelta(days=-1))
    typed(table(page, "decision"), id, "title", "Stop Sunday catering")
    save(page)
    assert "“Replace this decision”" in row(page, "decision", id)["problems"]["title"]
    assert started.plan.all(Decision)[0].title == "Stop Saturday catering"


def test_replace_this_decision_begins_the_one_that_takes_its_place(taken: Workbook) -> None:
    page, old = open_page(taken), the(taken, "Bake for cafés first")
    tell(part(page, Register), "said", about="replace", value=old.id)
    [new] = [each for each in taken.plan.all(Decision) if each.replaces_id == old.id]
    assert (new.title, new.decided_on, new.reason) == (old.title, None, "")
    assert row(page, "decision", new.id)["fixed"] == []
    assert "is begun in the place of “Bake for cafés first”" in text(page)
    rows = table(page, "decision")
    typed(rows, new.id, "title", "Bake for the shop first")
    typed(rows, new.id, "decided_on", "2026-10-05")
    save(page)
    assert "is superseded by “Bake for the shop first” (5 October 2026)" in text(page)
    assert {"Bake for cafés first", "Bake for the shop first"} == {
        each.title for each in taken.plan.all(Decision)
    }


def test_the_newest_that_stand_are_offered_and_the_older_ones_counted(started: Workbook) -> None:
    taken = {f"d{n}": date(2026, 1, 1) + timedelta(days=n) for n in range(SHOWN + 2)}
    started.save(
        [Edit(Decision, id, {"title": id, "decided_on": day}) for id, day in taken.items()]
    )
    shown = part(open_page(started), Register)
    assert shown.html.count("Replace this decision") == SHOWN
    assert f'value="d{SHOWN + 1}"' in shown.html
    assert "And 2 older." in text(shown)


def test_options_are_weighed_once_somebody_wants_to(started: Workbook) -> None:
    page = open_page(started)
    hire = add(page, "decision", title="Hire now, or wait?")
    folded = part(page, Folded)
    assert folded.table is None
    tell(folded.words, "said", about="unfold", value="")
    add(page, "option", decision_id=hire, name="Hire now", cost="9,500", recommended=True)
    other = add(page, "option", decision_id=hire, name="Wait", recommended=True)
    assert row(page, "option", other)["problems"]["recommended"] == (
        "“Hire now” is recommended already. Take that tick away first."
    )
    assert [each.cost for each in started.plan.all(Option)] == [9500]


def test_a_decision_comes_back_first_on_its_day_with_the_evidence(taken: Workbook) -> None:
    page = open_page(taken)
    reviews = table(page, "review")
    assert reviews in set(every(page.sheet.children[:2]))
    told = reviews.rows[0]["cells"]["decision"]
    assert "Loaves: from 20 to 25 loaves by 30 September 2026, at odds of 70%." in told
    assert "It reads 26 loaves: as expected, or better." in told


def test_what_happened_is_kept_with_its_day_and_the_question_is_gone_next_quarter(
    taken: Workbook,
) -> None:
    page, old = open_page(taken), the(taken, "Bake for cafés first")
    typed(table(page, "review"), old.id, "came", "partly")
    save(page)
    [said] = taken.plan.all(Outcome)
    assert (said.decision_id, said.came, said.on) == (old.id, "partly", taken.plan.today)
    assert table(page, "review").rows  # it stays until this review is over
    assert table(of("2026-Q4", taken), "review").rows == []


def test_nothing_is_asked_before_the_day(started: Workbook) -> None:
    page = open_page(started)
    add(page, "decision", title="Bake", decided_on="2026-07-01", review_on="2199-01-01")
    assert table(page, "review").rows == []
