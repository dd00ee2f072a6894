"""`python -m tests.store.first_release`: write the migration of the first release anew.

Until the first release every change of an entity ends here. After it this file goes, and each
release has a migration of its own.
"""

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel import SQLModel

import workbook.store
import workbook.strategy  # it defines the tables
from tests.store.schemas import write

PATH = Path(workbook.store.__file__).parent / "migrations/versions/0001_first_release.py"

PLAIN = {
    "sqlmodel.sql.sqltypes.AutoString": "sa.String",
    "sqlmodel.sql.sqltypes.UTCDateTime()": "sa.DateTime(timezone=True)",
}

TEXT = '''"""The tables of the first release, and a journal that is only added to."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_GUARD = "The journal is only added to"


def upgrade() -> None:
    """Create the tables, and guard the journal against change and removal."""
    {tables}

    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER journal_no_{{verb.lower()}} BEFORE {{verb}} ON change "
                f"BEGIN SELECT RAISE(ABORT, '{{_GUARD}}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION guard_journal() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{{_GUARD}}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER guard_journal BEFORE UPDATE OR DELETE ON change "
        "FOR EACH STATEMENT EXECUTE FUNCTION guard_journal()"
    )
'''


def main() -> None:
    """Write the migration, formatted as everything is."""
    with create_engine("sqlite://").connect() as connection:
        operations = produce_migrations(
            MigrationContext.configure(connection), SQLModel.metadata
        ).upgrade_ops
    assert operations is not None
    tables = render_python_code(operations)
    for ours, plain in PLAIN.items():
        tables = tables.replace(ours, plain)
    lines = [line for line in tables.splitlines() if not line.strip().startswith("#")]
    PATH.write_text(TEXT.format(tables="\n".join(lines).strip()), encoding="utf-8")
    ruff = str(Path(sys.executable).parent / "ruff")
    subprocess.run([ruff, "format", "--quiet", PATH], check=True)
    write("0001")


if __name__ == "__main__":
    main()
