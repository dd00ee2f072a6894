"""One record as labelled fields, saved while a person types."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

import ipywidgets as widgets  # type: ignore[import-untyped]
import traitlets

from workbook.errors import WorkbookError
from workbook.forms.draft import Draft, Save
from workbook.forms.fields import FieldSpec
from workbook.forms.sentences import note, problems
from workbook.forms.typed import Choices, read
from workbook.widgets import controls
from workbook.widgets.editor import Reload, idle
from workbook.widgets.heading import Heading
from workbook.widgets.history import Past
from workbook.widgets.part import KIT, Part

__all__ = ["RecordForm"]


class FieldNotes(Part):
    """Puts help and problems beside the fields of a form, and ties them to the inputs."""

    kit = KIT
    part = traitlets.Unicode("record").tag(sync=True)

    title = traitlets.Unicode(help="what the form is about").tag(sync=True)
    label = traitlets.Unicode(help="names the group of fields, where no title does").tag(sync=True)
    fields = traitlets.Dict(help="name -> kind, help and whether it is needed").tag(sync=True)
    problems = traitlets.Dict(help="name -> sentence").tag(sync=True)
    has_history = traitlets.Bool(False).tag(sync=True)
    note = traitlets.Unicode(help="what is to say of the whole record").tag(sync=True)


class RecordForm(widgets.VBox):  # type: ignore[misc]
    """One record as plain fields; `fields` holds the control of each field by its name.

    `values` may hold the record's `id` and `version`; a record without a version is new. The form
    is saved by the `SaveBar` (or the `Page`) it is given to. With `past`, it has a button for its
    history. A `label` names the fields as a group where no title does.
    """

    def __init__(  # noqa: PLR0913 (what a form is made of, most of it optional)
        self,
        specs: Sequence[FieldSpec],
        values: Mapping[str, Any],
        save: Save,
        version: int | None = None,
        *,
        choices: Choices | None = None,
        reload: Reload | None = None,
        past: Past | None = None,
        title: str = "",
        lead: str = "",
        label: str = "",
    ) -> None:
        blank = {spec.name: spec.default for spec in specs} | {
            "id": str(uuid4()),
            "version": version,
        }
        self.draft = Draft(specs, [{**blank, **values}], save, dict(choices or {}))
        self.id = self.draft.order[0]
        self.touched = self.save_now = self.wrote = idle
        self.past = past
        self.label = label
        self.reload = reload
        self._showing = False
        self.fields = {spec.name: self._field(spec) for spec in specs}
        about = {spec.name: _about(spec) for spec in specs}
        self._notes = FieldNotes(
            fields=about, has_history=past is not None, title=title, label=label
        )
        self._notes.on_msg(self._on_message)
        heading = [Heading(title=title, lead=lead, level=2)] if title or lead else []
        super().__init__([*heading, *self.fields.values(), self._notes])
        self.add_class("wb-record")

    def set_choices(self, choices: Choices) -> None:
        """Offer other records to choose from, such as a person added a moment ago."""
        self.draft.choices = dict(choices)
        self._showing = True
        for spec in self.draft.specs:
            controls.offer(self.fields[spec.name], spec, choices)
        self._showing = False

    def refresh(self, ids: Iterable[str]) -> None:
        """Show the record as the draft has it now; what the person typed is not written over."""
        if self.id not in self.draft.entries:  # somebody else removed it: begin a new one
            self.draft.add(self.id)
        entry = self.draft.entries[self.id]
        self._showing = True
        for spec in self.draft.specs:
            if not self._says(spec, entry.value(spec.name)) and spec.name not in entry.problems:
                controls.put(self.fields[spec.name], entry.shown(spec))
        self._showing = False
        with self._notes.hold_sync():
            self._notes.problems = problems(entry, self.draft.specs)
            self._notes.note = note(entry, self.draft.specs)

    def _field(self, spec: FieldSpec) -> controls.Control:
        entry = self.draft.entries[self.id]
        field = controls.control(spec, entry.shown(spec), self.draft.choices)
        field.observe(partial(self._changed, spec), "value")
        return field

    def _changed(self, spec: FieldSpec, _: Any) -> None:
        if self._showing:
            return
        self.draft.change(self.id, spec.name, controls.get(self.fields[spec.name]))
        self.touched()

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        if self.past and content.get("type") in ("history", "restore"):
            self._notes.send(self.past.answer(self, {**content, "id": self.id}))

    def _says(self, spec: FieldSpec, value: Any) -> bool:
        # Compared as values, so that "1200" is not rewritten as "1,200" while somebody types on.
        try:
            return bool(
                read(spec, controls.get(self.fields[spec.name]), self.draft.choices) == value
            )
        except WorkbookError:
            return False


def _about(spec: FieldSpec) -> dict[str, Any]:
    return {
        "label": spec.title,
        "kind": spec.kind,
        "help": spec.guidance,
        "required": spec.required,
    }
