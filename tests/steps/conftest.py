"""A bakery's workbook for each test."""

from pathlib import Path

import pytest

from workbook import Workbook, create_workbook
from workbook.store import Edit
from workbook.strategy import KPI, Objective, Person


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """A workbook with nothing but its business."""
    return create_workbook("Rise Bakery", tmp_path)


@pytest.fixture
def started(book: Workbook) -> Workbook:
    """The same with two people, an objective and its monthly KPI."""
    book.save(
        [
            Edit(Person, "maya", {"name": "Maya"}),
            Edit(Person, "tom", {"name": "Tom"}),
            Edit(Objective, "cafes", {"name": "Sell 60 loaves a day to cafés"}),
            Edit(KPI, "loaves", {"name": "Loaves", "objective_id": "cafes", "unit": "loaves"}),
        ]
    )
    return book
