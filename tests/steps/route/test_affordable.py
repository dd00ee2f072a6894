"""What can be afforded, as a person meets it: limits, what fits, and what becomes of the rest."""

import pytest

from tests.steps.visit import form, part, save, text
from tests.widgets.said import tell, typed
from workbook import Workbook, pages
from workbook.steps.route.affordable import Fitting
from workbook.store import Edit
from workbook.strategy import Decision, Initiative, Limits, NotDoing, Objective
from workbook.widgets import Page


@pytest.fixture
def weighed(book: Workbook) -> Workbook:
    """Two pieces of work of 60 hours, one of them running, for objectives that have weights."""
    book.save(
        [
            Edit(Objective, "cafes", {"name": "Win cafés", "weight": 70}),
            Edit(Objective, "calm", {"name": "Calm nights", "weight": 30, "position": 1}),
            Edit(Initiative, "van", {"name": "Second van", "hours": 60,
                                     "objective_ids": ["cafes"]}),
            Edit(Initiative, "class", {"name": "Saturday class", "hours": 60, "position": 1,
                                       "status": "in progress", "objective_ids": ["calm"]}),
        ]
    )  # fmt: skip
    return book


def fitting(page: Page) -> Fitting:
    """The words about what fits, once they were found."""
    found = part(page, Fitting)
    found.seen()
    found.wait()
    return found


def limit(page: Page, **limits: str) -> None:
    rows = form(page, "owner_hours")
    for name, value in limits.items():
        typed(rows, "limits", name, value)
    save(page)


def test_limits_are_typed_and_what_fits_is_told_with_why_the_rest_falls_out(
    weighed: Workbook,
) -> None:
    page = pages.route(weighed)
    assert "Give one of the limits" in text(fitting(page))
    limit(page, hours="100", period="Until March")
    assert weighed.plan.only(Limits).hours == 100
    said = text(fitting(page))
    assert "1 of 2 fit together, worth 70.0 points." in said
    assert (
        "Working hours: 60 of 100 hours used. 20 hours more would let in “Saturday class”" in said
    )
    assert "“Saturday class” takes 60 hours (40 hours left)" in said


def test_one_press_proposes_a_pause_with_its_reason_and_no_second_one(weighed: Workbook) -> None:
    weighed.save([Edit(Limits, "limits", {"hours": 100})])
    words = fitting(pages.route(weighed))
    tell(words, "said", about="pause", value="class")
    [pause] = weighed.plan.all(Decision)
    assert (pause.title, pause.kind, pause.decided_on) == ("Pause Saturday class", "pause", None)
    assert pause.reason.startswith("It takes 60 hours (40 hours left)")
    words.wait()
    assert "a pause is proposed" in text(words)
    tell(words, "said", about="pause", value="class")  # from a page that was not renewed yet
    words.wait()
    assert len(weighed.plan.all(Decision)) == 1
    assert "has changed meanwhile" in text(words)


def test_one_press_writes_work_on_the_not_doing_list_and_it_competes_no_more(
    weighed: Workbook,
) -> None:
    weighed.save([Edit(Limits, "limits", {"hours": 100})])
    van = weighed.plan.find("van")
    weighed.save([Edit(Initiative, "van", {"objective_ids": ["calm"]}, van.version)])
    weighed.save([Edit(Initiative, "class", {"objective_ids": ["cafes"]}, 1)])
    words = fitting(pages.route(weighed))
    tell(words, "said", about="not doing", value="van")
    [item] = weighed.plan.all(NotDoing)
    assert item.name == "Second van"
    words.wait()
    assert "“Second van” is on the not-doing list." in text(words)
