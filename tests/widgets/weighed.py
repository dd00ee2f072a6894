"""What a page sends to the browser when it is opened, in bytes."""

import json
from collections.abc import Iterator

from ipywidgets import Widget  # type: ignore[import-untyped]


def weight(page: Widget) -> int:
    """Return how many bytes of state the widgets of a page have, each counted once."""
    widgets = {widget.model_id: widget for widget in _all(page)}
    return sum(len(json.dumps(w.get_state(), default=_sent).encode()) for w in widgets.values())


def _sent(value: object) -> str:
    # Bytes travel as they are, beside the text.
    return "-" * len(value) if isinstance(value, bytes) else str(value)


def _all(widget: Widget) -> Iterator[Widget]:
    yield widget
    held = (getattr(widget, name) for name in widget.keys)
    for value in held:
        for one in value if isinstance(value, tuple | list) else [value]:
            if isinstance(one, Widget):
                yield from _all(one)
