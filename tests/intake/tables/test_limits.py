"""What is no file of a table is refused at once, whatever it pretends to be."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.intake.packed import ods, repacked, swollen, xlsx
from workbook.errors import ImportRefused
from workbook.intake.tables.opening import Content, pasted
from workbook.intake.tables.table import look

SECONDS = 5
MEGABYTES = 500
ROW = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
LOOK = """
import pathlib, re, sys, time
from workbook.errors import ImportRefused
from workbook.intake.tables.opening import pasted
from workbook.intake.tables.table import look
look(pasted("a,b\\n1,2"))
for path in sys.argv[1:]:
    begun = time.perf_counter()
    try:
        look(path)
        said = "was read"
    except ImportRefused as error:
        said = str(error)
    status = pathlib.Path("/proc/self/status").read_text()
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024
    print(f"{time.perf_counter() - begun:.2f}|{peak:.0f}|{said}")
"""


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


BOMBS = {
    "cell.xlsx": (
        lambda: swollen(
            '<row><c t="inlineStr"><is><t>', "x" * 1_000_000, 210, "</t></is></c></row>"
        ),
        "unpacks to more than 200 MB",
    ),
    "feigned.xlsx": (
        lambda: swollen("", "<row><c><v>1</v></c></row>" * 10_000, 810, "", declared=1_000),
        "unpacks to more than 200 MB",
    ),
    "text.xlsx": (
        lambda: swollen(
            '<row><c t="inlineStr"><is><t>', "x" * 1_000_000, 90, "</t></is></c></row>"
        ),
        "a cell of more than 1,000,000 characters",
    ),
    "rows.xlsx": (
        lambda: swollen("", "<row><c><v>1</v></c><c><v>2</v></c></row>" * 10_000, 400, ""),
        "more than 6,000,000 cells in one sheet",
    ),
    "far.xlsx": (
        lambda: xlsx(ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "spans 17,179,869,184 cells",
    ),
    "far.ods": (
        lambda: ods(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'table:number-columns-repeated="16384" office:value-type="percentage" '
            'office:value="1"/></table:table-row>'
        ),
        "more than 6,000,000 cells",
    ),
    "entities.xlsx": (
        lambda: xlsx(ROW, begin='<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'),
        "cannot be read as an Excel file",
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="others tell the peak otherwise")
def test_no_spreadsheet_takes_more_time_or_memory_than_a_person_would_give(tmp_path: Path) -> None:
    paths = []
    for name, (made, _) in BOMBS.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(made())
    child = [sys.executable, "-c", LOOK, *map(str, paths)]
    lines = subprocess.run(child, capture_output=True, text=True, check=True).stdout.splitlines()
    for (name, (_, refusal)), line in zip(BOMBS.items(), lines, strict=True):
        seconds, peak, said = line.split("|")
        assert refusal in said, f"{name}: {said}"
        assert float(seconds) < SECONDS, name
        assert float(peak) < MEGABYTES, name


def test_a_sheet_that_only_declares_to_be_giant_is_read() -> None:
    held = ROW + ROW.replace('1"', '2"')
    part, begin = "xl/worksheets/s1.xml", b"<sheetData>"
    giant = repacked(xlsx(held), part, begin, b'<dimension ref="A1:XFD1048576"/>' + begin)
    assert look(Content("giant.xlsx", giant)).first() == [(2, ("1", "2"))]


def test_rows_that_do_not_fit_the_header_are_not_listed_by_the_hundred_thousand() -> None:
    with pytest.raises(ImportRefused, match="Most rows have more cells than the header"):
        look(pasted("a,b\n" + "1,2,3\n" * 50_000))
    with pytest.raises(ImportRefused, match="Most rows have more cells than the header"):
        look(pasted("a,b\n" + "1,2,3,4\n" * 50_000))
