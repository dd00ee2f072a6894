"""The server as a process: what it prints, where it listens, what it reads, how it goes."""

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Served, ServeWorkbook
from tests.jupyter.conftest import ask
from workbook.errors import NotFound, WorkbookError
from workbook.jupyter import serve


def test_the_console_has_one_line_and_the_token_opens_it(server: Served) -> None:
    with urlopen(server.address) as answer:
        assert answer.status == 200
    assert server.address.startswith("http://127.0.0.1:")
    assert len(server.token) >= 32
    assert server.complaints == ""


def test_without_the_token_there_is_no_way_in(server: Served) -> None:
    with urlopen(server.address.split("?")[0]) as answer:
        assert "/login" in answer.url
    with pytest.raises(HTTPError, match="403"):
        urlopen(f"{server.origin}/api/kernels")


def test_only_this_computer_is_served(server: Served) -> None:
    listening = {
        connection.laddr.ip
        for connection in psutil.Process(server.process.pid).net_connections()
        if connection.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}


def test_the_facilitator_lands_in_jupyterlab_and_a_step_can_be_named(
    serve_workbook: ServeWorkbook, notebooks: Path
) -> None:
    server = serve_workbook(
        "bakery.workbook", notebooks=notebooks, facilitator=True, step="01_next"
    )
    assert "/doc/tree/bakery/01_next.ipynb?token=" in server.address


def test_the_kernels_know_the_workbook_by_its_whole_path(page: Page, server: Served) -> None:
    page.goto(server.step("source"))
    whole = str(Path("bakery.workbook").resolve())
    expect(page.get_by_text(f"The workbook is {whole}")).to_be_visible()
    assert whole not in server.address


def test_a_port_in_use_is_named_in_a_sentence(notebooks: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(WorkbookError, match=f"Port {port} is not free"):
            serve("bakery.workbook", port=port, notebooks=notebooks, browser=False)


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_that_cannot_be_is_refused_in_a_sentence(notebooks: Path, port: int) -> None:
    with pytest.raises(WorkbookError, match="not free"):
        serve("bakery.workbook", port=port, notebooks=notebooks, browser=False)


def test_a_step_that_is_not_there_is_answered_with_those_that_are(notebooks: Path) -> None:
    with pytest.raises(NotFound, match=r"no step 09_end\. The steps are: 00_start, 01_next"):
        serve("bakery.workbook", step="09_end", notebooks=notebooks, browser=False)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_with_a_page_open(
    page: Page, serve_workbook: ServeWorkbook, notebooks: Path, tmp_path: Path, number: int
) -> None:
    server = serve_workbook("bakery.workbook", notebooks=notebooks, env={"TMPDIR": str(tmp_path)})
    page.goto(server.address)
    expect(page.get_by_label("Name")).to_be_visible()
    children = psutil.Process(server.process.pid).children(recursive=True)
    assert [path.name.startswith("workbook-") for path in tmp_path.iterdir()] == [True]
    assert server.stop(number) == 0
    assert server.complaints == ""
    assert not any(child.is_running() for child in children)
    assert list(tmp_path.iterdir()) == []


def test_it_stops_cleanly_while_its_first_kernel_is_only_starting(
    serve_workbook: ServeWorkbook, notebooks: Path, tmp_path: Path
) -> None:
    server = serve_workbook("bakery.workbook", notebooks=notebooks, env={"TMPDIR": str(tmp_path)})
    assert server.stop() == 0
    assert server.complaints == ""
    assert list(tmp_path.iterdir()) == []


HOSTILE = {
    ".jupyter/jupyter_server_config.py": "raise SystemExit('the person has a broken setting')",
    ".jupyter/voila.json": '{"VoilaConfiguration": {"template": "classic"}}',
    ".jupyter/custom/custom.css": "body { display: none }",
    ".ipython/profile_default/startup/00.py": "raise SystemExit('and a broken start-up script')",
    ".local/share/jupyter/kernels/python3/kernel.json": '{"argv": ["false"], "language": "R"}',
}


def test_the_persons_own_settings_neither_break_the_pages_nor_change(
    page: Page, serve_workbook: ServeWorkbook, notebooks: Path, tmp_path: Path
) -> None:
    for name, text in HOSTILE.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    script = str(tmp_path / ".ipython/profile_default/startup/00.py")
    home = {"HOME": str(tmp_path), "PYTHONSTARTUP": script}
    server = serve_workbook("bakery.workbook", notebooks=notebooks, env=home)
    page.goto(server.address)
    expect(page.get_by_role("heading", name="Start")).to_be_visible()
    expect(page.get_by_label("Name")).to_be_visible()
    assert "false" not in str(ask(server, "/api/kernelspecs"))
    assert server.stop() == 0
    left = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert {name for name in left if "jupyter" in name or "ipython" in name} == set(HOSTILE)


def test_importing_the_server_imports_nothing_of_jupyter() -> None:
    code = "import sys, workbook.jupyter; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"jupyter_server", "jupyterlab", "voila", "IPython", "traitlets"} & set(loaded)
