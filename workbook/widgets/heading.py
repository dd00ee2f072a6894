"""What a chapter or a part of it is about."""

import traitlets

from workbook.widgets.part import KIT, Part

__all__ = ["Heading"]


class Heading(Part):
    """A title with its lead."""

    kit = KIT
    part = traitlets.Unicode("heading").tag(sync=True)

    level = traitlets.Int(1).tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    lead = traitlets.Unicode().tag(sync=True)
