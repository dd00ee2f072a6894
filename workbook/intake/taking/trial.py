"""The dry run of an import: what it would do is found first, told, and then taken in one save."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbook.errors import ImportRefused, WouldReplace
from workbook.intake.counting.batch import Batch, Said
from workbook.intake.counting.lists import MODELS, read_list
from workbook.intake.counting.readings import read_readings
from workbook.intake.counting.transactions import read_transactions
from workbook.intake.layouts.mapping import Mapping
from workbook.intake.layouts.remembered import layout_of, remember
from workbook.intake.layouts.rules import TransactionRules
from workbook.intake.proposals.proposing import propose
from workbook.intake.report import Reconciliation
from workbook.intake.tables.refused import Form, refused_rows
from workbook.intake.tables.table import Table, nearest, read_table
from workbook.intake.taking.entering import enter
from workbook.intake.taking.merging import Holder, Merged, merge
from workbook.intake.taking.signed import told_of_signed
from workbook.intake.taking.standing import Replacement
from workbook.intake.values.totals import control_totals
from workbook.period import Unit
from workbook.store.saving import Edit
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.wording import say_count

__all__ = [
    "Trial",
    "import_readings",
    "import_transactions",
    "try_import",
    "try_readings",
    "try_transactions",
]

_NAMED = 5  # readings in an error, before the rest is a count
_PER = re.compile(r" per (?:day|week|month|quarter)$")


@dataclass(frozen=True)
class Trial:
    """What an import of a table would do to a plan. Nothing is changed until it is taken."""

    table: Table
    plan: Plan = field(repr=False)
    read: Callable[[Plan], Said] = field(repr=False)
    said: Said
    merged: Merged
    mapping: Mapping

    @classmethod
    def of(
        cls, table: Table, plan: Plan, mapping: Mapping, read: Callable[[Plan], Said]
    ) -> "Trial":
        """Return the dry run of what `read` finds in the table."""
        said = _controlled(table, _as_read(table, read(plan)))
        return cls(table, plan, read, said, _merged(plan, said.batch), mapping)

    @property
    def account(self) -> Reconciliation:
        """What would become of the rows and the readings."""
        return replace(self._told(self.merged), tried=True)

    @property
    def asks(self) -> tuple[Replacement, ...]:
        """The readings that would be replaced, which needs a person's word first."""
        return self.merged.asks

    @property
    def what(self) -> str:
        """What it asks about: readings, or answers that people have given in the workbook."""
        return "answer" if self.mapping.kind in MODELS else "reading"

    @property
    def changes_nothing(self) -> bool:
        """Whether the workbook holds all of it already."""
        return not self.merged.edits and not self.asks

    def refused(self, form: Form = "csv") -> bytes:
        """Return the rows that would not be taken as a file, each with the reason why."""
        return refused_rows(self.table, self.said.account.refused, form)

    def take(self, book: Holder, *, replacing: bool | None = None) -> Reconciliation:
        """Save what was found, in one save, and return the account of it.

        `replacing` is the answer to what it `asks`: to replace these readings, or to keep them
        and take the rest.

        Raises:
            WouldReplace: it asks, and was given no answer. Nothing was changed.
            ImportRefused: others have saved since, and other readings would be replaced now.
            Conflict: somebody saved one of the readings at the same moment.
        """
        plan = book.plan
        if plan is not self.plan:
            again = Trial.of(self.table, plan, self.mapping, self.read)
            if again.asks != self.asks:
                raise ImportRefused(
                    f"The workbook was changed since {self.table.file} was looked at, and other "
                    "readings would be replaced now. Look at it again. Nothing was changed."
                )
            return again._take(book, replacing)
        return self._take(book, replacing)

    def _take(self, book: Holder, replacing: bool | None) -> Reconciliation:
        if self.asks and replacing is None:
            raise WouldReplace(_say(self), map(str, self.asks))
        answered = _merged(self.plan, self.said.batch, replacing) if self.asks else self.merged
        if answered.edits:
            edits = [*answered.edits, *_remembered(self.plan, self.table, self.mapping)]
            book.save(edits, f"Imported from {self.table.file}")
        return self._told(answered)

    def _told(self, merged: Merged) -> Reconciliation:
        account = merged.told(self.said.account)
        notes = *_alike(self.plan, merged), *told_of_signed(self.plan, merged.periods)
        return replace(account, warnings=(*account.warnings, *notes))


def try_import(book: Holder, table: Table, mapping: Mapping) -> Trial:
    """Return what taking a table would do, its columns being what the mapping says.

    Raises:
        ImportRefused: a column is missing, a KPI is read at another frequency, or no row can be
            taken.
    """

    def read(plan: Plan) -> Said:
        if mapping.kind == "transactions":
            return read_transactions(plan, table, mapping.rules)
        if mapping.kind in MODELS:
            return read_list(plan, table, mapping)
        return read_readings(plan, table, mapping)

    return Trial.of(table, book.plan, mapping, read)


def try_readings(book: Holder, table: Table, every: Unit | None = None) -> Trial:
    """Return what taking the KPI values of a table would do, by the names of its columns.

    Raises:
        ImportRefused: the columns are not there, or no row can be taken.
    """
    said = Mapping("readings", every=every)
    return try_import(book, table, propose(table, book.plan, said).certain)


def try_transactions(book: Holder, table: Table, rules: TransactionRules) -> Trial:
    """Return what making KPI readings from the rows of a table would do.

    Raises:
        ImportRefused: a column is missing, a KPI is read at another frequency, or no row can be
            taken.
    """
    date = {table.named(rules.date): "date"}
    said = Mapping("transactions", date, rules.every, rules.kpis, rules.covers, rules.told)
    return try_import(book, table, said)


def import_readings(
    book: Holder, path: str | Path, every: Unit | None = None, *, replacing: bool | None = None
) -> Reconciliation:
    """Take KPI values from a file, in one save, and return the account of it.

        import_readings(book, "readings.csv")

    Raises:
        NotFound: there is no such file.
        ImportRefused: the columns are not there, or no row can be taken. Nothing was changed.
        WouldReplace: readings would be replaced, and `replacing` does not say whether to.
    """
    return try_readings(book, read_table(path), every).take(book, replacing=replacing)


def import_transactions(
    book: Holder, path: str | Path, rules: TransactionRules, *, replacing: bool | None = None
) -> Reconciliation:
    """Make KPI readings from the rows of a file, in one save, and return the account of it.

    The same file again changes nothing.

        import_transactions(book, "till.csv", TransactionRules.parse(
            "Date", "week", ["Tickets per week=distinct:Transaction"]))

    Raises:
        NotFound: there is no such file.
        ImportRefused: a column is missing, a KPI is read at another frequency, or no row can be
            taken. Nothing was changed.
        WouldReplace: readings would be replaced, and `replacing` does not say whether to.
    """
    return try_transactions(book, read_table(path), rules).take(book, replacing=replacing)


def _merged(plan: Plan, batch: Batch, replacing: bool | None = None) -> Merged:
    return (enter if batch.kind in MODELS else merge)(plan, batch, replacing)


def _remembered(plan: Plan, table: Table, mapping: Mapping) -> Iterator[Edit]:
    """Yield the edit by which a layout is remembered that the file alone does not tell."""
    if mapping.kind != "transactions":  # of which KPIs lines are read for is always said
        found = propose(table, plan)
        if found.settled and found.mapping == mapping and not table.said.plain():
            return
    edit = remember(plan, layout_of(table, mapping))
    yield from [edit] if edit else []


def _controlled(table: Table, said: Said) -> Said:
    totals = control_totals(table, said.taken, said.account.refused)
    account = replace(said.account, totals=totals)
    return replace(said, batch=replace(said.batch, totals=totals), account=account)


def _as_read(table: Table, said: Said) -> Said:
    """Return what a file says with how it was read: read otherwise, it is another source."""
    settings = table.said.plain()
    rules = {**said.batch.rules, **({"read as": settings} if settings else {})}
    return replace(said, batch=replace(said.batch, rules=rules))


def _say(trial: Trial) -> str:
    listed = [str(each) for each in trial.asks[:_NAMED]]
    more = len(trial.asks) - _NAMED
    listed += [f"and {more} more"] if more > 0 else []
    return (
        f"{trial.table.file} would replace {say_count(len(trial.asks), trial.what)}: "
        f"{'; '.join(listed)}. Nothing was changed. "
        "Say whether to replace or to keep them."
    )


def _alike(plan: Plan, merged: Merged) -> list[str]:
    """Point out new KPIs that a slip may have named; what all say of their period tells nothing."""
    named = {_PER.sub("", kpi.name): kpi.name for kpi in plan.all(KPI)}
    near = ((n, named.get(nearest(_PER.sub("", n), named))) for n in merged.kpis_made)
    return [
        f"“{name}” is new, and much like “{known}”. If they are one, remove the new one."
        for name, known in near
        if known
    ]
