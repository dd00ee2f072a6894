"""Figures, readings and records as data frames, for those who go on with them in a notebook.

Columns have the same types whatever stands in them: `string`, `float64`, `Int64`, `boolean` and
`datetime64[s]`. What is not known is missing (`NaN`, `<NA>`, `NaT`), and never a zero or a dash.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import numpy as np
import pandas as pd

from workbook.errors import WorkbookError
from workbook.insight.codes import codes
from workbook.insight.findings import findings
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity, ids_in, references
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.wording import say_list

__all__ = ["figures_frame", "readings_frame", "table_frame"]


def figures_frame(plan: Plan, quarter: Quarter) -> pd.DataFrame:
    """Return every figure of a quarter's pack, a row each, by its id.

    - `code` (string): as it stands beside the figure in the pack
    - `label` (string)
    - `value` (float64): in the unit beside it, 60 for 60%; missing where a figure is a word
    - `printed` (string): as the pack prints it, such as `60.0%` or `signal: better`
    - `unit`, `method`, `sources`, `caveat` (string): sources stand a line each

    >>> plan = Plan.of_records([KPI(name="Waste", unit="%", target=5)])
    >>> figures = figures_frame(plan, Quarter.parse("2026-Q3"))
    >>> float(figures.loc["kpi.waste.target", "value"]), figures.loc["kpi.waste.target", "printed"]
    (5.0, '5%')
    """
    found, known = findings(plan, quarter), codes(plan, quarter)
    texts = {
        "label": [each.label for each in found],
        "printed": [each.printed for each in found],
        "unit": [each.unit for each in found],
        "method": [each.method for each in found],
        "sources": ["\n".join(each.sources) for each in found],
        "caveat": [each.caveat for each in found],
    }
    values = [each.value if isinstance(each.value, int | float) else np.nan for each in found]
    columns = {
        "code": _string([known[each.id] for each in found]),
        "label": _string(texts["label"]),
        "value": pd.Series(values, dtype="float64"),
        **{name: _string(column) for name, column in texts.items() if name != "label"},
    }
    return pd.DataFrame(columns).set_index(_string([each.id for each in found]).rename("id"))


def readings_frame(plan: Plan) -> pd.DataFrame:
    """Return every reading of every KPI, a row each: by KPI, and by time.

    - `kpi_id`, `kpi`, `unit` (string)
    - `start`, `end` (datetime64[s]): the first and the last day of its period
    - `value` (float64): in the unit
    - `complete`, `provisional` (boolean): only what is complete is in a figure
    - `rows` (Int64): rows of the file behind it; missing for what was typed in
    - `note`, `source` (string): the file's name, or empty for what was typed in

    >>> list(readings_frame(Plan()).columns[:6])
    ['kpi_id', 'kpi', 'unit', 'start', 'end', 'value']
    """
    files = {source.id: source.name for source in plan.all(Source)}
    every = [(kpi, plan.series(kpi)) for kpi in plan.all(KPI)]
    sizes = [len(series) for _, series in every]

    def of_kpi(field: str) -> pd.Series:
        return _string(np.repeat([getattr(kpi, field) for kpi, _ in every], sizes))

    def column(field: str, kind: str) -> Any:
        parts = [getattr(series, field) for _, series in every]
        return np.concatenate([np.array([], dtype=kind), *parts]).astype(kind)

    sources = (files.get(each, "") for each in column("sources", "object"))
    return pd.DataFrame(
        {
            "kpi_id": of_kpi("id"),
            "kpi": of_kpi("name"),
            "unit": of_kpi("unit"),
            "start": column("starts", "datetime64[s]"),
            "end": column("ends", "datetime64[s]"),
            "value": column("values", "float64"),
            "complete": pd.array(column("complete", "bool"), dtype="boolean"),
            "provisional": pd.array(column("provisional", "bool"), dtype="boolean"),
            "rows": pd.array(column("rows", "object"), dtype="Int64"),
            "note": _string(column("notes", "object")),
            "source": _string(list(sources)),
        }
    )


def table_frame(plan: Plan, name: str) -> pd.DataFrame:
    """Return the records of one kind, such as `initiative`, a row each, by their id.

    The columns are the fields of the record, in its order: texts and choices as `string`, numbers
    as `float64` or `Int64`, ticks as `boolean`, days and moments (UTC) as `datetime64[s]`, lists
    and what is no single value as `object`. Beside a field that refers to another record, such as
    `owner_id`, stands what people call that one, as `owner` (string).

    >>> from workbook.strategy import Objective, Person
    >>> ana = Person(id="ana", name="Ana Ruiz")
    >>> plan = Plan.of_records([ana, Objective(id="bake", name="Bake less", owner_id="ana")])
    >>> table_frame(plan, "objective").loc["bake", ["name", "owner_id", "owner"]].tolist()
    ['Bake less', 'ana', 'Ana Ruiz']

    Raises:
        WorkbookError: there are no such records; it says which there are.
    """
    model = _entity(name)
    records = plan.all(model)
    columns = dict(_columns(plan, model, records))
    index = _string([record.id for record in records]).rename("id")
    return pd.DataFrame(columns).set_index(index)


def _entity(name: str) -> type[Entity]:
    every = {str(each.__tablename__): each for each in ENTITIES}
    if name not in every:
        there = say_list(sorted(every))
        raise WorkbookError(f"The workbook has no table “{name}”. It has {there}.")
    return every[name]


def _columns(
    plan: Plan, model: type[Entity], records: Sequence[Entity]
) -> Iterator[tuple[str, pd.Series]]:
    referring = {field for field, _ in references(model)}
    for field, about in model.model_fields.items():
        if field == "id":
            continue
        values = [getattr(record, field) for record in records]
        yield field, _typed(values, about.annotation)
        named = field.removesuffix("s").removesuffix("_id")
        if field in referring and named not in model.model_fields:
            names = (map(plan.name_of, ids_in(record, field)) for record in records)
            yield named, _string([", ".join(each) for each in names])


_KINDS: Mapping[type, str] = {
    bool: "boolean",
    int: "Int64",
    float: "float64",
    date: "datetime64[s]",
    datetime: "datetime64[s]",
    str: "string",
}


def _typed(values: Sequence[Any], annotation: Any) -> pd.Series:
    """Return the values of a field as a column of the type that its annotation asks for."""
    kind: Any = _KINDS.get(_plain(annotation), "object")
    if kind == "datetime64[s]":  # moments are in UTC
        moments = (isinstance(each, datetime) for each in values)
        plain = [
            each.replace(tzinfo=None) if moment else each
            for each, moment in zip(values, moments, strict=True)
        ]
        return pd.Series(np.array(plain, dtype=kind))
    column: pd.Series = pd.Series(list(values), dtype=kind)
    return column


def _plain(annotation: Any) -> Any:
    """Return the type that values have, without that there may be none, and without its checks."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not NoneType)
    if hasattr(annotation, "__metadata__"):
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Literal:
        return type(get_args(annotation)[0])
    return annotation


def _string(values: Any) -> pd.Series:
    return pd.Series(values, dtype="string")
