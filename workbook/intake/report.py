"""What became of a file's rows, so that nobody has to wonder what an import did."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workbook.wording import say_number

__all__ = ["SHOWN", "ControlTotal", "Incomplete", "Reconciliation", "Refusal", "meets"]

SHOWN = 20
_CAUSES = (
    "An old extract: the rows were written out before the total, or after it.",
    "Adjustments: something was booked into one of the two, and not into the other.",
    "Another mapping of accounts: the total counts accounts or articles that the rows leave out.",
    "Another basis: with or without tax, invoiced or paid, by another day of the month.",
)
_PARTICULARS = re.compile(r"“[^”]*”|\([^)]*\)|\d+")


@dataclass(frozen=True)
class Refusal:
    """A row that was not taken; `row` counts as a spreadsheet does, the header being row 1."""

    row: int
    reason: str


@dataclass(frozen=True)
class Incomplete:
    """A period of which the file holds only a part, and what is missing."""

    period: str
    why: str


@dataclass(frozen=True)
class ControlTotal:
    """What a totals row of the file says of a column, and what was taken of it.

    `places` are the decimals that it is written with; `explained` says what refused rows have to
    do with a difference.
    """

    column: str
    row: int
    says: float
    taken: float
    places: int = 0
    explained: str = ""

    def plain(self) -> dict[str, float | int]:
        """Return what the source of the readings keeps of it."""
        return {"says": self.says, "taken": self.taken, "places": self.places}

    @property
    def agrees(self) -> bool:
        """Whether all of it was taken, as far as the file writes its decimals out."""
        return meets(self.taken, self.says, self.places)

    def __str__(self) -> str:
        """Say it as `Amount: file says 14,203; taken 14,203`."""
        says, taken = (say_number(each, places=self.places) for each in (self.says, self.taken))
        told = f"{self.column}: file says {says} (row {self.row}); taken {taken}"
        if self.agrees:
            return told
        apart = say_number(abs(self.says - self.taken), places=self.places)
        which = "less" if self.taken < self.says else "more"
        return f"{told}, which is {apart} {which}. {self.explained}".rstrip()


@dataclass(frozen=True)
class Reconciliation:
    """The account of one import; `rows_read` is always `rows_taken` plus the refused.

    `changed`, `kept` and `asks` are sentences: readings that now hold another value, readings that
    were left as they are although the file says otherwise, and readings that would be replaced,
    which needs a word first. Of a dry run (`tried`), it tells what would become of them. Of a list,
    what is `counted` are people or objectives. Where a row holds several values, each of them
    counts as a row, and `in_rows` says how many rows they stand in. `of_account` says that the
    rows are those of a bank's account, which is never closed; `covers` are the first and the last
    day that the file itself speaks of.
    """

    file: str
    rows_read: int
    rows_taken: int
    refused: tuple[Refusal, ...] = ()
    totals: tuple[ControlTotal, ...] = ()
    periods: str = ""
    incomplete: tuple[Incomplete, ...] = ()
    added: int = 0
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    kept: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    kpis_made: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    tried: bool = False
    counted: str = "readings"
    in_rows: int = 0
    of_account: bool = False
    covers: tuple[date, date] | None = None

    @property
    def unit(self) -> str:
        """What the counts of rows are of: the values of a wide file, or its rows."""
        return "values" if self.in_rows else "rows"

    @property
    def cut_at_an_end(self) -> bool:
        """Whether a period is incomplete for want of days before the first row, or after the last.

        They may be days on which the business was closed, which the file cannot tell.
        """
        return any(" days." in part.why for part in self.incomplete)

    @property
    def rows_refused(self) -> int:
        """How many rows were not taken."""
        return len(self.refused)

    def lines(self) -> Iterator[str]:
        """Yield the account as lines of plain text."""
        yield f"{self.file}: a dry run, nothing was changed" if self.tried else self.file
        facts = list(self.facts())
        width = max(len(label) for label, _ in facts) + 2
        yield from (f"  {label:<{width}}{value}" for label, value in facts)
        for heading, items in self.lists():
            if items:
                yield f"  {heading}"
                yield from (f"    {item}" for item in items)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield what can be said in a few words each: (label, words)."""
        width = len(f"{self.rows_read:,}")
        unit = self.unit.capitalize()
        rows = f", in {self.in_rows:,} row{'s' * (self.in_rows > 1)}" if self.in_rows else ""
        yield f"{unit} read", f"{self.rows_read:>{width},}{rows}"
        yield f"{unit} taken", f"{self.rows_taken:>{width},}"
        yield f"{unit} refused", f"{self.rows_refused:>{width},}"
        if self.periods:
            yield "Periods", self.periods
        yield self.counted.capitalize(), self._records()

    def _records(self) -> str:
        added, changed = ("to add", "to change") if self.tried else ("added", "changed")
        parts = [f"{self.added:,} {added}", f"{len(self.changed):,} {changed}"]
        parts += [f"{self.unchanged:,} unchanged"]
        parts += [f"{len(self.kept):,} kept"] if self.kept else []
        parts += [f"{len(self.asks):,} to ask about"] if self.asks else []
        return ", ".join(parts)

    def lists(self) -> Iterator[tuple[str, list[str]]]:
        """Yield what takes a line each: (heading, sentences), of which there may be none."""
        yield "Refused, and why", list(self._refusals())
        yield "Control totals", list(map(str, self.totals))
        yield "Why totals mostly differ", list(self._causes())
        yield (
            "Incomplete periods, left out of limits",
            [f"{part.period}: {part.why}" for part in self.incomplete],
        )
        yield "KPIs to make" if self.tried else "KPIs made", list(self.kpis_made)
        yield "To add besides" if self.tried else "Added besides", list(self.made)
        yield "How each KPI is counted", list(self.rules)
        yield "Would be replaced, which needs your word first", _first(self.asks)
        yield "To change" if self.tried else "Changed", _first(self.changed)
        yield "Kept as they were", _first(self.kept)
        yield "Please note", list(self.warnings)

    def _causes(self) -> Iterator[str]:
        if not all(total.agrees for total in self.totals):
            yield from _CAUSES

    def _refusals(self) -> Iterator[str]:
        # Like reasons together, the commonest first: one wrong column refuses a thousand rows.
        kinds = {
            reason: _PARTICULARS.sub("…", reason) for reason in {r.reason for r in self.refused}
        }
        alike: dict[str, list[Refusal]] = defaultdict(list)
        for refusal in self.refused:
            alike[kinds[refusal.reason]].append(refusal)
        groups = sorted(alike.values(), key=len, reverse=True)
        yield from map(_say_refusals, groups[:SHOWN])
        if len(groups) > SHOWN:
            yield f"… and {len(groups) - SHOWN} more reasons"


def meets(amount: float, says: float, places: int) -> bool:
    """Tell whether an amount is what a number with so many decimals says.

    >>> meets(14202.6, 14203, 0), meets(14202.6, 14203, 2)
    (True, False)
    """
    return bool(abs(says - amount) <= 0.5 / 10**places + 1e-9 * abs(amount))


def _say_refusals(alike: list[Refusal]) -> str:
    numbers = list(dict.fromkeys(refusal.row for refusal in alike))  # a row holds several values
    rows = ", ".join(map(str, numbers[:SHOWN]))
    more = f" and {len(numbers) - SHOWN:,} more" if len(numbers) > SHOWN else ""
    others = " And the like." if len({refusal.reason for refusal in alike}) > 1 else ""
    return f"row{'s' * (len(numbers) > 1)} {rows}{more}: {alike[0].reason}{others}"


def _first(items: tuple[str, ...]) -> list[str]:
    more = [f"… and {len(items) - SHOWN} more"] if len(items) > SHOWN else []
    return [*items[:SHOWN], *more]
