"""The scorecard: where each KPI stands against its target, and whether that can be trusted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, Glance, finding
from workbook.insight.provenance import rows as named
from workbook.insight.review.behaviour import kpi_behaviour
from workbook.insight.review.doubts import Doubt, doubts
from workbook.insight.review.kpi_chart import KpiBehaviour, Verdict
from workbook.insight.review.kpi_figures import actual, aims, flash, previous
from workbook.insight.review.standing import MET, distance, meets, partial
from workbook.methods.process_behaviour import Assurance
from workbook.quarter import Quarter
from workbook.strategy.cutoff import Cutoff, cutoff
from workbook.strategy.destination import KPI, Objective, open_kpis
from workbook.strategy.destination.targets import TargetSetting, target_settings
from workbook.strategy.plan import Plan
from workbook.strategy.review.readings import is_due
from workbook.wording import capital, say_count, say_list

__all__ = ["LIMIT", "RULE", "Row", "Scorecard", "Status", "scorecard"]

LIMIT = 10
RULE = (
    "A KPI is on track when its target is met, off track when it is not met and its date has "
    "passed or the newest signal points the wrong way, and to watch in between. A target without "
    "a date is due now, unless the newest signal is for the better. There is no status without a "
    "target or a complete reading from the quarter, where the direction contradicts the target, "
    "while a sum lacks periods that may decide, or until an odd reading is confirmed."
)

Status = Literal["good", "watch", "bad", "none"]


@dataclass(frozen=True)
class Row:
    """One KPI in a quarter; the value of a figure that is not known is None.

    `actual` and `previous` follow the KPI's rule: last, mean or sum of the complete readings
    whose periods end in the quarter. `behaviour` is what its chart says. `last_read` is the end of
    the newest complete period, and `stale` says that it lies before the quarter. `distance` says in
    words how it stands to its target. `due` says that a first period of the quarter has ended, so
    that a reading can be asked for. `provisional` says that its figure rests on a reading that is
    still to be confirmed, and `provisional_before` that the one of the quarter before does. `moves`
    are the times when its target moved, with the reasons given, and `doubts` its readings that look
    like a slip.
    """

    kpi: KPI
    owner: str
    actual: Figure
    previous: Figure
    original_target: Figure
    target: Figure
    baseline: Figure
    behaviour: KpiBehaviour
    last_read: date | None
    stale: bool
    distance: str
    due: bool
    status: Status
    provisional: bool
    provisional_before: bool
    moves: tuple[TargetSetting, ...]
    doubts: tuple[Doubt, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the row, with where they come from."""
        return (self.actual, self.previous, self.original_target, self.target, self.baseline)

    @property
    def verdict(self) -> Verdict:
        """Signal or noise, as its chart says."""
        return self.behaviour.verdict

    @property
    def assurance(self) -> Assurance | None:
        """Whether the target will be met as things are, where that can be known."""
        return self.behaviour.assurance

    @property
    def unread(self) -> bool:
        """Whether a reading is missing that could be there."""
        return self.actual.value is None and self.due


@dataclass(frozen=True)
class Scorecard(Finding):
    """All KPIs in a quarter, in list order; `shown` are the ten, at most, that matter most.

    `counts` are the figures of the `headline`, which says the quarter in a sentence.
    """

    quarter: Quarter
    rows: tuple[Row, ...]
    shown: tuple[Row, ...]
    counts: tuple[Figure, ...]

    @property
    def others(self) -> int:
        """How many KPIs are not shown."""
        return len(self.rows) - len(self.shown)

    @property
    def unread(self) -> tuple[Row, ...]:
        """The KPIs without a complete reading from the quarter, where one could be there."""
        return tuple(row for row in self.rows if row.unread)

    @property
    def at_odds(self) -> tuple[Row, ...]:
        """The KPIs whose direction contradicts the way from baseline to target."""
        return tuple(row for row in self.rows if row.kpi.at_odds)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the page, with where it comes from."""
        return (*self.counts, *(figure for row in self.rows for figure in row.figures))

    @property
    def headline(self) -> str:
        """The quarter in a sentence."""
        counts = {figure.id.partition(".")[2]: int(figure.value or 0) for figure in self.counts}
        return capital(f"{say_list(list(_parts(counts)))}.") if counts else "There is no KPI yet."

    @property
    def at_a_glance(self) -> tuple[Glance, ...]:
        """How many targets are met, and how many KPIs took a turn for the worse."""
        found = {figure.id.partition(".")[2]: figure for figure in self.counts}
        met = [Glance("Targets met", found["targets-met"], found["targets"])] if found else []
        worse = [Glance("Signals for the worse", found["worse"])] if found else []
        return (*(met if found and found["targets"].value else []), *worse)

    @property
    def gains(self) -> tuple[str, ...]:
        """Targets that are met, and changes for the better."""
        return tuple(
            f"{words}: {say_list(names)}."
            for words, names in (
                ("Target met", _names(self.rows, distance=MET)),
                ("Target met, provisional", _names(self.rows, distance=f"{MET}, provisional")),
                ("A signal for the better", _names(self.rows, verdict=Verdict.BETTER)),
            )
            if names
        )

    @property
    def concerns(self) -> tuple[str, ...]:
        """Changes for the worse, what is off track, and what nobody read."""
        worse = _names(self.rows, verdict=Verdict.WORSE)
        off = [name for name in _names(self.rows, status="bad") if name not in worse]
        doubted = [row.kpi.name for row in self.rows if row.doubts]
        odd, unread = ([row.kpi.name for row in rows] for rows in (self.at_odds, self.unread))
        return tuple(
            f"{words}: {say_list(names)}."
            for words, names in (
                ("A signal for the worse", worse),
                ("Off track", off),
                ("Target and direction disagree, so there is no status", odd),
                ("Not confirmed, so there is no status", doubted),
                ("No reading this quarter", unread),
            )
            if names
        )


def _names(rows: Sequence[Row], **having: str) -> list[str]:
    return [
        f"{row.kpi.name}{' (provisional)' if row.provisional and 'verdict' in having else ''}"
        for row in rows
        if all(getattr(row, name) == value for name, value in having.items())
    ]


@finding
def scorecard(plan: Plan, quarter: Quarter) -> Scorecard:
    """Return the scorecard of a quarter: all KPIs but those whose objective ended before it."""
    until = cutoff(plan, quarter)
    kpis = open_kpis(plan, quarter.previous.end)
    rows = tuple(_row(plan, quarter, kpi, until) for kpi in kpis)
    groups = _groups(rows)
    return Scorecard(
        quarter=quarter,
        rows=rows,
        shown=_most_important(plan, rows),
        counts=tuple(_counts(plan, groups)) if rows else (),
    )


def _row(plan: Plan, quarter: Quarter, kpi: KPI, until: Cutoff) -> Row:
    found = kpi_behaviour(plan, quarter, kpi)
    now, (first_target, target, baseline) = actual(plan, kpi, quarter), aims(plan, kpi, quarter)
    read = plan.series(kpi).until(quarter.end).whole
    last_read = read.period(-1).end if len(read) else None
    due, doubted = is_due(plan, quarter, kpi), doubts(plan, quarter, kpi)
    before, provisional = (bool(flash(plan, kpi, each)) for each in (quarter.previous, quarter))
    return Row(
        kpi=kpi,
        owner=plan.name_of(kpi.owner_id),
        actual=now,
        previous=previous(plan, kpi, quarter),
        original_target=first_target,
        target=target,
        baseline=baseline,
        behaviour=found,
        last_read=last_read,
        stale=due and last_read is not None and last_read < quarter.start,
        distance=distance(kpi, now, due=due, doubted=bool(doubted), provisional=provisional),
        due=due,
        status="none" if doubted else _status(kpi, now, found.verdict, until),
        provisional=provisional,
        provisional_before=before,
        moves=tuple(each for each in target_settings(plan, kpi) if each.moved),
        doubts=doubted,
    )


def _status(kpi: KPI, read: Figure, verdict: Verdict, until: Cutoff) -> Status:
    if read.value is None or kpi.target is None or kpi.at_odds or partial(kpi, read):
        return "none"
    wrong_way = verdict == Verdict.WORSE
    if meets(kpi, float(read.value)):
        return "watch" if wrong_way else "good"
    dated, improving = kpi.target_date is not None, verdict == Verdict.BETTER
    late = until.missed(kpi.target_date) if dated else not improving
    return "bad" if late or wrong_way else "watch"


def _most_important(plan: Plan, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Choose those with a target first, then by their objective's weight, then in list order."""

    def rank(row: Row) -> tuple[bool, float]:
        objective = plan.find(row.kpi.objective_id)
        weight = objective.weight if isinstance(objective, Objective) else None
        return (row.kpi.target is None, -(weight or 0.0))

    chosen = {row.kpi.id for row in sorted(rows, key=rank)[:LIMIT]}
    return tuple(row for row in rows if row.kpi.id in chosen)


_GROUPS = {
    "kpis": ("KPIs", "Count of the KPIs."),
    "targets": ("KPIs with a target", "Count of the KPIs with a target."),
    "targets-met": ("Targets met", "Count of the KPIs whose figure for the quarter meets it."),
    "better": ("Signals for the better", "Count of the KPIs with such a signal in the quarter."),
    "worse": ("Signals for the worse", "Count of the KPIs with such a signal in the quarter."),
    "unread": ("KPIs without a reading", "Count of the KPIs that lack a complete reading by now."),
}


def _groups(rows: Sequence[Row]) -> dict[str, list[Row]]:
    def having(verdict: Verdict) -> list[Row]:
        return [row for row in rows if row.verdict == verdict]

    return {
        "kpis": list(rows),
        "targets": [row for row in rows if row.kpi.target is not None],
        "targets-met": [row for row in rows if row.distance == MET],
        "better": having(Verdict.BETTER),
        "worse": having(Verdict.WORSE),
        "unread": [row for row in rows if row.unread],
    }


def _counts(plan: Plan, groups: dict[str, list[Row]]) -> Iterable[Figure]:
    for name, (label, method) in _GROUPS.items():
        found = groups[name]
        behind = named(plan, [row.kpi for row in found])
        yield Figure(f"scorecard.{name}", label, len(found), method=method, sources=behind)


def _parts(counts: dict[str, int]) -> Iterator[str]:
    met = say_count(counts["targets-met"]) if counts["targets-met"] else "none"
    targets = say_count(counts["targets"], "target")
    yield f"{met} of {targets} met" if counts["targets"] else "no target is set"
    ways = {"better": "for the better", "worse": "for the worse"}
    for name, way in ways.items():
        if counts[name]:
            yield f"{say_count(counts[name], 'KPI')} with a signal {way}"
    if counts["unread"]:
        yield f"{say_count(counts['unread'], 'KPI')} without a reading"
