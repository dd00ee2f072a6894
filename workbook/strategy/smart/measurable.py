"""M: a number that anybody could read off, in the text or in the KPI."""

import re

from workbook.strategy.smart.goal import Goal, Verdict
from workbook.strategy.smart.numbers import measures
from workbook.strategy.smart.reading import is_english, plain
from workbook.wording import say_list, say_number

__all__ = ["measurable"]

_ANY_LANGUAGE = r"[£$€¥]\s?\d|\d\s?(?:[£$€¥%]|EUR\b|CHF\b)"


def measurable(goal: Goal) -> Verdict:
    """Say whether a goal has a number to reach; its KPI gives it, or else its text."""
    lacking = _lacking(goal)
    if not lacking:
        step = f"{say_number(goal.baseline)} to {say_number(goal.target, goal.unit)}"
        return Verdict("M", True, f"Its KPI goes from {step}.")
    if number := _number(goal.text):
        return Verdict("M", True, f"“{number}” can be read off.")
    if len(lacking) < 3:
        return Verdict("M", False, f"Its KPI still lacks {say_list(lacking)}: give it that.")
    return Verdict(
        "M", False, "It names no number to reach: give its KPI a baseline, a target and a unit."
    )


def _lacking(goal: Goal) -> list[str]:
    given = {"a baseline": goal.baseline, "a target": goal.target, "a unit": goal.unit or None}
    return [name for name, value in given.items() if value is None]


def _number(text: str) -> str:
    if is_english(text):
        return next((text[m.start : m.end] for m in measures(plain(text))), "")
    found = re.search(rf"\d*[.,]?(?:{_ANY_LANGUAGE})\d*", text)
    return found[0] if found else ""
