"""The first sheet: what this is, whose word it has, and how to read the others."""

from collections.abc import Iterator, Mapping, Sequence

from workbook.pack.blocks import Cover
from workbook.pack.writers.xlsx.recomputed import Formula
from workbook.pack.writers.xlsx.sheet import FIGURES, READ_ME, Entry, Sheet
from workbook.pack.writers.xlsx.values import entry

__all__ = ["read_me"]

_COLOURS: Mapping[str, str] = {
    "good": "as wanted",
    "watch": "to be watched",
    "bad": "not as wanted",
    "none": "no data",
    "info": "a note",
}
_READ = (
    ("Numbers", "Can be computed with. Their marks are those of your own program."),
    ("Units", "Stand in the format of a number, in the name of its column or beside its name."),
    ("Percentages", "62% is kept as 0.62, as a sheet computes with it."),
    ("Dates", "Are days, in English whatever the language of your program."),
    ("Codes", f"Lead to a figure's line on the sheet “{FIGURES}”: how it is found, and from what."),
    ("Formulas", "Stand beside a figure, and compute it again from cells of this file."),
    ("Blue numbers", "Are readings, as they were typed in or imported."),
)


def read_me(cover: Cover, sheets: Sequence[Sheet], again: Mapping[str, Formula]) -> Sheet:
    """Return the sheet to read first; `again` are the figures that have a formula."""
    return Sheet(READ_ME, (), (*_about(cover), *_reading(), *_checked(again), *_contents(sheets)))


def _about(cover: Cover) -> Iterator[tuple[Entry, ...]]:
    facts = [
        ("Business", cover.business),
        ("Pack", cover.title),
        ("Quarter", cover.quarter),
        *cover.facts,
        ("Pack code", cover.code),
    ]
    yield from ((Entry(name), entry(text, number=False)) for name, text in facts if text)


def _reading() -> Iterator[tuple[Entry, ...]]:
    yield from ((Entry(name), Entry(text)) for name, text in _READ)
    for status, meaning in _COLOURS.items():
        yield Entry("Colour"), Entry(f"{meaning}; the words beside it say the same", status=status)  # type: ignore[arg-type]


def _checked(again: Mapping[str, Formula]) -> Iterator[tuple[Entry, ...]]:
    if again:
        agreed = f'COUNTIF({FIGURES}!E:E,"yes")'
        other = f'COUNTIF({FIGURES}!E:E,"no")'
        yield Entry("Formulas that agree"), Entry(float(len(again)), "0", formula=agreed)
        yield Entry("Formulas that do not"), Entry(0.0, "0", formula=other)


def _contents(sheets: Sequence[Sheet]) -> Iterator[tuple[Entry, ...]]:
    for each in sheets:
        yield Entry("Sheet"), Entry(each.title or each.name, sheet=each.name)
