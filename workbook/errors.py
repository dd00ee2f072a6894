"""Every error a person can meet: what happened, where, and what to do next.

WorkbookError
├── InvalidEntry        what was typed breaks a rule of the field
├── Conflict            somebody else saved the same record first
├── StillUsed           a record cannot be removed while others refer to it
├── NotFound            a file, quarter, KPI or record that is not there
├── DatabaseRefused     damaged, from a newer version, or not a workbook
├── StorageFailed       the disk, the file or the server could not do it; nothing was saved
├── ImportRefused       a file that cannot be read as what it was said to be
│   ├── Undecided           a file of which a person has to say something first
│   └── WouldReplace        a file that would replace readings, until somebody says that it may
├── RenderFailed        the pack could not be made
└── MethodError         a figure that must not be computed from these numbers
    ├── InvalidComparisons  pairwise comparisons that contradict their own form
    ├── NoFeasibleChoice    no set keeps every limit and rule
    └── TooFewPoints
"""

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = [
    "Conflict",
    "DatabaseRefused",
    "ImportRefused",
    "InvalidComparisons",
    "InvalidEntry",
    "MethodError",
    "NoFeasibleChoice",
    "NotFound",
    "RenderFailed",
    "StillUsed",
    "StorageFailed",
    "TooFewPoints",
    "Undecided",
    "WorkbookError",
    "WouldReplace",
]


class WorkbookError(Exception):
    """Something the person can act on; its text is one plain sentence or two."""

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this: in a notebook the sentence stands alone, without the code's way.
        return [str(self)]


class InvalidEntry(WorkbookError):
    """One or more fields of a record break a rule; `problems` maps field name to sentence."""

    def __init__(self, entity: str, problems: Mapping[str, str], id: str | None = None) -> None:
        self.entity = entity
        self.problems = dict(problems)
        self.id = id
        super().__init__(" ".join(self.problems.values()))


class Conflict(WorkbookError):
    """A save was based on an older version; `mine` and `theirs` hold the fields that differ.

    `version` is the version that stands now, and is None where the record was removed.
    """

    def __init__(
        self,
        entity: str,
        id: str,
        mine: Mapping[str, Any],
        theirs: Mapping[str, Any],
        version: int | None,
    ) -> None:
        self.entity = entity
        self.id = id
        self.mine = dict(mine)
        self.theirs = dict(theirs)
        self.version = version
        super().__init__(
            f"Somebody else changed this {entity} while you were editing. "
            "Nothing of theirs was overwritten: choose which version to keep."
        )


class StillUsed(WorkbookError):
    """A record cannot go because other records refer to it; the text names them.

    `id` is the record, `users` what refers to it, as (noun, id, name), and `others` the records
    that all of it could be handed over to instead, as (id, name).
    """

    def __init__(
        self,
        text: str,
        id: str = "",
        users: Iterable[tuple[str, str, str]] = (),
        others: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.id = id
        self.users = tuple(users)
        self.others = tuple(others)
        super().__init__(text)


class NotFound(WorkbookError):
    """A file, quarter, KPI or record that is not there."""


class DatabaseRefused(WorkbookError):
    """The database is damaged, newer than this program, or no workbook; it was not touched."""


class StorageFailed(WorkbookError):
    """The disk, the file or the server could not do it: full, read-only, locked, gone, replaced.

    Nothing was saved, and what was typed is still where it was; the text says what to do first.
    """


class ImportRefused(WorkbookError):
    """The file cannot be read as what it was said to be; nothing was imported."""


class Undecided(ImportRefused):
    """A person has to say something of the file first; `option` is how on the command line."""

    def __init__(self, text: str, option: str) -> None:
        self.option = option
        super().__init__(text)


class WouldReplace(ImportRefused):
    """The file would replace readings that stand; `readings` says which, one sentence each."""

    def __init__(self, text: str, readings: Iterable[str]) -> None:
        self.readings = tuple(readings)
        super().__init__(text)


class RenderFailed(WorkbookError):
    """The pack could not be made; the text names the section and the kept notebook."""


class MethodError(WorkbookError):
    """The numbers given do not allow this computation."""


class NoFeasibleChoice(MethodError):
    """No set keeps every limit and rule; `limits` are the positions of those that clash, from 0."""

    def __init__(self, text: str, limits: Iterable[int] = ()) -> None:
        self.limits = tuple(limits)
        super().__init__(text)


class TooFewPoints(MethodError):
    """There are fewer points than the method needs; the text says how many it needs."""


class InvalidComparisons(MethodError):
    """Comparisons that are not square, positive and reciprocal; the text names the cell."""
