"""The quarter's report as the report notebook sees it: one method a page of the pack."""

from dataclasses import dataclass

from workbook.pack.blocks import Cover, Section
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan

__all__ = ["Report"]


@dataclass(frozen=True)
class Report:
    """The pages of one quarter's pack; `code` is the manifest's short code.

    Each page is imported when it is asked for: a notebook that shows one table draws no chart.
    """

    plan: Plan
    quarter: Quarter
    code: str = ""

    def cover(self) -> Cover:
        """Return the cover: business, quarter, freeze date, completeness, code."""
        from workbook.pack.sections.cover import cover_section

        return cover_section(self.plan, self.quarter, self.code)

    def executive(self) -> Section:
        """Return the page for those who read only one: headline, wins, worries, decisions."""
        from workbook.pack.sections.executive import executive_section

        return executive_section(self.plan, self.quarter)

    def register(self) -> Section:
        """Return last quarter's decisions and actions, by name."""
        from workbook.pack.sections.register import register_section

        return register_section(self.plan, self.quarter)

    def strategy(self) -> Section:
        """Return the strategy on a page."""
        from workbook.pack.sections.strategy_page import strategy_section

        return strategy_section(self.plan, self.quarter)

    def alignment(self) -> Section:
        """Return who carries what: alignment tree, loads, and the founder's themes."""
        from workbook.pack.sections.alignment import alignment_section

        return alignment_section(self.plan, self.quarter)

    def scorecard(self) -> Section:
        """Return the KPIs against their targets."""
        from workbook.pack.sections.scorecard import scorecard_section

        return scorecard_section(self.plan, self.quarter)

    def behaviour(self) -> Section:
        """Return the process-behaviour charts: what is signal, what is noise."""
        from workbook.pack.sections.behaviour import behaviour_section

        return behaviour_section(self.plan, self.quarter)

    def roadmap(self) -> Section:
        """Return the initiatives: done, in flight, overdue, and the next two quarters."""
        from workbook.pack.sections.roadmap import roadmap_section

        return roadmap_section(self.plan, self.quarter)

    def next_quarter(self) -> Section:
        """Return the priorities, actions, closing win and message for the next quarter."""
        from workbook.pack.sections.next_quarter import next_quarter_section

        return next_quarter_section(self.plan, self.quarter)

    def sources(self) -> Section:
        """Return the appendix: where the figures come from."""
        from workbook.pack.sections.sources import sources_section

        return sources_section(self.plan, self.quarter)
