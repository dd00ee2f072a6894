"""What a page or a part of it is about, how far it is, and what it still lacks."""

import traitlets

from workbook.widgets.part import KIT, Part

__all__ = ["Heading"]


class Heading(Part):
    """A title with its lead; on a page also the state and what is missing, as sentences."""

    kit = KIT
    part = traitlets.Unicode("heading").tag(sync=True)

    level = traitlets.Int(1).tag(sync=True)
    whose = traitlets.Unicode(help="whom the page belongs to; the tab says so, too").tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    lead = traitlets.Unicode().tag(sync=True)
    state = traitlets.Enum(["", "empty", "started", "ready", "done"], "").tag(sync=True)
    blockers = traitlets.List(traitlets.Unicode()).tag(sync=True)
