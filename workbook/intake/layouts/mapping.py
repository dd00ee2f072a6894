"""What a file's columns are: as a person says it, as it was proposed, and as it is remembered."""

from collections import Counter
from collections.abc import Mapping as Mapped
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Literal

from workbook.intake.layouts.header_words import Kind, fields_of, plain
from workbook.intake.layouts.rules import KpiRule, TransactionRules
from workbook.intake.layouts.told import NOTHING_TOLD, Told
from workbook.intake.tables.refused import OURS
from workbook.period import Unit

__all__ = [
    "NOTHING_SAID",
    "Column",
    "Mapping",
    "Proposal",
    "Question",
    "Sure",
    "fingerprint",
    "labels_of",
]

Sure = Literal["sure", "likely", "guess"]
"""How sure it is: by its name and contents, by one of them that says it well, or hardly at all."""

_EMPTY: Mapped[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Mapping:
    """How a file is read: what it is, which field each column is, and what is made of it.

    `columns` leads from the name of a column to a field of the kind (`header_words.fields_of`), or
    to nothing where the column is not used. Readings have a column for the period, for the KPI and
    for the value; without one for the KPI, each value column is a KPI (`value:Sales` is the one
    called Sales), and without one for the period, each value column is a period. Empty parts say
    nothing yet, and are proposed.

    >>> said = Mapping("readings", {"Month": "period", "Sales": "value"}, every="month")
    >>> Mapping.of(said.plain()) == said, said.column("period")
    (True, 'Month')
    """

    kind: Kind | Literal[""] = ""
    columns: Mapped[str, str] = field(default_factory=lambda: _EMPTY)
    every: Unit | None = None
    kpis: tuple[KpiRule, ...] = ()
    covers: tuple[date, date] | None = None
    told: Told = NOTHING_TOLD
    adding: bool | None = None

    def columns_of(self, key: str) -> tuple[str, ...]:
        """Return the names of the columns that are this field."""
        return tuple(name for name, field in self.columns.items() if field_key(field) == key)

    def column(self, key: str) -> str:
        """Return the name of the column that is this field; empty when none is."""
        return next(iter(self.columns_of(key)), "")

    def called(self, name: str) -> str:
        """Return what KPI a value column is of: the one that was said, or its own name."""
        return self.columns.get(name, "").partition(":")[2] or name

    def with_column(self, name: str, key: str) -> "Mapping":
        """Return it with another field for one column."""
        return replace(self, columns={**self.columns, name: key})

    @property
    def rules(self) -> TransactionRules:
        """The rules by which lines become readings.

        Raises:
            ImportRefused: no KPI is named yet.
        """
        every = self.every or "week"
        return TransactionRules(self.column("date"), every, self.kpis, self.covers, self.told)

    def plain(self) -> dict[str, Any]:
        """Return it as plain values: what a file, a source or a remembered layout keeps."""
        said = {
            "kind": self.kind,
            "columns": dict(self.columns),
            "every": self.every,
            "kpis": {kpi.name: str(kpi.rule) for kpi in self.kpis},
            "covers": [day.isoformat() for day in self.covers] if self.covers else None,
            **self.told.plain(),
        }
        return {name: value for name, value in said.items() if value}

    def over(self, before: "Mapping") -> "Mapping":
        """Return it with what it leaves open as it was before, where both are of one kind."""
        if self.kind not in ("", before.kind):
            return self
        return Mapping(
            kind=before.kind,
            columns={**before.columns, **self.columns},
            every=self.every or before.every,
            kpis=self.kpis or before.kpis,
            covers=self.covers or before.covers,
            told=self.told.over(before.told),
            adding=before.adding if self.adding is None else self.adding,
        )

    @classmethod
    def of(cls, said: Mapped[str, Any]) -> "Mapping":
        """Return what `plain` made; the words are those of the program, and are not checked."""
        kpis = (KpiRule.parse(f"{name}={rule}") for name, rule in said.get("kpis", {}).items())
        covers = [date.fromisoformat(day) for day in said.get("covers", ())]
        return cls(
            kind=said.get("kind", ""),
            columns=said.get("columns", {}),
            every=said.get("every"),
            kpis=tuple(kpis),
            covers=(covers[0], covers[1]) if covers else None,
            told=Told.of(said),
        )


NOTHING_SAID = Mapping()


def field_key(field: str) -> str:
    """Return a field without what follows it: `value` of `value:Sales`."""
    return field.partition(":")[0]


@dataclass(frozen=True)
class Column:
    """One column of a file: the field that it seems to be, and what else it could be.

    `sample` is the first value that it holds; `choices` are (field, label), the proposed one among
    them, and no field for a column that is not used.
    """

    name: str
    field: str
    sample: str
    sure: Sure
    choices: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """What people call the field."""
        return dict(self.choices).get(self.field, self.field)


@dataclass(frozen=True)
class Question:
    """What the file does not tell, in words.

    `about` is a part of the mapping (`kind`, `every`, `kpis`, `columns`) or of the settings
    (`order`), or the name of a column. `answered` is how to answer on the command line. What was
    proposed stands in the mapping where `proposed` is true: to confirm it is an answer.
    """

    about: str
    text: str
    answered: str = ""
    proposed: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Proposal:
    """What a file seems to be, column by column, and what has to be asked before it is taken.

    `why` says what the kind was known by. `layout` is the id of the remembered layout that was
    used, and `notes` tell of one that no longer fits.
    """

    mapping: Mapping
    columns: tuple[Column, ...]
    questions: tuple[Question, ...] = ()
    sure: Sure = "sure"
    why: str = ""
    layout: str = ""
    notes: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing has to be asked or confirmed."""
        used = [column.sure for column in self.columns if column.field]
        return not self.questions and {self.sure, *used} == {"sure"}

    @property
    def certain(self) -> Mapping:
        """The mapping without the columns that are only guessed."""
        guessed = {column.name for column in self.columns if column.sure == "guess"}
        known = {k: key for k, key in self.mapping.columns.items() if k not in guessed}
        return replace(self.mapping, columns=known)

    @property
    def open(self) -> tuple[Question, ...]:
        """The questions that a person has to answer, since there is nothing to confirm."""
        return tuple(question for question in self.questions if not question.proposed)


def fingerprint(header: Sequence[str]) -> str:
    """Return what tells a header apart, however it is typed: 64 hexadecimal digits.

    The order of columns does not matter where each has a name of its own, and columns that we put
    beside refused rows do not count.

    >>> fingerprint(["Date", "Amount"]) == fingerprint(["AMOUNT ", "date"])
    True
    >>> fingerprint(["Date", "", "Sum"]) == fingerprint(["Date", "Sum", ""])
    False
    """
    names = [plain(name) or name.strip() for name in header if name not in OURS]
    apart = all(times == 1 and name for name, times in Counter(names).items())
    return sha256("\n".join(sorted(names) if apart else names).encode()).hexdigest()


def labels_of(kind: Kind | Literal[""]) -> tuple[tuple[str, str], ...]:
    """Return (field, label) of what a column of this kind of file can be, and that it is unused."""
    return (*((each.key, each.label) for each in fields_of(kind).values()), ("", "Not used"))
