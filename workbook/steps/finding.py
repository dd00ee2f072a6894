"""What the plan says of itself, on the page where it is typed."""

from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from functools import partial
from threading import Lock, Thread
from typing import Any, Protocol, runtime_checkable

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.words import Words
from workbook.strategy import Plan
from workbook.widgets.part import plain_layout

__all__ = ["Drawing", "Finding", "Follows", "Later", "Tell"]

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


class Drawing(Finding):
    """Words with a drawing, made once somebody looks: in a thread, as it takes a moment.

    `tell` returns what can be said at once, `draw` the same with the drawing.
    """

    def __init__(self, template: str, plan: Plan, tell: Tell, draw: Tell) -> None:
        super().__init__(template, plan, tell)
        self._plan, self._draw = plan, draw
        self._work: Thread | None = None

    def renew(self, plan: Plan) -> None:
        """Draw anew what was drawn before, and else only tell of the plan as it is now."""
        self._plan = plan
        if self._work is None:
            super().renew(plan)
        else:
            self._begin()

    def seen(self) -> None:
        """Draw for the first one who looks."""
        if self._work is None:
            self._begin()

    def wait(self) -> None:
        """Return when what was begun is drawn."""
        if self._work is not None:
            self._work.join()

    def _begin(self) -> None:
        # What a thread sends finds its way to the page by the context it was begun in.
        work = partial(copy_context().run, self._drawn_of, self._plan)
        self._work = Thread(target=work, daemon=True)
        self._work.start()

    def _drawn_of(self, plan: Plan) -> None:
        with _PEN:
            if plan is self._plan:  # else there is a newer one to draw
                self.say(**self._draw(plan))


_PEN = Lock()


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
