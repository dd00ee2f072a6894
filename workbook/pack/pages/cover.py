"""The pack's first found."""

from workbook.insight.cover import CoverPage, cover
from workbook.numerals import numerals
from workbook.pack.audiences import OWNER, Audience
from workbook.pack.blocks import Cover
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_date, say_number

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter, code: str = "", audience: Audience = OWNER) -> Cover:
    """Return the cover; `code` is the manifest's short code, empty where there is none."""
    found = cover(plan, quarter)
    whom = [("Version", audience.label)] if audience.label else []
    return Cover(
        business=found.business or "A business without a name yet",
        quarter=found.period,
        title="Quarterly review",
        subtitle=found.activity,
        facts=[*whom, *_facts(found, whole=not audience.personal)],
        date=found.dated.isoformat() if found.dated else "",
        draft=found.signed_off is None,
        code=code,
        shown=not audience.personal,
        audience=audience.label,
        numbers=numerals().language,
    )


def _facts(found: CoverPage, *, whole: bool) -> list[tuple[str, str]]:
    share = say_number(found.percent, "%")
    complete = f"{share}: {found.given} of {found.asked} things asked for are given"
    # What is still to be given may name what others do.
    facts = [("Status", _status(found)), *([("Completeness", complete)] if whole else [])]
    if found.as_of:
        then = f"{say_date(found.as_of)}, made from the journal later"
        return [("As it stood on the evening of", then), *facts]
    if found.signed_off:
        return facts
    if found.dated:
        facts.append(("Last change", say_date(found.dated)))
    if found.next_gap and whole:
        facts.append(("Next thing to give", found.next_gap))
    return facts


def _status(found: CoverPage) -> str:
    ends = say_date(found.runs_until)
    if found.signed_off is None:
        return f"Draft: the quarter runs until {ends}" if found.runs_until else _DRAFT
    early = f", before its end on {ends}" if found.runs_until else ""
    return capital(f"{found.signed_off.told}{early}")


_DRAFT = "Draft: not signed off"
