"""The plan of the example business."""

from pathlib import Path

import pytest

from workbook.resources import templates
from workbook.store import exchange
from workbook.strategy import Plan


@pytest.fixture(scope="session")
def example() -> Plan:
    """The plan of the example that ships in templates/example."""
    return exchange.plan_from(exchange.read(Path(templates() / "example")))
