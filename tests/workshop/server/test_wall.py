"""The projector's window: for this computer, with its own key, and with no way to do anything."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

from workbook.workshop.questions import Kind, Option, Question
from workbook.workshop.server.app import serving

KEY = "k" * 32
SURE = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
BLOCKS = [{"id": "open", "title": "Opening", "minutes": 20, "questions": ["sure"]}]


def with_room(tmp_path: Path, walk: Callable[["Wall"], Awaitable[None]]) -> None:
    """Walk through a room that has begun."""

    async def run() -> None:
        async with opened(tmp_path / "bakery.room") as wall:
            await wall.do("prepare", session={"business": "Rise Bakery"}, blocks=BLOCKS,
                          questions=[SURE.as_json()])  # fmt: skip
            await wall.do("begin")
            await walk(wall)

    asyncio.run(run())


class Wall:
    """A room that answers, its projector's key, and what the facilitator can do."""

    def __init__(self, port: int, key: str) -> None:
        self.at, self.key = f"http://127.0.0.1:{port}", key

    async def get(self, path: str) -> Any:
        """Return what stands at an address, or the status of the refusal."""
        try:
            return (await AsyncHTTPClient().fetch(self.at + path)).body.decode()
        except HTTPClientError as error:
            return error.code

    async def do(self, command: str, **body: Any) -> Any:
        """Have the facilitator do something."""
        found = await AsyncHTTPClient().fetch(
            f"{self.at}/control",
            method="POST",
            headers={"X-Room-Key": KEY},
            body=json.dumps({"do": command, **body}),
        )
        return json.loads(found.body)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Wall]:
    """Serve a room's file on this computer only."""
    async with serving(path, KEY, find=lambda: []) as doors:
        yield Wall(doors.port, doors.wall_key)


def test_the_window_opens_with_its_key_and_holds_nobody_elses(tmp_path: Path) -> None:
    async def walk(wall: Wall) -> None:
        page = await wall.get(f"/wall?key={wall.key}")
        assert "Join with your phone" in page
        assert KEY not in page
        assert [await wall.get(f"/wall?key={key}") for key in ("", KEY, "wrong")] == [404] * 3
        assert "EventSource" in await wall.get("/wall.js")

    with_room(tmp_path, walk)


def test_the_projectors_key_does_nothing(tmp_path: Path) -> None:
    async def walk(wall: Wall) -> None:
        found = await AsyncHTTPClient().fetch(
            f"{wall.at}/control", method="POST", headers={"X-Room-Key": wall.key},
            body='{"do": "open"}', raise_error=False,
        )  # fmt: skip
        assert found.code == 403

    with_room(tmp_path, walk)


def test_the_window_hears_of_a_change_at_once_and_keeps_its_key_when_the_room_is_restarted(
    tmp_path: Path,
) -> None:
    async def walk(wall: Wall) -> None:
        heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

        def hear(chunk: bytes) -> None:
            for line in chunk.decode().splitlines():
                if line.startswith("data: "):
                    heard.put_nowait(json.loads(line.removeprefix("data: ")))

        following = asyncio.ensure_future(
            AsyncHTTPClient().fetch(
                f"{wall.at}/wall/follow?key={wall.key}",
                streaming_callback=hear,
                request_timeout=20,
                raise_error=False,
            )
        )
        assert (await asyncio.wait_for(heard.get(), 5))["asking"] is False
        await wall.do("open")
        assert (await asyncio.wait_for(heard.get(), 1))["asking"] is True
        following.cancel()

    with_room(tmp_path, walk)

    async def again() -> str:
        async with opened(tmp_path / "bakery.room") as wall:
            return str(await wall.get(f"/wall?key={wall.key}"))[:15]

    assert asyncio.run(again()) == "<!doctype html>"
