"""The ways in which a KPI can be counted from lines, as a person chooses among them."""

from collections.abc import Iterator
from dataclasses import replace

from workbook.intake.layouts.mapping import Mapping
from workbook.intake.layouts.rules import KpiRule, Rule
from workbook.intake.tables.table import Table
from workbook.wording import capital

__all__ = ["another", "changed", "counted_otherwise"]

_NUMBERS = ("amount", "quantity", "price")
_WORDS = ("item", "category", "place", "way", "customer")


def counted_otherwise(table: Table, mapping: Mapping, now: Rule) -> list[tuple[str, str]]:
    """Return the ways to count a KPI, as (rule, in words), the way it is counted now among them."""
    rules = dict.fromkeys(map(str, (*_rules(table, mapping), now)))
    return [(rule, capital(Rule.parse(rule).explain())) for rule in rules]


def _rules(table: Table, mapping: Mapping) -> Iterator[Rule]:
    yield Rule("count")
    for name in (name for key in _NUMBERS for name in mapping.columns_of(key)):
        yield Rule("sum", name)
        yield Rule("mean", name)
    for name in mapping.columns_of("ticket"):
        yield Rule("distinct", name)
        yield Rule("distinct_a_day", name)
        yield Rule("rows_per", name)
    for name in (name for key in _WORDS for name in mapping.columns_of(key)):
        yield Rule("distinct", name)
        yield from (_share(table, ticket, name) for ticket in mapping.columns_of("ticket"))


def _share(table: Table, ticket: str, name: str) -> Rule:
    held = table.column(name)
    commonest = held[held != ""].value_counts().index
    return Rule("share", name, ticket, str(commonest[0]) if len(commonest) else "…")


def changed(kpi: KpiRule, part: str, value: str) -> KpiRule:
    """Return a KPI with another `name`, another `rule`, or another `value` that its share is of."""
    value = value.strip()
    if part == "rule":
        return replace(kpi, rule=Rule.parse(value))
    if part == "value":
        return replace(kpi, rule=replace(kpi.rule, value=value or kpi.rule.value))
    return replace(kpi, name=value or kpi.name)


def another(table: Table, mapping: Mapping) -> KpiRule:
    """Return a KPI to begin with: one that is counted in a way that none is yet."""
    taken = {str(kpi.rule) for kpi in mapping.kpis}
    rule = next((r for r in _rules(table, mapping) if str(r) not in taken), Rule("count"))
    names = {kpi.name for kpi in mapping.kpis}
    every = mapping.every or "week"
    words = f"{_NAMES[rule.kind].format(column=rule.column, value=rule.value)} per {every}"
    numbers = (f"{words} ({n})" for n in range(2, len(names) + 3))
    return KpiRule(
        words if words not in names else next(n for n in numbers if n not in names), rule
    )


_NAMES = {
    "count": "Lines",
    "distinct": "Different {column}",
    "distinct_a_day": "Different {column} a day",
    "sum": "{column}",
    "mean": "Mean {column}",
    "rows_per": "Lines a {column}",
    "share": "Share with {value}",
}
