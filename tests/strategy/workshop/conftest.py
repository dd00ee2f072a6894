"""A workbook for a test, where the database has to ask the rules."""

from pathlib import Path

import pytest

from workbook import Workbook, create_workbook


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """A workbook with nothing but its business."""
    return create_workbook("Rise Bakery", tmp_path)
