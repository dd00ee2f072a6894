"""The workbooks in a folder, looked at in a moment: whatever lies there, nobody waits for it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from workbook.errors import StorageFailed
from workbook.store.address import SUFFIX
from workbook.store.sqlite import Glance, glance

__all__ = ["Found", "look_round"]

_MOST = 200  # files: more than anybody reads through
_PATIENCE = 1.5  # seconds for all of them


@dataclass
class Found:
    """The workbooks of a folder by path, in the order of their names, and how many are left out."""

    glances: dict[Path, Glance] = field(default_factory=dict)
    more: int = 0


def look_round(folder: Path, but: Path | None = None) -> Found:
    """Look at the workbooks of a folder: as many as can be looked at while a person waits.

    Raises:
        StorageFailed: the folder cannot be read, or does not answer.
    """
    told: list[Found | OSError] = []
    # In a thread that nobody waits for: a drive that does not answer cannot be asked to give up.
    looker = Thread(target=_look_round, args=(folder, but, told), daemon=True)
    looker.start()
    looker.join(_PATIENCE * 2)
    if not told:
        raise StorageFailed(f"The folder {folder} does not answer. Check that it is connected.")
    if isinstance(told[0], OSError):
        raise StorageFailed(f"The folder {folder} cannot be read. Check that you may open it.")
    return told[0]


def _look_round(folder: Path, but: Path | None, told: list[Found | OSError]) -> None:
    ends = time.monotonic() + _PATIENCE
    try:
        paths = sorted(path for path in _workbooks(folder) if path != but)
    except OSError as error:
        told.append(error)
        return
    found = Found()
    for path in paths:
        if len(found.glances) < _MOST and time.monotonic() < ends:
            found.glances[path] = glance(path)
        else:
            found.more += 1
    told.append(found)


def _workbooks(folder: Path) -> Iterator[Path]:
    # Nothing that goes on for ever, or waits for somebody, has a workbook in it.
    return (path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file())
