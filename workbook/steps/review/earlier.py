"""The imports that a workbook holds: what each gave, and the way back from it."""

from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date
from threading import Thread
from typing import Any

from workbook.errors import WorkbookError
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.strategy import Plan
from workbook.strategy.history import Source

__all__ = ["Earlier"]

SHOWN = 10
UNEXPECTED = "That did not work just now, and nothing was changed. Try again in a moment."


@dataclass(frozen=True)
class _Import:
    """One import: its file, when it was taken, and how many of its rows."""

    id: str
    name: str
    on: date
    rows: int


class Earlier(Asking):
    """A list of imports, the newest first, each of which can be undone after a second look.

    `undone` is called after one was.
    """

    def __init__(self, bound: Binding, undone: Callable[[], None]) -> None:
        self._bound, self._undone = bound, undone
        self._asked = self._trouble = ""
        self._work: Thread | None = None
        super().__init__("review/files_earlier", self._answer, **self._facts(bound.plan))

    def renew(self, plan: Plan) -> None:
        """Show the imports of the plan as it is now."""
        self.say(**self._facts(plan))

    def wait(self) -> None:
        """Return when what was begun is done."""
        if self._work is not None:
            self._work.join()

    def undo_newest(self) -> None:
        """Undo the import that was taken last, without a second look."""
        if newest := next(iter(_newest_first(self._bound.book.plan)), None):
            self._asked = newest.id
            self._answer("really", "")

    def _answer(self, about: str, value: str) -> None:
        self._trouble = ""
        if about == "undo":
            self._asked = value
        elif about == "leave":
            self._asked = ""
        elif about == "really" and self._asked:
            context = copy_context()
            self._work = Thread(target=context.run, args=(self._undo, self._asked), daemon=True)
            self._work.start()
            return
        self.renew(self._bound.book.plan)

    def _undo(self, id: str) -> None:
        from workbook.intake import undo_import  # pandas: no page waits for it

        self._asked = ""
        try:
            undo_import(self._bound.book, id)
        except WorkbookError as error:
            self._trouble = str(error)
        except Exception:  # a page that cannot undo must go on
            self._trouble = UNEXPECTED
        else:
            self._bound.tell()
            self._undone()
        self.renew(self._bound.book.plan)

    def _facts(self, plan: Plan) -> dict[str, Any]:
        found = _newest_first(plan)
        return {
            "imports": [
                _Import(source.id, source.name, source.imported_at.date(), source.rows_taken)
                for source in found[:SHOWN]
            ],
            "more": len(found) - SHOWN,
            "asked": self._asked,
            "trouble": self._trouble,
        }


def _newest_first(plan: Plan) -> list[Source]:
    return sorted(plan.all(Source), key=lambda source: source.imported_at, reverse=True)
