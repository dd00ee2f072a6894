"""Windows and macOS make the pack with an ordinary kernel, and it is the same pack."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbook.cli.example import make_example
from workbook.kernels import warm

pytestmark = pytest.mark.unforked


def report(source: Path, folder: Path, **env: str) -> bytes:
    command = [sys.executable, "-m", "workbook", "report", source, "--out", folder]
    done = subprocess.run(
        command, env={**os.environ, **env}, cwd=source.parent, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.pdf")).read_bytes()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_example(tmp_path_factory.mktemp("here"))


def test_an_ordinary_kernel_makes_the_same_pack(example: Path, tmp_path: Path) -> None:
    ordinary = report(example, tmp_path / "ordinary", WORKBOOK_FORK="no")
    assert ordinary == report(example, tmp_path / "usual")


def test_an_ordinary_kernel_imports_nothing_from_where_a_person_happens_to_be(
    example: Path, tmp_path: Path
) -> None:
    for name in ("workbook.py", "importlib.py", "ipykernel_launcher.py", "json.py"):
        (example.parent / name).write_text("raise SystemExit('the wrong module')")
    command = "from workbook.cli import main; raise SystemExit(main())"
    done = subprocess.run(
        [sys.executable, "-P", "-c", command, "report", example, "--out", tmp_path],
        env={**os.environ, "WORKBOOK_FORK": "no"}, cwd=example.parent, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_switch_is_for_those_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    def forks(**env: str) -> str:
        code = "from workbook.kernels import warm; print(warm.FORKS)"
        command = [sys.executable, "-c", code]
        return subprocess.check_output(command, env={**os.environ, **env}, text=True).strip()

    assert forks(WORKBOOK_FORK="no") == "False"
    assert forks() == str(warm.FORKS)
