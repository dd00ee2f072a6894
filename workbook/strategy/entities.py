"""Every entity there is, as the database lists them: what is referred to comes first."""

from sqlmodel import SQLModel

# The list of chapters imports every module that defines an entity.
from workbook.strategy import outline as _chapters
from workbook.strategy.entity import Entity

__all__ = ["ENTITIES", "entity_named"]

assert _chapters.STEPS

_BY_TABLE: dict[str, type[Entity]] = {str(m.__tablename__): m for m in Entity.__subclasses__()}

ENTITIES: tuple[type[Entity], ...] = tuple(
    _BY_TABLE[table.name] for table in SQLModel.metadata.sorted_tables if table.name in _BY_TABLE
)


def entity_named(table: str) -> type[Entity]:
    """Return the entity kept in `table`.

    Raises:
        KeyError: there is none.
    """
    return _BY_TABLE[table]
