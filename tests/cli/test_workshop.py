"""`workbook workshop`: opens the room that is prepared, says how to join, and closes it whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workbook import create_workbook
from workbook.cli import main
from workbook.strategy import Block, Session
from workbook.workshop.opening import note_of
from workbook.workshop.running import running


def test_without_a_prepared_workshop_it_says_where_to_prepare_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = create_workbook("Rise Bakery", tmp_path).source
    assert main(["workshop", source]) == 2
    assert "Prepare one in the step Workshop" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process.")
def test_it_prints_code_and_projector_until_it_is_stopped_and_leaves_the_ballots(
    tmp_path: Path,
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    session = book.add(Session, name="Where we go")
    book.add(Block, session_id=session, name="Opening", asked="practice")
    book.store.close()
    command = [sys.executable, "-P", "-m", "workbook", "workshop", book.source]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    lines = []
    while not lines or not lines[-1].startswith("Ctrl-C"):
        lines.append(process.stdout.readline().rstrip())
        assert lines[-1], "It has ended."
    room = running(note_of(book.source))
    assert room is not None
    code = room.do("state")["state"]["code"]
    assert f"Code       {code}" in lines
    assert f"Projector  {room.wall}" in lines
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert process.stdout.read().rstrip() == "The room is closed."
    process.stdout.close()
    time.sleep(0.1)
    assert running(note_of(book.source)) is None
    [ballots] = tmp_path.glob("*.room")
    assert f"Ballots    {ballots}" in lines
    assert sorted(path.name for path in tmp_path.glob(".*")) == []
