"""What the README tells people to do works as it stands there."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from tests.journeys.test_example_pack import example
from workbook.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_in_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBOOK", example(tmp_path).source)
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})


def test_every_command_in_the_readme_exists() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"^workbook ([a-z-]+)", README, re.MULTILINE))
    assert {"new", "start", "status", "report", "findings", "import"} <= named <= set(commands)


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_every_folder_in_the_readme_exists() -> None:
    named = re.findall(r"`((?:workbook/)?[a-z]+)/`", README)
    roots = [ROOT, ROOT / "workbook"]
    assert named
    assert [name for name in named if not any((root / name).is_dir() for root in roots)] == []
