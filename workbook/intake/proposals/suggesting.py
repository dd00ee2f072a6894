"""What can be made of a file that was recognised, and what a person has to say before it is."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from workbook.errors import ImportRefused
from workbook.forms.fields import specs
from workbook.intake.counting.layout import layout, names_no_kpi
from workbook.intake.counting.lists import MODELS
from workbook.intake.counting.measures import measures, moments
from workbook.intake.layouts.header_words import Kind, fields_of, fit, plain
from workbook.intake.layouts.known import Named, known, same
from workbook.intake.layouts.mapping import Mapping, Question
from workbook.intake.layouts.rules import KpiRule, Rule
from workbook.intake.tables.table import Table
from workbook.intake.tables.texts import coded
from workbook.period import Unit
from workbook.strategy.plan import Plan
from workbook.wording import say_list
from workbook.written import dates

__all__ = ["asks_of"]

_NEEDED: dict[Kind, dict[str, str]] = {
    "readings": {"period": "the period, such as a date or a month", "value": "the values"},
    "transactions": {"date": "the date of each line"},
    "people": {"name": "the person’s name"},
    "objectives": {"name": "the goal, in a few words"},
}
_NAMED = 5  # in a question, before the rest is a count
_DAYS = ("date", "period", "start", "due", "left_on")
_SIGN = ("soll haben kennzeichen", "soll haben", "s h", "debit credit", "dr cr", "soll haben kz")
_CURRENCY = ("currency", "wahrung", "wkz", "currency code", "wkz umsatz")


def asks_of(
    table: Table, plan: Plan, mapping: Mapping, said: Mapping
) -> tuple[Mapping, tuple[Question, ...]]:
    """Return the mapping with what can be proposed for it, and what has to be asked."""
    if not mapping.kind:
        return mapping, ()
    if missing := tuple(_missing(table, mapping)):
        return mapping, missing
    questions = [*_orders(table, mapping)]
    if mapping.kind == "readings":
        questions += _which_kpi(mapping)
        questions += [] if mapping.every or questions else _often(table, plan, mapping)
    elif mapping.kind == "transactions":
        questions += [*_unsigned(table, mapping), *_repeated(table, mapping)]
        unsigned = len(questions) > 0 and questions[-1].about == "amount"
        every = mapping.every or "week"
        kpis = mapping.kpis or tuple(_figures(table, mapping, every, sums=not unsigned))
        mapping = replace(mapping, every=every, kpis=kpis)
        questions += _to_confirm(mapping, said)
    elif mapping.adding is None and (strangers := tuple(_strangers(table, plan, mapping))):
        mapping = replace(mapping, adding=True)
        questions += strangers
    return mapping, tuple(questions)


def _missing(table: Table, mapping: Mapping) -> Iterator[Question]:
    listed = ", ".join(name for name in table.columns if name)
    parts = {**_NEEDED[mapping.kind]} if mapping.kind else {}
    if mapping.columns_of("kpi") and len(mapping.columns_of("value")) > 1:
        parts.pop("period", "")  # each value column is a period
    if mapping.kind == "people" and mapping.column("first_name"):
        parts.pop("name")
    for key, what in parts.items():
        if not mapping.columns_of(key):
            yield Question(
                "columns",
                f"Which column of {table.file} holds {what}? Its columns are: {listed}.",
                f'--column "NAME={key}"',
            )


def _orders(table: Table, mapping: Mapping) -> Iterator[Question]:
    """Ask where a column's dates could be read in two ways, and none of them tells which."""
    if table.settings.order:
        return
    for name in (name for key in _DAYS for name in mapping.columns_of(key)):
        column = table.column(name)
        texts = {str(text).split(" ")[0] for text in column}
        found = {text: day for text in texts if (day := dates.day(text))}
        unsure = [text for text, day in found.items() if day.day_first != day.month_first]
        if unsure and len(dates.orders_of(found.values())) != 1:
            yield Question(
                "order",
                f"Is “{sorted(unsure)[0]}” in “{name}” written with the day first, or with the "
                "month first?",
                "--dates day-first or --dates month-first",
            )
            return


def _which_kpi(mapping: Mapping) -> Iterator[Question]:
    if not mapping.columns_of("kpi") and names_no_kpi(mapping):
        name = mapping.column("value")
        yield Question(
            name,
            f"Which KPI are the values in “{name}” of?",
            f'--column "{name}=value:NAME OF THE KPI"',
        )


def _often(table: Table, plan: Plan, mapping: Mapping) -> Iterator[Question]:
    try:
        laid_out = layout(table, mapping)
        found = measures(plan, laid_out, moments(laid_out, plan.calendar), None)
    except ImportRefused:
        return  # to take it says why it cannot be taken
    unknown = [name for name, measure in found.items() if name and isinstance(measure, str)]
    if unknown:
        named = say_list([f"“{name}”" for name in unknown[:5]])
        yield Question(
            "every",
            f"How often is {named} read: every day, week, month or quarter?",
            "--every day, week, month or quarter",
        )


def _unsigned(table: Table, mapping: Mapping) -> Iterator[Question]:
    """Ask before amounts are added up whose sign, or whose currency, stands in another column."""
    amount = mapping.column("amount")
    if not amount or mapping.kpis:
        return
    settled = {plain(mark.column) for mark in mapping.told.marks}
    for name, column in zip(table.columns, table.all_columns(), strict=True):
        key = plain(name)
        held = sorted(set(column) - {""}) if key in (*_SIGN, *_CURRENCY) else []
        if len(held) < 2 or key in settled:
            continue
        values = say_list([f"“{value}”" for value in held])
        if key in _SIGN:
            yield Question(
                "amount",
                f"“{amount}” is written without a sign, and “{name}” says {values}. Which of them "
                "is money out, to be taken off?",
                f'--treat "{name}=VALUE:minus"',
            )
        else:
            yield Question(
                "amount",
                f"“{name}” says {values}: amounts in several currencies cannot be added up. Give "
                "one file for each, or leave out all but one.",
                f'--treat "{name}={held[-1]}:skip"',
            )


def _repeated(table: Table, mapping: Mapping) -> Iterator[Question]:
    """Ask before an amount is added up that may be the total of a ticket on each of its lines."""
    amounts = mapping.columns_of("amount")
    if amounts and not mapping.kpis and not _single(table, mapping, amounts):
        yield Question(
            "amount",
            f"“{amounts[0]}” is the same on all lines of each ticket: if it is the ticket’s total, "
            "a sum would count it several times. Is it the amount of each line?",
            f'--kpi "NAME=sum:{amounts[0]}" if it is, or --kpi "NAME=count"',
        )


def _single(table: Table, mapping: Mapping, amounts: tuple[str, ...]) -> list[str]:
    return [name for name in amounts if not _stands_again(table, mapping, name)]


def _figures(table: Table, mapping: Mapping, every: Unit, *, sums: bool) -> Iterator[KpiRule]:
    """Yield the KPIs that such lines are mostly read for."""
    amounts = mapping.columns_of("amount") if sums else ()
    for name in _added_up(table, mapping, amounts):
        yield KpiRule(f"{name} per {every}", Rule("sum", name))
    if ticket := mapping.column("ticket"):
        kind = "distinct_a_day" if _begins_again(table, mapping, ticket) else "distinct"
        yield KpiRule(f"Tickets per {every}", Rule(kind, ticket))
    elif not amounts:
        yield KpiRule(f"Lines per {every}", Rule("count"))


def _added_up(table: Table, mapping: Mapping, amounts: tuple[str, ...]) -> list[str]:
    """Return the amount that is added up: the first by its name, and in and out together."""
    field = fields_of("transactions")["amount"]
    single = _single(table, mapping, amounts)
    ranked = sorted(single, key=lambda name: (-fit(name, field)[0], fit(name, field)[1]))
    flows = [name for name in ranked if plain(name) in _FLOWS]
    return ranked[:1] if ranked[:1] != flows[:1] else flows


_FLOWS = (
    "paid in", "paid out", "credit", "debit", "money in", "money out", "soll", "haben",
    "einnahmen", "ausgaben", "gutschrift", "lastschrift", "debit amount", "credit amount",
)  # fmt: skip


def _stands_again(table: Table, mapping: Mapping, amount: str) -> bool:
    """Whether the lines of each ticket repeat one amount: a total, which a sum would take twice."""
    ticket = mapping.column("ticket")
    if not ticket:
        return False
    held = table.column(amount)
    lines = held[held != ""].groupby(table.column(ticket)).agg(["size", "nunique"])
    several = lines[lines["size"] > 1]
    return len(several) > 0 and bool((several["nunique"] == 1).all())


def _begins_again(table: Table, mapping: Mapping, ticket: str) -> bool:
    """Whether most ticket numbers stand on several days, as where a till begins at 1 each day."""
    held = coded(table.column(mapping.column("date")))
    bare = np.array([re.split("[ T]", text, maxsplit=1)[0] for text in held.texts], dtype=object)
    days = pd.Series(held.spread(pd.factorize(bare)[0]), table.numbers)
    days = days[days != list(bare).index("")] if "" in bare else days
    on = days.groupby(table.column(ticket)).nunique()
    return days.nunique() > 1 and bool((on > 1).mean() >= 0.5)


def _to_confirm(mapping: Mapping, said: Mapping) -> Iterator[Question]:
    if not said.kpis:
        figures = say_list([f"“{kpi.name}” ({kpi.rule.explain()})" for kpi in mapping.kpis])
        options = " ".join(f'--kpi "{kpi.name}={kpi.rule}"' for kpi in mapping.kpis)
        yield Question("kpis", f"Which KPIs shall be made of the lines: {figures}?", options, True)
    if not said.every:
        yield Question(
            "every",
            f"One value for each {mapping.every}, or for another period?",
            f"--every {mapping.every}",
            True,
        )


def _strangers(table: Table, plan: Plan, mapping: Mapping) -> Iterator[Question]:
    """Ask whether the people and departments that a list names and nobody knows are to be added."""
    of = {spec.name: spec.of for spec in specs(MODELS[mapping.kind]) if spec.of}
    named = dict.fromkeys(
        Named.of_text(of[key], str(text))
        for column, key in mapping.columns.items()
        if key in of
        for text in table.column(column).unique()
        if text
    )
    missing = {same(n.name): n.name for n in named if n.can_be_added and not known(plan, n)}
    if missing:
        names = [f"“{name}”" for name in missing.values()]
        listed = say_list([*names[:_NAMED], f"{len(names) - _NAMED} more"][: _NAMED + 1]
                          if len(names) > _NAMED else names)  # fmt: skip
        yield Question(
            "adding",
            f"The workbook does not have {listed} yet. Shall they be added with the list?",
            "--add-missing or --no-add-missing",
            True,
        )
