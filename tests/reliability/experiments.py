"""Finding the experiments of this folder, and running each in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.tally import NotHere, Tally

__all__ = ["LIMIT", "Outcome", "alone", "experiment", "names"]

_FOLDER = Path(__file__).parent
LIMIT = 240.0  # seconds for one experiment: one that hangs is a failure, too
_MARK = "\ndef run(effort: float) -> Tally:"
_ALONE = "\nALONE = True"  # it measures how long something takes


@dataclass(frozen=True)
class Outcome:
    """What became of one experiment; `missing` says what it would have needed."""

    name: str
    seconds: float
    tally: Tally
    missing: str = ""


def names() -> list[str]:
    """Return the modules of this folder that have a `run`."""
    return sorted(path.stem for path in _FOLDER.glob("*.py") if _MARK in _text(path.stem))


def alone(name: str) -> bool:
    """Tell whether an experiment wants the computer for itself, and says so: `ALONE = True`."""
    return _ALONE in _text(name)


def _text(name: str) -> str:
    return (_FOLDER / f"{name}.py").read_text(encoding="utf-8")


def experiment(name: str, effort: float, limit: float = LIMIT) -> Outcome:
    """Run one experiment; what it started goes with it when its time is over."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        told = Path(folder) / "told.json"
        command = [sys.executable, "-m", __name__, name, str(effort), str(told)]
        began = time.monotonic()
        with (Path(folder) / "said.txt").open("w+b") as said:
            process = subprocess.Popen(
                command, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
            )
            try:
                process.wait(limit)
            except subprocess.TimeoutExpired:
                _end(process)
                return Outcome(name, limit, _failed(name, f"It did not end in {limit:.0f} s."))
            said.seek(0)
            last = said.read().decode(errors="replace").strip().splitlines()[-1:]
        took = time.monotonic() - began
        if not told.exists():
            return Outcome(name, took, _failed(name, f"It broke off: {' '.join(last)}"))
        answer = json.loads(told.read_text(encoding="utf-8"))
        return Outcome(name, took, Tally(**answer["tally"]), answer["missing"])


def _failed(name: str, why: str) -> Tally:
    return Tally(0, "nothing", f"The experiment {name} runs.", [why])


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _main(name: str, effort: str, told: str) -> None:
    try:
        tally, missing = import_module(f"tests.reliability.{name}").run(float(effort)), ""
    except NotHere as error:
        tally, missing = Tally(0, "nothing", "It could not be tried here."), str(error)
    text = json.dumps({"tally": asdict(tally), "missing": missing})
    Path(told).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _main(*sys.argv[1:])
