"""A: an owner, and a step from baseline to target that a small business may dare.

No text can show what is possible: only people who know the money and the time can. The rule
looks for what makes the question answerable, and questions leaps and promises without exception.
"""

import re

from workbook.strategy.smart.dates import times
from workbook.strategy.smart.goal import Goal, Verdict
from workbook.strategy.smart.numbers import first_step
from workbook.strategy.smart.reading import plain
from workbook.wording import capital, say_count, say_list, say_number

__all__ = ["achievable"]

_TIMES = (
    r"\s+(?:\w+\s+)?(?:day|week|weekend|month|quarter|season|year|time|\w+day|morning|evening|night"
    r"|summer|winter|spring|autumn|hour)s?"
)
_ABSOLUTE = (
    r"\b(?:never|always|zero|100\s?%|without\s+exception|nobody|everybody|everyone"
    rf"|(?:every|each)(?!{_TIMES}\b))"
)
_KEEP = r"^(?:keep|hold|maintain|stay|remain|retain)\b"
_MONEY = r"(?:[£$€¥]|eur|euros?|gbp|usd|chf|pounds?|dollars?|francs?)"
_GROWTH_A_YEAR = 2.0  # a rule of thumb: few small firms more than double a figure in a year
_GROWTH_AT_ONCE = 1.5


def achievable(goal: Goal) -> Verdict:
    """Say whether an owner and a step that can be weighed are named, and the step is no leap."""
    text = plain(goal.text)
    baseline, target = goal.baseline, goal.target
    if baseline is None or target is None:
        baseline, target = first_step(text) or (baseline, target)
    lacking = _lacking(goal, baseline, target)
    if lacking or baseline is None or target is None:
        return Verdict("A", False, f"Give it {say_list(lacking)}, so that it can be weighed.")
    problem = _problem(goal, text, baseline, target)
    return Verdict("A", not problem, problem or _honest(goal, baseline, target))


def _lacking(goal: Goal, baseline: float | None, target: float | None) -> list[str]:
    given = {"an owner": goal.owner or None, "a baseline": baseline, "a target": target}
    return [name for name, value in given.items() if value is None]


def _problem(goal: Goal, text: str, baseline: float, target: float) -> str:
    if target == baseline:
        if re.search(_KEEP, text):
            return ""
        return (
            f"It stands at {_said(target, goal)} already: set a target that moves, or say “keep”."
        )
    absolute = _absolute(goal, text, target)
    if absolute and not _near(goal, baseline, target):
        stood = _said(baseline, goal)
        return f"{capital(absolute)} allows no slip, and it stood at {stood}: leave room for one."
    return _leap(goal, baseline, target)


def _absolute(goal: Goal, text: str, target: float) -> str:
    said = re.search(_ABSOLUTE, text)
    if said:
        return f"“{said[0]}”"
    share = goal.unit.startswith("%")
    zero = target == 0 and not re.fullmatch(_MONEY, goal.unit.lower())
    return say_number(target, goal.unit) if zero or (share and target == 100) else ""


def _near(goal: Goal, baseline: float, target: float) -> bool:
    """Return whether a step is small: ten points of a share, three of a count, or a tenth."""
    gap = abs(target - baseline)
    if goal.unit.startswith("%"):
        return gap <= 10
    return gap <= 3 if target == 0 else gap <= abs(target) / 10


def _leap(goal: Goal, baseline: float, target: float) -> str:
    if baseline * target <= 0:
        return ""
    factor = max(target / baseline, baseline / target)
    months = _months(goal)
    if not months:
        return ""
    allowed = max(_GROWTH_AT_ONCE, _GROWTH_A_YEAR ** (months / 12))
    if factor <= allowed * 1.005:
        return ""
    compared = "as much" if abs(target) > abs(baseline) else "less"
    return (
        f"From {say_number(baseline)} to {_said(target, goal)} is {_times(factor)} {compared} in "
        f"{say_count(months, 'month')}, and more than {_times(allowed)} is rare: "
        "say what makes it possible, or come nearer."
    )


def _honest(goal: Goal, baseline: float, target: float) -> str:
    """Say what the rule has seen, and what it cannot know."""
    step = f"from {say_number(baseline)} to {_said(target, goal)}"
    if target == baseline:
        return f"{goal.owner} answers for keeping it; whether there is time, only you know."
    if baseline * target <= 0:
        return f"{goal.owner} answers for it; no rule can weigh a step {step}, so you judge."
    return (
        f"{goal.owner} answers for a step {step}; whether time and money allow it, only you know."
    )


def _said(value: float, goal: Goal) -> str:
    return say_number(value, goal.unit)


def _times(factor: float) -> str:
    return f"{say_number(round(factor, 1))} times"


def _months(goal: Goal) -> int:
    """Return the whole months from now on, or from the start; 0 where no period is known."""
    since = goal.start or goal.since
    said = [time.last for time in times(plain(goal.text), goal.year_begins) if time.last]
    due = goal.due or max(said, default=None)
    if since is None or due is None or due <= since:
        return 0
    return max(round((due - since).days / 30.44), 1)
