"""The measures that tell whether an objective is being reached, and what they read."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from workbook.period import Unit
from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, every, named
from workbook.strategy.destination.objectives import open_objectives
from workbook.strategy.destination.rollups import LINKS, RULES, Rule, refusal
from workbook.strategy.destination.units import Shown, shown_by
from workbook.strategy.entity import (
    Entity,
    Nouns,
    Once,
    Records,
    choice,
    day,
    number,
    one,
    text,
    tick,
)
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.wording import say_number, slugs

__all__ = ["KPI", "Reading", "asks", "is_open", "kpi_slugs", "open_kpis", "readings_of"]


_SHOWS = {
    "by unit": "What fits the unit",
    "last": "The last reading",
    "mean": "The mean of the readings",
    "sum": "The sum of the readings, target too",
}


class KPI(Entity, table=True):
    """A measure that says whether an objective is being reached."""

    nouns = Nouns("KPI", "KPIs")
    line = ("name", "objective_id", "owner_id", "frequency", "target")

    name: str = text("KPI", "What is measured, in a few words.", required=True)
    objective_id: str | None = one("objective", "Objective", "The objective it measures.")
    owner_id: str | None = one("person", "Owner", "The one person who reports it.")
    unit: str = text("Unit", "Such as EUR, tickets, % or days.", limit=40)
    direction: Literal["higher is better", "lower is better"] = choice(
        "Direction", "Which way is good?", default="higher is better"
    )
    kind: Literal["not said", "leading", "lagging"] = choice(
        "Kind", "Leading: moves early. Lagging: shows the result.", default="not said"
    )
    frequency: Unit = choice("Every", "How often it is read.", default="month")
    summary: Literal["by unit", "last", "mean", "sum"] = choice(
        "Quarter shows", "What the pack prints for a quarter, from the readings in it.",
        default="by unit", labels=_SHOWS,
    )  # fmt: skip
    baseline: float | None = number("Baseline", "Where it stood when you began.")
    target: float | None = number("Target", "Where it should be.")
    target_date: date | None = day("Target date", "By when.")
    limits_until: date | None = day(
        "Lock limits at", "Limits come from the readings up to this day only. Empty: from all."
    )

    part_of_id: str | None = one(
        "kpi", "Part of", "The larger KPI that this is a part of, such as that of all shops."
    )
    rollup: Rule = choice(
        "Made of", "How its parts make it up: the pack shows it beside its own reading.",
        default="none", labels=RULES,
    )  # fmt: skip
    numerator_id: str | None = one("kpi", "Ratio: of", "Where it is one KPI over another: the one.")
    denominator_id: str | None = one("kpi", "Ratio: to", "The other, by which that is divided.")

    def rule(self, field: str, others: Records) -> str:
        """Refuse a loop, and parts that are counted or read otherwise than their whole."""
        told = field in LINKS or (field == "rollup" and self.rollup != "none")
        # What a new KPI is part of, or made of, is asked beside that.
        if not told and (field not in ("unit", "frequency") or self.version == 1):
            return ""
        return refusal(self, field, others.all(KPI))

    @property
    def shows(self) -> Shown:
        """What a quarter shows of its readings: as was chosen, or as fits its unit."""
        return shown_by(self.unit, self.name) if self.summary == "by unit" else self.summary

    @property
    def at_odds(self) -> str:
        """How baseline, target and direction contradict each other, in a sentence; or nothing."""
        if self.baseline is None or self.target is None or self.target == self.baseline:
            return ""
        higher = self.direction == "higher is better"
        if (self.target > self.baseline) == higher:
            return ""
        target = say_number(self.target, self.unit)
        return (
            f"“{self.name}” stood at {say_number(self.baseline)} and should come to {target}, but "
            f"{self.direction}: change the direction, or leave the baseline empty if {target} is "
            f"the {'least' if higher else 'most'} it may be."
        )


class Reading(Entity, table=True):
    """One KPI value for one period, named by the period's first day."""

    nouns = Nouns("reading", "readings")
    bulk = True
    once = Once(
        "one_reading_a_period",
        ("kpi_id", "start"),
        "start",
        "This KPI has a reading for that period already. Change that one.",
    )

    kpi_id: str = one("kpi", "KPI", required=True)
    start: date = day("Period from", "First day of the day, week, month or quarter.", required=True)
    value: float = number("Value", default=...)  # type: ignore[arg-type]
    complete: bool = tick("Complete", "Unticked: part of the period is missing.", default=True)
    provisional: bool = tick("Provisional", "A first figure, still to be confirmed.")
    rows: int | None = number("Rows", "How many rows of the file stand behind it.", ge=0)
    note: str = text("Note", "Anything a reader should know.")
    source_id: str | None = one("source", "Source", "The import it came from; empty when typed.")


def readings_of(
    plan: Plan, kpi: KPI, first: date = date.min, last: date = date.max
) -> tuple[Reading, ...]:
    """Return a KPI's readings that begin from `first` to `last`, in time order, to be edited."""
    return plan.readings.records(kpi.id, first, last)  # type: ignore[return-value]


@remembered
def kpi_slugs(plan: Plan) -> dict[str, str]:
    """Return the short name of each KPI by id, with a number where two would be alike."""
    kpis = plan.all(KPI)
    return {kpi.id: name for kpi, name in zip(kpis, slugs(kpi.name for kpi in kpis), strict=True)}


def is_open(plan: Plan, kpi: KPI, on: date) -> bool:
    """Return whether a KPI is still read after a day: once its objective has ended, it is not."""
    measured = plan.find(kpi.objective_id)
    return measured is None or not measured.over(on)


@remembered
def open_kpis(plan: Plan, on: date) -> tuple[KPI, ...]:
    """Return the KPIs that are still read after a day, in list order."""
    return tuple(kpi for kpi in plan.all(KPI) if is_open(plan, kpi, on))


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    kpis, objectives = open_kpis(plan, plan.today), open_objectives(plan, plan.today)
    measured = {kpi.objective_id for kpi in kpis}
    unmeasured = [o.name for o in objectives if o.id not in measured]
    if objectives:
        yield Ask(not unmeasured, f"Add a KPI for {named(unmeasured)}.")
    yield from every(kpis, "target", "Set a target for {}.")
    yield from every(kpis, "unit", "Give {} a unit, such as EUR, tickets or %.")
    yield from _unmade(kpis)
    for kpi in kpis:
        if kpi.at_odds:
            yield Ask(False, kpi.at_odds, record=kpi.id, field="direction")


def _unmade(kpis: Sequence[KPI]) -> Iterator[Ask]:
    """Yield what is missing where one KPI is to be made of others."""
    parts = {kpi.part_of_id for kpi in kpis}
    for kpi in kpis:
        said = ""
        if kpi.rollup == "none" and kpi.id in parts:
            said = f"Say how its parts make up “{kpi.name}”: their sum, their mean or the last."
        elif kpi.rollup == "ratio" and not (kpi.numerator_id and kpi.denominator_id):
            said = f"Say which KPI over which other “{kpi.name}” is."
        elif kpi.rollup in ("sum", "mean", "last") and kpi.id not in parts:
            said = f"“{kpi.name}” is to be made of its parts: say of each KPI what it is part of."
        if said:
            yield Ask(False, said, essential=False, record=kpi.id, field="rollup")
