"""Words on a page, from a template beside this module: headings, advice, the path of steps."""

from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbook.frontend import link
from workbook.wording import say_date, say_list, say_number

__all__ = ["Words"]

_HERE = Path(__file__).parent


class Words(anywidget.AnyWidget):
    """The HTML of a template; whatever people typed is escaped in it.

    `live` words are read out to screen readers when they change. Words that take time to find are
    asked for: the browser says "hello" once the page is there.
    """

    _esm = (_HERE / "words.js").read_text("utf-8")
    _css = (_HERE / "words.css").read_text("utf-8")

    html = traitlets.Unicode().tag(sync=True)
    live = traitlets.Bool(False).tag(sync=True)
    asks = traitlets.Bool(False).tag(sync=True)

    def __init__(self, template: str, *, live: bool = False, **data: Any) -> None:
        super().__init__(live=live)
        self._template = template
        self.say(**data)

    def say(self, **data: Any) -> None:
        """Show the template anew with these values; nothing is sent when it looks the same."""
        self.html = _environment().get_template(f"{self._template}.html.j2").render(data)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["date"] = say_date
    environment.filters["number"] = say_number
    environment.filters["listed"] = say_list
    environment.globals["link"] = link
    return environment
