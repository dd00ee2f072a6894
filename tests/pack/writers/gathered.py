"""A pack as the report notebook gathers it, without a notebook."""

from typing import Any

from workbook.pack.gather import composed
from workbook.pack.pages import PAGES
from workbook.pack.report import Report


def gathered(report: Report) -> dict[str, Any]:
    """Return the cover and all pages of a report as one document."""
    pages = (getattr(report, name)() for name in PAGES)
    return composed([part.to_json() for part in (report.cover(), *pages)])
