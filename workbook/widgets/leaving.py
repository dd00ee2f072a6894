"""Removing what is still in use: who could take all of it over, or whether it is closed instead."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workbook.errors import StillUsed, WorkbookError

__all__ = ["Leaving"]

MOST = 8  # uses that are told one by one
UNEXPECTED = "That did not work just now, and nothing was changed. Try again in a moment."


@dataclass(frozen=True)
class Leaving:
    """What may be done with a record that is in use.

    `hand_over` takes its id and an heir's, and saves that the heir has all of it and the record is
    gone. `close` saves that it is at its end and stays; `closing` are the words of that button,
    such as "Note that it was stopped". Both raise a `WorkbookError` to refuse.
    """

    hand_over: Callable[[str, str], object]
    close: Callable[[str], object] | None = None
    closing: str = ""

    def question(self, id: str, called: str, used: StillUsed, by: str) -> dict[str, Any]:
        """Return what the browser asks when the removal of what is called so was refused."""
        lines = [f"{noun.capitalize()} “{name}”" for noun, _, name in used.users]
        more = [f"and {len(lines) - MOST} more"] if len(lines) > MOST else []
        return {
            "type": "used",
            "by": by,
            "id": id,
            "title": called,
            "lines": lines[:MOST] + more or [str(used)],
            "heirs": [(heir, name) for heir, name in used.others if heir != id],
            "close": self.closing if self.close else "",
        }

    def answer(self, id: str, way: str, heir: str, by: str) -> dict[str, Any]:
        """Do what was chosen; a problem is a sentence in the answer, never an exception."""
        reply = {"type": "parted", "by": by, "id": id, "way": way, "problem": ""}
        try:
            if way == "close" and self.close:
                self.close(id)
            else:
                self.hand_over(id, heir)
        except WorkbookError as error:
            return {**reply, "problem": str(error)}
        except Exception:  # a question that cannot be settled must not take the form with it
            return {**reply, "problem": UNEXPECTED}
        return reply
