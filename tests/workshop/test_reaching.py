"""A room is reached through its process or its file, and one that is spoiled is told as that."""

import sqlite3
from pathlib import Path

import pytest

from workbook.errors import DatabaseRefused
from workbook.workshop.day.preparing import Preparation
from workbook.workshop.opening import room_file
from workbook.workshop.reaching import reach

SESSION = {"id": "4b1c9f20-0000-4000-8000-000000000000"}


def test_a_file_that_somebody_has_written_in_is_refused_in_words(tmp_path: Path) -> None:
    source = str(tmp_path / "rise.workbook")
    room = reach(source, Preparation(SESSION, (), ()), {})
    room.do("park", text="A van")
    with sqlite3.connect(room_file(source, SESSION["id"])) as database:
        database.execute("UPDATE fact SET value = 'nonsense' WHERE name = 'parked'")
    database.close()
    for command in ("state", "invited"):
        with pytest.raises(DatabaseRefused, match="is damaged"):
            room.do(command)
