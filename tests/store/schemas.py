"""`python -m tests.store.schemas`: write what the tables of each revision are, beside migrations.

A file of an earlier release is never written anew: there are workbooks that have its tables.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from workbook.store.database import migrate
from workbook.store.schema import REVISIONS, file_of


def schema(revision: str) -> str:
    """Return the SQL that makes the tables of a revision, as its migrations leave them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.workbook"
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            migrate(connection, revision)
        engine.dispose()
        with closing(sqlite3.connect(path)) as made:
            rows = made.execute("SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY rowid")
            return "".join(f"{sql};\n".replace(", \n", ",\n") for (sql,) in rows)


def write(revision: str) -> None:
    """Write the file of one revision."""
    file_of(revision).parent.mkdir(exist_ok=True)
    file_of(revision).write_text(schema(revision), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for each in REVISIONS:
        if not file_of(each).exists():
            write(each)
