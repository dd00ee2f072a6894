"""Whatever becomes of the server and its kernels, a workbook is one file that holds every save."""

import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from tests.conftest import Served, ServeWorkbook
from tests.jupyter.conftest import write_notebook
from workbook import create_workbook, open_workbook
from workbook.strategy.destination import Objective

SAVES = """
from pathlib import Path
from threading import Thread
from workbook import open_workbook
from workbook.strategy.destination import Objective

def save():
    book = open_workbook()
    with (Path(book.source).parent.parent / "told.txt").open("a") as told:
        for number in range(100_000):
            book.add(Objective, name=f"Saved {number}")
            print(number, file=told, flush=True)

Thread(target=save, daemon=True).start()
"""


@pytest.fixture
def saving(serve_workbook: ServeWorkbook, tmp_path: Path) -> Iterator[Served]:
    """A server with a page whose kernel saves without a pause."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "work").mkdir()
    write_notebook(tmp_path / "notebooks" / "00_start.ipynb", [SAVES])
    book = create_workbook("Rise", tmp_path / "work" / "rise.workbook")
    book.store.close()
    server = serve_workbook(book.source, notebooks=tmp_path / "notebooks")
    # The connection stays: the kernel of a page that nobody waits for any more is ended.
    with closing(HTTPConnection(server.origin.removeprefix("http://"))) as page:
        key = {"Authorization": f"token {server.token}"}
        page.request("GET", "/voila/render/rise/00_start.ipynb", headers=key)
        assert "voila_finish" in page.getresponse().read().decode()
        wait_for_saves(tmp_path, 5)
        yield server


def wait_for_saves(folder: Path, count: int) -> None:
    """Wait until the kernel was told of so many saves."""
    ends = time.monotonic() + 20
    while not (folder / "told.txt").exists() or told(folder) < count:
        assert time.monotonic() < ends
        time.sleep(0.02)


def told(folder: Path) -> int:
    """Return of how many saves the kernel was told."""
    return (folder / "told.txt").read_text().count("\n")


def require_one_whole_file(folder: Path) -> None:
    """Require that the file alone, copied to a stick, holds all that was told to be saved."""
    assert [each.name for each in (folder / "work").iterdir()] == ["rise.workbook"]
    (folder / "usb").mkdir()
    stick = shutil.copy(folder / "work" / "rise.workbook", folder / "usb")
    book = open_workbook(stick)
    kept = [objective.name for objective in book.plan.all(Objective)]
    book.store.close()
    assert kept == [f"Saved {number}" for number in range(len(kept))]
    # The last one may have been saved and not told, as the kernel ended.
    assert told(folder) <= len(kept) <= told(folder) + 1


def kill_kernels(server: Served) -> None:
    """End the kernels as a crash would."""
    for process in psutil.Process(server.process.pid).children(recursive=True):
        if "ipykernel" in " ".join(process.cmdline()):
            process.send_signal(signal.SIGKILL)
            process.wait(10)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_after_a_stop_everything_is_in_the_one_file(
    saving: Served, tmp_path: Path, number: int
) -> None:
    assert saving.stop(number) == 0
    require_one_whole_file(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_after_a_stop_nothing_is_left_of_a_save_whose_kernel_was_killed(
    saving: Served, tmp_path: Path
) -> None:
    kill_kernels(saving)
    assert saving.stop() == 0
    require_one_whole_file(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_crash_of_everything_loses_nothing_that_was_told(saving: Served, tmp_path: Path) -> None:
    everything = psutil.Process(saving.process.pid).children(recursive=True)
    saving.process.kill()
    for process in everything:
        process.kill()
    psutil.wait_procs(everything, 10)
    assert {each.name for each in (tmp_path / "work").iterdir()} <= {
        "rise.workbook",
        "rise.workbook-journal",
    }
    open_workbook(tmp_path / "work" / "rise.workbook").store.close()
    require_one_whole_file(tmp_path)
