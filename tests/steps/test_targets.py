"""How a target moved, and why."""

from tests.forms.said import typed
from tests.steps.visit import save, table, text
from workbook import Workbook
from workbook.forms import Page
from workbook.steps.finding import Later
from workbook.steps.targets import TargetReason


def asked(page: Page) -> Later:
    """Return the part that asks why a target changes."""
    boxes = [box for part in page.children for box in getattr(part, "children", ())]
    return next(
        b for b in boxes if isinstance(b, Later) and isinstance(b.children[0], TargetReason)
    )


def reason(page: Page) -> TargetReason:
    """Return the line in it."""
    return asked(page).children[0]


def aim(page: Page, target: str) -> None:
    """Type a target and save."""
    typed(table(page, "KPI"), "loaves", "target", target)
    save(page)


def test_the_first_target_is_no_change(started: Workbook) -> None:
    page = started.destination()
    reason(page).line.value = "Because"
    aim(page, "50")
    assert "How targets have moved" not in text(page)
    assert reason(page).line.value == "Because"


def test_a_change_is_told_with_its_reason(started: Workbook) -> None:
    page = started.destination()
    aim(page, "50")
    reason(page).line.value = "The second oven came"
    aim(page, "60")
    assert "From 50 to 60 loaves on" in text(page)
    assert f"by {started.who}: The second oven came." in text(page)
    assert reason(page).line.value == ""


def test_a_reason_is_for_one_change_only(started: Workbook) -> None:
    page = started.destination()
    aim(page, "50")
    reason(page).line.value = "The second oven came"
    aim(page, "60")
    aim(page, "")
    assert "From 60 to no target on" in text(page)
    assert "No reason was written down." in text(page)
    last, *_ = started.plan.changes[::-1]
    assert last.reason == ""


def test_nobody_is_asked_why_before_there_is_a_target(started: Workbook) -> None:
    page = started.destination()
    assert not asked(page).shown
    aim(page, "50")
    assert asked(page).shown
