"""What a file seems to be, column by column, and what has to be asked: nothing is read yet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from workbook.intake.layouts.contents import Held, held_by
from workbook.intake.layouts.header_words import NOT_USED, Field, Kind, fields_of, fit
from workbook.intake.layouts.mapping import (
    NOTHING_SAID,
    Column,
    Mapping,
    Proposal,
    Question,
    Sure,
    field_key,
    labels_of,
)
from workbook.intake.layouts.remembered import Recalled, recall, said_of
from workbook.intake.proposals.kinds import Seems, kind_of
from workbook.intake.proposals.matching import (
    HELD,
    LOOKS,
    NAMED,
    Matched,
    matched,
    names_a_period,
    twins,
)
from workbook.intake.proposals.suggesting import asks_of
from workbook.intake.tables.table import Table
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.written.names import folded

__all__ = ["propose"]

_SURE: dict[int, Sure] = {3: "sure", 2: "likely", 1: "guess"}


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
        said = said.over(_still_so(said_of(known.layout, table.columns), table, plan))
    held = held_by(table)
    seems = _said_so(said, known) if said.kind else kind_of(held)
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
    notes = (*known.notes, *(_several(name) for name in sorted(twins(held))))
    return Proposal(mapping, columns, questions, seems.sure, seems.why, layout, notes)


def _still_so(before: Mapping, table: Table, plan: Plan) -> Mapping:
    """Return it without how often its KPIs are read, where the workbook says otherwise by now."""
    if before.kind != "readings" or not before.every:
        return before
    own = [text for name in before.columns_of("kpi") for text in table.column(name).unique()]
    named = {folded(name) for name in own or map(before.called, before.columns_of("value"))}
    read = {kpi.frequency for kpi in plan.all(KPI) if folded(kpi.name) in named}
    return before if read <= {before.every} else replace(before, every=None)


def _several(name: str) -> str:
    return f"Several columns are called “{name}”: to use one, give each a name of its own."


def _said_so(said: Mapping, known: Recalled) -> Seems:
    if known.layout is None:
        return Seems(said.kind, "sure", "You said so.")
    why = f"As you said of {known.layout.name}, which has the same columns."
    return Seems(said.kind, "sure" if known.exact else "likely", why)


_WHICH_KIND = Question(
    "kind",
    "What is in this file: values of KPIs, one for each period (readings), lines of a till or a "
    "bank (transactions), your people, or your objectives?",
    "--as readings, transactions, people or objectives",
)


def _columns(
    held: Sequence[Held], kind: Kind | Literal[""], said: Mapping, plan: Plan
) -> Iterator[Column]:
    """Yield each column with its field."""
    known = {**fields_of(kind), "": NOT_USED}
    told = {name: key for name, key in said.columns.items() if field_key(key) in known}
    stated = [(c.place, known[field_key(told[c.name])]) for c in held if c.name in told]
    found = matched(held, kind, stated).found if kind else {}
    if kind == "readings":
        found = _one_value(Matched(found, held))
    if kind:
        found |= dict(_by_name_alone(held, Matched(found, held), known))
        found |= dict(_by_contents(held, Matched(found, held), known))
    for column in held:
        field, rank = found.get(column.place, (NOT_USED, NAMED))
        key = told.get(column.name, field.key)
        choices = _choices(kind, key, plan) if column.name else ()
        yield Column(column.name, key, column.sample, _SURE[rank], choices)


def _choices(kind: Kind | Literal[""], key: str, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return what a column can be: values of readings can be those of a KPI that there is."""
    of_kpis = [kpi.name for kpi in plan.all(KPI)] if field_key(key) == "value" else []
    said = [key.partition(":")[2]] if ":" in key else []
    named = dict.fromkeys([*said, *of_kpis])
    return (*labels_of(kind), *((f"value:{name}", f"Value of “{name}”") for name in named))


def _one_value(matched: Matched) -> dict[int, tuple[Field, int]]:
    """Return it with one value column where the KPI has a column: the one that is named best."""
    values = matched.of("value")
    if not matched.of("kpi") or not matched.of("period") or len(values) < 2:
        return matched.found
    best = min(values, key=lambda c: (-matched.found[c.place][1], fit(c.name, _VALUE)[1]))
    others = {column.place for column in values} - {best.place}
    return {**matched.found, **dict.fromkeys(others, (NOT_USED, NAMED))}


_VALUE = fields_of("readings")["value"]


def _by_name_alone(
    held: Sequence[Held], matched: Matched, known: dict[str, Field]
) -> Iterator[tuple[int, tuple[Field, int]]]:
    """Yield the fields that a kind cannot do without: what cannot be read is then said by row."""
    for key in ("period", "kpi", "value", "date", "name"):
        if key in known and not matched.of(key):
            free = [column for column in held if column.place not in matched.found]
            named = [column for column in free if fit(column.name, known[key])[0] == NAMED]
            yield from ((column.place, (known[key], HELD)) for column in named[:1])


def _by_contents(
    held: Sequence[Held], matched: Matched, known: dict[str, Field]
) -> Iterator[tuple[int, tuple[Field, int]]]:
    """Yield the fields that no header names, where the cells of one column can only be them."""
    alike = twins(held)
    free = [c for c in held if c.place not in matched.found and c.name and c.name not in alike]
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
            yield fitting[0].place, (field, LOOKS)


def _values(
    free: Sequence[Held], unnamed: Sequence[Held], matched: Matched, known: dict[str, Field]
) -> Iterator[tuple[int, tuple[Field, int]]]:
    """Yield the values of readings: one column, or one for each KPI, or one for each period."""
    period, kpi, value = (known[key] for key in ("period", "kpi", "value"))
    across = [column for column in free if names_a_period(column)]
    dated = [column for column in free if column.is_full_of("day") and column not in across]
    if not matched.of("period") and len(across) > 1:
        words = [column for column in (*free, *unnamed) if column.is_full_of("words")]
        if not matched.of("kpi") and words:
            yield words[0].place, (kpi, HELD if len(words) == 1 else LOOKS)
        yield from ((column.place, (value, NAMED)) for column in across)
        return
    if not matched.of("period") and len(dated) == 1:
        yield dated[0].place, (period, LOOKS)
    if not matched.of("kpi"):
        amounts = [column for column in free if column.may_be_values]
        full = [column for column in amounts if column.is_full_of("number") or not column.filled]
        yield from ((c.place, (value, NAMED if c in full else HELD)) for c in amounts)
        return
    amounts = [column for column in free if column.is_full_of("number")]
    if not matched.of("value") and len(amounts) == 1:
        yield amounts[0].place, (value, LOOKS)
