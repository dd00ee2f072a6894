"""Temporary folders are seen by nobody else, and what a killed process left behind is swept."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from workbook.errors import StorageFailed
from workbook.scratch import scratch

HOLDING = """
import sys, time
from workbook.scratch import scratch
with scratch() as folder:
    (folder / "signing.json").write_text("secret")
    print(folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def holding(home: Path) -> "tuple[subprocess.Popen[str], Path]":
    process = subprocess.Popen([sys.executable, "-c", HOLDING], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    folder = Path(process.stdout.readline().strip())
    assert folder.parent == home
    return process, folder


def sweep() -> None:
    with scratch():
        pass


def test_it_is_yours_alone_and_goes_at_the_end(home: Path) -> None:
    with scratch() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "deep").mkdir()
        (folder / "deep" / "file").write_text("secret")
    assert list(home.iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_what_lives_is_not(home: Path) -> None:
    (killed, left), (living, kept) = holding(home), holding(home)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert (left / "signing.json").exists()
    sweep()
    assert not left.exists()
    assert (kept / "signing.json").exists()
    living.send_signal(signal.SIGINT)
    living.communicate()
    assert list(home.iterdir()) == []


def test_only_what_is_ours_is_swept_and_no_link_is_followed(home: Path, tmp_path: Path) -> None:
    theirs = home / "workbook-of-somebody"
    theirs.mkdir()
    (theirs / "file").write_text("kept")
    outside = home / "outside"
    outside.mkdir()
    (outside / ".in-use").write_text("")
    (outside / "file").write_text("kept")
    (home / "workbook-link").symlink_to(outside)
    linked = home / "workbook-linked-lock"
    linked.mkdir()
    (linked / ".in-use").symlink_to(outside / ".in-use")
    leftover = home / "workbook-leftover"
    leftover.mkdir()
    (leftover / ".in-use").write_text("")
    (leftover / "link").symlink_to(outside)
    sweep()
    assert not leftover.exists()
    assert (outside / "file").read_text() == (theirs / "file").read_text() == "kept"
    assert (home / "workbook-link").is_symlink()
    assert linked.exists()


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root can give away")
def test_what_another_user_left_is_not_touched(home: Path) -> None:
    folder = home / "workbook-of-another"
    folder.mkdir()
    (folder / ".in-use").write_text("")
    os.chown(folder, 12345, 12345)
    sweep()
    assert folder.exists()


def test_without_a_place_for_it_a_sentence_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(home / "nowhere"))
    with pytest.raises(StorageFailed, match=r"nowhere.* is not there"), scratch():
        pass


def test_no_other_folder_is_made_for_a_moment() -> None:
    """One that a killed process leaves would never be swept."""
    program = Path(__file__).parents[1] / "workbook"
    makers = [
        path.name
        for path in program.rglob("*.py")
        if "TemporaryDirectory" in (text := path.read_text(encoding="utf-8")) or "mkdtemp" in text
    ]
    assert makers == ["scratch.py"]


def test_many_at_once_never_sweep_each_other(home: Path) -> None:
    code = (
        "from workbook.scratch import scratch\n"
        "for n in range(150):\n"
        "    with scratch() as folder:\n"
        "        (folder / 'file').write_text(str(n))\n"
        "        assert (folder / 'file').read_text() == str(n)\n"
    )
    each = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait() for process in each] == [0, 0, 0]
    assert list(home.iterdir()) == []
