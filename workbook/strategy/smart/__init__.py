"""SMART: is a goal specific, measurable, achievable, relevant and time-bound (Doran, 1981)?

The rules read English. A goal in another language is not blamed for its words: S is left to
people, and M and T then go by the KPI and the due date.
"""

from workbook.strategy.smart.check import smart, smart_check
from workbook.strategy.smart.goal import Goal, Letter, Verdict, goal_of

__all__ = ["Goal", "Letter", "Verdict", "goal_of", "smart", "smart_check"]
