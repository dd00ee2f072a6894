"""A result as the projector and the facilitator's page show it: drawn first, then in words."""

from markupsafe import Markup

from workbook.templating import template
from workbook.workshop.results import Result

__all__ = ["shown"]


def shown(found: Result) -> str:
    """Return a result as HTML, in which whatever people typed is escaped."""

    def drawn(item: object) -> Markup:
        return Markup("")

    return template("workshop/server/result.html.j2").render(found=found, drawn=drawn)
