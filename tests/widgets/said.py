"""Plays the browser's part: sends a widget what the page would send, and notes what it answers."""

from typing import Any

from workbook.widgets import RowTable, SaveBar


def tell(widget: RowTable | SaveBar, type: str, **content: Any) -> None:
    """Send a message as the browser does."""
    content = {"type": type, "by": "browser", **content}
    widget._handle_custom_msg(content, [])


def typed(table: RowTable, id: str, name: str, value: Any, seq: int = 1) -> None:
    """Type into a cell."""
    tell(table, "change", id=id, name=name, value=value, seq=seq)


def answers(widget: RowTable | SaveBar) -> list[dict[str, Any]]:
    """Return the list that will hold everything the widget sends from now on."""
    sent: list[dict[str, Any]] = []
    widget.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign]
    return sent
