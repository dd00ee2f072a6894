"""The one server: JupyterLab and Voilà on 127.0.0.1, with the guided notebooks of a workbook.

    from workbook.jupyter import serve
    serve("rise-bakery.workbook")

Nothing of Jupyter is imported before `serve` is called.
"""

import os
import socket
from pathlib import Path

from workbook.errors import NotFound, WorkbookError
from workbook.imports import without_grammars
from workbook.jupyter.stopping import quiet_when_stopped
from workbook.resources import notebooks as shipped
from workbook.store.address import absolute

__all__ = ["FIRST_STEP", "HOST", "serve"]

HOST = "127.0.0.1"
FIRST_STEP = "00_start"


def serve(  # noqa: PLR0913  the command line's options, one each
    source: str,
    *,
    facilitator: bool = False,
    port: int = 0,
    browser: bool = True,
    step: str | None = None,
    notebooks: Path | None = None,
) -> None:
    """Serve the guided notebooks of a workbook, and of those its pages open, until Ctrl-C.

    Prints one line, `Open http://127.0.0.1:PORT/…?token=…`, once the server answers.

    Args:
        source: path or database URL of the workbook; the notebooks' kernels read it from the
            environment variable `WORKBOOK`, so that it never stands in a page. The address has
            a short name for it.
        facilitator: land in JupyterLab rather than on the page without code.
        port: port to listen on; 0 takes a free one.
        browser: open the address in the person's browser.
        step: name of the notebook to land on; `00_start` unless given.
        notebooks: folder to take the notebooks from, instead of those that ship.

    Raises:
        WorkbookError: the port is in use.
        NotFound: there is no such step.
    """
    folder = notebooks or shipped()
    first = _notebook(folder, step or FIRST_STEP)
    _require_free(port)

    with quiet_when_stopped():
        with without_grammars():
            from workbook.jupyter.app import run
        view = "doc/tree" if facilitator else "voila/render"
        run(absolute(source), folder, f"/{view}", first, port, browser)


def _notebook(folder: Path, step: str) -> str:
    name = f"{step.removesuffix('.ipynb')}.ipynb"
    if not (folder / name).is_file():
        known = ", ".join(sorted(path.stem for path in folder.glob("*.ipynb"))) or "none"
        raise NotFound(f"There is no step {step}. The steps are: {known}.")
    return name


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        if os.name != "nt":  # there it would let two servers share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise WorkbookError(
                f"Port {port} is not free on this computer. Stop what uses it, "
                "give another number with --port, or leave --port out."
            ) from error
