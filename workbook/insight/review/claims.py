"""Status that cannot lie: an owner's word beside the readings, and where the two differ."""

from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.provenance import slugs
from workbook.insight.review.kpi_chart import Verdict
from workbook.insight.review.readings import sources
from workbook.insight.review.scorecard import Row, Status, scorecard
from workbook.period import Period
from workbook.quarter import Quarter
from workbook.strategy.cutoff import Cutoff, cutoff
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.strategy.review import Claim
from workbook.wording import say_date, say_list

__all__ = ["Claimed", "Claims", "claims"]

_COMPUTED: dict[Status, str] = {
    "good": "on track", "watch": "watch", "bad": "off track", "none": ""
}  # fmt: skip
_BEST_FIRST = ("on track", "watch", "off track")
_DAYS_OLD = 7  # from when on a KPI that is read daily is stale: it may be closed for some days


@dataclass(frozen=True)
class Claimed:
    """The owner's word on a KPI, and its row in the scorecard; `age` is that of a stale reading."""

    claim: Claim
    row: Row
    age: Figure | None
    unread: bool

    @property
    def computed(self) -> str:
        """What the readings say: empty where they give no status."""
        return _COMPUTED[self.row.status]

    @property
    def difference(self) -> str:
        """Where the word and the readings differ, as the middle of a sentence; or nothing."""
        claimed = f"claimed {self.claim.status}"
        if self.unread:
            return f"{claimed}, but it was never read"
        if self.age:
            return f"{claimed}, but the newest reading is {self.age.printed} old"
        if not self.computed:
            return f"{claimed}, but the readings give no status: {self.row.distance}"
        if self.computed == self.claim.status:
            return ""
        return f"{claimed}, but {self.computed} by the readings: {self._why}"

    @property
    def _why(self) -> str:
        worse = self.row.verdict == Verdict.WORSE
        return f"{self.row.distance}{', with a signal for the worse' if worse else ''}"

    @property
    def rosier(self) -> bool:
        """Whether the word is better than what the readings can bear out."""
        if not self.difference or self.claim.status == _BEST_FIRST[-1]:
            return False
        if self.age or self.unread or not self.computed:
            return True
        return _BEST_FIRST.index(self.claim.status or "") < _BEST_FIRST.index(self.computed)


@dataclass(frozen=True)
class Claims(Finding):
    """What owners claimed of their KPIs in a quarter, in the order of the scorecard."""

    claimed: tuple[Claimed, ...]

    def of(self, kpi: KPI) -> Claimed | None:
        """Return what was claimed of a KPI, if anything was."""
        return next((each for each in self.claimed if each.row.kpi.id == kpi.id), None)

    @property
    def differing(self) -> tuple[Claimed, ...]:
        """Those where the word and the readings differ."""
        return tuple(each for each in self.claimed if each.difference)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """How old the stale readings are."""
        return tuple(each.age for each in self.claimed if each.age)

    @property
    def concerns(self) -> tuple[str, ...]:
        """Words that are better than the readings."""
        rosy = [each.row.kpi.name for each in self.claimed if each.rosier]
        return (f"Claimed to be better than the readings say: {say_list(rosy)}.",) if rosy else ()


@finding
def claims(plan: Plan, quarter: Quarter) -> Claims:
    """Return what owners claimed in a quarter beside what the readings say; a stale one beats both.

    A reading is stale once it lies before the quarter, or two whole periods have ended since; of a
    KPI that is read daily, after a week.
    """
    said = {each.kpi_id: each for each in plan.in_quarter(Claim, quarter) if each.status}
    if not said:
        return Claims(())
    until, names = cutoff(plan, quarter), slugs(plan, plan.all(KPI))
    rows = (row for row in scorecard(plan, quarter).rows if row.kpi.id in said)
    return Claims(tuple(_claimed(plan, said[r.kpi.id], r, until, names[r.kpi.id]) for r in rows))


def _claimed(plan: Plan, claim: Claim, row: Row, until: Cutoff, slug: str) -> Claimed:
    if row.last_read is None:
        return Claimed(claim, row, None, unread=row.due)
    old = row.stale or _is_old(plan, row, until)
    return Claimed(claim, row, _age(plan, row, until, slug) if old else None, unread=False)


def _is_old(plan: Plan, row: Row, until: Cutoff) -> bool:
    assert row.last_read
    if row.kpi.frequency == "day":
        return (until.day - row.last_read).days > _DAYS_OLD
    newest = plan.series(row.kpi).until(row.last_read).whole.period(-1)
    second: Period = newest.next.next
    return until.missed(second.end)


def _age(plan: Plan, row: Row, until: Cutoff, slug: str) -> Figure:
    assert row.last_read
    return Figure(
        id=f"claim.{slug}.age",
        label=f"{row.kpi.name}: age of the newest reading",
        value=(until.day - row.last_read).days,
        unit="days",
        method=f"Days from the end of its period to {say_date(until.day)}.",
        sources=sources(plan, plan.series(row.kpi).until(row.last_read).whole[-1:]),
    )
