"""What the plan says of itself, on the page where it is typed."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from functools import partial
from threading import Lock, Thread
from typing import Any, Protocol, runtime_checkable

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.steps.asking import Asking, Said, unheard
from workbook.steps.words import Words
from workbook.strategy import Plan
from workbook.widgets.part import plain_layout

__all__ = ["Finding", "Follows", "Later", "Sought", "Tell"]

_logger = logging.getLogger(__name__)
UNEXPECTED = "Something here could not be reckoned. Nothing that was saved is lost."

Tell = Callable[[Plan], Mapping[str, Any]]
"""Returns the values of a template, as they follow from a plan."""


@runtime_checkable
class Follows(Protocol):
    """A part of a page that looks different when the plan has changed."""

    def renew(self, plan: Plan) -> None:
        """Show what follows from the plan as it is now."""


class Finding(Words):
    """Words that follow from the plan, told anew after each save."""

    def __init__(self, template: str, plan: Plan, tell: Tell) -> None:
        super().__init__(template, **tell(plan))
        self._tell = tell

    def renew(self, plan: Plan) -> None:
        """Tell it of the plan as it is now."""
        self.say(**self._tell(plan))


class Sought(Asking):
    """Words that take a moment to find or to draw: done in a thread, once somebody looks.

    `tell` returns what can be said at once, and `seek` what was found; `said` hears what is asked.
    """

    def __init__(
        self, template: str, plan: Plan, tell: Tell, seek: Tell, said: Said = unheard, **more: Any
    ) -> None:
        super().__init__(template, said, **more, **tell(plan))
        self._plan, self._tell, self._seek = plan, tell, seek
        self._work: Thread | None = None

    def renew(self, plan: Plan) -> None:
        """Seek anew what was sought before, and else only tell of the plan as it is now."""
        if self._work is None:
            self._plan = plan
            self.say(**self._tell(plan))
        else:
            self.seek(plan)

    def seen(self) -> None:
        """Seek for the first one who looks."""
        if self._work is None:
            self.seek(self._plan)

    def seek(self, plan: Plan) -> None:
        """Begin to seek in this plan, and in no earlier one."""
        self._plan = plan
        # What a thread sends finds its way to the page by the context it was begun in.
        work = partial(copy_context().run, self._sought_in, plan)
        self._work = Thread(target=work, daemon=True)
        self._work.start()

    def wait(self) -> None:
        """Return when what was begun is done."""
        if self._work is not None:
            self._work.join()

    def _sought_in(self, plan: Plan) -> None:
        with _ONE_AT_A_TIME:
            if plan is not self._plan:  # there is a newer one to seek in
                return
            try:
                self.say(**self._seek(plan))
            except WorkbookError as error:
                self.regret(str(error))
            except Exception as error:  # nobody waits for a thread, so that it has to say so
                _logger.warning("The words of %s could not be found: %r", self.template, error)
                self.regret(UNEXPECTED)


# Drawing is not for two threads at once, and what one has found the next need not seek.
_ONE_AT_A_TIME = Lock()


class Later(widgets.VBox):  # type: ignore[misc]
    """Parts that keep out of the way until the plan has something that they are about."""

    def __init__(
        self, parts: Sequence[widgets.Widget], plan: Plan, when: Callable[[Plan], bool]
    ) -> None:
        super().__init__(list(parts), layout=plain_layout())
        self._when = when
        self.renew(plan)

    @property
    def shown(self) -> bool:
        """Whether the parts are in sight."""
        return "ws-later" not in self._dom_classes

    def renew(self, plan: Plan) -> None:
        """Show the parts once it is their time."""
        (self.remove_class if self._when(plan) else self.add_class)("ws-later")
