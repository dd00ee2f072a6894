"""Departments, the founder's themes, SMART overrides, the not-doing list."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables, and the fields that refer to them."""
    _table("department", sa.Column("name", sa.String(200), nullable=False))
    _table(
        "theme",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("meaning", sa.String(4000), nullable=False),
    )
    _table(
        "restatement",
        _reference("theme"),
        _reference("department"),
        sa.Column("words", sa.String(4000), nullable=False),
        sa.Column("judged", sa.String(), nullable=False),
        sa.UniqueConstraint("theme_id", "department_id", name="one_restatement_a_department"),
    )
    _table(
        "smart_override",
        _reference("objective"),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("met", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.UniqueConstraint("objective_id", "letter", name="one_override_a_letter"),
    )
    _table(
        "not_doing",
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(4000), nullable=False),
        sa.Column("reopen_when", sa.String(200), nullable=False),
        sa.Column("watch_for", sa.String(200), nullable=False),
    )
    for table in ("person", "objective"):
        # In plain SQL, which both databases know: Alembic would copy the whole table in SQLite.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN department_id VARCHAR(36) "
            "REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED"
        )
    distinction = sa.Column("distinction", sa.String(), nullable=False, server_default="not said")
    op.add_column("initiative", distinction)


def _table(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(36), nullable=False, primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *columns,
    )


def _reference(of: str) -> sa.Column[str]:
    link = sa.ForeignKey(f"{of}.id", deferrable=True, initially="DEFERRED")
    return sa.Column(f"{of}_id", sa.String(36), link, nullable=False)
