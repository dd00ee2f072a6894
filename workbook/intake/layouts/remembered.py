"""Layouts of files that were said once: known again by the header, here and at another client's."""

import json
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from workbook import jsontext
from workbook.errors import ImportRefused, InvalidEntry
from workbook.intake.layouts.header_words import plain
from workbook.intake.layouts.mapping import Mapping, fingerprint
from workbook.intake.layouts.rules import KpiRule
from workbook.intake.layouts.told import Told
from workbook.intake.tables.settings import Settings
from workbook.intake.tables.table import Table
from workbook.store.saving import Edit
from workbook.strategy.plan import Plan
from workbook.strategy.review import FileLayout
from workbook.strategy.rules import check
from workbook.wording import say_list

__all__ = [
    "Recalled", "layout_of", "read_layout", "recall", "remember", "require_fit",
    "said_of",
    "write_layout",
]  # fmt: skip

_ABOUT = "strategy-workbook file layout"
_LARGEST = 1_000_000  # bytes of a layout's file
_KEPT = ("name", "kind", "header", "columns", "every", "kpis", "told", "settings")


@dataclass(frozen=True)
class Recalled:
    """The layout that fits a header; `exact` where the header is the same, however ordered.

    `notes` say why one that was remembered of a file much like this is not used.
    """

    layout: FileLayout | None = None
    exact: bool = True
    notes: tuple[str, ...] = ()


def recall(plan: Plan, header: Sequence[str]) -> Recalled:
    """Return the remembered layout of files with such a header.

    One whose columns are all there, with others besides, is offered, too. One of whose columns is
    gone is not used, and that is said.
    """
    layouts = plan.all(FileLayout)
    key = fingerprint(header)
    same = next((each for each in layouts if each.fingerprint == key), None)
    if same:
        return Recalled(same)
    there = set(map(plain, header))
    near = [(len(_gone(each, there)), each) for each in layouts if _is_like(each, there)]
    if not near:
        return Recalled()
    gone, closest = min(near, key=lambda each: each[0])
    if not gone:
        said = f"The layout of {closest.name} is used; this file has other columns besides."
        return Recalled(closest, exact=False, notes=(said,))
    missing = say_list([f"“{name}”" for name in _gone(closest, there)])
    no_longer = "is no longer there" if gone == 1 else "are no longer there"
    note = f"The layout of {closest.name} was not used: {missing} {no_longer}."
    return Recalled(notes=(note,))


def _used(layout: FileLayout) -> list[str]:
    rules = (KpiRule.parse(f"{name}={rule}").rule for name, rule in layout.kpis.items())
    known = set(map(plain, layout.header))
    counted = (part for rule in rules for name in rule.columns for part in _parts(name, known))
    mapped = (name for name, key in layout.columns.items() if key)
    return list(dict.fromkeys([*mapped, *counted]))


def _parts(column: str, known: Collection[str]) -> list[str]:
    """Return the columns that a rule names: one, or several that count together."""
    return [column] if plain(column) in known else column.split("+")


def _gone(layout: FileLayout, there: set[str]) -> list[str]:
    return [name for name in _used(layout) if plain(name) not in there]


def _is_like(layout: FileLayout, there: set[str]) -> bool:
    known = set(map(plain, layout.header))
    return 2 * len(known & there) >= max(len(known), len(there))


def require_fit(layout: FileLayout, table: Table) -> None:
    """Refuse a layout that needs a column which a file does not have."""
    if gone := _gone(layout, set(map(plain, table.columns))):
        raise ImportRefused(
            f"The layout of {layout.name} does not fit {table.file}: it has no column "
            f"{say_list([f'“{name}”' for name in gone])}. Nothing was changed."
        )


def said_of(layout: FileLayout, header: Sequence[str]) -> Mapping:
    """Return what a layout says of a file, by the names that its columns have there.

    Raises:
        ImportRefused: a rule of the layout cannot be read.
    """
    named = {plain(name): name for name in header}

    def here(name: str) -> str:
        return "+".join(named.get(plain(part), part) for part in _parts(name, named))

    kpis = (KpiRule.parse(f"{name}={rule}") for name, rule in layout.kpis.items())
    told = Told.of(layout.told)
    return Mapping(
        kind=layout.kind,
        columns={here(name): key for name, key in layout.columns.items() if plain(name) in named},
        every=layout.every,
        kpis=tuple(_renamed(kpi, here(kpi.rule.column), here(kpi.rule.key)) for kpi in kpis),
        told=replace(told, marks=tuple(replace(m, column=here(m.column)) for m in told.marks)),
    )


def _renamed(kpi: KpiRule, column: str, key: str) -> KpiRule:
    return replace(kpi, rule=replace(kpi.rule, column=column, key=key))


def layout_of(table: Table, mapping: Mapping) -> FileLayout:
    """Return what is worth remembering of how a file was read."""
    return check(FileLayout, _fields(table.file, table.columns, mapping, table.said))


def _fields(
    name: str, header: Iterable[str], mapping: Mapping, settings: Settings
) -> dict[str, Any]:
    header = list(header)
    return {
        "name": name[:200],
        "fingerprint": fingerprint(header),
        "kind": mapping.kind,
        "header": header,
        "columns": dict(mapping.columns),
        "every": mapping.every,
        "kpis": {kpi.name: str(kpi.rule) for kpi in mapping.kpis},
        "told": replace(mapping.told, closed=()).plain(),  # days are those of one file
        "settings": settings.plain(),
    }


def remember(plan: Plan, layout: FileLayout) -> Edit | None:
    """Return the edit that makes the workbook remember a layout; None where it does already."""
    kept = next((e for e in plan.all(FileLayout) if e.fingerprint == layout.fingerprint), None)
    fields = {name: getattr(layout, name) for name in (*_KEPT, "fingerprint")}
    if kept is None:
        place = len(plan.all(FileLayout))
        return Edit(FileLayout, str(uuid4()), {**fields, "position": place})
    del fields["name"], fields["header"]
    changed = {name: new for name, new in fields.items() if getattr(kept, name) != new}
    return Edit(FileLayout, kept.id, changed, kept.version) if changed else None


def write_layout(layout: FileLayout) -> str:
    """Return a layout as the text of a file that can be carried to another workbook."""
    said = {name: getattr(layout, name) for name in _KEPT}
    return json.dumps({"about": _ABOUT, **said}, indent=2, ensure_ascii=False) + "\n"


def read_layout(path: Path) -> FileLayout:
    """Return the layout that a file holds.

    Raises:
        ImportRefused: the file holds none, or one that is not valid.
    """
    refusal = f"{path.name} holds no file layout. Save one with: workbook layouts WORKBOOK --save"
    try:
        held = jsontext.read(path, _LARGEST)
    except ValueError:
        raise ImportRefused(refusal) from None
    if not isinstance(held, dict) or held.get("about") != _ABOUT:
        raise ImportRefused(refusal)
    return _checked(path.name, held)


def _checked(file: str, held: Mapped[str, Any]) -> FileLayout:
    fields = {name: held[name] for name in _KEPT if name in held}
    names = held["header"] if isinstance(held.get("header"), list) else []
    try:
        layout = check(FileLayout, {**fields, "fingerprint": fingerprint([str(n) for n in names])})
        said_of(layout, layout.header)
    except (InvalidEntry, ImportRefused) as error:
        raise ImportRefused(f"{file} cannot be used as a file layout: {error}") from None
    return layout
