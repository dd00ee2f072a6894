"""The lists hold together: what the outline names is asked on a page, and nothing else is."""

import pytest

from tests.steps.visit import state
from workbook import Workbook, pages
from workbook.resources import notebooks, templates
from workbook.steps.guided import Guided, chapters
from workbook.strategy.outline import STEPS, Step
from workbook.widgets.page import UNEXPECTED

MOST_PARTS, MOST_CHAPTERS = 4, 8


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_the_chapters_of_a_step_are_those_of_the_outline(step: Step) -> None:
    assert list(chapters(step.name)) == [chapter.name for chapter in step.chapters]
    assert len(step.chapters) <= MOST_CHAPTERS


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_chapter_has_few_parts_and_one_title(started: Workbook, step: Step) -> None:
    page = Guided(started, step.name)
    for chapter in step.chapters:
        title, *parts = page.open_chapter(chapter.name).children
        assert (title.level, title.title) == (1, chapter.title)
        assert 1 <= len(parts) <= MOST_PARTS


def test_there_is_a_page_and_a_notebook_for_each_step() -> None:
    assert sorted(pages.__all__) == sorted(step.name for step in STEPS)
    assert [path.name for path in sorted(notebooks().glob("*.ipynb"))] == [
        step.notebook for step in STEPS
    ]


def test_advice_is_kept_beside_the_chapter_that_asks() -> None:
    library = templates() / "library" / "coaching"
    kept = {str(path.relative_to(library).with_suffix("")) for path in library.rglob("*.toml")}
    assert kept == {f"{step.name}/{each.name}" for step in STEPS for each in step.chapters}


def test_a_page_opens_at_the_first_chapter_that_lacks_something(started: Workbook) -> None:
    assert pages.start(started).contents.here == "business"
    assert pages.destination(started).contents.here == "vision"
    page = pages.review(started)
    assert page.contents.here == "readings"


def test_the_address_of_a_gap_leads_to_its_chapter(started: Workbook) -> None:
    page = pages.destination(started)
    stop = next(stop for stop in page.standing.chapters if stop.name == "objectives")
    [(sentence, address), *_] = stop.missing
    assert sentence == "Give “Sell 60 loaves a day to cafés” an owner."
    assert address == "01_define_destination.ipynb#objectives/cafes/owner_id"
    page.contents._handle_custom_msg({"type": "go", "to": address.partition("#")[2]}, [])
    assert page.contents.here == "objectives"


def test_an_address_that_names_no_chapter_opens_what_lacks_something(started: Workbook) -> None:
    page = pages.destination(started)
    page.open_chapter("kpis")
    page.contents._handle_custom_msg({"type": "go", "to": "no-such-chapter/x"}, [])
    assert page.contents.here == "vision"


def test_a_chapter_is_built_when_it_is_first_opened_and_kept(started: Workbook) -> None:
    page = pages.destination(started)
    assert len(page.body.children) == 1
    built = page.open_chapter("kpis")
    page.open_chapter("vision")
    assert page.open_chapter("kpis") is built
    assert len(page.body.children) == 2
    assert [("wb-away" in sheet._dom_classes) for sheet in page.body.children] == [True, False]


def test_a_chapter_that_cannot_be_shown_leaves_the_others_open(
    started: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbook.steps.destination import kpis

    def broken(_: object) -> None:
        raise OverflowError("date value out of range")

    monkeypatch.setattr(kpis, "parts", broken)
    page = pages.destination(started)
    [title] = page.open_chapter("kpis").children
    assert (title.title, title.lead) == ("KPIs", UNEXPECTED)
    assert len(page.open_chapter("objectives").children) > 1
    assert state(page) == "started"


def test_the_way_on_leads_from_chapter_to_chapter_and_on_to_the_next_step(
    started: Workbook,
) -> None:
    page = pages.route(started)
    assert page.onward.onward == ["Review", "04_review.ipynb"]
    assert page.onward.back == ["Assess the position", "02_assess_position.ipynb"]
    page.open_chapter("decisions")
    assert page.onward.back == ["Choosing", "03_map_route.ipynb#choosing"]
    assert page.onward.onward == ["Roadmap", "03_map_route.ipynb#roadmap"]
    page.open_chapter("risks")
    assert page.onward.back == ["Futures", "03_map_route.ipynb#futures"]
    assert page.onward.onward == ["Review", "04_review.ipynb"]
