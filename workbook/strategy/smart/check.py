"""The SMART check: five verdicts about an objective, which people may overrule with a reason."""

from dataclasses import replace
from functools import lru_cache

from workbook.numerals import Numerals, numerals
from workbook.strategy.destination import Objective, SmartOverride
from workbook.strategy.plan import Plan
from workbook.strategy.smart.achievable import achievable
from workbook.strategy.smart.goal import Goal, Verdict, goal_of
from workbook.strategy.smart.measurable import measurable
from workbook.strategy.smart.relevant import relevant
from workbook.strategy.smart.specific import specific
from workbook.strategy.smart.timebound import time_bound

__all__ = ["smart", "smart_check"]


def smart(goal: Goal) -> tuple[Verdict, ...]:
    """Return the verdicts on a goal for S, M, A, R and T, in this order.

    >>> [v.letter for v in smart(Goal("Sell 60 loaves a day by June 2027")) if v.met]
    ['S', 'M', 'T']
    """
    return _ruled(goal, numerals())


@lru_cache(maxsize=2048)
def _ruled(goal: Goal, _: Numerals) -> tuple[Verdict, ...]:
    """Return the verdicts, whose sentences have numbers in them."""
    return tuple(rule(goal) for rule in (specific, measurable, achievable, relevant, time_bound))


def smart_check(plan: Plan, objective: Objective) -> tuple[Verdict, ...]:
    """Return the verdicts on an objective, overruled where somebody wrote down their own.

    An override without a reason does not count, nor one that says what the rule says anyway.
    """
    own = {o.letter: o for o in plan.all(SmartOverride) if o.objective_id == objective.id}
    return tuple(_overruled(v, own.get(v.letter)) for v in smart(goal_of(plan, objective)))


def _overruled(verdict: Verdict, own: SmartOverride | None) -> Verdict:
    if own is None or own.met == verdict.met or not own.reason.strip():
        return verdict
    return replace(verdict, met=own.met, overridden=True, override_reason=own.reason.strip())
