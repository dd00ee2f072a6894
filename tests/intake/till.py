"""The real till file, where it is at hand."""

from pathlib import Path

import pytest

TILL = Path(__file__).parents[3] / "shared" / "data" / "bakery_till.csv"
needs_till = pytest.mark.skipif(not TILL.exists(), reason="the till file is not beside the project")
KPIS = (
    "Tickets per week=distinct:Transaction",
    "Lines per ticket=rows_per:Transaction",
    "Coffee share=share:Transaction:Item=Coffee",
)
