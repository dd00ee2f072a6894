"""What a quarter shows of a KPI where nobody has chosen: what its target can be held to."""

import re
from typing import Literal

__all__ = ["Shown", "shown_by"]

Shown = Literal["last", "mean", "sum"]

_FLOWS = re.compile(  # shares, times, amounts and events: each period has its own
    r"[%‰€£$¥₹/]|\b(?:per|per ?cent|(?:a|an|each) (?:day|week|month|hour|person|customer|head)"
    r"|days?|hours?|hrs?|h|minutes?|mins?|seconds?|weeks|months|stars?|points?|score|nps|rating"
    r"|[kmt]?(?:eur|gbp|usd|chf|sek|nok|dkk|pln|czk|huf|cad|aud|nzd|inr|jpy|cny|zar|brl)"
    r"|euros?|pounds?|dollars?|francs?|tickets?|orders?|sales|bookings?|visits?|visitors?|calls?"
    r"|complaints?|returns?|refunds?|accidents?|errors?|defects?|leads?|enquir(?:y|ies)|receipts?"
    r"|deliver(?:y|ies)|transactions?|meals?|loaves|pieces?|units?|parcels?|downloads?|absences?"
    r"|kwh|kg|tonnes?|litres?)\b"
)
_STANDS = re.compile(
    r"\b(?:cash|balance|bank|debts?|loans?|owed|overdue|reserves?|stock|inventory|backlog|open"
    r"|receivables|payables|equity|worth|pipeline)\b"
)


def shown_by(unit: str, name: str = "") -> Shown:
    """Return what fits a unit: the mean of what each period has anew, the last of what stands.

    Never the sum: a target is mostly set for one reading, and a sum would pass it unseen. The name
    tells amounts that stand, such as cash and debts.

    >>> shown_by("%"), shown_by("EUR", "Sales"), shown_by("EUR", "Cash in the bank")
    ('mean', 'mean', 'last')
    >>> shown_by("cafés"), shown_by("customers a day")
    ('last', 'mean')
    """
    flows = _FLOWS.search(unit.casefold()) and not _STANDS.search(name.casefold())
    return "mean" if flows else "last"
