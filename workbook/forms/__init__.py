"""The widget kit that the guided pages are built on; it knows no strategy and no store."""

from workbook.forms.draft import Draft, Edit, Record, Save
from workbook.forms.fields import FieldSpec, specs
from workbook.forms.heading import Heading
from workbook.forms.history import HistoryEntry, Past
from workbook.forms.page import NextStep, Page
from workbook.forms.record import RecordForm
from workbook.forms.savebar import SaveBar
from workbook.forms.table import RowTable
from workbook.forms.typed import Choices

__all__ = [
    "Choices",
    "Draft",
    "Edit",
    "FieldSpec",
    "Heading",
    "HistoryEntry",
    "NextStep",
    "Page",
    "Past",
    "Record",
    "RecordForm",
    "RowTable",
    "Save",
    "SaveBar",
    "specs",
]
