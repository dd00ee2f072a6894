"""Two ways to the same result, timed in turns, so that both meet the same busy moments."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Way = Callable[[], object]


@dataclass(frozen=True)
class Promise:
    """What takes, by ours, at most `target` times as much as by the plain way.

    That is seconds, shown in milliseconds, unless `unit` names something else. Where there is a
    `limit`, in seconds or that unit, it is kept besides.
    """

    name: str
    plain_way: str
    target: float
    runs: int
    unit: str = "ms"
    limit: float | None = None

    def say(self, measured: float) -> str:
        """Return a measured value with its unit."""
        if self.unit == "ms":
            return f"{measured * 1000:,.0f} ms"
        return f"{measured:,.2f} {self.unit}" if measured < 10 else f"{measured:,.0f} {self.unit}"


@dataclass(frozen=True)
class Comparison:
    """How a promise was kept: what was measured by ours and by the plain way, run by run."""

    promise: Promise
    ours: tuple[float, ...]
    plain: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Our median run as a multiple of the plain way's median run."""
        return median(self.ours) / median(self.plain)

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        limit = self.promise.limit
        within = limit is None or median(self.ours) <= limit
        return within and self.ratio <= self.promise.target


def compare(promise: Promise, ours: Way, plain: Way) -> Comparison:
    """Time both ways in turns, after one run of each that is not counted.

    The first run finds nothing in the disk's cache, which is nobody's merit or fault.
    """
    seconds = [(_seconds(ours), _seconds(plain)) for _ in range(promise.runs + 1)][1:]
    return Comparison(promise, *zip(*seconds, strict=True))


def _seconds(way: Way) -> float:
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun
