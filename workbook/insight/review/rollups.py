"""KPIs by level: what the parts of a KPI come to by its rule, beside what it read itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import fsum, isclose

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.precision import decimals, told_apart
from workbook.insight.review.doubts import doubts
from workbook.insight.review.kpi_figures import actual, flash
from workbook.period import Period
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import KPI, open_kpis
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.destination.rollups import made_of
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.wording import capital, say_count, say_list, say_number, say_some

__all__ = ["Line", "RollUp", "RollUps", "roll_ups"]

_NAMED = 3  # periods whose missing parts are named, and parts that are
_RULES = {
    "sum": "the sum of its parts",
    "mean": "the mean of its parts",
    "last": "the last of its parts",
    "ratio": "the ratio of the two",
}
_OVER_TIME = {"last": "in its last period", "mean": "mean of the periods", "sum": "sum of them all"}

Values = Mapping[date, float]


@dataclass(frozen=True)
class RollUp:
    """What a KPI's parts come to: `rolled` has no value where one of them lacks a reading.

    `said` tells in sentences how its own reading stands to it, or which readings are missing.
    """

    rolled: Figure
    gap: Figure | None
    said: str


@dataclass(frozen=True)
class Line:
    """A KPI in the table, so many levels down; those that it is `made` of stand below it."""

    level: int
    kpi: KPI
    own: Figure
    made: RollUp | None


@dataclass(frozen=True)
class RollUps(Finding):
    """The KPIs that are made of others, each with what it is made of below it."""

    lines: tuple[Line, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What the parts come to; what a KPI read is a figure of the scorecard."""
        made = (line.made for line in self.lines if line.made)
        found = (figure for each in made for figure in (each.rolled, each.gap) if figure)
        return tuple({figure.id: figure for figure in found}.values())


@finding
def roll_ups(plan: Plan, quarter: Quarter) -> RollUps:
    """Return what KPIs are made of, and come to in a quarter; none where no rule is stated."""
    kpis = [kpi for kpi in open_kpis(plan, quarter.previous.end) if kpi.rollup != "none"]
    below = {part.id for kpi in kpis for part in _parts(plan, quarter, kpi)}
    tops = (kpi for kpi in kpis if kpi.id not in below)
    return RollUps(tuple(line for kpi in tops for line in _lines(plan, quarter, kpi, 0)))


def _lines(plan: Plan, quarter: Quarter, kpi: KPI, level: int) -> Iterator[Line]:
    parts = _parts(plan, quarter, kpi)
    made = _Rolling(plan, quarter, kpi, parts).told if parts else None
    yield Line(level, kpi, actual(plan, kpi, quarter), made)
    for part in parts:
        yield from _lines(plan, quarter, part, level + 1)


def _parts(plan: Plan, quarter: Quarter, kpi: KPI) -> tuple[KPI, ...]:
    """Return what a KPI is computed from, of what is still read; nothing without a rule."""
    if kpi.rollup == "none":
        return ()
    kpis = open_kpis(plan, quarter.previous.end)
    by_id = {each.id: each for each in kpis}
    return tuple(by_id[id] for id in made_of(kpi, kpis) if id in by_id)


def _read(plan: Plan, quarter: Quarter, kpi: KPI) -> Values:
    """Return what a KPI read itself, by the first day of each whole period."""
    series = plan.readings.in_quarter(plan.all(KPI), quarter)[kpi.id].whole
    return dict(zip(series.starts.tolist(), series.values.tolist(), strict=True))


@remembered
def _known(plan: Plan, quarter: Quarter, kpi: KPI) -> Values:
    """Return what a KPI read itself, and what its parts come to where it did not."""
    own, parts = _read(plan, quarter, kpi), _parts(plan, quarter, kpi)
    if not parts:
        return own
    columns = [_known(plan, quarter, part) for part in parts]
    of_all = set.intersection(*(set(each) for each in columns))
    found = {start: _together(kpi, [each[start] for each in columns]) for start in of_all}
    return {**{start: value for start, value in found.items() if value is not None}, **own}


def _together(kpi: KPI, values: Sequence[float]) -> float | None:
    """Return what the values of all parts make by the KPI's rule; None where it cannot be known."""
    match kpi.rollup:
        case "ratio":
            share = 100 if kpi.unit.startswith("%") else 1
            return share * values[0] / values[1] if len(values) == 2 and values[1] else None
        case "mean":
            return fsum(values) / len(values)
        case "last":
            return values[-1]
    return fsum(values)


@dataclass(frozen=True)
class _Rolling:
    """A KPI with its parts, period by period of a quarter."""

    plan: Plan
    quarter: Quarter
    kpi: KPI
    parts: Sequence[KPI]

    @cached_property
    def known(self) -> list[Values]:
        """What each part is known to be."""
        return [_known(self.plan, self.quarter, part) for part in self.parts]

    @cached_property
    def own(self) -> Values:
        """What the KPI read itself."""
        return _read(self.plan, self.quarter, self.kpi)

    @cached_property
    def counted(self) -> list[date]:
        """The periods behind the quarter's figure: those for which anything was read."""
        periods = sorted({*self.own, *(start for each in self.known for start in each)})
        return periods[-1:] if self.kpi.shows == "last" else periods

    @cached_property
    def lacking(self) -> list[date]:
        """Those for which a part has no reading: it is not known, and never taken for nought."""
        return [day for day in self.counted if any(day not in each for each in self.known)]

    @cached_property
    def value(self) -> float | None:
        """What the parts come to in the quarter; of a ratio, each of the two is summed first."""
        if self.lacking or not self.counted:
            return None
        if self.kpi.rollup == "ratio":
            sums = [fsum(each[day] for day in self.counted) for each in self.known]
            return _together(self.kpi, sums)
        found = [_together(self.kpi, [each[day] for each in self.known]) for day in self.counted]
        values = [value for value in found if value is not None]
        return fsum(values) / (len(values) if self.kpi.shows == "mean" else 1)

    @cached_property
    def read(self) -> Figure:
        """The KPI's own figure for the quarter."""
        return actual(self.plan, self.kpi, self.quarter)

    @property
    def told(self) -> RollUp:
        """Both, and how they stand to each other."""
        rolled = self.rolled
        if self.value is None:
            return RollUp(rolled, None, " ".join(self.missing) or self._unknown)
        if not isinstance(self.read.value, float):
            return RollUp(rolled, None, "It has no reading of its own.")
        if self.kpi.shows != "last" and set(self.own) != set(self.counted):
            own, many = say_count(len(self.own)), say_count(len(self.counted), self.kpi.frequency)
            said = f"Not compared: it has a reading of its own for {own} of {many}."
            return RollUp(rolled, None, said)
        if self.kpi.shows == "last" and self.counted[-1] not in self.own:
            label = Period(self.kpi.frequency, self.counted[-1], self.plan.calendar).label
            return RollUp(rolled, None, f"Not compared: it has no reading of its own for {label}.")
        return self._compared(rolled, self.value, self.read.value)

    @property
    def _unknown(self) -> str:
        if not self.counted:
            return "None of them was read."
        return "What it would be divided by is missing, or nought."

    @property
    def missing(self) -> Iterator[str]:
        """Yield for each period how many parts have a reading, and which have none."""
        for day in self.lacking[-_NAMED:]:
            bare = [p.name for p, own in zip(self.parts, self.known, strict=True) if day not in own]
            names = [f"“{name}”" for name in bare[:_NAMED]]
            names += [f"{len(bare) - _NAMED} more"] if len(bare) > _NAMED else []
            label = Period(self.kpi.frequency, day, self.plan.calendar).label
            have = f"{len(self.parts) - len(bare)} of {len(self.parts)}"
            yield f"{have} have a reading for {label}: not {say_list(names)}."
        if len(self.lacking) > _NAMED:
            more = say_count(len(self.lacking) - _NAMED, self.kpi.frequency)
            yield f"Nor do all of them for {more} before."

    @cached_property
    def places(self) -> int:
        """How many decimals show what the parts come to, and how it differs from the own figure."""
        if self.value is None:
            return 0
        read = self.read.value
        if not isinstance(read, float):
            return decimals([value for each in self.known for value in each.values()])
        places = self.read.places or 0
        return places if self._agree(read) else told_apart(self.value, [read], places)

    def _agree(self, read: float) -> bool:
        """Return whether the two are one, as far as people write the KPI."""
        value, places = self.value or 0.0, self.read.places or 0
        return isclose(value, read, rel_tol=1e-9) or round(value, places) == round(read, places)

    @property
    def rolled(self) -> Figure:
        """What the parts come to, with where it comes from."""
        each = "each summed over the quarter" if self.kpi.rollup == "ratio" else ""
        if not each or self.kpi.shows == "last":
            each = _OVER_TIME[self.kpi.shows]
        names = say_some([f"“{part.name}”" for part in self.parts], 2 * _NAMED)
        return Figure(
            id=f"kpi.{kpi_slugs(self.plan)[self.kpi.id]}.rollup",
            label=f"{self.kpi.name}: of its parts",
            value=self.value,
            unit=self.kpi.unit,
            method=f"{capital(_RULES[self.kpi.rollup])}, {names}: {each}.",
            sources=tuple(self._sources()),
            caveat=" ".join(self._caveats()),
            places=self.places,
        )

    def _sources(self) -> Iterator[str]:
        for part in self.parts:
            for source in actual(self.plan, part, self.quarter).sources[:1]:
                yield f"{part.name}: {source}"

    def _caveats(self) -> Iterator[str]:
        plan, quarter, kpi = self.plan, self.quarter, self.kpi
        if kpi.rollup == "mean" and kpi.unit.startswith("%"):
            yield "All parts count alike, however large; the ratio of two sums would weigh them."
        for part in self.parts:
            if open_yet := flash(plan, part, quarter):
                yield f"“{part.name}” is provisional: {open_yet} to be confirmed."
            yield from (f"Not confirmed: {doubt.sentence}" for doubt in doubts(plan, quarter, part))
        if kpi.frequency != "day" and kpi.shows != "last":
            until = cutoff(plan, quarter)
            every = Period.ending_in(kpi.frequency, quarter, plan.calendar)
            over = sum(until.missed(period.end) for period in every)
            if len(self.counted) < over:
                yield f"{len(self.counted)} of {say_count(over, kpi.frequency)} have readings."

    def _compared(self, rolled: Figure, value: float, read: float) -> RollUp:
        told = _RULES[self.kpi.rollup]
        if self._agree(read):
            return RollUp(rolled, None, f"Its own reading agrees with {told}.")
        gap = Figure(
            id=f"{rolled.id}-gap",
            label=f"{self.kpi.name}: its own reading less that of its parts",
            value=read - value,
            unit=self.kpi.unit,
            method=f"Its own figure for the quarter minus {told}.",
            sources=(self.read.label, rolled.label),
            places=self.places,
        )
        size = say_number(abs(read - value), self.kpi.unit, self.places)
        way, theirs = "more" if read > value else "less", rolled.printed
        said = f"Its own reading, {self.read.printed}, is {size} {way} than {told}, {theirs}."
        return RollUp(rolled, gap, said)
