"""Workbooks to test on: a file, and a PostgreSQL database where there is a server."""

import os
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.store.postgres import programs, serving
from workbook import Workbook, create_workbook

_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server, started once for all tests."""
    bin = programs()
    if bin is None:
        assert os.environ.get("CI") != "true", "PostgreSQL has to be installed for CI"
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        home = Path(folder) / "server"
        home.mkdir()
        with serving(home, bin) as url:
            yield url


@pytest.fixture
def postgres(server: str) -> str:
    """The URL of an empty PostgreSQL database."""
    name = f"book{next(_numbers)}"
    engine = create_engine(
        server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.removesuffix("postgres") + name


@pytest.fixture(params=["file", "postgres"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workbook]:
    """An empty workbook of a bakery: once in a file, once in PostgreSQL."""
    at = tmp_path if request.param == "file" else request.getfixturevalue("postgres")
    made = create_workbook("Rise Bakery", at)
    yield made
    made.store.close()
