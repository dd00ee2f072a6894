"""What a person does with one file, step by step: looked at, corrected, tried. Nothing is saved."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from workbook.errors import ImportRefused
from workbook.intake import Trial, propose, try_import
from workbook.intake.layouts.mapping import NOTHING_SAID as NOTHING_MAPPED
from workbook.intake.layouts.mapping import Column, Proposal, Question
from workbook.intake.layouts.mapping import Mapping as Fields
from workbook.intake.looking import look_as_before
from workbook.intake.tables.columns import Tell, silent
from workbook.intake.tables.opening import Content
from workbook.intake.tables.settings import NOTHING_SAID, Choice, Recognised, Settings
from workbook.intake.tables.table import Table
from workbook.period import Period
from workbook.steps.review.correcting import Correcting
from workbook.steps.review.counting_words import counted_otherwise
from workbook.steps.review.preview import Preview, preview_of
from workbook.strategy import KPI

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Filing", "look_at"]

ROWS = 5


_LATER = (
    Recognised("decimal", "", choices=(
        Choice("", "What the numbers show"), Choice("point", "A point, as in 1,234.56"),
        Choice("comma", "A comma, as in 1.234,56"),
    )),
    Recognised("order", "", choices=(
        Choice("", "What the dates show"), Choice("day first", "The day, as in 31/12/2026"),
        Choice("month first", "The month, as in 12/31/2026"),
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Filing:
    """A file that was looked at: what was said of it, what was proposed, and what would be taken.

    `kpis` are the names of those that the workbook has.
    `trouble` says why it cannot be tried as it stands.
    """

    content: Content
    settings: Settings
    said: Fields
    table: Table
    proposal: Proposal
    kpis: tuple[str, ...] = ()
    trial: Trial | None = None
    trouble: str = ""

    @property
    def mapping(self) -> Fields:
        """What each column is, as it was said or proposed."""
        return self.proposal.mapping

    @property
    def recognised(self) -> tuple[Recognised, ...]:
        """What was found out about the file, and what is found out column by column later on."""
        found = self.table.recognised
        known = {each.what for each in found}
        later = (replace(each, value=getattr(self.settings, each.what) or "") for each in _LATER)
        return (*found, *(each for each in later if each.what not in known))

    @property
    def unsure(self) -> tuple[Recognised, ...]:
        """What was recognised and should be looked at, or was changed."""
        changed = self.settings.plain()
        return tuple(
            each
            for each in self.recognised
            if each.choices and (not each.sure or each.what in changed)
        )

    most: ClassVar[int] = 40  # columns that are shown; of more, those that are used
    open: ClassVar[int] = 8  # columns left out that are shown among the others

    @property
    def listed(self) -> list[Column]:
        """The columns to be looked at: those that are used, and the others as there is room."""
        every = [column for column in self.proposal.columns if column.name or column.sample]
        return [c for place, c in enumerate(every) if c.field or place < self.most]

    @property
    def used(self) -> list[Column]:
        """Those of them that are used."""
        return [column for column in self.listed if column.field]

    @property
    def left_out(self) -> list[Column]:
        """Those of them that are not used."""
        return [column for column in self.listed if not column.field]

    @property
    def folded(self) -> bool:
        """Whether so many columns are left out that the others would not be seen among them."""
        return len(self.left_out) > self.open

    @property
    def unlisted(self) -> int:
        """How many columns are left out."""
        return sum(bool(c.name or c.sample) for c in self.proposal.columns) - len(self.listed)

    def place(self, column: Column) -> int:
        """Return where a column stands in the file, from 0."""
        return next(i for i, each in enumerate(self.proposal.columns) if each is column)

    @property
    def first_rows(self) -> list[tuple[int, tuple[str, ...]]]:
        """The first rows, with the numbers that a spreadsheet gives them."""
        return self.table.first(ROWS)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What a person has to answer before anything can be tried."""
        return self.proposal.open

    def answered(self, book: "Workbook", about: str, value: str, tell: Tell = silent) -> "Filing":
        """Return it with one answer more, looked at and tried anew.

        `about` is what a control is about: `setting/header`, `kind`, `every`, `column/3`, or
        `kpi/0/name`.

        Raises:
            ImportRefused: the file cannot be read so.
        """
        what, *rest = about.split("/")
        if what == "setting":
            settings = self.settings.saying(rest[0], value)
            return look_at(book, self.content, settings, self.said, tell)
        said = Correcting(self.table, self.mapping, self.said, self._periods).said(about, value)
        return _mapped(book, replace(self, said=said))

    def confirmed(self, book: "Workbook") -> "Filing":
        """Return it with what was proposed as if a person had said so."""
        correcting = Correcting(self.table, self.mapping, self.said)
        return _mapped(book, replace(self, said=correcting.proposed))

    @property
    def preview(self) -> Preview | None:
        """The first values, people or objectives that would be taken."""
        return preview_of(self.trial.said.batch) if self.trial else None

    @property
    def _periods(self) -> tuple[Period, ...]:
        values = self.trial.said.batch.values if self.trial else ()
        return tuple(value.period for value in values)

    @property
    def ways(self) -> list[list[tuple[str, str]]]:
        """For each KPI of lines, the ways in which it can be counted: (rule, in words)."""
        return [counted_otherwise(self.table, self.mapping, kpi.rule) for kpi in self.mapping.kpis]


def look_at(
    book: "Workbook",
    content: Content,
    settings: Settings = NOTHING_SAID,
    said: Fields = NOTHING_MAPPED,
    tell: Tell = silent,
) -> Filing:
    """Return what is in a file, read as the settings say, and what would be taken of it.

    `tell` is called with how much of it is read, from 0 to 1.

    Raises:
        ImportRefused: it is not a table; the text says what to do.
    """
    table = look_as_before(content, book.plan, settings, tell, said.kind)
    return _mapped(book, Filing(content, settings, said, table, propose(table, book.plan, said)))


def _mapped(book: "Workbook", filing: Filing) -> Filing:
    proposal = propose(filing.table, book.plan, filing.said)
    kpis = tuple(dict.fromkeys(kpi.name for kpi in book.plan.all(KPI)))
    filing = replace(filing, proposal=proposal, kpis=kpis, trial=None, trouble="")
    if proposal.open or not proposal.mapping.kind:
        return filing
    try:
        return replace(filing, trial=try_import(book, filing.table, proposal.mapping))
    except ImportRefused as error:
        return replace(filing, trouble=str(error))
