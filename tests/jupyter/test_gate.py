"""The key to the server: in no list of processes, no file, no page and no address bar."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlsplit

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Served, ServeWorkbook
from workbook.jupyter.gate import SECONDS_OF_A_TICKET, Gate

# Stands for a browser: it writes down what it was told, and goes nowhere.
BROWSER = """#!{python}
import json, os, sys
told = {{"words": sys.argv[1:], "environment": dict(os.environ)}}
with open({file!r} + ".part", "w") as file:
    json.dump(told, file)
os.replace({file!r} + ".part", {file!r})
"""


def get(address: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Return the status and headers of one answer, without following where it leads."""
    to = urlsplit(address)
    connection = HTTPConnection(to.hostname or "", to.port)
    connection.request("GET", to._replace(scheme="", netloc="").geturl(), headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, dict(answer.getheaders())


def cookie_of(headers: dict[str, str]) -> str:
    return headers["Set-Cookie"].partition(";")[0]


@pytest.fixture
def opened(
    tmp_path: Path, serve_workbook: ServeWorkbook, notebooks: Path
) -> tuple[Served, dict[str, str], str]:
    """A server that has opened a browser: with the environment and the address that it was told."""
    told = tmp_path / "told.json"
    browser = tmp_path / "browser"
    browser.write_text(BROWSER.format(python=sys.executable, file=str(told)))
    browser.chmod(0o700)
    (tmp_path / "temporary").mkdir()
    env = {"BROWSER": str(browser), "TMPDIR": str(tmp_path / "temporary")}
    secret = {"WORKBOOK_PASSWORD": "hunter2", "PGPASSWORD": "hunter2"}
    server = serve_workbook(
        "bakery.workbook",
        notebooks=notebooks,
        browser=True,
        env={**env, **secret},
    )
    wait_until(told.exists)
    found = json.loads(told.read_text())
    return server, found["environment"], found["words"][-1]


def wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("It did not come about within 30 seconds.")


def test_the_browser_is_given_a_ticket_that_is_good_once(
    opened: tuple[Served, dict[str, str], str],
) -> None:
    server, environment, address = opened
    assert server.token not in address
    assert address.startswith(f"{server.origin}/voila/render/bakery/00_start.ipynb?ticket=")
    assert not {"hunter2", server.token} & set(environment.values())

    status, headers = get(address)
    landing = urlsplit(address).path
    assert (status, headers["Location"]) == (302, landing)
    assert "HttpOnly" in headers["Set-Cookie"]
    assert "SameSite=Lax" in headers["Set-Cookie"]
    status, _ = get(f"{server.origin}/api/kernels", Cookie=cookie_of(headers))
    assert status == 200, server.complaints

    _, again = get(address)
    assert "Set-Cookie" not in again, "Whoever reads it in the list of processes comes too late."


def test_the_key_stands_in_no_list_of_processes_and_in_no_file(
    opened: tuple[Served, dict[str, str], str], tmp_path: Path
) -> None:
    server, _, _ = opened
    ours = psutil.Process(server.process.pid)
    # The kernel that is kept ready may start a moment after the page is opened.
    wait_until(lambda: bool(ours.children(recursive=True)))
    kernels = ours.children(recursive=True)
    assert not [p for p in (ours, *kernels) if server.token in " ".join(p.cmdline())]
    [place] = (tmp_path / "temporary").iterdir()
    written = [path for path in place.rglob("*") if path.is_file()]
    assert written
    assert [path for path in written if server.token.encode() in path.read_bytes()] == []
    assert place.stat().st_mode & 0o777 == 0o700


def test_the_key_is_taken_out_of_the_address_and_stands_in_no_page(
    page: Page, server: Served
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for view in ("voila/render", "doc/tree"):
        page.goto(server.url(f"/{view}/bakery/00_start.ipynb"))
        expect(page.get_by_label("Name")).to_be_visible()
        assert server.token not in page.url
        assert server.token not in page.content(), "Ctrl+S would keep it."
        assert len([each for each in asked if server.token in each]) == 1
        asked.clear()


@pytest.mark.parametrize("key", ["token=wrong", "ticket=wrong", "ticket=", "token=&ticket="])
def test_a_wrong_key_leads_to_the_question_for_it(server: Served, key: str) -> None:
    status, headers = get(f"{server.origin}/doc/tree/bakery/00_start.ipynb?{key}&other=1")
    assert (status, headers["Location"]) == (302, "/doc/tree/bakery/00_start.ipynb?other=1")
    assert "username" not in headers.get("Set-Cookie", "")


def connecting_as(uid: int) -> str:
    """Return a program that connects to a port as another user, and holds the connection."""
    return (
        f"import encodings.idna, os, socket, sys, time; os.setuid({uid});"
        "s = socket.create_connection(('127.0.0.1', int(sys.argv[1])));"
        "time.sleep(60)"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only there are users told apart")
def test_another_user_of_the_computer_cannot_use_a_ticket() -> None:
    gate = Gate()

    def request(sock: socket.socket) -> Any:
        return SimpleNamespace(connection=SimpleNamespace(stream=SimpleNamespace(socket=sock)))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(30)
        port = listening.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)), listening.accept()[0] as mine:
            ticket = gate.ticket()
            assert gate.redeem(ticket, request(mine))
            assert not gate.redeem(ticket, request(mine))
        if os.getuid() != 0:
            pytest.skip("only root can become another user")
        other = subprocess.Popen(
            [sys.executable, "-c", connecting_as(12345), str(port)], stdout=subprocess.PIPE
        )
        with listening.accept()[0] as theirs:
            assert not gate.redeem(gate.ticket(), request(theirs))
        other.kill()
        other.communicate()


def test_a_ticket_is_good_for_a_short_time(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate()
    ticket = gate.ticket()
    later = time.monotonic() + SECONDS_OF_A_TICKET + 1
    monkeypatch.setattr("workbook.jupyter.gate.time.monotonic", lambda: later)
    assert not gate.redeem(ticket, cast(Any, None))
