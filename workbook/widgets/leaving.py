"""Removing what is still in use: what uses it is told, and who could take all of it over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.errors import WorkbookError
from workbook.forms.sentences import name_of

if TYPE_CHECKING:
    from workbook.widgets.rows import Rows

__all__ = ["Leaving", "Usage"]

UNEXPECTED = "That did not work just now, and nothing was changed. Try again in a moment."


@dataclass(frozen=True)
class Usage:
    """What uses a record: a line for each use; `heirs` are (id, label) of who could take over.

    `close` is what closing it is called, such as "Note that Amina has left"; empty where records
    of its kind cannot be closed.
    """

    lines: Sequence[str]
    heirs: Sequence[tuple[str, str]] = ()
    close: str = ""


@dataclass(frozen=True)
class Leaving:
    """How records that are in use are removed.

    `usage` takes a record's id and returns what uses it, None where nothing does. `hand_over` takes
    a record's id and an heir's, and saves that the heir has all of it and the record is gone.
    `close` saves that the record is at its end and stays. Both raise a `WorkbookError` to refuse.
    """

    usage: Callable[[str], Usage | None]
    hand_over: Callable[[str, str], None]
    close: Callable[[str], None] | None = None

    def question(self, rows: "Rows", id: str, by: str) -> dict[str, Any] | None:
        """Return the question that stands before a removal, None where it can go at once."""
        entry = rows.draft.entries.get(id)
        if entry is None or entry.is_new:
            return None
        rows.save_now()
        usage = self.usage(id)
        if usage is None:
            return None
        return {
            "type": "used",
            "by": by,
            "id": id,
            "title": name_of(entry, rows.draft.specs, f"this {rows.noun}"),
            "lines": list(usage.lines),
            "heirs": list(usage.heirs),
            "close": usage.close if self.close else "",
        }

    def answer(self, rows: "Rows", id: str, way: str, heir: str, by: str) -> dict[str, Any]:
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
        rows.wrote()
        return reply
