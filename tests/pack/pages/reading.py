"""How a test reads a page: its blocks of a kind, its words, the row that begins with a name."""

from typing import Any

from workbook.pack.blocks import Cell, Part, Section, Table


def of(kind: type[Part], section: Section) -> list[Any]:
    """Return the blocks of a kind, wherever they stand in a section."""

    def walk(blocks: Any) -> Any:
        for block in blocks:
            yield block
            yield from walk(getattr(block, "blocks", ()))

    return [block for block in walk(section.blocks) if isinstance(block, kind)]


def words(block: Any) -> str:
    """Return everything a reader finds in a block, in one line; a drawing only as its words."""
    if isinstance(block, str):
        return block
    if isinstance(block, tuple):
        return " ".join(words(item) for item in block)
    values = [value for name, value in vars(block).items() if name not in ("svg", "kind", "packed")]
    return " ".join(words(value) for value in values if isinstance(value, str | tuple | Part))


def row(section: Section, name: str) -> tuple[Any, ...]:
    """Return the table row that begins with this name."""
    return next(
        cells
        for table in of(Table, section)
        for cells in table.rows
        if (cells[0].text if isinstance(cells[0], Cell) else cells[0]) == name
    )
