"""What a guided page sends when it is opened: no more than a quarter of a megabyte."""

import pytest

from tests.widgets.weighed import weight
from workbook.book import Workbook
from workbook.resources import templates
from workbook.steps.guided import Guided
from workbook.store import Store, database
from workbook.strategy.outline import STEPS

MOST = 250_000  # bytes


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """The example business."""
    file = str(tmp_path_factory.mktemp("example") / "example.workbook")
    book = Workbook(file, Store(database.connect(file, create=True)))
    book.restore(templates() / "example")
    return book


@pytest.mark.parametrize("step", [step.name for step in STEPS])
def test_a_page_is_light_when_it_is_opened_and_with_every_chapter(
    example: Workbook, step: str
) -> None:
    page = Guided(example, step)
    assert weight(page) < MOST
    for stop in page.standing.chapters:
        page.open_chapter(stop.name)
    assert weight(page) < MOST
