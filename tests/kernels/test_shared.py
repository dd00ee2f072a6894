"""A command's own imports are shared with the kernels of its report, and nothing else of it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernels.conftest import has_ended, until
from workbook.kernels import warm

pytestmark = pytest.mark.skipif(not warm.FORKS, reason="this system cannot fork safely")

# A command that has imported something, and a kernel of its report that says what it finds.
COMMAND = """
import asyncio, fractions, os, sys
from workbook.kernels import warm, warm_up
{before}
warm_up(share=True)

async def told(codes):
    from workbook.kernels.provisioner import WarmKernelManager
    manager = WarmKernelManager(folder=sys.argv[1])
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(60)
        return [await answer(client, code) for code in codes]
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)

async def answer(client, code):
    said = []
    await client.execute_interactive(
        code, timeout=60, output_hook=lambda m: said.append(m["content"].get("text", ""))
    )
    return "".join(said)

process = warm._warm_process()
print([type(process._process).__name__, process.pid, asyncio.run(told({codes!r}))])
"""
A_FILE = "held = open(os.devnull)"
A_THREAD = "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()"
BROKEN = "from workbook.kernels import fork_server; fork_server.preload = lambda: 1 / 0"

QUESTIONS = [
    "import sys; print(sys.argv[0], repr(sys.stdin.read()))",
    "import sys; print(sys.modules['__main__'].__dict__ is globals())",
    "import signal; print(signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT))",
    "import os; print(os.getpgrp() == os.getpid())",
    "import gc; print(gc.isenabled())",
    "try:\n    import beside\nexcept ImportError as error:\n    print(error)",
]


def run(folder: Path, *codes: str, before: str = "") -> tuple[str, int, list[str]]:
    """Return what the warm process is, its number, and what a kernel printed to each code."""
    script = folder / "command" / "command.py"  # nothing that lies beside it is for a kernel
    script.parent.mkdir(parents=True)
    script.write_text(COMMAND.format(before=before, codes=codes))
    (script.parent / "beside.py").write_text("")
    said = subprocess.check_output([sys.executable, script, folder], text=True, input="typed")
    kind, pid, answers = ast.literal_eval(said)
    return kind, pid, [answer.strip() for answer in answers]


def test_a_notebook_sees_of_the_command_what_it_imported_and_nothing_else(tmp_path: Path) -> None:
    """Its kernel is as one whose warm process was started afresh, and was ready sooner."""
    imported = "import sys; print('fractions' in sys.modules)"
    kind, pid, said = run(tmp_path / "shared", *QUESTIONS, imported)
    other, _, same = run(tmp_path / "afresh", *QUESTIONS, imported, before=A_FILE)

    assert (kind, other) == ("Half", "Popen")
    assert said[:-1] == same[:-1]
    assert all(said)
    assert said[-1] == "True"
    assert until(lambda: has_ended(pid)), "it ends with the command"


@pytest.mark.parametrize("before", [A_FILE, A_THREAD], ids=["a file", "a thread"])
def test_a_command_that_has_begun_something_is_not_forked(tmp_path: Path, before: str) -> None:
    """A fork would hold its files open, and lack its threads."""
    kind, _, said = run(tmp_path, "print('ready')", before=before)
    assert (kind, said) == ("Popen", ["ready"])


def test_a_fork_that_fails_leaves_the_command_alone(tmp_path: Path) -> None:
    """What goes wrong there ends there: the command goes on, with an ordinary kernel."""
    kind, pid, said = run(tmp_path, "print('ready')", before=BROKEN)
    assert (kind, said) == ("Half", ["ready"])
    assert until(lambda: has_ended(pid))
