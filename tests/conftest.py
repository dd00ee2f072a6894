"""What a test in a browser needs: Chromium, a page that sees this computer only, a server.

- `chromium`: the browser, started once a module (while it runs, `asyncio.run` does not work).
  The tests that need it are skipped where it is not installed, unless the variable `CI` is
  "true". `CHROMIUM` names another one than Debian's.
- `page`: a fresh page. Its test fails at the end if anything asked another computer for anything.
  `page.context.new_page()` gives a second tab; `page.set_viewport_size(PHONE)` a small screen.
- `serve_workbook`: starts `workbook.jupyter.serve` in a process of its own, on a free port, and
  stops it at the end: `page.goto(serve_workbook(path).address)`.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
PATIENCE = 30_000  # milliseconds: the machine may be busy

expect.set_options(timeout=PATIENCE)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what tests recorded as “summary”, from whichever process they ran in."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "summary":
                terminalreporter.section("measured")
                terminalreporter.line(value)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, one for all tests of a module."""
    if not Path(CHROMIUM).exists():
        assert os.environ.get("CI") != "true", f"There has to be a Chromium at {CHROMIUM} for CI"
        pytest.skip(f"There is no Chromium at {CHROMIUM}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of its own context that reaches this computer only, and never asks for more."""
    context = chromium.new_context(viewport=DESK)
    context.set_default_timeout(PATIENCE)
    elsewhere: list[str] = []

    def stay_here(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.hostname == "127.0.0.1" or address.scheme in ("data", "blob"):
            route.continue_()
        else:
            elsewhere.append(route.request.url)
            route.abort()

    context.route("**/*", stay_here)
    yield context.new_page()
    for tab in context.pages:
        tab.close(run_before_unload=True)  # so that each ends its kernel; the context would not
    context.close()
    assert elsewhere == [], "The page asked other computers for something."


@dataclass(frozen=True)
class Served:
    """A running server: its process, the address that it printed, and what it complains of."""

    process: "subprocess.Popen[str]"
    address: str
    errors: Path

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:PORT`."""
        return "{0.scheme}://{0.netloc}".format(urlsplit(self.address))

    @property
    def token(self) -> str:
        """The key to the server."""
        return parse_qs(urlsplit(self.address).query)["token"][0]

    def url(self, path: str) -> str:
        """Return the address of a path on this server, with the key in it."""
        return f"{self.origin}{path}?token={self.token}"

    def step(self, name: str, workbook: str = "") -> str:
        """Return the address of a page without code, of the workbook that was opened first."""
        folder = workbook or urlsplit(self.address).path.split("/")[-2]
        return self.url(f"/voila/render/{folder}/{name}.ipynb")

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Tell the server to stop; returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=60)

    @property
    def complaints(self) -> str:
        """Everything on its standard error so far."""
        return self.errors.read_text(encoding="utf-8")


ServeWorkbook = Callable[..., Served]

_SERVE = "import sys; from workbook.jupyter import serve; serve(**eval(sys.argv[1]))"


@contextmanager
def serving(
    errors: Path, source: str | Path, *, env: dict[str, str] | None = None, **settings: Any
) -> Iterator[Served]:
    """Run `serve(source, **settings)` in a process; what it complains of is written to `errors`."""
    arguments = repr({"source": str(source), "browser": False, **settings})
    with errors.open("w") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-c", f"from pathlib import *; {_SERVE}", arguments],
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            env={**os.environ, **(env or {})},
        )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Open "), errors.read_text()
    server = Served(process, line.removeprefix("Open ").strip(), errors)
    try:
        yield server
    finally:
        if process.poll() is None:
            server.stop()
        process.stdout.close()


@pytest.fixture
def serve_workbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServeWorkbook]:
    """Start servers: `serve_workbook(source, facilitator=…, step=…, notebooks=…, env={…})`."""
    with ExitStack() as servers:

        def start(source: str | Path, **settings: Any) -> Served:
            errors = tmp_path_factory.mktemp("server") / "errors.txt"
            return servers.enter_context(serving(errors, source, **settings))

        yield start
