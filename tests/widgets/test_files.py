"""Files on their way between the browser and the page."""

from typing import Any

import pytest

from workbook.errors import WorkbookError
from workbook.widgets.files import SLICE, TORN, UNEXPECTED, FileKeeper, FilePicker


@pytest.fixture
def picker() -> tuple[FilePicker, list[tuple[str, bytes]], list[Any]]:
    """A picker that takes 3 MB, what it was given, and what it answers."""
    given: list[tuple[str, bytes]] = []
    sent: list[Any] = []
    found = FilePicker(lambda name, data: given.append((name, data)), 3 * SLICE, "CSV")
    found.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign]
    return found, given, sent


def test_a_file_arrives_slice_by_slice(picker: Any) -> None:
    taken, given, sent = picker
    data = bytes(range(256)) * 8192  # two slices
    taken._handle_custom_msg({"type": "begin", "name": "a.csv", "size": len(data)}, [])
    for at in (0, SLICE):
        taken._handle_custom_msg({"type": "slice", "at": at}, [data[at : at + SLICE]])
    assert sent == [{"type": "got", "at": at} for at in (0, SLICE, 2 * SLICE)]
    assert given == [("a.csv", data)]


def test_a_slice_out_of_its_place_is_told(picker: Any) -> None:
    taken, given, sent = picker
    taken._handle_custom_msg({"type": "begin", "name": "a.csv", "size": 2 * SLICE}, [])
    taken._handle_custom_msg({"type": "slice", "at": SLICE}, [b"x"])
    assert sent[-1] == {"type": "trouble", "sentence": TORN} and not given


def test_more_than_is_taken_is_not_asked_for(picker: Any) -> None:
    taken, given, sent = picker
    taken._handle_custom_msg({"type": "begin", "name": "a.csv", "size": 4 * SLICE}, [])
    assert sent == [] and given == []


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [(WorkbookError("It is gone."), "It is gone."), (ZeroDivisionError(), UNEXPECTED)],
)
def test_a_file_that_cannot_be_kept_says_why(trouble: Exception, sentence: str) -> None:
    def make() -> tuple[str, bytes]:
        raise trouble

    keeper, sent = FileKeeper("Keep", make), []
    keeper.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign]
    keeper._handle_custom_msg({"type": "want"}, [])
    assert sent == [{"type": "gone", "sentence": sentence}]
