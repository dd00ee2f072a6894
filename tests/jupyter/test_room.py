"""A room is opened by the server of the pages, for its own pages only, and ends with it."""

import json
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener
from uuid import uuid4

import pytest

from tests.conftest import Served, serving
from workbook.workshop.opening import note_of, room_file
from workbook.workshop.running import Running, running

SESSION = str(uuid4())


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook's file; the server of the pages never opens it."""
    path = tmp_path_factory.mktemp("clients") / "rise-bakery.workbook"
    path.write_bytes(b"")
    return path


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, source: Path, notebooks: Path
) -> Iterator[Served]:
    """A server with this workbook on its shelf."""
    errors = tmp_path_factory.mktemp("server") / "errors.txt"
    with serving(errors, source, notebooks=notebooks) as served:
        yield served


def asked(server: Served, method: str, name: str = "rise-bakery", **about: Any) -> tuple[int, str]:
    """Ask as a page does, with its login and, unless `bare`, the mark of our own pages."""
    opener = build_opener(HTTPCookieProcessor(jar := CookieJar()))
    opener.open(f"{server.origin}/?token={server.token}").read()
    opener.open(f"{server.origin}/tree").read() if not any(c.name == "_xsrf" for c in jar) else None
    mark = next((cookie.value for cookie in jar if cookie.name == "_xsrf"), "")
    headers = {"Content-Type": "application/json"}
    if not about.get("bare"):
        headers["X-XSRFToken"] = mark or ""
    body = json.dumps({"session": about.get("session", SESSION)}).encode()
    request = Request(f"{server.origin}/workbook/room/{name}", body, headers, method=method)
    try:
        with opener.open(request) as answer:
            return answer.status, json.load(answer)["said"]
    except HTTPError as error:
        return error.code, error.read().decode()


def found(source: Path) -> Running | None:
    """Return the room that runs."""
    return running(note_of(str(source)))


def test_a_room_is_opened_once_found_again_and_closed_with_everything_kept(
    server: Served, source: Path
) -> None:
    assert asked(server, "POST") == (200, "")
    room = found(source)
    assert room and room.do("state")["state"]["open"] is False
    assert asked(server, "POST") == (200, "")
    assert found(source) == room
    status, said = asked(server, "POST", session=str(uuid4()))  # another workshop's
    assert status == 409 and "Close it first" in said
    assert asked(server, "DELETE") == (200, "")
    assert found(source) is None
    assert room_file(str(source), SESSION).exists()
    assert not note_of(str(source)).exists()


def test_nobody_opens_a_room_from_another_site_for_another_workbook_or_another_file(
    server: Served, source: Path
) -> None:
    assert asked(server, "POST", bare=True)[0] == 403
    assert asked(server, "POST", name="corner-cafe")[0] == 404
    assert asked(server, "POST", session="../../etc/passwd")[0] == 400
    request = Request(f"{server.origin}/workbook/room/rise-bakery", b"{}", method="POST")
    with pytest.raises(HTTPError):
        build_opener().open(request)
    assert found(source) is None


def test_a_room_ends_with_the_server_that_opened_it(
    tmp_path: Path, source: Path, notebooks: Path
) -> None:
    with serving(tmp_path / "errors.txt", source, notebooks=notebooks) as server:
        asked(server, "POST")
        assert found(source)
    assert found(source) is None


def test_a_room_ends_with_a_server_that_is_killed(
    tmp_path: Path, source: Path, notebooks: Path
) -> None:
    with serving(tmp_path / "errors.txt", source, notebooks=notebooks) as server:
        asked(server, "POST")
        server.process.kill()
        server.process.wait()
    until = time.monotonic() + 10
    while found(source) and time.monotonic() < until:
        time.sleep(0.1)
    assert found(source) is None
