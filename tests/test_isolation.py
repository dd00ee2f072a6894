"""Nothing is imported or read from where a person happens to be, whatever lies there."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.conftest import ServeWorkbook
from workbook import create_workbook
from workbook.cli.example import make_example
from workbook.isolation import isolated

pytestmark = pytest.mark.unforked

# What the program, Jupyter and Python import sooner or later, and what is looked for by its name.
_NAMES = """
    sitecustomize usercustomize workbook ipykernel_launcher ipykernel IPython jupyter_client
    jupyter_core jupyter_server jupyterlab voila papermill nbclient nbconvert nbformat traitlets
    tornado zmq pandas numpy scipy matplotlib matplotlib_inline fontTools typst typer click
    sqlalchemy sqlmodel pydantic alembic psycopg jinja2 anywidget ipywidgets babel networkx
    openpyxl python_calamine xlrd clevercsv charset_normalizer vaderSentiment psutil evil
    abc argparse ast asyncio base64 bisect calendar cmath codecs collections colorsys contextlib
    copy csv ctypes dataclasses datetime decimal difflib email enum errno fnmatch fractions
    functools gc getpass glob gzip hashlib heapq hmac html http importlib inspect io ipaddress
    json keyword linecache locale logging math mimetypes multiprocessing numbers operator
    pathlib pickle pkgutil platform pprint queue random re reprlib runpy secrets select selectors
    shlex shutil signal site socket sqlite3 ssl statistics string struct subprocess sysconfig
    tempfile textwrap threading time token tokenize traceback types typing unicodedata urllib
    uuid warnings weakref webbrowser xml zipfile zoneinfo
"""
MODULES = _NAMES.split()

SETTINGS = {
    "matplotlibrc": "backend: module://evil\nfigure.facecolor: red\n",
    **dict.fromkeys(
        (
            "jupyter_config.py", "jupyter_server_config.py", "jupyter_lab_config.py",
            "jupyter_nbconvert_config.py", "jupyter_voila_config.py", "voila.py",
            "ipython_config.py", "ipython_kernel_config.py", "startup.py", "conftest.py",
            ".pythonrc.py", "setup.py",
        ),
        "raise SystemExit('a setting from the current folder')",
    ),
    **dict.fromkeys(
        (
            "jupyter_config.json", "jupyter_server_config.json", "voila.json", "page_config.json",
            "papermill.yaml", "alembic.ini", "pyvenv.cfg", ".env", "typst.toml", "setup.cfg",
            "pyproject.toml", ".pgpass", "pg_service.conf", "kernel.json", "sitecustomize.pth",
        ),
        "{ broken",
    ),
    "evil-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n",
    "evil-1.0.dist-info/entry_points.txt": "\n".join(
        f"[{group}]\nevil = evil:main"
        for group in (
            "nbconvert.exporters", "papermill.io", "papermill.translators", "papermill.engine",
            "jupyter_client.kernel_provisioners", "sqlalchemy.dialects", "matplotlib.backend",
            "networkx.backends", "networkx.plugins", "pydantic",
        )
    ),
    ".jupyter/jupyter_server_config.py": "raise SystemExit('a setting')",
    ".ipython/profile_default/startup/00.py": "raise SystemExit('a start-up script')",
    "kernels/python3/kernel.json": '{"argv": ["false"], "language": "R"}',
    "templates/quarterly_review.ipynb": "{ broken",
    "notebooks/00_start.ipynb": "{ broken",
    "DejaVuSans.ttf": "no font",
}  # fmt: skip


def plant(folder: Path, modules: Sequence[str]) -> None:
    """Fill a folder with what must not be taken; a module that is imported signs its name."""
    for name in modules:
        (folder / f"{name}.py").write_text(
            f"with open({str(folder / 'IMPORTED')!r}, 'a') as file: file.write('{name} ')\n"
            f"raise SystemExit('{name} was imported from the current folder')\n"
        )
    for name, text in SETTINGS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for path in planted(folder):
        os.utime(path, (0, path.stat().st_mtime))  # so that a read changes when it was read last


def planted(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".workbook"]


def taken(folder: Path) -> tuple[str, list[str]]:
    """Return the modules that were imported, and the names of the files that were read."""
    imported = folder / "IMPORTED"
    read = [str(p.relative_to(folder)) for p in planted(folder) if p.stat().st_atime > 0]
    return imported.read_text() if imported.exists() else "", sorted(read)


def run(folder: Path, *command: object, **env: str) -> None:
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env={**os.environ, **env}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder with the example, and with everything that must not be taken from it."""
    folder = tmp_path / "client"
    folder.mkdir()
    make_example(folder).rename(folder / "rise.workbook")
    for path in planted(folder):
        path.unlink()
    plant(folder, MODULES)
    probe = folder / "alembic.ini"
    probe.read_text()
    if probe.stat().st_atime == 0:
        pytest.skip("this disk does not write down when a file was read")
    os.utime(probe, (0, 0))
    return folder


@pytest.mark.parametrize("fork", ["yes", "no"])
def test_no_command_takes_anything_from_the_current_folder(
    hostile: Path, tmp_path: Path, fork: str
) -> None:
    readings = tmp_path / "readings.csv"
    rows = "".join(f"2026-{month:02},{month}\n" for month in range(1, 13))
    readings.write_text(f"month,guests\n{rows}")
    command = Path(sys.executable).parent / "workbook"
    elsewhere = tmp_path / "elsewhere"
    for words in (
        ["status", "rise.workbook"],
        ["findings", "rise.workbook", "--json"],
        ["look", readings],
        ["try", readings, "--pdf", tmp_path / "noise.pdf"],
        ["report", "rise.workbook", "--out", elsewhere],
        ["export", "rise.workbook", tmp_path / "export"],
        ["new", "Another", "--at", tmp_path],
        ["demo", tmp_path / "demo", "--no-report"],
    ):
        run(hostile, command, *words, WORKBOOK_FORK=fork)
        assert taken(hostile) == ("", []), words


def test_no_page_takes_anything_from_the_current_folder(
    hostile: Path, serve_workbook: ServeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hostile)
    server = serve_workbook("rise.workbook", env={"PYTHONSAFEPATH": "1"})
    for path in ("/voila/render/rise/00_start.ipynb", "/doc/tree/rise/00_start.ipynb"):
        asked = Request(server.origin + path, headers={"Authorization": f"token {server.token}"})
        with urlopen(asked) as answer:
            page = answer.read().decode()
        assert '<section class="workbook-error"' not in page
    assert server.complaints == ""
    assert taken(hostile) == ("", [])


def test_run_as_a_module_python_itself_looks_there_and_the_program_does_not(tmp_path: Path) -> None:
    """What `python -m` needs for itself may come from there; from our first line on, nothing."""
    folder = tmp_path / "client"
    folder.mkdir()
    create_workbook("Rise", folder / "rise.workbook")
    ask = "import runpy, sys; print(*sys.modules)"
    pythons = subprocess.check_output([sys.executable, "-c", ask], text=True).split()
    plant(folder, sorted({*MODULES} - {*pythons, "workbook"}))
    run(folder, sys.executable, "-m", "workbook", "status", "rise.workbook")
    assert taken(folder)[0] == ""
    plant(folder, MODULES)
    run(folder, sys.executable, "-P", "-m", "workbook", "status", "rise.workbook")
    assert taken(folder)[0] == ""


def test_a_folder_of_pythonpath_that_depends_on_where_one_is_is_left_out(tmp_path: Path) -> None:
    plant(tmp_path, ["json", "sitecustomize"])
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "mine.py").write_text("print('mine')")
    for slip in ("", ".", "./"):
        path = os.pathsep.join([slip, str(tmp_path / "tools")])
        env = isolated({**os.environ, "PYTHONPATH": path})
        said = subprocess.check_output(
            [sys.executable, "-c", "import json, mine"], cwd=tmp_path, env=env, text=True
        )
        assert said == "mine\n"
    assert taken(tmp_path)[0] == ""
