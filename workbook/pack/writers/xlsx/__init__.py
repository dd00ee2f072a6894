"""The pack to calculate with: a sheet a table, whose numbers are numbers."""

from collections.abc import Mapping
from typing import Any

from workbook.pack.attached import figures_of, quarter_of, readings_of
from workbook.pack.brand import PLAIN, Brand
from workbook.pack.reading import look_of, parts
from workbook.pack.writers.pictures import pictures
from workbook.pack.writers.xlsx.figures import figures_sheet, readings_sheet
from workbook.pack.writers.xlsx.file import filed
from workbook.pack.writers.xlsx.read_me import read_me
from workbook.pack.writers.xlsx.recomputed import recomputed
from workbook.pack.writers.xlsx.sheet import named
from workbook.pack.writers.xlsx.tables import glances, tables, words

__all__ = ["write"]


def write(document: Mapping[str, Any], brand: Brand = PLAIN) -> bytes:
    """Return the pack as an Excel workbook; beside what is computed from others is its formula.

    Raises:
        RenderFailed: a newer program wrote the pack.
    """
    cover, sections = parts(document)
    figures, readings = figures_of(document), readings_of(document)
    again = recomputed(figures, readings, *quarter_of(document))
    sheets = [
        glances(sections),
        words(cover, sections),
        *tables(sections, with_index=not figures),
        figures_sheet(figures, again),
        readings_sheet(readings),
    ]
    full = named([sheet for sheet in sheets if sheet.rows])
    return filed(cover, [read_me(cover, full, again), *full], look_of(document), _logo(document))


def _logo(document: Mapping[str, Any]) -> bytes | None:
    look = look_of(document)
    return pictures([], document)[look.logo.svg] if look.logo else None
