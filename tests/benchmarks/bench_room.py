"""The room's server, against a bare Tornado form that keeps each vote as safely, side by side.

Phones are connections on this computer, each from an address of its own; all is bounded.
"""

import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

import psutil

from tests.benchmarks.compare import Comparison, Promise
from tests.workshop.phones import Phone, served
from workbook.workshop.questions import Kind, Option, Question

OPTIONS = 6
ASKED = Question(
    "sure", Kind.SCALE, "How sure are you of each?",
    tuple(Option(f"o{place}", f"Objective {place}") for place in range(OPTIONS)),
)  # fmt: skip
BARE = "bare Tornado form, as safe on the disk"
ROUNDS = 7
# People; seconds within which all of them send; what the slowest but one in twenty may take. Ours
# waits four thousandths of a second, so that those who vote at once wait for the disk together.
ROOMS = ((40, 2.0, 0.050), (200, 5.0, 0.300))


@dataclass(frozen=True)
class Measured:
    """One server, so many people: seconds to join, MB for each, each round's p95 of a vote."""

    joined: float
    memory: float
    votes: tuple[float, ...]


def measure() -> Iterator[Comparison]:
    """Let rooms of two sizes join and vote, once with ours and once with the bare form."""
    for people, within, limit in ROOMS:
        ours, plain = asyncio.run(_side_by_side(people, within))
        name = f"Vote in a room of {people}, p95"
        yield Comparison(
            Promise(name, BARE, target=8, runs=ROUNDS, limit=limit), ours.votes, plain.votes
        )
        if people == ROOMS[-1][0]:
            join = Promise(f"{people} phones join", BARE, target=20, runs=1, limit=10)
            yield Comparison(join, (ours.joined,), (plain.joined,))
            memory = Promise("Memory a phone", BARE, target=20, runs=1, unit="MB", limit=1)
            yield Comparison(memory, (ours.memory,), (plain.memory,))


async def _side_by_side(people: int, within: float) -> tuple[Measured, Measured]:
    with TemporaryDirectory() as folder, _ours(Path(folder)) as ours, _bare(Path(folder)) as bare:
        rooms = [_Crowd(room, people, within) for room in (ours, bare)]
        for room in rooms:
            await room.join()
        for turn in range(ROUNDS):
            for room in rooms:
                await room.vote(turn)
        return rooms[0].measured(), rooms[1].measured()


@dataclass(frozen=True)
class _Server:
    process: psutil.Process
    port: int
    code: str
    round: str


class _Crowd:
    """Everybody in one room."""

    def __init__(self, server: _Server, people: int, within: float) -> None:
        self._server = server
        self._phones = [Phone(server.port, number) for number in range(people)]
        self._within = within
        self._chance = random.Random(people)
        self._before = server.process.memory_info().rss
        self._joined, self._votes = 0.0, list[float]()

    async def join(self) -> None:
        """Join all at once, and see what is asked."""
        began = time.perf_counter()
        await asyncio.gather(*(phone.join(self._server.code) for phone in self._phones))
        await asyncio.gather(*(phone.see() for phone in self._phones))
        self._joined = time.perf_counter() - began

    async def vote(self, turn: int) -> None:
        """Vote, or change the vote, each at a moment of their own."""
        taken = await asyncio.gather(*(self._send(phone, turn) for phone in self._phones))
        self._votes.append(quantiles(taken, n=20)[-1])

    async def _send(self, phone: Phone, turn: int) -> float:
        await asyncio.sleep(self._chance.uniform(0, self._within))
        form = {f"a.o{place}": f"{(turn + place) % 5 + 1}" for place in range(OPTIONS)}
        await phone.look_again(self._server.round)
        began = time.perf_counter()
        await phone.vote(self._server.round, form)
        return time.perf_counter() - began

    def measured(self) -> Measured:
        """Return what was measured."""
        grown = (self._server.process.memory_info().rss - self._before) / 1e6
        return Measured(self._joined, grown / len(self._phones), tuple(self._votes))


@contextmanager
def _ours(folder: Path) -> Iterator[_Server]:
    with served(folder / "bakery.room") as room:
        blocks = [{"id": "one", "title": "One", "minutes": 10, "questions": [ASKED.id]}]
        room.do("prepare", session={}, blocks=blocks, questions=[ASKED.as_json()])
        code = room.do("begin")["state"]["code"]
        room.do("go", block="one")
        asked = room.do("open")["round"]
        yield _Server(psutil.Process(room.process.pid), room.port, code, asked)


@contextmanager
def _bare(folder: Path) -> Iterator[_Server]:
    command = [sys.executable, "-m", "tests.benchmarks.bare_form", str(folder / "bare.sqlite")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            port = int(process.stdout.readline())
            yield _Server(psutil.Process(process.pid), port, "any", "one")
        finally:
            process.kill()
