"""What a guided page sends to the browser, with every chapter of it open."""

from pathlib import Path

import pytest

from tests.journeys.test_example_pack import example
from tests.widgets.weighed import weight
from workbook import Workbook, pages

MOST = 250_000  # bytes


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The example business."""
    folder: Path = tmp_path_factory.mktemp("example")
    return example(folder)


@pytest.mark.parametrize(
    "step", ["start", "destination", "position", "route", "review", "workshop"]
)
def test_a_page_of_the_example_is_light_however_many_chapters_are_open(
    bakery: Workbook, step: str
) -> None:
    page = getattr(pages, step)(bakery)
    for chapter in page.standing.chapters:
        page.open_chapter(chapter.name)
    assert weight(page) < MOST
