"""How a section looks inside a notebook: the same blocks as in print, as accessible HTML."""

import base64
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbook.pack.blocks import Block

__all__ = ["render"]


def render(block: Block) -> str:
    """Return a section or cover as one HTML fragment with its style; all text is escaped."""
    return _environment().get_template("section.html.j2").render(block=block)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__.lower()
    environment.filters["base64"] = lambda text: base64.b64encode(text.encode()).decode()
    return environment
