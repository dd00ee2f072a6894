"""What the save bar and the page need of a form, whichever widgets it is made of."""

from collections.abc import Callable, Iterable
from typing import Protocol, runtime_checkable

from workbook.forms.draft import Draft
from workbook.forms.edits import Record

__all__ = ["Editor", "Reload", "idle"]

Reload = Callable[[], Iterable[Record]]
"""Returns the records of a form as they are saved now."""


@runtime_checkable
class Editor(Protocol):
    """A form whose draft a `SaveBar` saves.

    The form calls `touched` at each change, `save_now` before it needs all that is typed saved, and
    `wrote` after it had something written in another way; the bar sets them. `reload` is None where
    the form does not look for what others changed. `label` is its name where no title of its own
    stands above it: to screen readers, and where the bar names one of its fields.
    """

    draft: Draft
    label: str
    touched: Callable[[], None]
    save_now: Callable[[], None]
    wrote: Callable[[], None]
    reload: Reload | None

    def refresh(self, ids: Iterable[str]) -> None:
        """Show these records as the draft has them now."""


def idle() -> None:
    """Do nothing: what a form calls until it has a save bar."""
