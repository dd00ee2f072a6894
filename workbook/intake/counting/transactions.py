"""Lines of a till, a ledger or a log become one KPI reading a period, by stated rules."""

import re
from collections.abc import Iterator
from datetime import date

from workbook.intake.counting.batch import Batch, Measure, Said, Value, known_kpi, require_every
from workbook.intake.counting.counting import Counted, count
from workbook.intake.counting.coverage import NOTE, Coverage, Span
from workbook.intake.layouts.rules import TransactionRules
from workbook.intake.periods import say_days
from workbook.intake.report import Incomplete, Reconciliation, Refusal
from workbook.intake.tables.columns import Tell, silent
from workbook.intake.tables.table import Table
from workbook.intake.values.totals import Taken
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.wording import say_count, say_date, say_list
from workbook.written.names import folded

__all__ = ["read_transactions"]

_OF_ACCOUNT = re.compile(
    r".*\b(?:iban|bic|verwendungszweck|buchungstag|buchungsdatum|wertstellung|valuta\w*|kontostand"
    r"|value date|booking date|date (?:de )?valeur|fecha valor|data valuta|rentedatum)\b.*"
    r"|(?:running |account )?balance|saldo(?: .*)?|solde"
)


def read_transactions(
    plan: Plan, table: Table, rules: TransactionRules, tell: Tell = silent
) -> Said:
    """Return the KPI readings that the rows of a file come to, for the KPIs of a plan.

    A KPI is found by its name, or to be made. Periods without rows get no reading; those which
    the file holds only in part get one that is marked as not complete. `tell` hears how much is
    done.

    Raises:
        ImportRefused: a column is missing, a KPI is read at another frequency, or no row can be
            taken.
    """
    for kpi in rules.kpis:
        if known := known_kpi(plan, kpi.name, rules.every):
            require_every(known, rules.every)
    counted = count(table, rules, plan.calendar, tell, tuple(_earlier(plan, table, rules)))
    batch = _batch(plan, table, rules, counted)
    return Said(batch, _account(plan, table, rules, counted), _added_up(table, rules, counted))


def _earlier(plan: Plan, table: Table, rules: TransactionRules) -> Iterator[Span]:
    """Yield the days of the files that were read by the same date column and period before."""
    for source in plan.all(Source):
        alike = (source.rules.get("date"), source.rules.get("every")) == (rules.date, rules.every)
        if alike and source.days and not source.undone_at and source.sha256 != table.sha256:
            yield Span.of(source.days)


def _added_up(table: Table, rules: TransactionRules, counted: Counted) -> dict[str, Taken]:
    return {
        table.named(kpi.rule.column): Taken(sum(found.values.values()), sum(found.rows.values()))
        for kpi, found in zip(rules.kpis, counted.kpis, strict=True)
        if kpi.rule.kind == "sum"
    }


def _batch(plan: Plan, table: Table, rules: TransactionRules, counted: Counted) -> Batch:
    return Batch(
        file=table.file,
        sha256=table.sha256,
        kind="transactions",
        rules=rules.plain(),
        rows_read=table.rows_read,
        rows_taken=counted.rows_taken,
        values=tuple(_values(plan, rules, counted)),
        days=counted.coverage.span.plain(),
    )


def _values(plan: Plan, rules: TransactionRules, counted: Counted) -> Iterator[Value]:
    for kpi, found in zip(rules.kpis, counted.kpis, strict=True):
        known = known_kpi(plan, kpi.name, rules.every)
        id, unit = (known.id, known.unit) if known else ("", found.unit)
        measure = Measure(kpi.name, rules.every, unit, id, plan.calendar)
        for start, value in found.values.items():
            unread = found.why_incomplete(start)
            notes = (unread, found.beside(start), counted.coverage.note(start))
            fields = {
                "value": value,
                "complete": not (unread or counted.coverage.why_incomplete(start)),
                "rows": found.rows[start],
                "note": " ".join(filter(None, notes))[:NOTE],
            }
            yield Value(measure, start, fields)


def _incomplete(rules: TransactionRules, counted: Counted) -> Iterator[Incomplete]:
    for start in counted.periods:
        period = counted.coverage.period(start).name
        if why := counted.coverage.why_incomplete(start):
            yield Incomplete(period, why)
        for kpi, found in zip(rules.kpis, counted.kpis, strict=True):
            if unread := found.why_incomplete(start):
                yield Incomplete(f"{kpi.name}, {period}", unread)


def _account(plan: Plan, table: Table, rules: TransactionRules, counted: Counted) -> Reconciliation:
    coverage, of_account = counted.coverage, any(map(_is_of_account, table.columns))
    refused = [*table.refused, *(Refusal(row, why) for row, why in counted.refused.items())]
    return Reconciliation(
        file=table.file,
        rows_read=table.rows_read,
        rows_taken=counted.rows_taken,
        refused=tuple(sorted(refused, key=lambda refusal: refusal.row)),
        periods=f"{say_count(len(counted.periods), rules.every)}, "
        f"{say_date(coverage.first)} to {say_date(coverage.last)}",
        incomplete=tuple(_incomplete(rules, counted)),
        rules=tuple(f"{kpi.name}: {kpi.rule.explain()}" for kpi in rules.kpis),
        warnings=(
            *table.warnings,
            *_about_days(coverage, of_account=of_account),
            *counted.notes,
            *_about_units(plan, rules),
        ),
        of_account=of_account,
        covers=_covered(table, coverage),
    )


def _is_of_account(column: str) -> bool:
    return _OF_ACCOUNT.fullmatch(folded(column)) is not None


def _covered(table: Table, coverage: Coverage) -> tuple[date, date] | None:
    """Return the days that the file speaks of, where they are more than its rows show."""
    if not table.covers or coverage.stated:
        return None
    first, last = table.covers
    wider = first <= coverage.first and coverage.last <= last <= date.today()
    return table.covers if wider and table.covers != (coverage.first, coverage.last) else None


def _about_days(coverage: Coverage, *, of_account: bool) -> Iterator[str]:
    if coverage.closing_weekdays:
        names = [f"{date(2024, 1, 1 + day):%A}" for day in sorted(coverage.closing_weekdays)]
        again = " Import earlier files again to complete their periods." if coverage.learnt else ""
        closing = "as is usual for an account" if of_account else "taken as regular closing"
        yield f"No rows on any {say_list(names)}: {closing}.{again}"
    if coverage.silent_days and (coverage.every == "day" or not of_account):
        made = ", so no reading was made for them" if coverage.every == "day" else ""
        asked = "" if of_account else " Was the business closed?"
        yield f"No rows on {say_days(coverage.silent_days)}{made}.{asked}"
    if coverage.empty_periods and coverage.every != "day":
        periods = [coverage.period(start).name for start in coverage.empty_periods]
        more = [f"{len(periods) - 6} more"] if len(periods) > 6 else []
        yield f"No row and so no reading for {say_list([*periods[:6], *more])}."
    if coverage.unjudged:
        yield coverage.unjudged
    if coverage.last > date.today():
        yield f"The last row is from {say_date(coverage.last)}, still to come. Check that date."


def _about_units(plan: Plan, rules: TransactionRules) -> Iterator[str]:
    for kpi in rules.kpis:
        known = known_kpi(plan, kpi.name)
        if known and kpi.rule.unit not in ("", known.unit):
            yield (
                f"“{kpi.name}” counts in {known.unit or 'no unit'}, and the import gives "
                f"{kpi.rule.unit} from 0 to 100. Correct the KPI's unit, or name another."
            )
