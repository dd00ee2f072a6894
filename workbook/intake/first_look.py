"""A file with nothing said about it, made into series; what is decided here is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbook.errors import ImportRefused, Undecided
from workbook.intake.counting.layout import names_no_kpi
from workbook.intake.layouts.mapping import NOTHING_SAID as NO_MAPPING
from workbook.intake.layouts.mapping import Mapping, Proposal
from workbook.intake.proposals.proposing import propose
from workbook.intake.report import Reconciliation
from workbook.intake.tables.opening import PASTED, Content
from workbook.intake.tables.settings import NOTHING_SAID, Settings
from workbook.intake.tables.table import Table, look
from workbook.intake.taking.merging import Holder
from workbook.intake.taking.trial import Trial, try_import, try_transactions
from workbook.period import Unit
from workbook.quarter import Quarter
from workbook.store.saving import Edit
from workbook.strategy import Business
from workbook.strategy.business_year import BusinessYear
from workbook.strategy.plan import Plan
from workbook.strategy.quarters import known_quarters, newest_quarter
from workbook.strategy.rules import check
from workbook.wording import say_count

__all__ = ["FirstLook", "first_look"]

WEEKS = 12  # whole weeks from which on lines are counted by week, as days differ by weekday
_DECIDED = ("kpis", "every", "amount")  # questions about lines that are answered here


@dataclass(frozen=True)
class FirstLook:
    """What a file comes to: the dry run, a plan of nothing else, and its newest whole quarter.

    `notes` say what was decided for it.
    """

    trial: Trial
    plan: Plan
    quarter: Quarter
    notes: tuple[str, ...]

    def take(self, book: Holder) -> Reconciliation:
        """Import the file into a workbook, in one save, and return the account of it.

        Raises:
            WouldReplace: the workbook has other values for some of these readings.
            ImportRefused: one of the KPIs is read at another frequency. Nothing was changed.
        """
        return try_import(book, self.trial.table, self.trial.mapping).take(book)


def first_look(
    source: Content | Table | str | Path,
    settings: Settings = NOTHING_SAID,
    said: Mapping = NO_MAPPING,
    business: Plan | None = None,
) -> FirstLook:
    """Return what can be made of a file with a column of dates, and numbers or lines beside it.

    The `settings` are for a file that was not looked at yet; a table was read by its own.
    `business` is a workbook whose currency, year and weeks the file is read by.

    Of lines, such as a till's, the amounts are added up and the tickets or the lines counted: by
    week where they fill twelve, and else by day.

    Raises:
        NotFound: there is no such file.
        Undecided: something has to be said of it first.
        ImportRefused: it cannot be read, or holds something else.
    """
    table = source if isinstance(source, Table) else look(source, settings)
    nobody = _Nobody(_alone(business) if business else Plan())
    proposal = propose(table, nobody.plan, said)
    kind = proposal.mapping.kind
    mapping = _called_as_its_file(table, proposal.mapping)
    if mapping != proposal.mapping:
        proposal = propose(table, nobody.plan, mapping)
    if kind in ("people", "objectives"):
        raise ImportRefused(
            f"{table.file} seems to be a list of your {kind}. Here a file needs a column of dates "
            "and a column of numbers, or the lines of a till."
        )
    _ask(table, proposal, () if kind == "readings" else _DECIDED)
    if kind == "readings":
        trial = try_import(nobody, table, mapping)
        decided: tuple[str, ...] = ()
    else:
        trial, every = _of_lines(nobody, table, proposal, said)
        decided = tuple(_decided(proposal, every))
    unsure = tuple(each.said for each in table.recognised if not each.sure)
    plan = _plan(trial)
    quarter = newest_quarter(plan) or known_quarters(plan)[-1]
    return FirstLook(trial, plan, quarter, (*unsure, *decided))


@dataclass(frozen=True)
class _Nobody:
    """A workbook of nobody's, to hold a file against: nothing is kept in it."""

    plan: Plan

    def save(self, edits: Sequence[Edit], reason: str = "") -> dict[str, int]:
        raise NotImplementedError


def _alone(plan: Plan) -> Plan:
    """Return what a plan says of the business itself."""
    return Plan.of_records([*plan.all(Business), *plan.all(BusinessYear)])


def _plan(trial: Trial) -> Plan:
    edits = trial.merged.edits
    added = (check(edit.entity, {**(edit.fields or {}), "id": edit.id}) for edit in edits)
    return Plan.of_records([*trial.plan.records, *added])


def _ask(table: Table, proposal: Proposal, decided: tuple[str, ...]) -> None:
    """Refuse what only a person can say, in the words of the first question."""
    asked = next((each for each in proposal.questions if each.about not in decided), None)
    if asked and asked.about == "kind":
        raise ImportRefused(
            f"{table.file} has no column of dates with a column of numbers beside it that could be "
            "told. Give its columns names, such as Date and Sales, in one row above them."
        )
    if asked:
        mend = " Give it a name such as Date or Sales, and try again."
        columns = asked.about == "columns"
        raise Undecided(f"{asked.text}{mend * columns}", "" if columns else asked.answered)


def _called_as_its_file(table: Table, mapping: Mapping) -> Mapping:
    """Return it with a name for the one KPI whose column has none: that of its file."""
    if mapping.kind != "readings" or mapping.column("kpi") or not names_no_kpi(mapping):
        return mapping
    name = "Pasted numbers" if table.file == PASTED else Path(table.file).stem
    return mapping.with_column(mapping.column("value"), f"value:{name}")


def _of_lines(
    nobody: _Nobody, table: Table, proposal: Proposal, said: Mapping
) -> tuple[Trial, Unit]:
    lines = try_transactions(nobody, table, proposal.mapping.rules)
    if said.every:
        return lines, said.every
    whole = {value.start for value in lines.said.batch.values if value.fields["complete"]}
    if len(whole) >= WEEKS:
        return lines, "week"
    by_day = propose(table, nobody.plan, replace(said, kind="transactions", every="day"))
    return try_transactions(nobody, table, by_day.mapping.rules), "day"


def _decided(proposal: Proposal, every: Unit) -> Iterator[str]:
    why = "" if every == "week" else f", as it holds fewer than {say_count(WEEKS, 'whole week')}"
    yield f"Its lines are counted and added up by {every}{why}."
    left = (each.text for each in proposal.questions if each.about == "amount")
    yield from (f"Not added up: {text}" for text in left)
