"""What the plan says of itself, on the page where it is typed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.words import Words
from workbook.strategy import Plan

__all__ = ["Finding", "Follows", "Later", "Tell"]

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


class Later(widgets.VBox):  # type: ignore[misc]
    """Parts that keep out of the way until the plan has something that they are about."""

    def __init__(
        self, parts: Sequence[widgets.Widget], plan: Plan, when: Callable[[Plan], bool]
    ) -> None:
        super().__init__(list(parts))
        self._when = when
        self.renew(plan)

    @property
    def shown(self) -> bool:
        """Whether the parts are in sight."""
        return "ws-later" not in self._dom_classes

    def renew(self, plan: Plan) -> None:
        """Show the parts once it is their time."""
        (self.remove_class if self._when(plan) else self.add_class)("ws-later")
