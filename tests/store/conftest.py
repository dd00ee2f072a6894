"""Workbooks to test on: a file, and a PostgreSQL database where there is a server."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.store.postgres import Server, anywhere, programs
from workbook import Workbook, create_workbook

_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, started once for all tests."""
    bin = programs()
    if bin is None:
        assert os.environ.get("CI") != "true", "PostgreSQL has to be installed for CI"
        pytest.skip("PostgreSQL is not installed")
    with anywhere(bin) as running:
        yield running


@pytest.fixture
def postgres(server: Server) -> str:
    """The URL of an empty PostgreSQL database."""
    return server.database(f"book{next(_numbers)}")


@pytest.fixture(params=["file", "postgres"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workbook]:
    """An empty workbook of a bakery: once in a file, once in PostgreSQL."""
    at = tmp_path if request.param == "file" else request.getfixturevalue("postgres")
    made = create_workbook("Rise Bakery", at)
    yield made
    made.store.close()
