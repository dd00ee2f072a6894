"""The history of a record as an owner reads it, and putting something back from a guided page."""

from datetime import timedelta

from tests.steps.visit import table
from tests.widgets.said import answers, tell
from workbook import Workbook, pages
from workbook.steps.history import entries
from workbook.store import Edit
from workbook.strategy import Destination, Objective, Person


def objective(book: Workbook, fields: dict[str, object], reason: str = "") -> None:
    """Change the objective that the workbook begins with."""
    book.save([Edit(Objective, "cafes", fields, book.plan.find("cafes").version)], reason)  # type: ignore[union-attr]


def told(book: Workbook, id: str = "cafes") -> list[str]:
    """What the history says, without when and by whom."""
    return [entry.words for entry in entries(book.plan, id)]


def test_a_change_is_told_in_words_with_its_reason(started: Workbook) -> None:
    started.who = "Jonas Weber"
    objective(started, {"due": "2026-03-31"})
    objective(started, {"due": "2026-04-30", "level": "team"}, "The van came three weeks late.")
    newest, first, added = entries(started.plan, "cafes")
    assert newest.words == "Level Company → Team\nDue 31 March 2026 → 30 April 2026"
    assert (newest.who, newest.reason) == ("Jonas Weber", "The van came three weeks late.")
    assert first.words == "Due (empty) → 31 March 2026"
    assert (added.words, added.key) == ("Added", "")


def test_people_are_named_even_after_they_left(started: Workbook) -> None:
    objective(started, {"owner_id": "maya"})
    objective(started, {"owner_id": "tom", "name": "Sell 80 loaves a day to cafés"})
    started.save([Edit(Objective, "cafes", {"owner_id": None}, 3)], "Tom is leaving")
    started.save([Edit(Person, "tom", None, 1)])
    assert told(started)[:3] == [
        "Owner Tom (removed) → (empty)",
        "Objective “Sell 60 loaves a day to cafés” → “Sell 80 loaves a day to cafés”\n"
        "Owner Maya → Tom (removed)",
        "Owner (empty) → Maya",
    ]


def test_what_was_saved_while_somebody_typed_is_one_change(started: Workbook) -> None:
    for name in ("Sell 6", "Sell 65 loa", "Sell 65 loaves"):
        objective(started, {"name": name})
    typing, _ = entries(started.plan, "cafes")
    assert typing.words == "Objective “Sell 60 loaves a day to cafés” → “Sell 65 loaves”"
    started.store.restore_before(int(typing.key), "Maya")
    assert started.plan.find("cafes").name == "Sell 60 loaves a day to cafés"  # type: ignore[union-attr]
    started.plan.changes.of("cafes")[-1].at += timedelta(hours=1)
    assert told(started)[0].endswith("→ “Sell 60 loaves a day to cafés”")


def test_a_new_place_in_the_list_is_not_told(started: Workbook) -> None:
    objective(started, {"position": 3})
    assert told(started) == ["Added"]


def test_what_stands_like_that_already_cannot_be_restored_again(started: Workbook) -> None:
    objective(started, {"due": "2026-03-31"})
    objective(started, {"due": None}, "No van yet")
    assert [bool(entry.key) for entry in entries(started.plan, "cafes")] == [True, False, False]


def test_of_a_long_text_the_part_that_changed_is_shown(started: Workbook) -> None:
    started.save([Edit(Destination, "d", {"vision": "Bread for all. " * 30 + "Rye first."})])
    text = "Bread for all. " * 30 + "Spelt first."
    started.save([Edit(Destination, "d", {"vision": text}, 1)])
    assert told(started, "d")[0].endswith("“…Rye first.” → “…Spelt first.”")


def test_the_page_shows_the_history_and_restores(started: Workbook) -> None:
    objective(started, {"due": "2026-03-31"})
    objective(started, {"due": "2026-04-30"}, "The van came late")
    page = pages.destination(started)
    rows = table(page, "objective")
    sent = answers(rows)
    tell(rows, "history", id="cafes")
    newest = sent[-1]["entries"][0]
    assert newest["words"] == "Due 31 March 2026 → 30 April 2026"
    tell(rows, "restore", id="cafes", key=newest["key"])
    assert sent[-1]["problem"] == ""
    assert next(r for r in rows.rows if r["id"] == "cafes")["cells"]["due"] == "2026-03-31"
    line = started.plan.changes[-1]
    assert (line.reason, line.after) == ("Restored", {"due": "2026-03-31"})
    assert page.bar.sentence.startswith("Saved ")
