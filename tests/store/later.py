"""A program that has one migration more than this one: what an update will be."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from workbook.store import database, guard, schema

__all__ = ["later_program"]

_MIGRATION = '''"""Says in each business that it was brought up to date."""

from alembic import op

revision = "{new}"
down_revision = "{old}"


def upgrade() -> None:
    op.execute("UPDATE business SET activity = 'brought up'")
'''


@contextmanager
def later_program(folder: Path) -> Iterator[str]:
    """Be that program for a while; gives the revision that its files have."""
    old = schema.REVISIONS[-1]
    new = f"{int(old) + 1:04}"
    migrations = shutil.copytree(schema.MIGRATIONS, folder / "migrations")
    (migrations / "versions" / f"{new}_later.py").write_text(_MIGRATION.format(new=new, old=old))
    shutil.copyfile(schema.file_of(old), migrations / "schemas" / f"{new}.sql")
    with ExitStack() as stack:
        for module in (database, guard, schema):
            stack.enter_context(patch.object(module, "REVISIONS", (*schema.REVISIONS, new)))
        for module in (database, schema):
            stack.enter_context(patch.object(module, "MIGRATIONS", migrations))
        yield new
