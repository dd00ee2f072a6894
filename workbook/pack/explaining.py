"""Which pages a version of the pack has, and why it lacks the others."""

from collections.abc import Iterator

from workbook.pack.audiences import Audience
from workbook.pack.blocks import Heading
from workbook.pack.gather import is_unused
from workbook.pack.pages import PAGES
from workbook.pack.report import Report
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan

__all__ = ["explained"]


def explained(plan: Plan, quarter: Quarter, audience: Audience) -> Iterator[tuple[str, str, str]]:
    """Yield the title of each page, "in" or "out", and the reason why it or a part of it is out."""
    whole = Report(plan, quarter)
    if audience.personal:
        yield Report(plan, quarter, audience=audience).for_you().title, "in", ""
    for name in PAGES:
        section = getattr(whole, name)()
        if why := audience.left_out.get(name, ""):
            yield section.title, "out", why
        elif is_unused(section.to_json()):
            yield section.title, "out", "Nothing is written down for it."
        elif name == "sources" and audience.personal:
            yield section.title, "in", "Of the figures on their page; it carries no other data."
        else:
            yield section.title, "in", ""
            headings = {each.text for each in section.blocks if isinstance(each, Heading)}
            for (page, part), why in audience.parts_left_out.items():
                if page == name and part in headings:
                    yield f"{section.title}: {part}", "out", why
