"""Forty people who save at once in one PostgreSQL database."""

from tests.reliability.tally import Tally
from tests.reliability.writers import forty
from tests.store.postgres import somewhere
from workbook import create_workbook

ALONE = True


def run(effort: float) -> Tally:
    """Let forty write in a database for thirty seconds."""
    with somewhere() as server:
        book = create_workbook("Rise Bakery", server.url)
        return forty(book, 30 * effort, "a database on a server")
