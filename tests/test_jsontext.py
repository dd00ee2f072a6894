"""JSON from elsewhere is read within limits, or refused in a few words."""

import os
import sys
from pathlib import Path

import pytest

from workbook import jsontext


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 100_000, "recursion limit"),
        ('{"a":' * 5000 + "1" + "}" * 5000, "recursion limit"),
        ("[NaN]", "expected value"),
        ("[-Infinity]", "invalid number"),
        ("[1e999]", "larger than any number"),
        ("[" + "9" * 5000 + "]", "out of range"),
        ('{"a": 1, "a": 1}', "“a” stands twice"),
        ('["\\ud800"]', "hex escape"),
        ("{", "EOF"),
    ],
)
def test_what_no_export_holds_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        jsontext.parsed(text)


def test_a_file_may_begin_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('\ufeff{"name": "Café", "target": 64.5}', encoding="utf-8")
    assert jsontext.read(path) == {"name": "Café", "target": 64.5}


def test_a_giant_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(ValueError, match="it has 500 MB, of which 400 are read"):
        jsontext.read(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    os.mkfifo(path)
    with pytest.raises(ValueError, match="not an ordinary file"):
        jsontext.read(path)
