"""The figures of a noise bill, each with where it comes from and what it rests on."""

from collections.abc import Iterator, Sequence
from math import prod

from workbook.insight.figure import Figure
from workbook.insight.review.habit import SIGNAL, Bill
from workbook.strategy.review.noise import NoiseBill
from workbook.wording import capital, say_count, say_number

__all__ = ["figures_of"]

_ALIKE = (
    "Mean over simulated series as long as these, of independent normal figures, with the same "
    "rules: chance alone."
)
_OWN = "With your own numbers: an estimate, nothing here was measured."


def figures_of(bills: Sequence[Bill], habit: NoiseBill, currency: str) -> tuple[Figure, ...]:
    """Return the figures of all series together, what they cost, and those of each series."""
    return (
        *_counts(bills, habit.percent),
        *_chance(bills),
        *_costs(sum(bill.noise for bill in bills), habit, currency),
        *(figure for bill in bills for figure in _of_one(bill, habit.percent)),
    )


def _counts(bills: Sequence[Bill], percent: float) -> Iterator[Figure]:
    sources = tuple(f"{bill.found.kpi.name}: {bill.found.sources[0]}" for bill in bills)
    for name, label, method in _methods(percent):
        value = sum(_count(bill, name) for bill in bills)
        caveat = " ".join(_caveats(bills))
        yield Figure(f"noise.{name}", label, value, "", method, sources, caveat, places=0)


def _of_one(bill: Bill, percent: float) -> Iterator[Figure]:
    kpi, slug = bill.found.kpi, bill.found.slug
    for name, label, _ in _methods(percent)[:4]:
        yield Figure(
            id=f"noise.{slug}.{name}",
            label=f"{kpi.name}: {label[0].lower()}{label[1:]}",
            value=_count(bill, name),
            method="As of all series together, for this one alone.",
            sources=bill.found.limit_sources,
            caveat=" ".join(filter(None, (bill.found.caveat, *_caveats([bill])))),
            places=0,
        )


def _count(bill: Bill, name: str) -> int:
    found = getattr(bill, name)
    return found if isinstance(found, int) else len(found)


def _methods(percent: float) -> tuple[tuple[str, str, str], ...]:
    size = say_number(percent, "%")
    moved = f"Complete readings that differ by more than {size} from the complete one before."
    return (
        ("asked", f"Moved by more than {size}", moved),
        ("signals", "Signals among them", SIGNAL),
        ("noise", "Noise among them", "The movements less the signals among them."),
        (
            "missed",
            "Signals that the habit misses",
            "Signals on the charts at which nothing moved by more than that. Readings side by "
            "side, or in one run of eight or more, are one signal.",
        ),
        ("asked_now", f"Moved by more than {size} in the quarter", moved),
        ("signals_now", "Signals among those of the quarter", SIGNAL),
    )


def _caveats(bills: Sequence[Bill]) -> Iterator[str]:
    if provisional := sum(bill.provisional for bill in bills):
        some = "" if len(bills) == 1 else f" of {say_count(provisional)} of {len(bills)} series"
        yield f"The limits{some} are provisional."
    if zero := sum(bill.from_zero for bill in bills):
        moved = capital(say_count(zero, "movement"))
        yield f"{moved} from 0 counted as more than any percentage."
    if any((bill.found.current.values < 0).any() for bill in bills):
        yield "Around zero a percentage says little: some readings are negative."


def _chance(bills: Sequence[Bill]) -> Iterator[Figure]:
    sources = tuple(f"{bill.found.kpi.name}: {bill.chance.points} readings" for bill in bills)
    caveat = bills[0].chance.caveat
    if any(bill.found.locked for bill in bills):
        caveat += " It supposes limits from all readings, and some are locked at earlier ones."
    by_chance = sum(bill.chance.signals for bill in bills)
    charts = sum(bill.chance.charts for bill in bills)
    any_one = 100 * (1 - prod(1 - bill.chance.any for bill in bills))
    for name, label, value, unit in (
        ("chance", "Signals that chance alone would give", by_chance, ""),
        ("chance_series", "Series with a signal by chance alone", charts, ""),
        ("chance_any", "Probability of any signal by chance alone", any_one, "%"),
    ):
        places = 0 if unit or value >= 10 else 1 if value >= 0.05 else 2
        yield Figure(f"noise.{name}", label, value, unit, _ALIKE, sources, caveat, places)
    counted = "Signals on the charts; each rule counts at each reading, as it does by chance."
    marked = sum(bill.marked for bill in bills)
    with_one = sum(bill.marked > 0 for bill in bills)
    yield Figure("noise.marked", "Signals on the charts", marked, "", counted, sources, places=0)
    yield Figure("noise.series", "Series with a signal", with_one, "", "Count.", sources, places=0)


def _costs(noise: int, habit: NoiseBill, currency: str) -> Iterator[Figure]:
    if habit.minutes is None or habit.people is None:
        return
    given = f"noise bill: {say_number(habit.minutes)} minutes × {say_number(habit.people)} people"
    hours = noise * habit.minutes * habit.people / 60
    places = 0 if hours == int(hours) else 1
    method = "Movements that were noise × minutes for each × people."
    yield Figure("noise.hours", "Hours on noise", hours, "hours", method, (given,), _OWN, places)
    if habit.hourly is not None:
        method = "Hours on noise × cost of an hour."
        both = (given, f"noise bill: {say_number(habit.hourly, currency)} an hour")
        cost = hours * habit.hourly
        yield Figure("noise.cost", "Cost of noise", cost, currency, method, both, _OWN, places=0)
