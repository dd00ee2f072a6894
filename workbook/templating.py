"""The templates of HTML and SVG, beside the modules that fill them: strict, and always escaped."""

import base64
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from workbook.wording import say_date, say_list, say_number

__all__ = ["compile_all", "template"]


def template(name: str) -> Template:
    """Return the template at this path inside the package, such as `charts/tree.svg.j2`."""
    return _environment().get_template(name)


def compile_all(*folders: str) -> None:
    """Compile the templates in these folders of the package, ahead of their first use."""
    for folder in folders:
        for file in sorted((Path(__file__).parent / folder).glob("*.j2")):
            template(f"{folder}/{file.name}")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        base64=lambda text: base64.b64encode(text.encode()).decode(),
        date=say_date,
        listed=say_list,
        number=say_number,
        points=lambda centimetres: round(centimetres / 2.54 * 72, 2),
    )
    return environment
