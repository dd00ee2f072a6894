"""What is no file of a table is refused at once, whatever it pretends to be."""

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from workbook.errors import ImportRefused
from workbook.intake.opening import pasted
from workbook.intake.table import look

SECONDS = 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom", "/dev/null"])
def test_a_device_is_no_file(device: str) -> None:
    with pytest.raises(ImportRefused, match="is a device or a pipe, not a file"):
        look(device)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_nobody_waits_for_a_pipe_or_a_socket(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.csv"))
        for name in ("pipe.csv", "socket.csv"):
            with pytest.raises(ImportRefused, match="is a device or a pipe"):
                look(tmp_path / name)


def test_what_a_machine_wrote_for_itself_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "random.csv"
    path.write_bytes(os.urandom(5_000_000))
    with pytest.raises(ImportRefused, match="is not a table"):
        look(path)


def test_a_control_character_far_down_is_found(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 800_000 + b"1,\x00\n")
    with pytest.raises(ImportRefused, match="is not a table"):
        look(path)


def test_a_line_without_an_end_is_no_line_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a,b\n1,2\n" + b"x" * 20_000_000)
    with pytest.raises(ImportRefused, match=r"Line 3 of t\.csv has more than 1,000,000"):
        look(path)


@pytest.mark.parametrize("columns", [20_000, 1_000_000])
def test_a_table_is_no_wider_than_a_spreadsheet(columns: int) -> None:
    with pytest.raises(ImportRefused, match=r"20,000 columns|more than 1,000,000"):
        look(pasted(",".join(["ab"] * columns) + "\n1,2\n"))


def test_a_wide_header_over_many_short_lines_is_not_filled_up() -> None:
    with pytest.raises(ImportRefused, match="more than 30,000,000 cells"):
        look(pasted(",".join(["ab"] * 1_000) + "\n" + "1\n" * 100_000))


def test_a_cell_beyond_all_bounds_is_told_from_an_open_quotation_mark() -> None:
    with pytest.raises(ImportRefused, match="a cell of more than 131,072 characters"):
        look(pasted("a,b\n1,2\n" + "x" * 200_000 + ",3\n"))
    open_mark = "a,b\n" + '1,"open\n' + "1,2\n" * 100_000
    with pytest.raises(ImportRefused, match="opened and not closed"):
        look(pasted(open_mark))


def test_more_lines_than_can_be_read_are_refused_before_they_are() -> None:
    begun = time.perf_counter()
    with pytest.raises(ImportRefused, match="more than 2,000,000 lines"):
        look(pasted("a,b\n" + "1,2\n" * 2_100_000))
    assert time.perf_counter() - begun < SECONDS
