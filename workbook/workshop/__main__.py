"""The process of a room: `python -m workbook.workshop ROOM-FILE`, with its key on standard input.

It says on one line, in JSON, where it answers, and ends when its standard input does, or is told to
stop. It opens no file but the room's, and no workbook.
"""

import argparse
import asyncio
import json
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from threading import Thread

from workbook.errors import WorkbookError
from workbook.workshop.running import Running, announced, holding
from workbook.workshop.server.app import serving

__all__ = ["main"]


def main(words: Sequence[str] | None = None) -> int:
    """Serve a room until it is told to end; return 0, or 2 with a sentence of what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m workbook.workshop", description=__doc__)
    parser.add_argument("room", type=Path, help="the room's file; made if it is not there")
    parser.add_argument("--port", type=int, default=0, help="where to answer; any free one if 0")
    parser.add_argument("--note", type=Path, help="where to write down that the room is open")
    given = parser.parse_args(words)
    # Tornado tells of requests that were no good, and those hold what nobody is to read.
    logging.getLogger("tornado").setLevel(logging.CRITICAL)
    key = sys.stdin.readline().strip()
    if len(key) < 16:
        print("The key of the room has to come first, on standard input.", file=sys.stderr)
        return 2
    try:
        with holding(given.note) if given.note else nullcontext():
            asyncio.run(_serve(given.room, key, given.port, given.note))
    except (WorkbookError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


async def _serve(path: Path, key: str, port: int, note: Path | None) -> None:
    end = asyncio.Event()
    loop = asyncio.get_running_loop()

    def stop(*_: object) -> None:
        loop.call_soon_threadsafe(end.set)

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    async with serving(path, key, port) as doors:
        if note:
            announced(note, Running(doors.port, key, doors.wall_key, str(path)))
        print(json.dumps({"port": doors.port, "addresses": doors.addresses}), flush=True)
        Thread(target=_until_end_of_input, args=(stop,), daemon=True).start()
        import_module("workbook.methods.rounds")  # while people come: the first result needs it
        await end.wait()


def _until_end_of_input(stop: Callable[[], None]) -> None:
    while sys.stdin.readline():
        pass
    stop()


if __name__ == "__main__":
    sys.exit(main())
