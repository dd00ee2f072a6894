"""Widgets whose script and style travel once a page, however many of them stand on it."""

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets
from ipywidgets import Layout, widget_serialization  # type: ignore[import-untyped]

__all__ = ["ELEMENT", "KIT", "Kit", "Part", "plain_layout"]

_HERE = Path(__file__).parent

ELEMENT = _HERE / "element.js"
"""Helpers for building elements, for any kit."""


@dataclass(frozen=True)
class Kit:
    """The files that the parts of one kit share.

    A file in `parts` is a module that ends in `export default`, known by its name without `.js`;
    all of them see what the files in `shared` define. Styles keep their order.
    """

    folder: Path
    parts: tuple[str, ...]
    shared: tuple[Path, ...] = ()
    styles: tuple[str, ...] = ()

    @property
    def script(self) -> str:
        """One module with all the parts, by their names."""
        shared = "\n".join(_bare(path) for path in self.shared)
        parts = ",\n".join(f'"{name}": {self._part(name)}' for name in self.parts)
        return f"{shared}\nexport default {{\n{parts}\n}};\n"

    @property
    def style(self) -> str:
        """All the rules, in the order of the files."""
        return "\n".join(_bare(self.folder / name) for name in self.styles)

    def _part(self, name: str) -> str:
        text = _bare(self.folder / f"{name}.js")
        return f"(() => {{\n{re.sub(r'^export default', 'return', text, flags=re.MULTILINE)}}})()"


def _bare(path: Path) -> str:
    """Return the text of a file without what is only for who reads it: comments and layout."""
    text = path.read_text("utf-8")
    if path.suffix == ".css":
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = (line.strip() for line in text.splitlines())
    bare = "\n".join(line for line in lines if line and not line.startswith("//"))
    if path.suffix != ".css":  # what ends so goes on or is over, unless it ends in a comment
        return re.sub(r"^((?!.*//).*[{(\[,;])\n", r"\1", bare, flags=re.MULTILINE)
    bare = re.sub(r"^([\w-]+): ", r"\1:", bare, flags=re.MULTILINE)
    return re.sub(r"(?<=[{};,])\n|;?\n(?=})|\s(?={)", "", bare)


class _Sent(anywidget.AnyWidget):
    """Carries a kit to the page, packed to a quarter of its size; no part of it is seen."""

    _esm = _bare(_HERE / "kit.js")

    script = traitlets.Bytes().tag(sync=True)
    css = traitlets.Bytes().tag(sync=True)


class Part(anywidget.AnyWidget):
    """A widget that is drawn by the part of its `kit` that is called `part`."""

    _esm = _bare(_HERE / "loader.js")  # each part brings it

    kit: ClassVar[Kit]
    part = traitlets.Unicode().tag(sync=True)
    sent = traitlets.Instance(_Sent).tag(sync=True, **widget_serialization)

    def __init__(self, **traits: Any) -> None:
        super().__init__(sent=_sent(self.kit), layout=plain_layout(), **traits)


@cache
def _sent(kit: Kit) -> _Sent:
    script, css = (gzip.compress(text.encode(), mtime=0) for text in (kit.script, kit.style))
    # The page keeps one style for each of these names.
    return _Sent(script=script, css=css, _anywidget_id=f"workbook.{kit.folder.name}")


@cache
def plain_layout() -> Layout:
    """Return the layout of whatever is laid out by its style; each would bring 1 kB of its own."""
    return Layout()


KIT = Kit(
    _HERE,
    parts=("contents", "heading", "list", "onward", "record", "savebar", "stepbar", "table"),
    shared=tuple(
        _HERE / f"{name}.js"
        for name in (
            "element",
            "menu",
            "heartbeat",
            "outbox",
            "paste",
            "cells",
            "window",
            "history",
            "parting",
            "frame",
            "rows",
            "editor",
            "view",
            "lines",
        )
    ),
    styles=(
        "tokens.css",
        "page.css",
        "navigation.css",
        "card.css",
        "table.css",
        "list.css",
        "savebar.css",
        "window.css",
    ),
)
"""The form kit's own."""
