"""What a page or a part of it is about, how far it is, and what it still lacks."""

import anywidget
import traitlets

from workbook.forms.editor import STYLE, asset

__all__ = ["Heading"]


class Heading(anywidget.AnyWidget):
    """A title with its lead; on a page also the state and what is missing, as sentences."""

    _esm = asset("element.js", "heading.js")
    _css = STYLE

    level = traitlets.Int(1).tag(sync=True)
    whose = traitlets.Unicode(help="whom the page belongs to; the tab says so, too").tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    lead = traitlets.Unicode().tag(sync=True)
    state = traitlets.Enum(["", "empty", "started", "ready", "done"], "").tag(sync=True)
    blockers = traitlets.List(traitlets.Unicode()).tag(sync=True)
