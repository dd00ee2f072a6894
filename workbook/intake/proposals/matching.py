"""Which column is which field of a kind of file: by its header, as far as its cells allow."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbook.intake.layouts.contents import Held
from workbook.intake.layouts.header_words import NOT_USED, Field, Kind, every_field, fit
from workbook.intake.periods import parse_period
from workbook.intake.tables.refused import OURS
from workbook.written import dates

__all__ = ["HELD", "LOOKS", "NAMED", "Matched", "matched", "names_a_period", "twins"]

NAMED, HELD, LOOKS = 3, 2, 1
"""How well a column fits a field: by its name, by a word of it, or by its cells alone."""


@dataclass(frozen=True)
class Matched:
    """Which column is which field of one kind, and how well it fits."""

    found: dict[int, tuple[Field, int]]
    held: Sequence[Held]

    def of(self, key: str, least: int = LOOKS) -> list[Held]:
        """Return the columns that are a field, and fit at least so well."""
        places = (place for place, (field, rank) in self.found.items() if field.key == key
                  and rank >= least)  # fmt: skip
        return [self.held[place] for place in sorted(places)]


def matched(held: Sequence[Held], kind: Kind, taken: Iterable[tuple[int, Field]] = ()) -> Matched:
    """Give each column the field that it fits best, and each field its best column."""
    found = {place: (field, NAMED) for place, field in taken}
    used = {field.key for field, _ in found.values() if not field.many}
    ranked = sorted(_fits(held, every_field(kind)), key=lambda each: each[:3])
    for minus_rank, _, place, field in ranked:
        if place in found or field.key in used:
            continue
        if kind == "transactions" and -minus_rank < NAMED and not held[place].filled:
            continue  # banks write columns for what hardly ever happens
        found[place] = (field, -minus_rank)
        used |= {field.key} if field.key and not field.many else set()
    return Matched(found, held)


def _fits(held: Sequence[Held], fields: Sequence[Field]) -> Iterator[tuple[int, int, int, Field]]:
    alike = twins(held)
    for column in held:
        if column.name in OURS or column.name in alike:  # refused rows, mended and given back
            yield -NAMED, -1, column.place, NOT_USED
            continue
        for field in fields:
            rank, place = fit(column.name, field)
            if rank and column.can_be(field.holds):
                # Of two words in a header, the one that says what it is not decides.
                yield -rank, -1 if not field.key and rank == HELD else place, column.place, field


def twins(held: Sequence[Held]) -> set[str]:
    """Return the names that several columns have: no one of them can be pointed at."""
    times = Counter(column.name for column in held if column.name)
    return {name for name, several in times.items() if several > 1}


def names_a_period(column: Held) -> bool:
    """Return whether a column is headed by a day, week, month or quarter, and can hold values."""
    day = dates.day(column.name)
    named = parse_period(column.name) or (day and day.certain)
    return bool(named) and column.may_be_values
