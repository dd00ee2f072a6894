"""Two people edit the same cell in two tabs: both versions are shown, and nothing typed is lost."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.widgets.seen import SAVED, goal, saved

HERS = "Sell 90 loaves of rye a day"
HIS = "Sell 200 loaves of rye a day"


def test_the_later_one_sees_both_and_chooses(visit: Callable[..., Page], folder: Path) -> None:
    her, his = visit(), visit()
    goal(her, 1).fill(HERS)
    expect(her.get_by_text(SAVED)).to_be_visible()

    goal(his, 1).press_sequentially(" or more")
    contest = his.locator(".wb-contest")
    expect(contest.locator(".wb-theirs")).to_contain_text(HERS)
    expect(contest.locator(".wb-mine")).to_contain_text("or more")
    assert saved(folder)[0] == HERS
    his.get_by_role("button", name="Take theirs: Goal").click()
    expect(contest).to_have_count(0)
    expect(goal(his, 1)).to_have_value(HERS)
    assert saved(folder)[0] == HERS

    goal(his, 1).fill(HIS)
    expect(his.locator(".wb-savebar")).to_have_attribute("data-state", "unsaved")
    expect(his.locator(".wb-savebar")).to_have_attribute("data-state", "saved")
    goal(her, 1).press_sequentially(", Sundays")
    contest = her.locator(".wb-contest")
    expect(contest.locator(".wb-theirs")).to_contain_text(HIS)
    goal(her, 1).press_sequentially(" too")  # she goes on typing before she chooses
    expect(contest.locator(".wb-mine")).to_contain_text("Sundays too")
    her.get_by_role("button", name="Keep mine: Goal").click()
    expect(contest).to_have_count(0)
    expect(goal(her, 1)).to_have_value(f"{HERS}, Sundays too")
    expect(her.locator(".wb-savebar")).to_have_attribute("data-state", "saved")
    assert saved(folder)[0] == f"{HERS}, Sundays too"
