"""The frame of a page: where you are, what is missing, what to do next."""

import json
from pathlib import Path

import ipywidgets as widgets
import pytest

from tests.forms.shelf import Shelf
from tests.widgets.bakery import goals, page
from tests.widgets.said import tell, typed
from workbook.widgets import Page


def test_a_save_brings_state_and_missing_things_up_to_date(tmp_path: Path) -> None:
    goal = {"id": "rye", "version": 1, "name": "Rye", "position": 0}
    (tmp_path / "goals.json").write_text(json.dumps({"rye": goal}))
    frame = page(str(tmp_path))
    assert frame.heading.state == "started"
    assert frame.heading.blockers == ["“Rye” has no date yet."]
    typed(frame.bar.editors[1], "rye", "due", "1 March 2026")  # type: ignore[arg-type]
    tell(frame.bar, "save")
    assert (frame.heading.state, frame.heading.blockers) == ("ready", [])


def test_forms_inside_other_boxes_are_saved_too(shelf: Shelf) -> None:
    table = goals(shelf)
    frame = Page("Goals", parts=[widgets.VBox([widgets.HBox([table])])])
    assert frame.bar.editors == [table]


def test_a_page_without_a_next_step_has_no_link(shelf: Shelf) -> None:
    assert len(Page("Goals", parts=[goals(shelf)]).children) == 3


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(Exception, match="nearly"):
        Page("Goals", state="nearly")
