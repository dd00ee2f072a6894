"""What came of a question's rounds, without the people, and what a result is made of."""

from workbook.workshop.results.items import Count, Item, Middle, Outcome, Span, Voice
from workbook.workshop.results.kept import Kept, kept
from workbook.workshop.results.result import Result, result_of
from workbook.workshop.results.texts import Text

__all__ = [
    "Count",
    "Item",
    "Kept",
    "Middle",
    "Outcome",
    "Result",
    "Span",
    "Text",
    "Voice",
    "kept",
    "result_of",
]
