"""A file looked at as a person would by now: by what was said of its like, and by what it is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from workbook.errors import ImportRefused
from workbook.intake.counting.lists import MODELS
from workbook.intake.layouts.header_words import Kind
from workbook.intake.layouts.mapping import Mapping, fingerprint
from workbook.intake.layouts.remembered import recall
from workbook.intake.proposals.proposing import propose
from workbook.intake.tables.columns import Tell, silent
from workbook.intake.tables.footers import says_total
from workbook.intake.tables.opening import Content
from workbook.intake.tables.settings import NOTHING_SAID, Settings
from workbook.intake.tables.table import Table, look
from workbook.strategy.plan import Plan
from workbook.strategy.review import FileLayout

__all__ = ["look_as_before"]

_PLACE = ("sheet", "header", "header_rows", "encoding", "delimiter")  # what the header depends on
_LIST = 10_000  # rows that a list has at most


def look_as_before(
    source: Content | str | Path,
    plan: Plan,
    said: Settings = NOTHING_SAID,
    tell: Tell = silent,
    kind: Kind | Literal[""] = "",
) -> Table:
    """Look at a file by what is said, and by what was said of files with such columns before.

    Of a list of people or objectives, a last row of few words is no footer, but one of them: its
    `kind` is found out where it is not said.

    `tell` is called with how much is read, from 0 to 1.

    Raises:
        NotFound, ImportRefused: as `look`.
    """
    table = look(source, said, tell)
    if found := recall(plan, table.columns).layout:
        again = _both(Settings.of(found.settings), said)
        return table if again == said else look(source, again, tell)
    table = next(_found_elsewhere(source, plan, said), table)
    if _is_cut_short(table, plan, kind):
        return look(source, replace(table.said, totals="take"), tell)
    return table


def _is_cut_short(table: Table, plan: Plan, kind: Kind | Literal[""]) -> bool:
    if not table.totals or table.said.totals or len(table.numbers) > _LIST:
        return False
    if any(says_total(total.label) for total in table.totals):
        return False
    return propose(table, plan, Mapping(kind)).mapping.kind in MODELS


def _found_elsewhere(source: Content | str | Path, plan: Plan, said: Settings) -> Iterator[Table]:
    """Yield the file as a layout reads it whose header lies elsewhere: on its third sheet, say."""
    for layout in plan.all(FileLayout):
        if any(layout.settings.get(name) for name in _PLACE):
            try:
                table = look(source, _both(Settings.of(layout.settings), said))
            except ImportRefused:
                continue
            if fingerprint(table.columns) == layout.fingerprint:
                yield table


def _both(before: Settings, said: Settings) -> Settings:
    return Settings.of({**before.plain(), **said.plain()})
