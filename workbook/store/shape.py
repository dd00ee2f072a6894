"""What a workbook's tables are on a server: whoever may change them may change what is seen.

A view or a rule in the place of a table, a trigger that writes, or rows that are kept from
somebody make figures wrong, and nobody would see it. Nothing is run before this was looked up.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Row, text
from sqlmodel import SQLModel

from workbook.wording import say_list, visible

__all__ = ["differences"]

_GUARD = ("change", "guard_journal")
_FOUND = text(
    """
    SELECT c.relname AS name, c.relkind AS kind, row_security_active(c.oid) AS hides,
        ARRAY(SELECT tgname FROM pg_trigger
              WHERE tgrelid = c.oid AND NOT tgisinternal AND tgenabled <> 'D') AS triggers,
        ARRAY(SELECT rulename FROM pg_rewrite WHERE ev_class = c.oid) AS rules
    FROM pg_class c
    WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
        AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    """
)
_TABLES = {"r", "p"}


def differences(connection: Connection, *, newest: bool) -> str:
    """Return in words how the tables differ from a workbook's, of the newest revision or an older.

    Nothing where they do not: tables of something else beside them are nobody's concern.
    """
    ours = set(SQLModel.metadata.tables)
    found = {row.name: row for row in connection.execute(_FOUND) if row.name in ours}
    missing = sorted(ours - set(found)) if newest else []
    told = [f"the table “{name}” is missing" for name in missing]
    return say_list([*told, *(said for row in found.values() for said in _odd(row))])


def _odd(row: "Row[tuple[object, ...]]") -> Iterator[str]:
    if row.kind not in _TABLES:
        yield f"the table “{row.name}” was replaced by something else"
        return
    if row.hides:
        yield f"the table “{row.name}” keeps rows from your user"
    guarded = {name for table, name in [_GUARD] if table == row.name}
    yield from (f"the trigger “{visible(name)}” was added" for name in {*row.triggers} - guarded)
    yield from (f"the trigger “{name}” is missing" for name in guarded - {*row.triggers})
    yield from (f"the rule “{visible(name)}” was added" for name in row.rules)
