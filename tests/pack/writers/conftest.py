"""The example's pack as it is gathered, once for all formats."""

from pathlib import Path
from typing import Any

import pytest

from tests.pack.writers.gathered import gathered
from workbook import open_workbook
from workbook.cli.example import make_example


@pytest.fixture(scope="session")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example business."""
    return make_example(tmp_path_factory.mktemp("bakery"))


@pytest.fixture(scope="session")
def pack(bakery: Path) -> dict[str, Any]:
    """Its pack of the third quarter, as the report notebook gathers it."""
    return gathered(open_workbook(bakery).report("2026-Q3"))
