"""What a report does only once and takes long, done before its kernel is asked for."""

from workbook import templating
from workbook.strategy.smart import Goal, smart

__all__ = ["get_ready"]


def get_ready() -> None:
    """Compile what every report compiles: its templates, and by what patterns goals are read."""
    templating.compile_all("charts", "pack")
    smart(Goal("Raise weekly takings from 8,000 to 9,500 by June 2027"))
