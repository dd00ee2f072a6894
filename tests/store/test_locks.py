"""On a drive that cannot lock files a workbook is refused, and an ordinary disk is never suspected.

Such a drive is played by a system call that answers as it does there.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workbook import create_workbook, open_workbook
from workbook.store.locks import deaf, require_locks

ANSWERS = {"none can be had": "errno = ENOLCK; return -1;", "everybody gets it": "return 0;"}
CALL = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
static int answer(const char *name, int file, int command, void *what) {
    if ((command >= 5 && command <= 7) || (command >= 36 && command <= 38)) { ANSWER }
    int (*real)(int, int, ...) = dlsym(RTLD_NEXT, name);
    return real(file, command, what);
}
#define PASS(name) int name(int file, int command, ...) { va_list list; va_start(list, command); \
    void *what = va_arg(list, void *); va_end(list); return answer(#name, file, command, what); }
PASS(fcntl)
PASS(fcntl64)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is asked")
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
def test_where_locks_do_not_work_nothing_is_opened_or_made(tmp_path: Path, answer: str) -> None:
    if not shutil.which("gcc"):
        assert os.environ.get("CI") != "true", "gcc has to be installed for CI"
        pytest.skip("there is no gcc")
    source, drive = tmp_path / "drive.c", tmp_path / "drive.so"
    source.write_text(CALL.replace("ANSWER", answer))
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", drive, source, "-ldl"], check=True)
    folder = tmp_path / "clients"
    folder.mkdir()
    create_workbook("Rise", folder).store.close()
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    for command in (["status", "rise.workbook"], ["new", "Other"]):
        told = subprocess.run(
            [sys.executable, "-m", "workbook", *command],
            cwd=folder,
            env={**os.environ, "LD_PRELOAD": str(drive)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 2
        assert "cannot lock files" in told.stderr
        assert len(told.stderr.splitlines()) == 1
        assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("mount", "stays"),
    [
        ("31 23 0:52 / /clients rw - nfs4 office:/clients rw,vers=4.2,local_lock=none", False),
        ("31 23 0:52 / /clients rw - nfs office:/clients rw,vers=3,local_lock=all", True),
        ("31 23 0:52 / /clients rw - cifs //office/clients rw,nobrl", True),
        ("31 23 0:53 / /clients rw - cifs //office/clients rw,nobrl", False),
        ("22 1 254:0 / / rw,relatime - ext4 /dev/vda rw", False),
    ],
)
def test_a_network_drive_whose_locks_stay_on_one_computer_is_known(mount: str, stays: bool) -> None:
    assert deaf(f"1 1 8:1 / / rw - ext4 /dev/sda rw\n{mount}\n", "0:52") == stays


def test_an_ordinary_disk_is_not_suspected_and_nothing_is_left_on_it(tmp_path: Path) -> None:
    book = create_workbook("Rise", tmp_path)
    require_locks(Path(book.source))
    book.store.close()
    open_workbook(book.source).store.close()
    assert [each.name for each in tmp_path.iterdir()] == ["rise.workbook"]
