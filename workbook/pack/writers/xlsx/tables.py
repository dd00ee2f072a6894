"""The pages as sheets: the figures at a glance, the words, and each table by itself."""

from collections.abc import Iterator, Sequence

from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Cover,
    Facts,
    Grid,
    Heading,
    Panel,
    Prose,
    Section,
    Table,
)
from workbook.pack.writers.xlsx.sheet import Entry, Sheet
from workbook.pack.writers.xlsx.values import entry

__all__ = ["glances", "tables", "words"]


def glances(sections: Sequence[Section]) -> Sheet:
    """Return the sheet of what the pages show at a glance: labels with their values."""
    rows = [
        (Entry(section.title), Entry(label), entry(value), Entry(code, code=bool(code)))
        for section in sections
        for _, block in _leaves(section.title, section.blocks)
        if isinstance(block, Facts)
        for (label, value), code in zip(block.items, _codes(block), strict=True)
    ]
    return Sheet("At a glance", ("Page", "What", "Value", "Code"), tuple(rows))


def words(cover: Cover, sections: Sequence[Section]) -> Sheet:
    """Return the sheet of all that stands on the pages in sentences."""
    first = [(Entry(cover.title), Entry(""), Entry("First page"), Entry(cover.subtitle))]
    rows = [
        (Entry(section.title), Entry(under), Entry(kind), Entry(text))
        for section in sections
        for under, kind, text in _told(section)
        if text
    ]
    named = [row for row in first if row[-1].value]
    return Sheet("In words", ("Page", "Under", "Kind", "Text"), (*named, *rows))


def _told(section: Section) -> Iterator[tuple[str, str, str]]:
    yield "", "In a sentence", section.lead
    for under, block in _leaves("", section.blocks):
        for kind, text in _sentences(block):
            yield under, kind, text


def _sentences(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Prose():
            yield "Text", block.text
        case Bullets():
            yield from (("Point", each) for each in block.items)
        case Callout():
            yield "Box", "\n".join(filter(None, (block.title, block.text, block.place)))
        case Chart():
            yield "Chart, in words", "\n".join(filter(None, (block.alt, block.caption)))
        case Table() if not block.rows:
            yield "Table", f"{block.caption or block.columns[0].name}: nothing recorded yet."
        case Table() if _is_list(block):
            for (cell,) in block.rows:
                yield "Point", "\n".join(filter(None, (_text(cell), _note(cell))))


def tables(sections: Sequence[Section], *, with_index: bool) -> Iterator[Sheet]:
    """Yield a sheet for each table of the pages; the index of figures, if it is wanted."""
    for section in sections:
        for under, block in _leaves(section.title, section.blocks):
            if isinstance(block, Table) and not _is_list(block) and (with_index or not block.index):
                yield _table(block, under if not block.caption else block.caption)


def _table(table: Table, name: str) -> Sheet:
    columns = [_column(table, at) for at in range(len(table.columns))]
    numbers = [Entry(float(number), "0") for number in range(1, len(table.rows) + 1)]
    names = ["Row", *(name for parts in columns for name, _ in parts)]
    cells = [numbers, *(cells for parts in columns for _, cells in parts)]
    return Sheet("", tuple(_apart(names)), tuple(zip(*cells, strict=True)), title=name)


def _column(table: Table, at: int) -> list[tuple[str, list[Entry]]]:
    """Return a table's column, and beside it what else its cells say: a code, a word, a note."""
    column, cells = table.columns[at], [row[at] for row in table.rows]
    name = column.name or "What"
    found = [(name, [_entry(cell, number=column.align == "right") for cell in cells])]
    codes = [cell.code if isinstance(cell, Cell) else "" for cell in cells]
    if any(codes):
        code = "Code" if at == 0 else f"{name}: code"
        found.append((code, [Entry(each, code=bool(each)) for each in codes]))
    for what, texts in (("status", [_word(cell) for cell in cells]), ("note", map(_note, cells))):
        said = list(texts)
        if any(said):
            found.append((f"{name}: {what}", [entry(each, number=False) for each in said]))
    return found


def _entry(cell: str | Cell, *, number: bool) -> Entry:
    if isinstance(cell, str):
        return entry(cell, number=number)
    said = entry(_text(cell), number=number)
    exact = said.value if cell.value is None or said.value == cell.text else _scaled(said, cell)
    return Entry(exact, said.pattern, cell.status)


def _scaled(said: Entry, cell: Cell) -> float:
    assert cell.value is not None
    return cell.value / 100 if "%" in said.pattern else cell.value


def _apart(names: Sequence[str]) -> Iterator[str]:
    taken: dict[str, int] = {}
    for name in names:
        taken[name] = taken.get(name, 0) + 1
        yield name if taken[name] == 1 else f"{name} ({taken[name]})"


def _leaves(under: str, blocks: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """Yield each block that holds no others, and the heading that it stands under."""
    for block in blocks:
        match block:
            case Heading():
                under = block.text
            case Grid():
                yield from _leaves(under, block.blocks)
            case Panel():
                yield from _leaves(block.headed, block.blocks)
            case _:
                yield under, block


def _codes(block: Facts) -> Sequence[str]:
    return block.codes or [""] * len(block.items)


def _is_list(table: Table) -> bool:
    return len(table.columns) == 1 and not table.columns[0].name


def _text(cell: str | Cell) -> str:
    if isinstance(cell, str):
        return cell
    return cell.text or (cell.chart.alt if cell.chart else "")


def _note(cell: str | Cell) -> str:
    return "" if isinstance(cell, str) else cell.note


def _word(cell: str | Cell) -> str:
    return "" if isinstance(cell, str) else cell.word
