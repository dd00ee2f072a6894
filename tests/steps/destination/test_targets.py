"""How a target moved, and why: the target first, then the reason."""

from datetime import timedelta

import pytest

from tests.steps.visit import part, save, table
from tests.widgets.said import tell, typed
from workbook import Workbook, open_workbook, pages
from workbook.steps.destination.targets import TargetMoves, moves
from workbook.steps.finding import Later
from workbook.strategy import sittings
from workbook.strategy.destination import KPI
from workbook.widgets import Page, RowTable

OVEN = "The second oven came."


@pytest.fixture(autouse=True)
def another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each save is a sitting of its own."""
    monkeypatch.setattr(sittings, "SITTING", timedelta(days=-1))


def asked(page: Page) -> Later:
    """Return the part that asks why a target changed."""
    return part(page, Later, lambda later: isinstance(later.children[0], TargetMoves))


def changes(page: Page) -> RowTable:
    """Return the table in it."""
    return asked(page).children[0]


def told(page: Page) -> list[tuple[str, str]]:
    """Return each change as it stands on the page, with its reason."""
    return [(row["cells"]["move"], row["cells"]["reason"]) for row in changes(page).rows]


def aim(page: Page, *targets: str) -> None:
    """Type targets one after the other, saving each."""
    for target in targets:
        typed(table(page, "KPI"), "loaves", "target", target)
        save(page)


def explain(page: Page, reason: str, change: int = 0) -> None:
    """Say why, beside one of the changes."""
    typed(changes(page), changes(page).rows[change]["id"], "reason", reason)
    save(page)


def test_the_first_target_is_no_change(started: Workbook) -> None:
    page = pages.destination(started)
    aim(page, "50")
    assert told(page) == []
    assert not asked(page).shown


def test_a_slip_put_right_in_the_same_sitting_is_no_change(
    started: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sittings, "SITTING", timedelta(hours=1))
    page = pages.destination(started)
    aim(page, "1.234", "48")
    assert told(page) == []
    assert not asked(page).shown


def test_a_change_is_saved_at_once_and_its_reason_when_it_comes(started: Workbook) -> None:
    page = pages.destination(started)
    aim(page, "50", "60")
    assert started.plan.all(KPI)[0].target == 60
    [(move, reason)] = told(page)
    assert move.startswith("Loaves: from 50 to 60 loaves, on ")
    assert move.endswith(f" by {started.who}")
    assert reason == ""
    assert asked(page).shown
    explain(page, OVEN)
    assert [why for _, why in told(page)] == [OVEN]
    assert page.bar.state == "saved"
    [(_, setting)] = moves(open_workbook(started.source).plan)
    assert setting.reason == OVEN


def test_a_reason_is_added_to_the_journal_and_changes_nothing_in_it(started: Workbook) -> None:
    page = pages.destination(started)
    aim(page, "50", "60")
    before, version = started.plan.changes, started.plan.all(KPI)[0].version
    explain(page, "The oven")
    explain(page, OVEN)
    *earlier, first, second = started.plan.changes
    assert [line.model_dump() for line in earlier] == [line.model_dump() for line in before]
    assert (first.reason, second.reason) == ("The oven", OVEN)
    assert first.before == first.after == {"target": 60}
    assert started.plan.all(KPI)[0].version == version
    assert [why for _, why in told(page)] == [OVEN]


def test_each_change_has_its_own_reason(started: Workbook) -> None:
    page = pages.destination(started)
    aim(page, "50", "60", "")
    explain(page, OVEN, change=1)
    (newest, why), (oldest, because) = told(page)
    assert ("to no target" in newest, why) == (True, "")
    assert ("from 50 to 60" in oldest, because) == (True, OVEN)


def test_a_reason_is_told_in_the_history_of_its_kpi(started: Workbook) -> None:
    page = pages.destination(started)
    aim(page, "50", "60")
    explain(page, OVEN)
    past = table(page, "KPI").past
    assert past is not None
    newest = past.history("loaves")[0]
    assert (newest.words, newest.reason) == ("Target 50 → 60", OVEN)


def test_undoing_a_change_that_was_explained_puts_back_what_stood_before(started: Workbook) -> None:
    page = pages.destination(started)
    aim(page, "50", "60")
    explain(page, OVEN)
    [(_, setting)] = moves(started.plan)
    started.store.undo(setting.newest.save_id, started.who)
    assert started.plan.all(KPI)[0].target == 50


def test_two_people_with_two_reasons_choose_one(started: Workbook) -> None:
    page = pages.destination(started)
    aim(page, "50", "60")
    other = pages.destination(started)
    explain(other, "Somebody else's reason")
    explain(page, OVEN)
    assert page.bar.sentence == (
        "Somebody else changed “Loaves: from 50 to 60 loaves, on "
        f"{told(page)[0][0].split(', on ')[1]}” too: “Why”. Choose which version to keep."
    )
    [contest] = page.bar.contests
    tell(page.bar, "resolve", id=contest["id"], name="reason", side="mine")
    [(_, setting)] = moves(started.plan)
    assert setting.reason == OVEN


def test_a_reason_for_a_kpi_that_is_gone_says_so(started: Workbook) -> None:
    page = pages.destination(started)
    aim(page, "50", "60")
    typed(changes(page), changes(page).rows[0]["id"], "reason", OVEN)
    tell(table(page, "KPI"), "remove", id="loaves")
    save(page)
    assert started.plan.all(KPI) == ()
    assert "no longer in the list above" in page.bar.sentence
