"""Figures by the thing that they are of, as a reader looks for them: by its name."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.findings import findings
from workbook.insight.provenance import slugs
from workbook.quarter import Quarter
from workbook.strategy.destination import Objective
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.route import Initiative
from workbook.wording import capital

__all__ = ["Thing", "of_records", "things"]

_QUOTED = re.compile("“(.+?)”")


@dataclass(frozen=True)
class Thing:
    """What has figures: a KPI, an initiative, a person, or a page with counts of its own.

    `stem` is how the ids of its figures begin. The first figure is the one that is meant where
    only the thing is named.
    """

    stem: str
    name: str
    figures: tuple[Figure, ...]

    def label(self, figure: Figure) -> str:
        """Return what a figure is called where the thing is named already."""
        said = (f"{self.name}: ", f"“{self.name}”: ", f" of “{self.name}”", f"“{self.name}” ")
        label = figure.label
        for words in said:
            label = label.replace(words, "")
        return label


@remembered
def things(plan: Plan, quarter: Quarter) -> tuple[Thing, ...]:
    """Return all that has figures in a quarter's pack, in the order of their names."""
    groups: dict[str, list[Figure]] = {}
    for figure in findings(plan, quarter):
        groups.setdefault(figure.id.rpartition(".")[0], []).append(figure)
    found = [Thing(stem, _name(stem, group), _ordered(group)) for stem, group in groups.items()]
    return tuple(sorted(found, key=lambda thing: (thing.name.casefold(), thing.stem)))


@remembered
def of_records(plan: Plan, quarter: Quarter) -> Mapping[str, Thing]:
    """Return the things that are a KPI, an objective or an initiative, by the record's id.

    Two of one name are two things, which by their names could not be told apart.
    """
    known = {thing.stem: thing for thing in things(plan, quarter)}
    aims, work = slugs(plan, plan.all(Objective)), slugs(plan, plan.all(Initiative))
    stems = {id: f"kpi.{slug}" for id, slug in kpi_slugs(plan).items()}
    stems |= {id: f"strategy.{slug}" for id, slug in aims.items()}
    stems |= {id: f"roadmap.{slug}" for id, slug in work.items()}
    return {id: known[stem] for id, stem in stems.items() if stem in known}


def _ordered(group: Sequence[Figure]) -> tuple[Figure, ...]:
    # What a KPI read is what its name stands for.
    return tuple(sorted(group, key=lambda figure: not figure.id.endswith(".actual")))


def _name(stem: str, group: Sequence[Figure]) -> str:
    """Name what several figures are of, as the pages name it."""
    labels = [figure.label for figure in group]
    named = {label.rpartition(": ")[0].strip("“”") for label in labels if ": " in label}
    quoted = {name for label in labels for name in _QUOTED.findall(label)}
    only = named if len(named) == 1 else quoted
    if len(only) == 1 and all(next(iter(only)) in label for label in labels):
        return only.pop()
    return capital(re.sub("[.-]", " ", stem))
