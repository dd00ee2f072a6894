"""Spoiling a workbook's file by hand, the guard of its journal notwithstanding."""

import sqlite3
from contextlib import closing
from pathlib import Path

__all__ = ["spoil"]


def spoil(path: Path, *statements: str) -> None:
    """Do what no door of the program would; the tables are as before afterwards."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        guards = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)
        for _, sql in guards:
            database.execute(sql)
