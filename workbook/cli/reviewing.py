"""Commands about a quarter: what is missing, its pack, its figures, its sign-off."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from workbook.cli.app import Asked, Named, asked_quarter, opened, ready_for_a_pack
from workbook.cli.console import columns, progress, require_folder, say

if TYPE_CHECKING:
    from workbook.insight.figure import Figure

__all__ = ["findings", "report", "sign_off", "status"]

OwnNotebook: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--notebook", metavar="FILE", help="Your copy of the report notebook, with own pages."
    ),
]


def status(source: Named, quarter: Asked = "") -> None:
    """Say what is still missing.

    \b
    Example:  workbook status rise-bakery.workbook
    """
    from workbook.strategy.outline import next_step, steps
    from workbook.strategy.quarters import newest_quarter
    from workbook.strategy.start import Business

    with opened(source) as book:
        plan = book.plan
    reviewed = asked_quarter(plan, quarter) if quarter else newest_quarter(plan)
    business = plan.only(Business)
    name = business.name if business else "A workbook without a name"
    say(f"{name}, {reviewed.told}" if reviewed else name)
    for step in filter(lambda step: step.used, steps(plan, reviewed)):
        say(f"{step.title}: {step.state}")
        for chapter in step.used:
            if missing := (*chapter.blockers, *chapter.hints):
                say(f"  {chapter.title}, {chapter.address}")
                for ask in missing:
                    say(f"    - {ask.missing}")
    following = next_step(plan, reviewed)
    say(f"Next: {following.title}." if following.blockers else "Nothing is missing.")


def report(  # noqa: PLR0913, PLR0917
    source: Named,
    quarter: Asked = "",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where it goes; else packs, beside WORKBOOK."),
    ] = None,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DAY", help="As it stood on a past day: 2026-06-30.")
    ] = "",
    formats: Annotated[
        str, typer.Option("--format", metavar="FORMATS", help="One or more, with commas: pdf,html.")
    ] = "pdf",
    audience: Annotated[
        str,
        typer.Option("--audience", metavar="WHO", help="owner, board, team:NAME or person:NAME."),
    ] = "owner",
    notebook: OwnNotebook = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Only say which pages are in and out, and why.")
    ] = False,
) -> None:
    """Make the review pack of a quarter.

    It is a PDF, with the executed notebook behind it. With --as-of, it is as the workbook stood on
    the evening of that day, and its cover says so. All formats have the same figures, and so have
    the versions for a board, a team or a person: a page or a few, of what concerns them. To have
    pages of your own in it, copy the notebook that a pack was made by, and add a cell with
    report.own("Title", ...): it takes texts, tables and figures.

    \b
    Example:  workbook report rise-bakery.workbook --quarter 2026-Q3
    Example:  workbook report rise-bakery.workbook --audience "person:Maya Keller"
    """
    ready_for_a_pack()
    from workbook.calendar import asked_day
    from workbook.pack.explaining import explained
    from workbook.pack.writers import WRITERS
    from workbook.pack.writers import formats as known

    known(formats)  # refused before anything is read
    with progress("Opening the workbook …") as line, opened(source) as book:
        day = asked_day(as_of)
        plan = book.plan_as_of(day) if day else book.plan
        asked = asked_quarter(plan, quarter)
        pages = book.report(asked, day, audience)
        if explain:
            for text in columns(list(explained(pages.plan, asked, pages.audience))):
                say(text)
            return
        folder = out or book.pack_file(asked).parent
        require_folder(folder)
        line.say(f"Making the pack of {asked.told} …", soon_over=True)
        made = book.render(asked, folder, line.count, day, formats, pages.audience, notebook)
    written = {WRITERS[each]: path for each, path in made.files.items()}
    made_files = {"Notebook": made.notebook, **written, "Manifest": made.manifest}
    there = [(kind, str(path.resolve())) for kind, path in made_files.items() if path]
    for text in columns(there):
        say(text)
    if made.note:
        say(made.note)


def findings(
    source: Named,
    quarter: Asked = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON, with methods, sources and caveats.")
    ] = False,
) -> None:
    """Print every figure of a quarter's pack.

    \b
    Example:  workbook findings rise-bakery.workbook --quarter 2026-Q3 --json
    """
    from workbook.insight.findings import findings as find
    from workbook.pack.attached import findings_json

    with progress("Reading the workbook …"), opened(source) as book:
        asked = asked_quarter(book.plan, quarter)
        plan = book.plan_for(asked)
        say(findings_json(plan, asked) if as_json else "\n".join(_table(find(plan, asked))))


def sign_off(  # noqa: PLR0913, PLR0917
    source: Named,
    quarter: Annotated[str, typer.Option("--quarter", metavar="QUARTER", help="Such as 2026-Q3.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who signs: one of your people.")],
    early: Annotated[
        bool, typer.Option("--early", help="Sign it off although the quarter still runs.")
    ] = False,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DAY", help="As it stood on a past day: 2026-06-30.")
    ] = "",
    notebook: OwnNotebook = None,
) -> None:
    """Freeze a quarter as it stands, and make its pack.

    It can then be printed again, byte for byte, whatever is changed later. With --as-of it is
    frozen as the workbook stood on the evening of a past day, for a quarter that nobody signed off
    then: cover and journal say that it was signed later.

    \b
    Example:  workbook sign-off rise-bakery.workbook --quarter 2026-Q3 --by "Maya Keller"
    """
    from workbook.calendar import asked_day
    from workbook.insight.review.unfinished import unfinished
    from workbook.kernels import warm_up
    from workbook.strategy.asking import named
    from workbook.wording import say_date

    warm_up()
    with progress("Opening the workbook …") as line, opened(source) as book:
        asked = asked_quarter(book.plan, quarter)
        day = asked_day(as_of)
        require_folder(book.pack_file(asked).parent)
        line.say(f"Making the pack of {asked.told} …", soon_over=True)
        made = book.sign_off(
            asked, by, early=early, as_of=day, progress=line.count, notebook=notebook
        )
        signed = book.plan.sign_off(asked)
        undecided = unfinished(book.plan_for(asked), asked).undecided if day else ()
    assert signed is not None
    as_it_stood = f", as the plan stood on {say_date(day)}" if day else ""
    say(f"{asked.told} is signed off by {signed.who}{as_it_stood}.")
    say("Later changes do not touch its pack.")
    if undecided:
        say(f"Not decided on that day: {named([each.record.name for each in undecided])}.")
    say(f"PDF  {made.pdf.resolve()}")


def _table(figures: "Sequence[Figure]") -> Sequence[str]:
    return list(columns([(figure.id, figure.printed, figure.label) for figure in figures]))
