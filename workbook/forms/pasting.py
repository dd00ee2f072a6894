"""A block copied from a spreadsheet, as the fields that its cells are meant for."""

from collections.abc import Iterator, Sequence

from workbook.forms.fields import FieldSpec

__all__ = ["cells_of"]

Block = Sequence[Sequence[str]]


def cells_of(block: Block, specs: Sequence[FieldSpec], name: str = "") -> list[dict[str, str]]:
    """Return, for each row of a block, the text for each field.

    The columns go to the field called `name` and those after it, unless the first row holds labels:
    then each goes where its label says. Blank rows and fields that take no typing are left out.

    >>> loaf, price = FieldSpec("name", "Loaf"), FieldSpec("price", "Price", "money")
    >>> cells_of([["Price", "Loaf"], ["2.80", "Rye"], ["", " "]], [loaf, price])
    [{'price': '2.80', 'name': 'Rye'}]
    """
    by_label = {_plain(spec.label): spec.name for spec in specs}
    by_label |= {_plain(spec.title): spec.name for spec in specs}
    heads = [by_label.get(_plain(text), "") for text in block[0]] if block else []
    if heads and all(heads):
        return list(_filled(block[1:], heads, specs))
    names = [spec.name for spec in specs]
    return list(_filled(block, names[names.index(name) if name in names else 0 :], specs))


def _filled(
    block: Block, names: Sequence[str], specs: Sequence[FieldSpec]
) -> Iterator[dict[str, str]]:
    fixed = {spec.name for spec in specs if spec.fixed}
    for texts in block:
        cells = dict(zip(names, texts, strict=False))
        if any(text.strip() for text in texts):
            yield {name: text for name, text in cells.items() if name not in fixed}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
