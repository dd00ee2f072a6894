"""The rules by which rows of a file become one value a period, and how people write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 (a rule has a field called date)

from workbook.errors import ImportRefused
from workbook.intake.layouts.told import NOTHING_TOLD, Told
from workbook.intake.periods import ADVERB
from workbook.intake.tables.table import nearest
from workbook.period import Unit
from workbook.written.dates import day

__all__ = ["KINDS", "KpiRule", "Rule", "TransactionRules", "covered_days"]

KINDS = {
    "count": "count",
    "distinct": "distinct:COLUMN",
    "distinct_a_day": "distinct_a_day:COLUMN",
    "sum": "sum:COLUMN",
    "mean": "mean:COLUMN",
    "rows_per": "rows_per:COLUMN",
    "share": "share:KEY_COLUMN:COLUMN=VALUE",
}
_SAYS = {
    "count": "number of rows",
    "distinct": "number of different values in {column}",
    "distinct_a_day": "number of different values in {column} on each day, added up",
    "sum": "sum of {column}",
    "mean": "mean of {column} over the rows",
    "rows_per": "rows divided by the number of different values in {column}",
    "share": "share of the different values in {key} that have a row with {column} “{value}”, "
    "from 0 to 100%",
}
_WRITTEN = re.compile(
    r"count|(?:(distinct_a_day|distinct|sum|mean|rows_per):(.+))|share:(?P<key>[^:]+):(?P<column>[^=]+)=(?P<value>.+)"
)
_KPI = re.compile(rf"(.+?)=((?:{'|'.join(KINDS)})(?::.*)?)", re.DOTALL)


@dataclass(frozen=True)
class Rule:
    """How rows become one number a period; `key` and `value` belong to `share` alone.

    Where no column alone tells tickets apart, several may together: `distinct:Till+Receipt`.
    """

    kind: str
    column: str = ""
    key: str = ""
    value: str = ""

    @classmethod
    def parse(cls, text: str) -> "Rule":
        """Read a rule as it is written on the command line.

        >>> Rule.parse("share:Transaction:Item=Coffee")
        Rule(kind='share', column='Item', key='Transaction', value='Coffee')
        """
        match = _WRITTEN.fullmatch(text.strip())
        if not match:
            raise ImportRefused(
                f"“{text}” is not a rule. The rules are: {', '.join(KINDS.values())}."
            )
        if match["key"]:
            found = (match["column"], match["key"], match["value"])
            return cls("share", *(part.strip() for part in found))
        return cls(match[1], match[2].strip()) if match[1] else cls("count")

    def __str__(self) -> str:
        if self.kind == "share":
            return f"share:{self.key}:{self.column}={self.value}"
        return f"{self.kind}:{self.column}" if self.column else self.kind

    @property
    def unit(self) -> str:
        """The unit of the values, where the rule alone decides it."""
        return "%" if self.kind == "share" else ""

    @property
    def adds_up(self) -> bool:
        """Whether the column holds numbers."""
        return self.kind in ("sum", "mean")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the rule reads."""
        return tuple(name for name in (self.key, self.column) if name)

    def explain(self) -> str:
        """Return the rule in plain words."""
        return _SAYS[self.kind].format(column=self.column, key=self.key, value=self.value)


@dataclass(frozen=True)
class KpiRule:
    """A KPI, by its name, and the rule that its readings follow."""

    name: str
    rule: Rule

    @classmethod
    def parse(cls, text: str) -> "KpiRule":
        """Read `NAME=RULE`.

        >>> KpiRule.parse("Tickets per week=distinct:Transaction").rule.column
        'Transaction'
        """
        match = _KPI.fullmatch(text.strip())
        if not match:
            name, _, rule = text.partition("=")
            near = nearest(rule.partition(":")[0], KINDS)
            hint = f" Did you mean “{KINDS[near]}”?" if near else ""
            raise ImportRefused(
                f"“{text}” is not a KPI with its rule. Write NAME=RULE, such as "
                f"“{name.strip() or 'Tickets'}=distinct:COLUMN”. "
                f"The rules are: {', '.join(KINDS.values())}.{hint}"
            )
        return cls(match[1].strip(), Rule.parse(match[2]))


@dataclass(frozen=True)
class TransactionRules:
    """What to make of a file of transactions: its date column, the period, and the KPIs.

    Raises:
        ImportRefused: no KPI is named, or one is named twice.
    """

    date: str
    every: Unit
    kpis: tuple[KpiRule, ...]
    covers: tuple[Day, Day] | None = None
    told: Told = NOTHING_TOLD

    def __post_init__(self) -> None:
        if self.every not in ADVERB:
            raise ImportRefused(f"“{self.every}” is no period. Choose: {', '.join(ADVERB)}.")
        if not self.kpis:
            raise ImportRefused('Say which KPI to make: --kpi "Tickets per week=distinct:COLUMN".')
        names = [kpi.name.casefold() for kpi in self.kpis]
        for kpi in self.kpis:
            if names.count(kpi.name.casefold()) > 1:
                raise ImportRefused(f"The KPI “{kpi.name}” is named twice. Give each its own name.")

    @classmethod
    def parse(
        cls,
        date: str,
        every: Unit,
        kpis: Iterable[str],
        covers: str = "",
        told: Told = NOTHING_TOLD,
    ) -> "TransactionRules":
        """Make the rules from words as the command line has them; `covers` is FROM..TO.

        >>> rules = TransactionRules.parse("Date", "week", ["Tickets=distinct:Transaction"])
        >>> rules.kpis[0].name, str(rules.kpis[0].rule)
        ('Tickets', 'distinct:Transaction')
        """
        stated = covered_days(covers) if covers else None
        return cls(date, every, tuple(KpiRule.parse(text) for text in kpis), stated, told)

    def plain(self) -> dict[str, object]:
        """Return the rules as plain values: what the source of the readings keeps."""
        kpis = {kpi.name: str(kpi.rule) for kpi in self.kpis}
        covers = [day.isoformat() for day in self.covers] if self.covers else None
        stated: dict[str, object] = {"covers": covers} if covers else {}
        stated |= self.told.plain()
        return {"date": self.date, "every": self.every, "kpis": kpis, **stated}


def covered_days(written: str) -> tuple[Day, Day]:
    """Read the days that a file covers, written as FROM..TO."""
    first, last = (day(part) for part in [*written.split(".."), ""][:2])
    begin, end = first and first.certain, last and last.certain
    if not (begin and end) or begin > end:
        raise ImportRefused(
            f"“{written}” does not say which days the file covers. "
            "Write the first and the last: 2026-01-01..2026-03-31."
        )
    return begin, end
