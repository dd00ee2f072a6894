"""The pack's first page."""

from datetime import date, datetime

from workbook.insight.cover import CoverPage, cover
from workbook.pack.blocks import Cover
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import say_date

__all__ = ["cover_section"]


def cover_section(plan: Plan, quarter: Quarter, code: str = "") -> Cover:
    """Return the cover; `code` is the manifest's short code, empty where there is none."""
    page = cover(plan, quarter)
    return Cover(
        business=page.business or "A business without a name yet",
        quarter=page.period,
        title="Quarterly review",
        subtitle=page.activity,
        facts=_facts(page),
        date=page.dated.isoformat() if page.dated else "",
        draft=page.signed_off is None,
        code=code,
    )


def _facts(page: CoverPage) -> list[tuple[str, str]]:
    complete = f"{page.percent}%: {page.given} of {page.asked} things asked for are given"
    facts = [("Status", _status(page)), ("Completeness", complete)]
    if page.signed_off:
        return facts
    if page.dated:
        facts.append(("Last change", say_date(page.dated)))
    if page.next_gap:
        facts.append(("Next thing to give", page.next_gap))
    return facts


def _status(page: CoverPage) -> str:
    if page.signed_off is None:
        return "Draft: not signed off"
    day: date = datetime.fromisoformat(page.signed_off.at).date()
    return f"Signed off on {say_date(day)} by {page.signed_off.who}"
