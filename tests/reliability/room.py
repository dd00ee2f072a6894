"""A room's server is killed at any moment of a round: no vote that was told is lost, none twice."""

import asyncio
import random
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.reliability.tally import NotHere, Tally
from tests.workshop.phones import Phone, Served, served
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.questions import Kind, Option, Question

PROMISE = "Killed at any moment, a room has every vote that was told to be kept, and each once."
PEOPLE = 12
LONGEST = 0.5  # seconds after which it is killed
ASKED = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),), high=11)


class _Voter:
    """One person, who changes their vote until the server is gone."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.told: int | None = None
        self.sent: int | None = None

    async def vote(self, round: str, chosen: random.Random) -> None:
        """Send votes; note what was sent, and what was told to be kept."""
        self.told = self.sent = None
        try:
            while True:
                await self.phone.look_again(round)
                self.sent = chosen.randint(1, 11)
                await self.phone.vote(round, {"a.plan": str(self.sent)})
                self.told = self.sent
        except OSError:
            self.phone.hang_up()


def run(effort: float) -> Tally:
    """Kill the server in each round, start it again, and look what the file holds."""
    if sys.platform == "win32":
        raise NotHere("A signal that ends a process at once.")
    chosen, failures, told = random.Random(13), list[str](), 0
    rounds = max(3, round(100 * effort))
    with TemporaryDirectory() as folder:
        path = Path(folder, "bakery.room")
        people = _prepared(path)
        for number in range(rounds):
            asked = _killed(path, people, chosen)
            found, counted = _missing(path, asked, people)
            failures += [f"round {number}: {each}" for each in found]
            told += counted
    facts = {"votes that were told to be kept": f"{told:,}", "people": f"{PEOPLE}"}
    return Tally(rounds, "rounds with a kill", PROMISE, failures, facts)


def _prepared(path: Path) -> list[_Voter]:
    with served(path) as room:
        blocks = [{"id": "one", "title": "One", "minutes": 10, "questions": [ASKED.id]}]
        room.do("prepare", session={}, blocks=blocks, questions=[ASKED.as_json()])
        code = room.do("begin")["state"]["code"]
        room.do("go", block="one")
        phones = [Phone(room.port, number) for number in range(PEOPLE)]

        async def join() -> None:
            await asyncio.gather(*(phone.join(code) for phone in phones))
            for phone in phones:
                phone.hang_up()

        asyncio.run(join())
    return [_Voter(phone) for phone in phones]


def _killed(path: Path, people: Sequence[_Voter], chosen: random.Random) -> str:
    """Open a round, let all vote, kill the server, and return the round."""
    with served(path) as room:
        asked = str(room.do("open")["round"])
        for voter in people:
            voter.phone.port = room.port
        asyncio.run(_until_killed(room, asked, people, chosen))
    return asked


async def _until_killed(
    room: Served, asked: str, people: Sequence[_Voter], chosen: random.Random
) -> None:
    def kill() -> None:
        room.process.send_signal(signal.SIGKILL)

    asyncio.get_running_loop().call_later(chosen.uniform(0.01, LONGEST), kill)
    await asyncio.gather(*(voter.vote(asked, chosen) for voter in people))


def _missing(path: Path, asked: str, people: Sequence[_Voter]) -> tuple[list[str], int]:
    """Return what is wrong in a round after the kill, and how many votes had been told."""
    box, wrong = BallotBox(path), list[str]()
    for voter in people:
        kept = box.own(voter.phone.token, asked)
        value = kept.values["plan"] if kept else None
        if value not in {voter.told, voter.sent}:
            wrong.append(f"{voter.told} was told, {voter.sent} was sent, and {value} is there")
    turnout = box.turnout(asked)
    box.close_round(asked)
    answers = box.answers(asked)
    box.close()
    if not len(answers) == turnout.voted <= len(people):
        wrong.append(f"{len(answers)} ballots of {turnout.voted} who voted")
    return wrong, sum(voter.told is not None for voter in people)
