"""Words on a page change where the plan did, and nowhere else."""

import json
from typing import Any

import pytest

from tests.steps.visit import part, save, table, text
from tests.widgets.said import typed
from workbook import Workbook, pages
from workbook.steps.finding import Finding
from workbook.steps.words import Words
from workbook.store import Edit
from workbook.strategy import Objective
from workbook.widgets import Page

MANY = 200


def sent(words: Words) -> list[dict[str, Any]]:
    """Return the list that will hold what the words send from now on."""
    messages: list[dict[str, Any]] = []
    words.send = lambda content, buffers=None: messages.append(json.loads(json.dumps(content)))  # type: ignore[method-assign]
    return messages


def taken_in(lines: list[str], message: dict[str, Any]) -> list[str]:
    """Return the lines as a browser has them after a message."""
    end = len(lines) if message["gone"] is None else message["at"] + message["gone"]
    return [*lines[: message["at"]], *message["lines"], *lines[end:]]


def hints(*sentences: str) -> dict[str, tuple[str, ...]]:
    return {"sentences": sentences}


@pytest.mark.parametrize(
    "after",
    [("a", "b", "c"), ("a", "c"), ("b",), ("a", "x", "b"), ("b", "a"), ("a", "a", "b", "b"), ()],
)
def test_only_lines_that_differ_travel(after: tuple[str, ...]) -> None:
    words = Words("route/conflicts", **hints("a", "b"))
    seen, messages = list(words.shown["lines"]), sent(words)
    words.say(**hints(*after))
    [message] = messages
    assert taken_in(seen, message) == words.shown["lines"]
    assert message["version"] == words.shown["version"] == 1


def test_the_same_words_are_not_sent_again() -> None:
    words = Words("route/conflicts", **hints("a", "b"))
    messages = sent(words)
    words.say(**hints("a", "b"))
    assert messages == []


def test_a_page_that_missed_a_change_is_told_everything() -> None:
    words = Words("route/conflicts", **hints("a"))
    words.say(**hints("a", "b"))
    messages = sent(words)
    words._handle_custom_msg({"type": "hello", "version": 1}, [])
    assert messages == []
    words._handle_custom_msg({"type": "hello", "version": 0}, [])
    [message] = messages
    assert taken_in(["something", "old"], message) == words.shown["lines"]


def panel(page: Page) -> Finding:
    """Return the SMART verdicts."""
    return part(page, Finding, lambda finding: "ws-smart" in finding.html)


def test_of_two_hundred_verdicts_only_the_changed_one_is_sent(book: Workbook) -> None:
    named = {f"o{n}": {"name": f"Sell {n} loaves a day", "position": n} for n in range(MANY)}
    book.save([Edit(Objective, id, fields) for id, fields in named.items()])
    page = pages.destination(book)
    messages = sent(panel(page))
    typed(table(page, "objective"), "o99", "name", "Sell 99 loaves a day by June 2027")
    save(page)
    [message] = messages
    assert "June 2027" in "".join(message["lines"])
    assert len(json.dumps(message)) < 2 * len(panel(page).html) / MANY


def test_what_could_not_be_found_is_told_in_place_of_it(
    started: Workbook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a limit of nothing")

    monkeypatch.setattr("workbook.steps.review.noise.noise", broken)
    said = text(pages.review(started).open_chapter("noise"))
    assert "Something here could not be reckoned. Nothing that was saved is lost." in said
    assert "review/noise" in caplog.text
