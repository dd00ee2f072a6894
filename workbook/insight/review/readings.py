"""Which readings stand behind a figure, and from where they came."""

from collections import Counter
from collections.abc import Iterator, Mapping

import numpy as np

from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.series import Series
from workbook.wording import say_count, say_date, say_list, say_number

__all__ = ["missing_between", "provisional", "sources"]

_NAMED = 3  # periods that a sentence names


def sources(plan: Plan, series: Series, behind: Series | None = None) -> tuple[str, ...]:
    """Name readings as a figure's sources: how many, from when to when, and from which files.

    Where they are weeks made of days, `behind` are the days.
    """
    if not len(series):
        return ()
    first, last = say_date(series.period(0).start), say_date(series.period(-1).end)
    counted = f"{say_number(len(series))} complete {series.unit}{'s' * (len(series) > 1)}"
    made = f" of {say_number(len(behind))} {behind.unit}s" if behind else ""
    return (f"{counted}{made}, {first} to {last}", *_origins(plan, behind or series))


def _origins(plan: Plan, series: Series) -> Iterator[str]:
    counts = _counted(series)
    for id, (count, rows) in counts.items():
        source = plan.find(id)
        if not isinstance(source, Source):
            yield f"{count} typed in" if len(counts) > 1 else "typed in"
            continue
        undone = ", whose import was undone" if source.undone_at else ""  # brought back by hand
        yield f"file {source.name}" + (f", {say_number(rows)} rows" if rows else "") + undone


@remembered
def _counted(series: Series) -> Mapping[str | None, tuple[int, int]]:
    """Return how many readings come from each file, and how many of its rows stand behind them."""
    counts, known = Counter(series.sources.tolist()), series.rows != None  # noqa: E711
    rows = Counter[str | None]()
    for id, many in zip(series.sources[known].tolist(), series.rows[known].tolist(), strict=True):
        rows[id] += many
    return {id: (count, rows[id]) for id, count in counts.items()}


def provisional(series: Series) -> str:
    """Return what is still to be confirmed among readings, as `September 2026 is still`.

    It is empty where nothing is.
    """
    flash = series[series.provisional]
    if len(flash) > _NAMED:
        return f"{say_count(len(flash), flash.unit)} are still"
    names = [flash.period(place).label for place in range(len(flash))]
    return f"{say_list(names)} {'is' if len(names) == 1 else 'are'} still" if names else ""


def missing_between(series: Series) -> int:
    """Return how many periods between the first and the last reading have none among them.

    Days are not counted: a business is closed on some of them.
    """
    if series.unit == "day" or not len(series):
        return 0
    if series.unit == "week":
        days = (series.starts[-1] - series.starts[0]) / np.timedelta64(7, "D")
        return max(0, int(np.ceil(days)) + 1 - len(series))
    first, last = series.starts[[0, -1]].astype("datetime64[M]").astype(int).tolist()
    apart: int = -(-(last - first) // (1 if series.unit == "month" else 3))
    return max(0, apart + 1 - len(series))
