"""A bakery's shelf for each test."""

from pathlib import Path

import pytest

from tests.forms.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Three goals of a bakery, saved."""
    shelf = Shelf(tmp_path / "goals.json")
    for place, name in enumerate(("Rye", "Spelt", "Brioche")):
        shelf.put(name.lower(), name=name, position=place, level="company", owner="p1")
    return shelf
