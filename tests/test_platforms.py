"""What is written on one system reads the same on another: names, letters and line ends."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbook import create_workbook
from workbook.wording import file_name

ROOT = Path(__file__).parents[1]
DEVICES = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


def files() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is not a clone")
    return listed.stdout.splitlines()


def test_no_two_files_differ_in_capitals_only() -> None:
    every = files()
    assert len({name.casefold() for name in every}) == len(every)


def test_every_file_has_a_name_that_windows_takes() -> None:
    for name in files():
        assert len(name) < 120, name
        assert not set('<>:"|?*\\') & set(name), name
        assert not {part.partition(".")[0].casefold() for part in name.split("/")} & DEVICES, name


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the program of a method that reads or writes a text."""
    for path in sorted((ROOT / "workbook").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_text_is_written_with_its_letters_and_line_ends_named() -> None:
    """Windows would otherwise choose others, and a file that went there and back would differ."""
    written = [
        (place, {keyword.arg for keyword in call.keywords})
        for place, call in calls()
        if getattr(call.func, "attr", "") == "write_text"
    ]
    assert written
    assert [place for place, named in written if not {"encoding", "newline"} <= named] == []


def test_every_text_is_read_with_its_letters_named() -> None:
    read = [
        (place, call) for place, call in calls() if getattr(call.func, "attr", "") == "read_text"
    ]
    assert read
    bare = [place for place, call in read if not (call.args or call.keywords)]
    assert bare == []


@pytest.mark.parametrize("business", ["Con", "NUL", "com1", "Bread " * 33])
def test_a_business_of_any_name_has_a_file_on_every_system(tmp_path: Path, business: str) -> None:
    [made] = [Path(create_workbook(business.strip(), tmp_path).source)]
    assert made.stem not in DEVICES
    assert len(made.name) <= 60 + len(".workbook")


def test_names_that_differ_in_capitals_only_make_two_files(tmp_path: Path) -> None:
    made = {Path(create_workbook(name, tmp_path).source).name for name in ("Rise", "Rise!")}
    assert len({name.casefold() for name in made}) == 2
    assert file_name("RISE") == file_name("rise")


def test_an_export_has_the_same_line_ends_everywhere(tmp_path: Path) -> None:
    folder = create_workbook("Rise", tmp_path).export(tmp_path / "out")
    assert not [path for path in folder.iterdir() if b"\r" in path.read_bytes()]
