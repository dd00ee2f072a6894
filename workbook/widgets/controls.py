"""One plain ipywidgets control for each kind of field, always labelled."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]
import traitlets

from workbook.forms.fields import FieldSpec
from workbook.forms.typed import Choices, Typed, options_of

__all__ = ["Ticks", "control", "get", "offer", "put"]

Control = Any
Options = Sequence[tuple[str, str]]


class Ticks(widgets.VBox):  # type: ignore[misc]
    """Tick boxes for choosing any number of records; `value` holds their ids as chosen."""

    value = traitlets.Tuple()

    def __init__(self, description: str, options: Options, value: Sequence[str] = ()) -> None:
        super().__init__()
        self.description = description
        self.add_class("wb-ticks")
        self.value = tuple(value)
        self.offer(options)

    def offer(self, options: Options) -> None:
        """Show a box for each (id, label); an id that is chosen but not listed keeps its box."""
        unlisted = [(id, "(no longer listed)") for id in self.value if id not in dict(options)]
        self.boxes = {}
        for id, label in [*options, *unlisted]:
            self.boxes[id] = widgets.Checkbox(id in self.value, description=label, indent=False)
            self.boxes[id].observe(self._ticked, "value")
        self.children = tuple(self.boxes.values())

    @traitlets.observe("value")
    def _show(self, change: Any) -> None:
        for id, box in getattr(self, "boxes", {}).items():
            box.value = id in change["new"]

    def _ticked(self, _: Any) -> None:
        ticked = [id for id, box in self.boxes.items() if box.value]
        kept = [id for id in self.value if id in ticked]
        self.value = tuple(kept + [id for id in ticked if id not in kept])


def control(spec: FieldSpec, typed: Typed, choices: Choices) -> Control:
    """Return the control for a field, showing `typed`; `get` and `put` read and write it.

    >>> get(control(FieldSpec("name", "Name"), "Rise", {}))
    'Rise'
    """
    field = _control(spec, choices)
    put(field, typed)
    field.add_class("wb-field")
    field.add_class(f"wb-field-{spec.name}")
    return field


def get(field: Control) -> Typed:
    """Return what stands in the control, as a draft takes it."""
    value = field.value
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value if value is not None else ""


def put(field: Control, typed: Typed) -> None:
    """Show this in the control."""
    if isinstance(field, widgets.DatePicker):
        field.value = date.fromisoformat(str(typed)) if typed else None
    elif isinstance(field, Ticks):
        field.value = tuple(typed) if isinstance(typed, list) else ()
    elif isinstance(field, widgets.Dropdown):
        _list(field, str(typed))
        field.value = str(typed)
    else:
        field.value = typed


def offer(field: Control, spec: FieldSpec, choices: Choices) -> None:
    """Let the control offer these choices, without losing what is chosen."""
    if isinstance(field, Ticks):
        field.offer(options_of(spec, choices))
    elif isinstance(field, widgets.Dropdown):
        chosen = field.value
        field.options = _options(spec, choices)
        put(field, chosen)


def _control(spec: FieldSpec, choices: Choices) -> Control:
    match spec.kind:
        case "long text":
            return widgets.Textarea(description=spec.title, rows=3)
        case "date":
            return widgets.DatePicker(description=spec.title)
        case "tick":
            return widgets.Checkbox(description=spec.title, indent=False)
        case "references":
            return Ticks(spec.title, options_of(spec, choices))
        case "choice" | "person" | "reference":
            return widgets.Dropdown(options=_options(spec, choices), description=spec.title)
        case _:
            return widgets.Text(description=spec.title)


def _options(spec: FieldSpec, choices: Choices) -> list[tuple[str, str]]:
    listed = [(label, id) for id, label in options_of(spec, choices)]
    must_choose = spec.kind == "choice" and spec.default is not None
    return listed if must_choose else [("Choose…", ""), *listed]


def _list(field: widgets.Dropdown, id: str) -> None:
    if id not in {value for _, value in field.options}:
        field.options = [*field.options, ("(no longer listed)", id)]
