"""The quarter's report as the report notebook sees it: a method a page, and room for one's own."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from workbook.numerals import written_as
from workbook.pack.audiences import OWNER, Audience
from workbook.pack.blocks import Block, Cover, Heading, Section
from workbook.pack.marking import marked
from workbook.pack.pages import PAGES, page_of
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered

if TYPE_CHECKING:
    from workbook.pack.own import Shown

__all__ = ["Report"]


@dataclass(frozen=True)
class Report:
    """The pages of one quarter's pack, for an audience; `code` is the manifest's short code.

    Their numbers are written as `numbers` has it, a language such as `de-CH`.

    Each name in `PAGES` is a method: `report.scorecard()` returns that page.
    """

    plan: Plan
    quarter: Quarter
    code: str = ""
    audience: Audience = OWNER
    numbers: str = ""

    def cover(self) -> Cover:
        """Return the cover: business, quarter, freeze date, completeness, code."""
        from workbook.pack.pages.cover import page

        self.plan.readings.fetch(self.plan.all(KPI))  # a pack needs all of them
        with written_as(self.numbers):
            return page(self.plan, self.quarter, self.code, self.audience)

    def for_you(self) -> Section:
        """Return the page about a team or a person; empty where the pack is for another audience.

        It is left out then.
        """
        from workbook.pack.pages.for_you import page

        with written_as(self.numbers):
            return marked(page(self.plan, self.quarter, self.audience), self.plan, self.quarter)

    def own(self, title: str, *shown: "Shown", alt: str | Sequence[str] = "") -> Section:
        """Return a page of your own, which is printed where its cell stands.

        `shown` are texts, tables (pandas) and figures (matplotlib), in this order; `alt` says in a
        sentence what a figure shows, for those who cannot see it, and is a list where there are
        several:
        `report.own("Footfall", "Counted at the door.", table, figure, alt="It rose in August.")`

        Raises:
            WorkbookError: something else is shown, or a figure comes without its sentence.
        """
        from workbook.pack.own import own_page

        with written_as(self.numbers):
            return own_page(title, shown, alt)

    def __getattr__(self, name: str) -> Callable[[], Section]:
        if name not in PAGES:
            raise AttributeError(f"The pack has no page “{name}”. It has {', '.join(PAGES)}.")
        return partial(self._written, name)

    def _written(self, name: str) -> Section:
        with written_as(self.numbers):
            return self._page(name)

    def _page(self, name: str) -> Section:
        if name in self.audience.left_out:
            return Section(name, name, (), optional=True)
        return self._sources() if name == "sources" else self._shown(name)

    def _shown(self, name: str) -> Section:
        """Return a page without the parts that are for others."""
        whole = _marked(self.plan, self.quarter, name)
        left_out = {part for page, part in self.audience.parts_left_out if page == name}
        return replace(whole, blocks=list(_without(whole.blocks, left_out))) if left_out else whole

    def _sources(self) -> Section:
        """Return where the figures come from that this version prints, and no others."""
        from workbook.pack.pages.sources import brief, page

        if self.audience.personal:
            return brief(self.plan, self.quarter, self.for_you())
        names = [name for name in PAGES if name not in ("sources", *self.audience.left_out)]
        return page(self.plan, self.quarter, [self._shown(name) for name in names])

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *PAGES]


def _without(blocks: Iterable[Block], parts: Container[str]) -> Iterator[Block]:
    """Leave out each of these headings, and what stands under it."""
    out = False
    for block in blocks:
        out = block.text in parts if isinstance(block, Heading) else out
        if not out:
            yield block


@remembered
def _marked(plan: Plan, quarter: Quarter, name: str) -> Section:
    """Return a page with its codes; the page of sources asks all others for theirs once more."""
    return marked(page_of(name)(plan, quarter), plan, quarter)
