"""R: why it matters, or what larger objective it serves."""

import re

from workbook.strategy.smart.goal import Goal, Verdict
from workbook.strategy.smart.reading import plain

__all__ = ["relevant"]

_OWN_REASON = r"\b(?:so\s+that|so\s+we|in\s+order\s+to|because)\s+\w+\s+\w+"


def relevant(goal: Goal) -> Verdict:
    """Say whether a goal says why it matters; whether the reason is a good one, people must say."""
    if goal.serves:
        return Verdict("R", True, f"It is part of “{goal.serves}”.")
    said = _words(goal.why)
    if len(said) >= 3 and not said <= _words(goal.text):
        return Verdict("R", True, "It says why it matters.")
    if re.search(_OWN_REASON, plain(goal.text)):
        return Verdict("R", True, "It gives its reason itself.")
    if said and said <= _words(goal.text):
        return Verdict("R", False, "Its reason repeats the goal: say what gets better, for whom.")
    return Verdict(
        "R", False, "Say what gets better, and for whom, or make it part of a larger objective."
    )


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", plain(text))) - {"to"}
