"""What a file seems to be, column by column, and what has to be asked: nothing is read yet."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workbook.intake.contents import Held, held_by
from workbook.intake.header_words import (
    NOT_USED,
    Field,
    Kind,
    every_field,
    fields_of,
    fit,
    unused_of,
)
from workbook.intake.mapping import (
    NOTHING_SAID,
    Column,
    Mapping,
    Proposal,
    Question,
    Sure,
    field_key,
    labels_of,
)
from workbook.intake.periods import parse_period
from workbook.intake.refused import OURS
from workbook.intake.remembered import Recalled, recall, said_of
from workbook.intake.suggesting import asks_of
from workbook.intake.table import Table
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.written import dates

__all__ = ["propose"]

_SURE: dict[int, Sure] = {3: "sure", 2: "likely", 1: "guess"}
_NAMED, _HELD, _LOOKS = 3, 2, 1  # how well a column fits: by its name, a word of it, its contents


def propose(table: Table, plan: Plan, said: Mapping = NOTHING_SAID) -> Proposal:
    """Return what a file seems to be; what was `said` stands, and the rest is found out.

    What was said of a file with the same columns before counts as said, where nothing else is.
    Nothing is read, refused or saved. Each change that a person makes is said, and proposed anew:

        first = propose(table, plan)
        then = propose(table, plan, Mapping("readings", {"Wert": "value"}))
    """
    known = recall(plan, table.columns)
    if known.layout and said.kind not in ("", known.layout.kind):
        known = Recalled()
    if known.layout:
        said = said.over(said_of(known.layout, table.columns))
    held = held_by(table)
    seems = _said_so(said, known) if said.kind else _kind(held)
    columns = tuple(_columns(held, seems.kind, said, plan))
    mapping = replace(
        said, kind=seems.kind, columns={c.name: c.field for c in columns if c.name or c.field}
    )
    mapping, questions = asks_of(table, plan, mapping, said)
    if not seems.kind:
        questions = (_WHICH_KIND,)
    elif seems.sure == "guess":
        questions = (_WHICH_KIND, *questions)
    layout = known.layout.id if known.layout else ""
    notes = (*known.notes, *(_several(name) for name in sorted(_twins(held))))
    return Proposal(mapping, columns, questions, seems.sure, seems.why, layout, notes)


def _several(name: str) -> str:
    return f"Several columns are called “{name}”: to use one, give each a name of its own."


def _said_so(said: Mapping, known: Recalled) -> "_Seems":
    if known.layout is None:
        return _Seems(said.kind, "sure", "You said so.")
    why = f"As you said of {known.layout.name}, which has the same columns."
    return _Seems(said.kind, "sure" if known.exact else "likely", why)


_WHICH_KIND = Question(
    "kind",
    "What is in this file: values of KPIs, one for each period (readings), lines of a till or a "
    "bank (transactions), your people, or your objectives?",
    "--as readings, transactions, people or objectives",
)


@dataclass(frozen=True)
class _Seems:
    """A kind, how sure it is, and what it was known by."""

    kind: Kind | Literal[""]
    sure: Sure = "guess"
    why: str = ""


@dataclass(frozen=True)
class _Matched:
    """Which column is which field of one kind, and how well it fits."""

    found: dict[int, tuple[Field, int]]
    held: Sequence[Held]

    def of(self, key: str, least: int = _LOOKS) -> list[Held]:
        """Return the columns that are a field, and fit at least so well."""
        places = (place for place, (field, rank) in self.found.items() if field.key == key
                  and rank >= least)  # fmt: skip
        return [self.held[place] for place in sorted(places)]


def _matched(held: Sequence[Held], kind: Kind, taken: Iterable[tuple[int, Field]] = ()) -> _Matched:
    """Give each column the field that it fits best, and each field its best column."""
    found = {place: (field, _NAMED) for place, field in taken}
    used = {field.key for field, _ in found.values() if not field.many}
    ranked = sorted(_fits(held, every_field(kind)), key=lambda each: each[:3])
    for minus_rank, _, place, field in ranked:
        if place in found or field.key in used:
            continue
        found[place] = (field, -minus_rank)
        used |= {field.key} if field.key and not field.many else set()
    return _Matched(found, held)


def _fits(held: Sequence[Held], fields: Sequence[Field]) -> Iterator[tuple[int, int, int, Field]]:
    twins = _twins(held)
    for column in held:
        if column.name in OURS or column.name in twins:  # refused rows, mended and given back
            yield -_NAMED, -1, column.place, NOT_USED
            continue
        for field in fields:
            rank, place = fit(column.name, field)
            if rank and column.can_be(field.holds):
                # Of two words in a header, the one that says what it is not decides.
                yield -rank, -1 if not field.key and rank == _HELD else place, column.place, field


def _twins(held: Sequence[Held]) -> set[str]:
    """Return the names that several columns have: no one of them can be pointed at."""
    times = Counter(column.name for column in held if column.name)
    return {name for name, several in times.items() if several > 1}


def _kind(held: Sequence[Held]) -> _Seems:
    """Return what a file seems to be, by its header, and by its cells where that is silent."""
    return (
        _long_readings(held)
        or _objectives(held)
        or _people(held)
        or _periods_across(held)
        or _dated(held)
        or _Seems("", "guess", "")
    )


def _long_readings(held: Sequence[Held]) -> _Seems | None:
    matched = _matched(held, "readings")
    if all(matched.of(key, _NAMED) for key in ("period", "kpi", "value")):
        return _Seems("readings", "sure", "Each row is the value of one KPI for one period.")
    return None


def _objectives(held: Sequence[Held]) -> _Seems | None:
    matched = _matched(held, "objectives")
    named = matched.of("name", _HELD)
    besides = [key for key in ("owner_id", "due", "kpi.name", "why", "parent_id", "weight")
               if matched.of(key, _NAMED)]  # fmt: skip
    if not named or not besides or _is_dated_list(held):
        return None
    goal = fit(named[0].name, fields_of("objectives")["name"])[1] < _GENERIC_GOALS
    return _Seems("objectives", "sure" if goal else "likely", "Each row is a goal of yours.")


_GENERIC_GOALS = 19  # headers from here on name other things, too


def _is_dated_list(held: Sequence[Held]) -> bool:
    matched = _matched(held, "transactions")
    return bool(matched.of("amount", _NAMED) or matched.of("ticket", _NAMED))


def _people(held: Sequence[Held]) -> _Seems | None:
    matched = _matched(held, "people")
    parts = matched.of("first_name", _NAMED) and matched.of("last_name", _NAMED)
    if not (matched.of("name", _HELD) or parts) or _is_dated_list(held):
        return None
    if any(matched.of(key, _NAMED) for key in ("role", "department_id", "left_on")):
        return _Seems("people", "sure", "Each row is one of your people.")
    if parts:
        return _Seems("people", "guess", "Each row names somebody.")
    return None


def _periods_across(held: Sequence[Held]) -> _Seems | None:
    periods = [column for column in held if _names_a_period(column)]
    words = [column for column in held if column.filled and column.is_full_of("words")]
    if len(periods) < 2 or not words:
        return None
    named = _matched(held, "readings").of("kpi", _NAMED)
    return _Seems("readings", "sure" if named else "likely",
                  "Each row is a KPI, with one column for each period.")  # fmt: skip


def _dated(held: Sequence[Held]) -> _Seems | None:
    """Tell lines from readings: a period comes once for a reading, and lines have other marks."""
    lines, values = _matched(held, "transactions"), _matched(held, "readings")
    dates = lines.of("date") or values.of("period") or [c for c in held if c.is_full_of("day")]
    if not dates:
        return None
    date = dates[0]
    booked = fit(date.name, fields_of("readings")["period"])[0] < _NAMED
    marks = lines.of("ticket", _NAMED) or lines.of("item", _NAMED) or lines.of("customer", _NAMED)
    if marks or date.repeats:
        strong = bool(marks) and bool(lines.of("date", _HELD))
        why = f"“{(marks or dates)[0].name}” tells lines apart" if marks else (
            f"several rows have the same {date.name}")  # fmt: skip
        return _Seems("transactions", "sure" if strong else "likely",
                      f"Each row is a line of a till, a shop or a bank: {why}.")  # fmt: skip
    rest = [column for column in held if column.place != date.place and column.filled]
    amounts = [column for column in rest if column.is_full_of("number")]
    if not amounts:
        return None
    plain = all(column in amounts or _is_aside(column) for column in rest)
    if lines.of("date", _NAMED) and lines.of("amount", _NAMED) and (booked or not plain):
        why = f"“{date.name}” and “{lines.of('amount')[0].name}” stand on each."
        return _Seems("transactions", "sure" if booked else "likely",
                      f"Each row is a line of a till, a shop or a bank: {why}")  # fmt: skip
    return _Seems("readings", "sure" if plain else "guess",
                  f"Each row has another {date.name}, and numbers beside it.")  # fmt: skip


def _is_aside(column: Held) -> bool:
    return column.name in OURS or fit(column.name, unused_of("readings"))[0] > 0


def _columns(
    held: Sequence[Held], kind: Kind | Literal[""], said: Mapping, plan: Plan
) -> Iterator[Column]:
    """Yield each column with its field."""
    known = {**fields_of(kind), "": NOT_USED}
    told = {name: key for name, key in said.columns.items() if field_key(key) in known}
    stated = [(c.place, known[field_key(told[c.name])]) for c in held if c.name in told]
    found = _matched(held, kind, stated).found if kind else {}
    if kind == "readings":
        found = _one_value(_Matched(found, held))
    if kind:
        found |= dict(_by_name_alone(held, _Matched(found, held), known))
        found |= dict(_by_contents(held, _Matched(found, held), known))
    for column in held:
        field, rank = found.get(column.place, (NOT_USED, _NAMED))
        key = told.get(column.name, field.key)
        choices = _choices(kind, key, plan) if column.name else ()
        yield Column(column.name, key, column.sample, _SURE[rank], choices)


def _choices(kind: Kind | Literal[""], key: str, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return what a column can be: values of readings can be those of a KPI that there is."""
    of_kpis = [kpi.name for kpi in plan.all(KPI)] if field_key(key) == "value" else []
    said = [key.partition(":")[2]] if ":" in key else []
    named = dict.fromkeys([*said, *of_kpis])
    return (*labels_of(kind), *((f"value:{name}", f"Value of “{name}”") for name in named))


def _one_value(matched: _Matched) -> dict[int, tuple[Field, int]]:
    """Return it with one value column where the KPI has a column: the one that is named best."""
    values = matched.of("value")
    if not matched.of("kpi") or not matched.of("period") or len(values) < 2:
        return matched.found
    best = min(values, key=lambda c: (-matched.found[c.place][1], fit(c.name, _VALUE)[1]))
    others = {column.place for column in values} - {best.place}
    return {**matched.found, **dict.fromkeys(others, (NOT_USED, _NAMED))}


_VALUE = fields_of("readings")["value"]


def _by_name_alone(
    held: Sequence[Held], matched: _Matched, known: dict[str, Field]
) -> Iterator[tuple[int, tuple[Field, int]]]:
    """Yield the fields that a kind cannot do without: what cannot be read is then said by row."""
    for key in ("period", "kpi", "value", "date", "name"):
        if key in known and not matched.of(key):
            free = [column for column in held if column.place not in matched.found]
            named = [column for column in free if fit(column.name, known[key])[0] == _NAMED]
            yield from ((column.place, (known[key], _HELD)) for column in named[:1])


def _by_contents(
    held: Sequence[Held], matched: _Matched, known: dict[str, Field]
) -> Iterator[tuple[int, tuple[Field, int]]]:
    """Yield the fields that no header names, where the cells of one column can only be them."""
    twins = _twins(held)
    free = [c for c in held if c.place not in matched.found and c.name and c.name not in twins]
    if "period" in known:
        unnamed = [column for column in held if not column.name and column.filled]
        yield from _values(free, unnamed if len(unnamed) == 1 else [], matched, known)
        return
    for key in ("date", "amount", "name"):
        field = known.get(key)
        if field is None or matched.of(key) or (key == "name" and matched.of("first_name")):
            continue
        fitting = [column for column in free if column.is_full_of(field.holds)]
        if len(fitting) == 1:
            yield fitting[0].place, (field, _LOOKS)


def _values(
    free: Sequence[Held], unnamed: Sequence[Held], matched: _Matched, known: dict[str, Field]
) -> Iterator[tuple[int, tuple[Field, int]]]:
    """Yield the values of readings: one column, or one for each KPI, or one for each period."""
    period, kpi, value = (known[key] for key in ("period", "kpi", "value"))
    across = [column for column in free if _names_a_period(column)]
    dated = [column for column in free if column.is_full_of("day") and column not in across]
    if not matched.of("period") and len(across) > 1:
        words = [column for column in (*free, *unnamed) if column.is_full_of("words")]
        if not matched.of("kpi") and words:
            yield words[0].place, (kpi, _HELD if len(words) == 1 else _LOOKS)
        yield from ((column.place, (value, _NAMED)) for column in across)
        return
    if not matched.of("period") and len(dated) == 1:
        yield dated[0].place, (period, _LOOKS)
    if not matched.of("kpi"):
        amounts = [column for column in free if column.may_be_values]
        full = [column for column in amounts if column.is_full_of("number") or not column.filled]
        yield from ((c.place, (value, _NAMED if c in full else _HELD)) for c in amounts)
        return
    amounts = [column for column in free if column.is_full_of("number")]
    if not matched.of("value") and len(amounts) == 1:
        yield amounts[0].place, (value, _LOOKS)


def _names_a_period(column: Held) -> bool:
    day = dates.day(column.name)
    named = parse_period(column.name) or (day and day.certain)
    return bool(named) and column.may_be_values
