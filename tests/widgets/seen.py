"""What the browser tests look at: the goals that they begin with, on the page and in the file."""

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, Page

GOALS = {
    "rye": {"name": "Sell 120 loaves of rye a day", "owner": "p1", "target": 120},
    "stall": {"name": "Open a second market stall", "owner": "p2", "due": "2026-09-30"},
    "flour": {"name": "Bake every loaf with local flour", "owner": "p1", "due": "2027-01-31"},
}
SAVED = re.compile(r"Saved \d\d:\d\d")


def goal(page: Page, number: int) -> Locator:
    """Return the cell with the goal's name."""
    return page.get_by_label(f"Goal, row {number}", exact=True)


def saved(folder: Path) -> list[str]:
    """Return the names of the goals in the file, in their order."""
    goals = json.loads((folder / "goals.json").read_text()).values()
    return [goal["name"] for goal in sorted(goals, key=lambda goal: goal["position"])]
