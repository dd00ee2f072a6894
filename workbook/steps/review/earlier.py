"""The imports that a workbook holds, with the way back from each, and the layouts it knows."""

from collections.abc import Callable
from contextvars import copy_context
from threading import Thread
from typing import TYPE_CHECKING, Any

from workbook.errors import WorkbookError
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.strategy import Plan
from workbook.strategy.history import Source
from workbook.strategy.review import FileLayout

if TYPE_CHECKING:
    from workbook.intake import Undoing

__all__ = ["Earlier"]

SHOWN = 10
UNEXPECTED = "That did not work just now, and nothing was changed. Try again in a moment."


class Earlier(Asking):
    """A list of imports, the newest first, each of which can be undone after a second look.

    Below stand the files that are known again, each of which can be forgotten.

    `undone` is called after one was.
    """

    def __init__(self, bound: Binding, undone: Callable[[], None]) -> None:
        self._bound, self._after = bound, undone
        self._asked: Undoing | None = None
        self._done: Undoing | None = None
        self._trouble = ""
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
        standing = [
            source for source in _newest_first(self._bound.book.plan) if not source.undone_at
        ]
        if standing:
            self._do(lambda: self._undo(self._found(standing[0].id)))

    def _answer(self, about: str, value: str) -> None:
        asked = self._asked
        if about == "undo":
            self._do(lambda: self._ask(self._found(value)))
        elif about == "forget":
            self._do(lambda: self._forget(value))
        elif about == "really" and asked:
            self._do(lambda: self._undo(asked))
        else:
            self._asked = None
            self.renew(self._bound.book.plan)

    def _do(self, work: Callable[[], None]) -> None:
        self._trouble, self._done = "", None
        self._work = Thread(target=copy_context().run, args=(self._tried, work), daemon=True)
        self._work.start()

    def _tried(self, work: Callable[[], None]) -> None:
        try:
            work()
        except WorkbookError as error:
            self._asked, self._trouble = None, str(error)
        except Exception:  # a page that cannot undo must go on
            self._asked, self._trouble = None, UNEXPECTED
        self.renew(self._bound.book.plan)

    def _found(self, id: str) -> "Undoing":
        from workbook.intake import try_undo  # pandas: no page waits for it

        return try_undo(self._bound.book, id)

    def _forget(self, id: str) -> None:
        from workbook.store import Edit

        book = self._bound.book
        layout = book.plan.find(id)
        if isinstance(layout, FileLayout):
            book.save([Edit(FileLayout, id, None, layout.version)], "Layout forgotten")
            self._bound.tell()

    def _ask(self, undoing: "Undoing") -> None:
        self._asked = undoing

    def _undo(self, undoing: "Undoing") -> None:
        self._asked = None
        self._done = undoing.take(self._bound.book)
        self._bound.tell()
        self._after()

    def _facts(self, plan: Plan) -> dict[str, Any]:
        found = _newest_first(plan)
        return {
            "imports": found[:SHOWN],
            "more": len(found) - SHOWN,
            "asked": self._asked,
            "done": self._done,
            "layouts": sorted(plan.all(FileLayout), key=lambda layout: layout.name.casefold()),
            "trouble": self._trouble,
        }


def _newest_first(plan: Plan) -> list[Source]:
    return sorted(plan.all(Source), key=lambda source: source.imported_at, reverse=True)
