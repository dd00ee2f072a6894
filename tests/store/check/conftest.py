"""The example with a quarter that was signed off twice, to be spoiled."""

import shutil
from pathlib import Path

import pytest

from tests.signed import sign_off
from workbook import Quarter, open_workbook
from workbook.cli.example import make_example


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, with a quarter that was signed off twice."""
    book = open_workbook(make_example(tmp_path_factory.mktemp("signed")))
    for _ in range(2):
        sign_off(book, Quarter.parse("2026-Q3"))
    book.store.close()
    return Path(book.source)


@pytest.fixture
def example(signed: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoiled."""
    return Path(shutil.copy(signed, tmp_path))
