"""The widgets that the guided pages are built on; they know no strategy and no store."""

from workbook.widgets.heading import Heading
from workbook.widgets.history import Past
from workbook.widgets.leaving import Leaving
from workbook.widgets.navigation import Standing, Stop
from workbook.widgets.page import Page, Sheet, editors
from workbook.widgets.part import Kit, Part
from workbook.widgets.record import RecordForm
from workbook.widgets.savebar import SaveBar
from workbook.widgets.table import RowTable

__all__ = [
    "Heading",
    "Kit",
    "Leaving",
    "Page",
    "Part",
    "Past",
    "RecordForm",
    "RowTable",
    "SaveBar",
    "Sheet",
    "Standing",
    "Stop",
    "editors",
]
