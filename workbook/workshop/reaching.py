"""The way to a room: to its process where one runs, else straight into its file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from workbook.errors import WorkbookError
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.day.preparing import Preparation
from workbook.workshop.opening import note_of, room_file
from workbook.workshop.room import Room
from workbook.workshop.running import Running, holding, running

__all__ = ["Do", "Reached", "reach"]

Do = Callable[..., Mapping[str, Any]]
"""Has a room do a command: its name, and what it needs."""


@dataclass(frozen=True)
class Reached:
    """A room, and where its process answers if one runs."""

    do: Do
    process: Running | None = None

    @property
    def runs(self) -> bool:
        """Whether its process runs."""
        return self.process is not None


def reach(
    source: str, preparation: Preparation, nothing: Mapping[str, Mapping[str, Any]]
) -> Reached:
    """Return the room of a workshop; its commands raise a `WorkbookError` that says what to do.

    `nothing` is what those commands return that only look, while there is no file of the room:
    looking makes none.
    """
    found, file = running(note_of(source)), room_file(source, preparation.session["id"])
    if found and found.is_of(file):
        return Reached(found.do, found)
    return Reached(partial(_alone, note_of(source), file, preparation, nothing))


def _alone(
    note: Path,
    file: Path,
    preparation: Preparation,
    nothing: Mapping[str, Mapping[str, Any]],
    command: str,
    **body: Any,
) -> Mapping[str, Any]:
    """Do in the file what the room's process would, for this moment its only user."""
    from workbook.workshop.server.control import did  # a server's libraries, seldom needed here

    if command in nothing and not file.exists():
        return nothing[command]
    with holding(note):
        box = BallotBox(file)
        try:
            with box.sound():
                room = Room(box)
                did(room, {"do": "prepare", **preparation.as_json()})
            said = did(room, {"do": command, **body})
        finally:
            box.close()
    if not said["ok"]:
        raise WorkbookError(str(said["said"]))
    return said
