"""A server that goes away in the middle of saves, and comes back: what was told is what is there.

The page speaks to it through a line of ours, which is cut before and after each word that counts.
"""

import random
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

from tests.reliability.tally import Tally
from tests.store.postgres import Server, somewhere
from workbook import Workbook, create_workbook, open_workbook
from workbook.errors import StorageFailed
from workbook.store import Edit
from workbook.strategy.destination import Objective

PROMISE = "When the server is lost in a save, the page says truly whether it is kept, and goes on."
CUTS = ("before", "after", "dead", "anywhen")


def run(effort: float) -> Tally:
    """Cut the line in the middle of saves, and stop the server as a power cut would."""
    told: Counter[str] = Counter()
    failures: list[str] = []
    chance = random.Random(46)
    with somewhere() as server:
        create_workbook("Rise Bakery", server.url).store.close()
        with _line(server.port) as line:
            book = open_workbook(server.url.replace(str(server.port), str(line.port)))
            for turn in range(round(120 * effort)):
                how = CUTS[turn % len(CUTS)]
                line.cut(how, chance.uniform(0, 0.03))
                told[_save(book, server, f"{how} {turn}", failures)] += 1
                line.mend()
                _goes_on(book, f"{how} {turn}", failures)
        for turn in range(max(round(5 * effort), 1)):
            stop = Thread(target=_power_cut, args=(server, chance.uniform(0, 0.1)))
            book = open_workbook(server.url)
            stop.start()
            for attempt in range(20):
                told[_save(book, server, f"power cut {turn}, {attempt}", failures)] += 1
            stop.join()
            _goes_on(book, f"power cut {turn}", failures)
    facts = {f"told: {name}": f"{times:,}" for name, times in sorted(told.items())}
    return Tally(told.total(), "saves as the server is lost", PROMISE, failures, facts)


def _power_cut(server: Server, after: float) -> None:
    time.sleep(after)
    server.stop()
    server.start()


def _save(book: Workbook, server: Server, name: str, failures: list[str]) -> str:
    """Save something; return what was told of it, once that was compared with what is there."""
    try:
        book.save([Edit(Objective, name, {"name": name})])
        told = "saved"
    except StorageFailed as error:
        told = "not saved" if "Nothing was saved" in str(error) else "not known"
    if told != "not known" and (told == "saved") != _is_there(server, name):
        failures.append(f"{name}: told to be {told}, and it is otherwise")
    return told


def _is_there(server: Server, id: str) -> bool:
    for _ in range(100):
        with suppress(StorageFailed):
            other = open_workbook(server.url)
            # A save that is still on its way there has its lock, and ends before this one begins.
            with other.store._writing() as session:
                return session.get(Objective, id) is not None
        time.sleep(0.1)
    raise TimeoutError("The server did not come back")


def _goes_on(book: Workbook, name: str, failures: list[str]) -> None:
    try:
        book.save([Edit(Objective, f"{name}, afterwards", {"name": name})])
    except StorageFailed as error:
        failures.append(f"{name}: the page did not go on: {error}")


@dataclass
class _Line:
    """Carries bytes to and from a server until it is cut."""

    to: int
    listening: socket.socket
    how: str = ""
    after: float = 0.0
    ends: list[socket.socket] = field(default_factory=list)
    cutting: Thread = field(default_factory=Thread)

    @property
    def port(self) -> int:
        return int(self.listening.getsockname()[1])

    def cut(self, how: str, after: float) -> None:
        self.how, self.after = how, after
        if how == "anywhen":
            self.cutting = Thread(target=self._cut_later)
            self.cutting.start()

    def mend(self) -> None:
        if self.cutting.ident:
            self.cutting.join()
        self.how = ""

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                page, _ = self.listening.accept()
                if self.how == "down":
                    page.close()
                    continue
                server = socket.create_connection(("127.0.0.1", self.to))
                self.ends += [page, server]
                for each in ((page, server, True), (server, page, False)):
                    Thread(target=self._carry, args=each, daemon=True).start()

    def _carry(self, giver: socket.socket, taker: socket.socket, asks: bool) -> None:
        with suppress(OSError):
            while said := giver.recv(65536):
                if asks and b"COMMIT" in said and self.how in {"before", "after", "dead"}:
                    how, self.how = self.how, "down" if self.how == "dead" else ""
                    giver.shutdown(socket.SHUT_RDWR)  # the answer will not be heard
                    if how != "before":
                        time.sleep(self.after if how == "after" else 0)
                        taker.sendall(said)
                    break
                taker.sendall(said)
        for each in (giver, taker):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _cut_later(self) -> None:
        time.sleep(self.after)
        self._cut()

    def _cut(self) -> None:
        cut, self.ends = self.ends, []
        for each in cut:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextmanager
def _line(to: int) -> Iterator[_Line]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = _Line(to, listening)
        Thread(target=line.serve, daemon=True).start()
        yield line
        line._cut()
