"""A guided page, from following its link to a form that can be used, against a bare Voilà page."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.compare import Comparison, Promise
from tests.conftest import ARGUMENTS, CHROMIUM, serving

PROMISE = Promise("Open a guided page", "a Voilà page with one text field", target=0.9, runs=5)

# Nobody opens a page every second; and what one page leaves to do must not slow the next one.
SECONDS_BETWEEN = 6


def measure(example: Path, folder: Path) -> Comparison | None:
    """Open both pages in turns, each in a fresh browser; None where there is no Chromium."""
    if not Path(CHROMIUM).exists():
        return None
    with ExitStack() as stack:
        server = stack.enter_context(serving(folder / "errors.txt", example))
        bare = stack.enter_context(bare_voila(folder / "bare"))
        chromium = stack.enter_context(sync_playwright()).chromium
        browser = chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        stack.callback(browser.close)
        # The first of each finds nothing in the disk's cache, and is not counted.
        runs = [
            (opened(browser, server.address, "Business name"), opened(browser, bare, "Name"))
            for _ in range(PROMISE.runs + 1)
        ][1:]
    return Comparison(PROMISE, *zip(*runs, strict=True))


def opened(browser: Browser, address: str, label: str) -> float:
    """Return the seconds until the field with this label can be used."""
    time.sleep(SECONDS_BETWEEN)
    page: Page = browser.new_context().new_page()
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_label(label).first.wait_for()
    seconds = time.perf_counter() - begun
    page.goto("about:blank")
    page.context.close()
    return seconds


@contextmanager
def bare_voila(folder: Path) -> Iterator[str]:
    """Serve one notebook with one text field by Voilà as it comes; yields its address."""
    folder.mkdir()
    notebook = nbformat.v4.new_notebook()
    source = "import ipywidgets\nipywidgets.Text(description='Name')"
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, folder / "bare.ipynb")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "voila", "bare.ipynb", "--no-browser", f"--port={port}"]
    voila = subprocess.Popen(
        [*command, "--token="], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _await(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        voila.terminate()
        voila.wait()


def _await(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("Voilà did not start.")
