"""A page with 200 goals and 100 figures stays quick, and a save sends one cell, not the table."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, WebSocket, expect

from tests.widgets.seen import SAVED
from tests.widgets.served import write_notebook

KEYSTROKES = "Twenty strokes here!"
ECHO = 100  # milliseconds from the key to the painted letter, in the median
CELL = 2_000  # bytes that saving one cell may send
ANSWER = 20_000  # bytes that may come back for it; the table itself is many times that


def many(noun: str, count: int) -> str:
    """Return so many records, as the file keeps them."""
    rows = {
        f"{noun}{n}": {
            "id": f"{noun}{n}",
            "version": 1,
            "position": n,
            "name": f"{noun.capitalize()} number {n}, which is to be reached by the whole bakery",
            "why": "So that nobody in the valley has to drive for good bread on a Sunday.",
            "level": "company",
            "owner": f"p{n % 3 + 1}",
            "target": n * 10,
            "due": "2026-12-31",
        }
        for n in range(count)
    }
    return json.dumps(rows)


@dataclass
class Traffic:
    """The bytes that went each way over the page's connection, its signs of life left out."""

    sent: int = 0
    received: int = 0

    def watch(self, page: Page) -> None:
        """Count from now on."""
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self._count("sent", frame))
        socket.on("framereceived", lambda frame: self._count("received", frame))

    def _count(self, way: str, frame: str | bytes) -> None:
        content = frame.encode() if isinstance(frame, str) else frame
        if b'"ping"' not in content and b'"pong"' not in content:
            setattr(self, way, getattr(self, way) + len(content))


def test_typing_stays_quick_and_a_save_sends_one_cell(
    visit: Callable[..., Page], folder: Path
) -> None:
    write_notebook(folder, "long_page")
    (folder / "goals.json").write_text(many("goal", 200))
    (folder / "figures.json").write_text(many("figure", 100))
    traffic = Traffic()
    page = visit(watch=traffic.watch)
    bar = page.locator(".wb-savebar")
    expect(page.locator("tbody tr")).to_have_count(300)
    page.get_by_label("Goal, row 150").focus()
    page.evaluate("echoes.length = 0")
    page.keyboard.type(KEYSTROKES, delay=30)
    page.wait_for_function("count => echoes.length === count", arg=len(KEYSTROKES))
    echoes = page.evaluate("echoes")
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert KEYSTROKES in json.loads((folder / "goals.json").read_text())["goal149"]["name"]

    traffic.sent = traffic.received = 0
    page.get_by_label("Goal, row 151").fill("Another name")
    expect(bar).to_have_attribute("data-state", "unsaved")
    expect(bar).to_have_attribute("data-state", "saved")
    assert json.loads((folder / "goals.json").read_text())["goal150"]["name"] == "Another name"
    print(f"echo {median(echoes):.0f} ms, most {max(echoes):.0f} ms; one cell: {traffic}")
    assert median(echoes) < ECHO
    assert 0 < traffic.sent < CELL
    assert 0 < traffic.received < ANSWER
