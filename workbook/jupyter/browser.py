"""Opening the person's browser, which is told an address and nothing else."""

import os
import subprocess
import sys
import threading

__all__ = ["open_browser"]

# The address comes by a pipe: this process would show it in every list, as the browser may.
_PROGRAM = "import sys, webbrowser; webbrowser.open(sys.stdin.read())"

_OURS = ("WORKBOOK", "JUPYTER_", "IPYTHONDIR", "PYTHON", "PG")


def open_browser(address: str) -> None:
    """Open an address, without waiting for it.

    What this process has for itself in its environment (a database's password may be there) is not
    handed on: the browser outlives it, and so may what it starts.
    """
    environment = {k: text for k, text in os.environ.items() if not k.startswith(_OURS)}
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    )
    assert process.stdin is not None
    with process.stdin as pipe:
        pipe.write(address)
    threading.Thread(target=process.wait, daemon=True).start()  # it is gone when it has ended
