"""Whether the founder's vision arrived: what each department says that each theme means for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbook.insight.figure import Figure, percentage
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.quarter import Quarter
from workbook.strategy.destination import Restatement, Theme
from workbook.strategy.plan import Plan
from workbook.strategy.start import Department
from workbook.wording import capital, say_count, slug

__all__ = ["Answer", "Coverage", "CoverageCell", "coverage"]


class Answer(StrEnum):
    """How a department's own words stand to what the founder meant."""

    AS_MEANT = "as meant"
    IN_PART = "in part"
    OTHERWISE = "not as meant"
    UNREAD = "not read yet"
    MISSING = "missing"


@dataclass(frozen=True)
class CoverageCell:
    """One theme in one department; `words` are the department's own, and may be empty."""

    theme: str
    department: str
    answer: Answer
    words: str


@dataclass(frozen=True)
class Coverage(Finding):
    """Departments × themes: `rows` hold one cell for each theme, a row for each department."""

    themes: tuple[str, ...]
    departments: tuple[str, ...]
    rows: tuple[tuple[CoverageCell, ...], ...]
    figures: tuple[Figure, ...]

    @property
    def cells(self) -> tuple[CoverageCell, ...]:
        """All cells, department by department."""
        return tuple(cell for row in self.rows for cell in row)

    def of(self, answer: Answer) -> tuple[CoverageCell, ...]:
        """Return the cells with this answer."""
        return tuple(cell for cell in self.cells if cell.answer == answer)

    @property
    def answered(self) -> int:
        """How many cells hold an answer, whether it is as meant or not."""
        return len(self.cells) - len(self.of(Answer.MISSING))

    @property
    def in_short(self) -> str:
        """How many answers are as the founder meant; empty without any.

        Counts, not a share: of eight answers, 63% says less than five.
        """
        if not self.answered:
            return ""
        met = len(self.of(Answer.AS_MEANT))
        are, count = "is" if 1 in (met, self.answered) else "are", say_count(met) if met else "none"
        return f"{count} of {say_count(self.answered, 'answer')} {are} as the founder meant"

    @property
    def told(self) -> str:
        """The same as a sentence, with what is not answered yet."""
        if not self.answered:
            return "Nobody has answered yet."
        missing = len(self.of(Answer.MISSING))
        rest = f"; {say_count(missing)} not answered yet" if missing else ""
        return capital(f"{self.in_short}{rest}.")

    @property
    def gaps(self) -> tuple[str, ...]:
        """What stands between the founder's meaning and the departments', with what to do."""
        return (*self.to_discuss, *(sentence for row in self.rows for sentence in _missing(row)))

    @property
    def to_discuss(self) -> tuple[str, ...]:
        """The gaps where a department has said something, the widest first."""
        return tuple(
            f"{cell.department}: “{cell.theme}” – {answer}. {to_do}"
            for answer, to_do in _TO_DO.items()
            for cell in self.of(answer)
        )

    @property
    def furthest(self) -> tuple[str, ...]:
        """The departments with the most cells that are not as meant, if any has one."""
        gaps = [sum(cell.answer != Answer.AS_MEANT for cell in row) for row in self.rows]
        most = max(gaps, default=0)
        return tuple(
            name for name, own in zip(self.departments, gaps, strict=True) if own == most > 0
        )


_TO_DO = {
    Answer.OTHERWISE: "Say it again, with an example from their day.",
    Answer.IN_PART: "Talk about what is missing.",
    Answer.UNREAD: "Read it, and say whether it is.",
}


@finding
def coverage(plan: Plan, quarter: Quarter | None = None) -> Coverage:
    """Return how far the founder's themes are understood as they were meant.

    A quarter may be given, as for the other pages; the answer is the plan's own.
    """
    themes, departments = plan.all(Theme), plan.all(Department)
    said = {(r.theme_id, r.department_id): r for r in plan.all(Restatement)}
    rows = tuple(tuple(_cell(t, d, said.get((t.id, d.id))) for t in themes) for d in departments)
    flat = [cell for row in rows for cell in row]
    return Coverage(
        themes=tuple(theme.name for theme in themes),
        departments=tuple(department.name for department in departments),
        rows=rows,
        figures=tuple(_figures(plan, flat)),
    )


def _cell(theme: Theme, department: Department, said: Restatement | None) -> CoverageCell:
    words = said.words if said else ""
    judged = Answer(said.judged) if said else Answer.MISSING
    answer = judged if words or judged != Answer.UNREAD else Answer.MISSING
    return CoverageCell(theme.name, department.name, answer, words)


def _missing(row: Sequence[CoverageCell]) -> Iterator[str]:
    themes = [cell.theme for cell in row if cell.answer == Answer.MISSING]
    if themes:
        several = len(themes) > 1
        means, ask = ("mean", "a sentence on each") if several else ("means", "a sentence")
        said = f"{row[0].department} has not said what {quoted(themes)} {means} for it."
        yield f"{said} Ask for {ask}."


def _figures(plan: Plan, cells: Sequence[CoverageCell]) -> Iterator[Figure]:
    if not cells:
        return
    missing = sum(cell.answer == Answer.MISSING for cell in cells)
    met = sum(cell.answer == Answer.AS_MEANT for cell in cells)
    share = percentage(met, len(cells) - missing)
    yield Figure(
        "alignment.coverage.share", "Answers as meant, share", share, "%",
        "Answers as meant ÷ answers given, as a whole percentage.",
        (f"{say_count(len(plan.all(Theme)), 'theme')}",
         f"{say_count(len(plan.all(Department)), 'department')}"),
        f"The founder is the judge. Not answered yet: {missing} of {len(cells)}.",
    )  # fmt: skip
    yield Figure(
        "alignment.coverage.all", "Answers asked for", len(cells), "", "Themes × departments."
    )
    for answer in Answer:
        found = [cell for cell in cells if cell.answer == answer]
        yield Figure(
            f"alignment.coverage.{slug(answer)}", f"Answers {answer}", len(found), "",
            "Count of themes in departments.",
            tuple(f"{cell.department}: “{cell.theme}”" for cell in found),
        )  # fmt: skip
