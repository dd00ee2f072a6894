"""The frame of a page: where you are, what is missing, one chapter at a time, and the way on."""

import json
from pathlib import Path

import ipywidgets as widgets
import pytest

from tests.forms.shelf import Shelf
from tests.widgets.bakery import goals, page, sheet
from tests.widgets.said import tell, typed
from workbook.widgets import Page, Sheet, Standing, Stop

STEPS = [Stop("start", "Start", "0.ipynb", "ready"), Stop("route", "Route", "1.ipynb", "empty")]
CHAPTERS = [
    Stop("work", "Work", "1.ipynb#work", "ready"),
    Stop("choices", "Choices", "1.ipynb#choices", "ready", needed=False),
    Stop("map", "Map", "1.ipynb#map", "empty", missing=[("Draw it.", "1.ipynb#map")]),
]


def of_three() -> Page:
    """A step with three chapters, one of which may wait."""
    return Page("route", "Route", lambda: Standing("Rise", STEPS, CHAPTERS), Sheet)


def test_a_save_brings_state_and_missing_things_up_to_date(tmp_path: Path) -> None:
    goal = {"id": "rye", "version": 1, "name": "Rye", "position": 0}
    (tmp_path / "goals.json").write_text(json.dumps({"rye": goal}))
    frame = page(str(tmp_path))
    assert [stop["state"] for stop in frame.steps.stops] == ["started", "empty"]
    assert [sentence for sentence, _ in frame.contents.missing] == ["“Rye” has no date yet."]
    typed(frame.bar.editors[1], "rye", "due", "1 March 2026")  # type: ignore[arg-type]
    tell(frame.bar, "save")
    assert [stop["state"] for stop in frame.steps.stops] == ["ready", "empty"]
    assert frame.contents.missing == []


def test_forms_inside_other_boxes_are_saved_too(shelf: Shelf) -> None:
    table = goals(shelf)
    frame = sheet("Goals", widgets.VBox([widgets.HBox([table])]))
    assert frame.bar.editors == [table]


def test_a_page_opens_at_what_lacks_something_and_builds_nothing_else() -> None:
    frame = of_three()
    assert frame.contents.here == "map"
    assert len(frame.body.children) == 1


def test_a_first_pack_is_led_past_what_may_wait() -> None:
    frame = of_three()
    assert frame.onward.back == ["Work", "1.ipynb#work"]
    assert frame.onward.onward == []
    frame.open_chapter("work")
    assert frame.onward.back == ["Start", "0.ipynb"]
    assert frame.onward.onward == ["Map", "1.ipynb#map"]


def test_chapters_out_of_sight_are_told_of_a_save_when_they_are_opened() -> None:
    told: list[str] = []
    frame = Page(
        "route",
        "Route",
        lambda: Standing("Rise", STEPS, CHAPTERS),
        lambda name: Sheet(name, renew=lambda: told.append(name)),
    )
    frame.open_chapter("work")
    frame.bar.on_saved()
    assert told == ["work"]
    frame.open_chapter("map")
    assert told == ["work", "map"]
    frame.open_chapter("work")
    assert told == ["work", "map"]


def test_another_edition_keeps_what_was_opened_of_this_one() -> None:
    frame = of_three()
    first = frame.sheet
    frame.turn_to("2026-Q2")
    assert frame.sheet is not first
    assert frame.contents.here == "map"
    frame.turn_to("")
    assert frame.sheet is first


@pytest.mark.parametrize("to", ["work", "work/a-record", "work/a-record/a-field"])
def test_an_address_opens_its_chapter(to: str) -> None:
    frame = of_three()
    frame.contents._handle_custom_msg({"type": "go", "to": to}, [])
    assert frame.contents.here == "work"
