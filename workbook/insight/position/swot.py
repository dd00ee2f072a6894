"""Strengths, weaknesses, opportunities and threats with their evidence; and the resources."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import slugs
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.position import KINDS, Resource, SwotItem
from workbook.wording import capital, say_count

__all__ = ["Swot", "swot"]


@dataclass(frozen=True)
class Swot(Finding):
    """The items of each kind in list order, those that nobody could show, and the resources."""

    items: Mapping[str, tuple[SwotItem, ...]]
    unproven: tuple[SwotItem, ...]
    resources: tuple[Resource, ...]
    figures: tuple[Figure, ...]

    @property
    def count(self) -> int:
        """How many items there are, of all kinds."""
        return sum(map(len, self.items.values()))

    @property
    def concerns(self) -> tuple[str, ...]:
        """What those who read one page only should doubt."""
        if not self.unproven:
            return ()
        said = f"{say_count(len(self.unproven))} of {say_count(self.count, 'SWOT item')}"
        names = quoted([item.text for item in self.unproven])
        return (f"Without evidence: {said} ({names}).",)


@finding
def swot(plan: Plan, quarter: Quarter | None = None) -> Swot:
    """Return where the business stands; the answer is the plan's own, whatever the quarter."""
    every = plan.all(SwotItem)
    items = {kind: tuple(item for item in every if item.kind == kind) for kind in KINDS}
    unproven = tuple(item for item in every if not item.evidence.strip())
    resources = plan.all(Resource)
    figures = (*_counts(items, unproven), *_amounts(plan, resources))
    return Swot(items, unproven, resources, figures)


def _counts(
    items: Mapping[str, Sequence[SwotItem]], unproven: Sequence[SwotItem]
) -> Iterator[Figure]:
    for kind, found in items.items():
        if found:
            label = capital(KINDS[kind].lower())
            yield Figure(f"swot.{kind}", label, len(found), "", "Count.", _named(found))
    if any(items.values()):
        yield Figure(
            "swot.unproven", "Items without evidence", len(unproven), "",
            "Count of items where “How you know” is empty.", _named(unproven),
        )  # fmt: skip


def _named(items: Sequence[SwotItem]) -> tuple[str, ...]:
    return tuple(f"{item.kind} “{item.text}”" for item in items)


def _amounts(plan: Plan, resources: Sequence[Resource]) -> Iterator[Figure]:
    short = slugs(plan, resources)
    for each in resources:
        yield Figure(
            f"resource.{short[each.id]}", each.name, each.amount, each.unit, "As given.",
            (f"resource “{each.name}”",), "" if each.amount is not None else "No amount is given.",
        )  # fmt: skip
