"""Voilà as a process of its own, for the tests that need a browser."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import nbformat

ROOT = Path(__file__).parents[2]


def write_notebook(folder: Path, page: str = "page") -> None:
    """Write the notebook that shows one of the bakery's pages, kept in the same folder."""
    source = f"from tests.widgets import bakery\nbakery.{page}({str(folder)!r})"
    cell = nbformat.v4.new_code_cell(source)
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(
        nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": spec}),
        folder / "page.ipynb",
    )


@contextmanager
def voila(folder: Path) -> Iterator[str]:
    """Serve the notebooks below `folder` with the stock Voilà; give its address."""
    port = free_port()
    command = [sys.executable, "-m", "voila", str(folder), "--no-browser", f"--port={port}"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (folder / "voila.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(30)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the server answers."""
    for _ in range(600):
        try:
            urlopen(address, timeout=5).close()
            return
        except (URLError, ConnectionError):
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError("Voilà ended before it answered; see voila.log") from None
    raise RuntimeError("Voilà did not answer within a minute; see voila.log")
