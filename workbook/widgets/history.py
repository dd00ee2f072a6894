"""Answers the window that shows what happened to a record and puts back what stood before."""

from dataclasses import dataclass
from typing import Any

from workbook.errors import WorkbookError
from workbook.forms.history import History, HistoryEntry, Removed, Restore
from workbook.forms.sentences import name_of
from workbook.widgets.editor import Editor
from workbook.wording import say_date

__all__ = ["Past"]

UNFINISHED = (
    "Something that you typed here is not saved yet. Close this, finish or clear it, then restore."
)
UNEXPECTED = "That did not work just now, and nothing was changed. Try again in a moment."


@dataclass(frozen=True)
class Past:
    """Answers what the browser asks of a form's past.

    `removed` tells which records of the form were removed lately, where they can be brought back.
    """

    history: History
    restore: Restore
    removed: Removed | None = None

    def answer(self, editor: Editor, message: dict[str, Any]) -> dict[str, Any]:
        """Return what to show; a problem is a sentence in it, never an exception."""
        reply = {"type": message["type"], "by": message.get("by", ""), "problem": ""}
        try:
            if message["type"] == "restore":
                self._put_back(editor, message["id"], message["key"])
                return reply
            if message["type"] == "removed":
                editor.save_now()
                return {**reply, "entries": [_wire(e) for e in (self.removed or list)()]}
            return {**reply, **self._tell(editor, message["id"])}
        except WorkbookError as error:
            return {**reply, "problem": str(error)}
        except Exception:  # a window that cannot look must not take the form with it
            return {**reply, "problem": UNEXPECTED}

    def _tell(self, editor: Editor, id: str) -> dict[str, Any]:
        editor.save_now()
        specs = editor.draft.specs
        entry = editor.draft.entries.get(id)
        title = name_of(entry, specs, "this entry") if entry else "this entry"
        return {"title": title, "entries": [_wire(e) for e in self.history(id)]}

    def _put_back(self, editor: Editor, id: str, key: str) -> None:
        editor.save_now()
        entry = editor.draft.entries.get(id)
        if entry is not None and entry.is_edited:
            raise WorkbookError(UNFINISHED)
        self.restore(key)
        editor.wrote()


def _wire(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "when": f"{say_date(entry.when.date())}, {entry.when:%H:%M}",
        "who": entry.who,
        "words": entry.words,
        "reason": entry.reason,
        "key": entry.key,
    }
