"""What is installed is what was tested, by pip and by conda, and it works on its own."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = (ROOT / "requirements.lock").read_text()
PIP_ONLY = {  # on PyPI alone: `-e .` brings them
    "fontpkg-noto-sans-devanagari",
    "fontpkg-noto-sans-thai",
    "fontpkg-source-sans-3",
    "typst",
}


def ranges(requirements: list[str]) -> dict[str, str]:
    """Return version range by distribution name, as pip compares names."""
    found = {}
    for requirement in requirements:
        name, range = re.fullmatch(r"([\w.-]+)(?:\[\w+\])?(.*)", requirement).groups()  # type: ignore[union-attr]
        found[name.lower().replace("_", "-")] = range
    return found


def test_conda_users_get_the_same_ranges() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    *packages, pip = environment["dependencies"]
    conda = ranges(packages)
    wanted = ranges(PROJECT["dependencies"]) | {"python": PROJECT["requires-python"], "pip": ""}
    wanted["nbval"] = ranges(PROJECT["optional-dependencies"]["test"])["nbval"]
    assert environment["channels"] == ["conda-forge", "nodefaults"]
    assert pip == {"pip": ["-e ."]}
    assert conda == {name: range for name, range in wanted.items() if name not in PIP_ONLY}


def test_every_dependency_has_a_range() -> None:
    extras = [r for group in PROJECT["optional-dependencies"].values() for r in group]
    assert all(">=" in requirement for requirement in PROJECT["dependencies"] + extras)


def test_the_lock_pins_each_dependency_by_hash_and_names_no_place() -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE))
    extras = [r for group in PROJECT["optional-dependencies"].values() for r in group]
    assert set(ranges(PROJECT["dependencies"] + extras)) <= pinned
    assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links", LOCK)
    assert LOCK.count("--hash=sha256:") >= len(pinned)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with nothing in it but the built wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("clean")
    uv = [sys.executable, "-m", "uv"]
    pins = re.sub(r" \\\n(    --hash=\S+( \\)?\n?)+", "\n", LOCK)
    (folder / "pins.txt").write_text(pins)
    run(*uv, "build", "--quiet", "--wheel", "--out-dir", folder / "dist", ROOT)
    run(*uv, "venv", "--quiet", "--python", sys.executable, folder / "venv")
    wheel = next((folder / "dist").glob("*.whl"))
    into = ("--python", folder / "venv", "--constraint", folder / "pins.txt")
    run(*uv, "pip", "install", "--quiet", *into, wheel)
    return folder


def run(*command: object, cwd: Path | None = None) -> str:
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_installed_command_makes_the_example_pack(clean: Path) -> None:
    printed = run(clean / "venv/bin/workbook", "demo", clean / "demo", cwd=clean)
    pdf = next((clean / "demo").rglob("*.pdf"))
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert str(pdf.name) in printed


def test_the_wheel_carries_the_guided_notebooks(clean: Path) -> None:
    ask = "import workbook.resources as r; print(*sorted(p.name for p in r.notebooks().glob('*')))"
    found = run(clean / "venv/bin/python", "-c", ask, cwd=clean).split()
    assert found == sorted(p.name for p in (ROOT / "notebooks").glob("*.ipynb"))
