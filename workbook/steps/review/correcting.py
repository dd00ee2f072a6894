"""What a person corrects of a proposal: columns, period, KPIs, and what the file does not tell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbook.intake.layouts.header_words import fields_of
from workbook.intake.layouts.mapping import Mapping
from workbook.intake.layouts.rules import KpiRule, covered_days
from workbook.intake.layouts.told import Mark, Told
from workbook.intake.tables.table import Table
from workbook.period import Period
from workbook.steps.review.counting_words import another, changed

__all__ = ["Correcting"]


@dataclass(frozen=True)
class Correcting:
    """A file's `mapping` as it was proposed after what was said `before`.

    `periods` are those of the values that would be taken.
    """

    table: Table
    mapping: Mapping
    before: Mapping
    periods: tuple[Period, ...] = ()

    @property
    def proposed(self) -> Mapping:
        """What was said, with the KPIs and the period that were proposed, as if they were said."""
        return replace(self.before, every=self.mapping.every, kpis=self.mapping.kpis)

    def said(self, about: str, value: str) -> Mapping:
        """Return everything that is said now.

        `about` is what a control is about, such as `kind`, `every`, `column/3` or `kpi/0/name`.

        Raises:
            ImportRefused: a closed day, a time zone or a rule that cannot be read.
        """
        what, *rest = about.split("/")
        return {
            "kind": self._of_kind,
            "every": self._every,
            "covers": self._covering,
            "column": self._with_column,
            "called": self._called,
            "kpi": self._with_kpi,
            "count": self._counted,
            "treat": self._treated,
            "told": self._told,
        }[what](rest, value)

    def _of_kind(self, _: Sequence[str], value: str) -> Mapping:
        return Mapping(value)  # type: ignore[arg-type]  # one of those that the page offers

    def _every(self, _: Sequence[str], value: str) -> Mapping:
        return replace(self.proposed, every=value or None)  # type: ignore[arg-type]

    def _covering(self, _: Sequence[str], value: str) -> Mapping:
        """Say which days the file holds whole: FROM..TO, or yes for its first and last period.

        None of it is still to come.
        """
        if not (value and self.periods):
            return replace(self.proposed, covers=None)
        if value != "yes":
            return replace(self.proposed, covers=covered_days(value))
        first = min(period.start for period in self.periods)
        last = max(period.end for period in self.periods)
        return replace(self.proposed, covers=(first, min(last, date.today())))

    def _with_column(self, rest: Sequence[str], field: str) -> Mapping:
        name, known = self.table.columns[int(rest[0])], fields_of(self.mapping.kind)
        alone = field in known and not known[field].many
        columns = {
            other: "" if alone and stood == field else stood
            for other, stood in self.before.columns.items()
        }
        # A KPI does not rest on a column that is used no more.
        kpis = tuple(k for k in self.before.kpis if field or name not in k.rule.columns)
        return replace(self.before, columns={**columns, name: field}, kpis=kpis)

    def _called(self, rest: Sequence[str], name: str) -> Mapping:
        return self._with_column(rest, f"value:{name.strip()}")

    def _with_kpi(self, rest: Sequence[str], value: str) -> Mapping:
        return replace(self.proposed, kpis=tuple(self._kpis(rest, value)))

    def _kpis(self, rest: Sequence[str], value: str) -> Iterator[KpiRule]:
        if rest == ["add"]:
            yield from (*self.mapping.kpis, another(self.table, self.mapping))
            return
        place, part = int(rest[0]), rest[1]
        for number, kpi in enumerate(self.mapping.kpis):
            if number != place:
                yield kpi
            elif part != "remove":
                yield changed(kpi, part, value)

    def _counted(self, _: Sequence[str], written: str) -> Mapping:
        counted = KpiRule.parse(written)
        kpis = (counted if kpi.name == counted.name else kpi for kpi in self.mapping.kpis)
        return replace(self.proposed, kpis=tuple(kpis))

    def _treated(self, rest: Sequence[str], which: str) -> Mapping:
        """Say how rows that a column marks are taken; or nothing of them, where no way is given."""
        marks = [mark for mark in self.mapping.told.marks if _which(mark) != which]
        marks += [Mark.parse(f"{which}:{rest[0]}")] if rest[0] else []
        return self._telling(marks=tuple(marks))

    def _told(self, rest: Sequence[str], value: str) -> Mapping:
        what = rest[0]
        return self._telling(**{what: getattr(Told.parse(**{what: value.strip()}), what)})

    def _telling(self, **told: object) -> Mapping:
        return replace(self.proposed, told=replace(self.mapping.told, **told))  # type: ignore[arg-type]


def _which(mark: Mark) -> str:
    return f"{mark.column}={mark.value}"
