"""The note of a room that runs, which in a shared folder is anybody's to write."""

import json
from pathlib import Path

import pytest

from workbook.workshop.running import Running, running

KEY = "a-key-that-nobody-is-to-read"


@pytest.mark.parametrize("port", ["80@evil.example:80/", "8000", 0, 70_000, True, None, 8000.5])
def test_a_note_leads_nowhere_but_to_a_port_of_this_computer(tmp_path: Path, port: object) -> None:
    with pytest.raises(ValueError, match="a port of this computer"):
        Running(port, KEY, KEY, "bakery.room")  # type: ignore[arg-type]
    note = tmp_path / ".bakery.room-open"
    about = {"port": port, "key": KEY, "wall_key": KEY, "room": "bakery.room"}
    note.write_text(json.dumps(about), "utf-8")
    assert running(note) is None


def test_the_keys_of_a_room_are_printed_nowhere_by_chance() -> None:
    assert KEY not in repr(Running(8000, KEY, KEY, "bakery.room"))
