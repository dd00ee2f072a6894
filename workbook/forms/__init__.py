"""The rules of a form, without a widget: what is typed is read, kept, compared and saved."""

from workbook.forms.draft import Draft
from workbook.forms.edits import Edit, Record, Save
from workbook.forms.fields import FieldSpec, specs
from workbook.forms.history import HistoryEntry
from workbook.forms.typed import Choices

__all__ = ["Choices", "Draft", "Edit", "FieldSpec", "HistoryEntry", "Record", "Save", "specs"]
