"""One record as a card of labelled fields, saved while a person types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import traitlets

from workbook.forms.draft import Draft
from workbook.forms.edits import Save
from workbook.forms.fields import FieldSpec
from workbook.forms.typed import Choices, Typed
from workbook.widgets.rows import Rows

__all__ = ["Field", "RecordForm"]


@dataclass
class Field:
    """A field of a form: `value` is what it shows, and setting it is typing into it."""

    form: "RecordForm"
    spec: FieldSpec

    @property
    def description(self) -> str:
        """The label that stands above it."""
        return self.spec.title

    @property
    def value(self) -> Typed:
        """What stands in the field, as it travels to the browser."""
        return self.form.draft.entries[self.form.id].shown(self.spec)

    @value.setter
    def value(self, typed: Typed) -> None:
        self.form.type(self.spec.name, typed)


class RecordForm(Rows):
    """One record as fields below each other: a table of one row, drawn as a card.

    `values` may hold the record's `id` and `version`; a record without a version is new. The form
    is saved by the `SaveBar` (or the `Page`) it is given to. With `past`, it has a button for its
    history. A `label` names the fields as a group where no title does. `fields` holds each field by
    its name, for whoever fills in the form without a browser.
    """

    part = traitlets.Unicode("record").tag(sync=True)

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        values: Mapping[str, Any],
        save: Save,
        version: int | None = None,
        *,
        choices: Choices | None = None,
        **more: Any,
    ) -> None:
        about = {"id": str(uuid4()), "version": version}
        blank = {spec.name: spec.default for spec in specs} | about
        draft = Draft(specs, [{**blank, **values}], save, dict(choices or {}))
        self.id = draft.order[0]
        super().__init__(draft, given=True, ordered=False, **more)
        self.add_class("wb-record-place")

    @property
    def fields(self) -> Mapping[str, Field]:
        """Each field by its name."""
        return {spec.name: Field(self, spec) for spec in self.draft.specs}

    def type(self, name: str, typed: Typed) -> None:
        """Type into a field, as a person does."""
        self.draft.change(self.id, name, typed)
        self._changed([self.id])

    def refresh(self, ids: Iterable[str]) -> None:
        """Show the record as the draft has it now; what the person typed is not written over."""
        if self.id not in self.draft.entries:  # somebody else removed it: begin a new one
            self.draft.add(self.id)
            ids = [self.id]
        super().refresh(ids)

    def _paste(
        self, id: str, name: str, block: list[list[str]], order: Sequence[str], by: str
    ) -> None:
        if all(len(texts) == 1 for texts in block):  # a column, for the fields from here on
            block = [[text for texts in block for text in texts]]
        super()._paste(id, name, block, order, by)
