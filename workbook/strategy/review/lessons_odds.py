"""The chance that somebody gives a target of being met, said before anybody can know."""

from datetime import date

from pydantic import Field

from workbook.calendar import USUAL, Calendar
from workbook.period import Period
from workbook.strategy.business_year import BusinessYear
from workbook.strategy.destination.kpis import KPI
from workbook.strategy.entity import (
    Entity,
    Nouns,
    Once,
    QuarterText,
    Records,
    day,
    number,
    one,
    text,
)

__all__ = ["Odds", "deciding"]


class Odds(Entity, table=True):
    """The chance that a KPI meets its target by its date, as it was given in a quarter's review.

    It is about the `target` and the date (`by`) of the day on which it was given: a target that
    moves later is another one. Whose guess it was is not kept, so that nobody is ranked by it.
    """

    nouns = Nouns("forecast", "forecasts")
    once = Once(
        "one_forecast_a_kpi",
        ("quarter", "kpi_id"),
        "chance",
        "This target has a forecast in that quarter already. Change that one.",
    )

    quarter: QuarterText = text("Quarter", required=True, limit=7)
    kpi_id: str = one("kpi", "KPI", required=True)
    target: float = number("Target", "What it is to reach.", default=...)  # type: ignore[arg-type]
    by: date = day("By", "The date by which it is to be reached.", required=True)
    chance: int = number(
        "Odds", "How sure you are that the target is met by its date, in steps of 5.",
        default=..., ge=0, le=100, multiple_of=5, extra={"unit": "%"},  # type: ignore[arg-type]
    )  # fmt: skip
    given_on: date = Field(default_factory=date.today, title="Given on")

    def rule(self, field: str, others: Records) -> str:
        """Refuse what was given once the date or the period that decides is over."""
        if field != "chance":
            return ""
        kpi = next((each for each in others.all(KPI) if each.id == self.kpi_id), None)
        year = next(iter(others.all(BusinessYear)), None)
        return self.late(kpi, year.calendar if year else USUAL) if kpi else ""

    def late(self, kpi: KPI, calendar: Calendar, given: date | None = None) -> str:
        """Return in a sentence that it came too late, given on its own day or another; or nothing.

        >>> kpi = KPI(name="Cafés", frequency="month")
        >>> odds = Odds(quarter="2026-Q3", kpi_id=kpi.id, target=24, by=date(2026, 12, 31),
        ...             chance=70, given_on=date(2027, 1, 4))
        >>> odds.late(kpi, USUAL)
        'The reading of December 2026 decides, and that is over: odds are given before it.'
        >>> odds.late(kpi, USUAL, given=date(2026, 12, 31))
        ''
        """
        period = deciding(kpi, self.by, calendar)
        if (given or self.given_on) <= period.end:
            return ""
        return f"The reading of {period.label} decides, and that is over: odds are given before it."


def deciding(kpi: KPI, by: date, calendar: Calendar) -> Period:
    """Return the last period of a KPI that ends by a day: what it reads then decides.

    The target for the sum of a quarter is decided by the last whole quarter.

    >>> deciding(KPI(name="Cafés", frequency="month"), date(2026, 5, 15), USUAL).name
    'April 2026'
    >>> kpi = KPI(name="Sales", frequency="month", summary="sum")
    >>> deciding(kpi, date(2026, 5, 15), USUAL).name
    'March 2026'
    """
    if kpi.shows == "sum":
        quarter = calendar.quarter_of(by)
        whole = quarter if quarter.end <= by else quarter.previous
        *_, last = Period.ending_in(kpi.frequency, whole, calendar)
        return last
    here = Period.of(kpi.frequency, by, calendar)
    if here.end <= by:
        return here
    return Period.of(kpi.frequency, date.fromordinal(here.start.toordinal() - 1), calendar)
