"""What a command prints steers no terminal, whoever wrote it."""

import re
from pathlib import Path

import pytest

import workbook.cli
from workbook.cli import main
from workbook.cli.console import columns

NAME = "Rise\x1b]0;owned\x07\x9b2J\u202e"


def test_only_the_console_prints() -> None:
    folder = Path(workbook.cli.__file__).parent
    printing = {
        path.name
        for path in folder.glob("*.py")
        if re.search(r"\bprint\(|typer\.(?:echo|secho)|\.write\(", path.read_text(encoding="utf-8"))
    }
    # `app` prints the version and typer's help, in which stands nothing that was typed.
    assert printing <= {"console.py", "app.py"}


def test_columns_are_of_one_line_each() -> None:
    assert list(columns([("a\nForged", "1"), ("b", "2")])) == ["a Forged  1", "b         2"]


@pytest.mark.parametrize(
    "words",
    [
        ["status", NAME], ["status", f"postgresql://{NAME}@127.0.0.1:9/x"], [NAME],
        ["start", NAME], [f"--{NAME}"], ["status", f"--{NAME}"], ["report", "x", "--quarter", NAME],
        ["import", NAME, NAME, "--as", NAME], ["look", NAME], ["layouts", NAME, "--add", NAME],
        ["new", "x" * 300 + NAME], ["new", "Rise", "--at", f"/nowhere/{NAME}"], ["try", NAME],
        ["restore", NAME], ["check", NAME], ["export", NAME, NAME],
        ["imports", NAME, "--undo", NAME],
    ],
)  # fmt: skip
def test_what_was_typed_wrong_is_said_in_one_line_that_can_be_seen(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert (said.out + said.err).strip().isprintable()
