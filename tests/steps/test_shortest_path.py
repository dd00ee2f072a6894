"""The owner's shortest path: from an empty workbook to a first pack in at most 24 answers."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.steps.visit import add, form, save, table
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook, create_workbook, pages
from workbook.strategy.outline import State, steps
from workbook.widgets import Page

MOST = 24
QUARTER = Quarter.of(date.today()).previous
DUE = QUARTER.plus(4).end.isoformat()


@dataclass
class Owner:
    """Somebody who answers what the pages ask for, and nothing else; `given` lists each answer."""

    book: Workbook
    given: list[str] = field(default_factory=list)

    def row(self, page: Page, noun: str, **answers: object) -> str:
        """Add a row to a table."""
        self.given += [f"{noun}: {name}" for name in answers]
        return add(page, noun, **answers)

    def write(self, page: Page, name: str, words: str) -> None:
        """Fill in a field of a form."""
        self.given.append(name)
        form(page, name).fields[name].value = words
        save(page)

    def blockers(self, name: str) -> tuple[str, ...]:
        """Return what keeps a step from being ready."""
        return next(s for s in steps(self.book.plan, QUARTER) if s.name == name).blockers


def begin(owner: Owner) -> str:
    """Name the person who owns everything so far."""
    maya = owner.row(pages.start(owner.book), "person", name="Maya")
    assert owner.blockers("start") == ()
    return maya


def define(owner: Owner, maya: str) -> tuple[str, str]:
    """Write the vision, one objective and its KPI."""
    page = pages.destination(owner.book)
    owner.write(page, "vision", "Bread for the whole valley by 2028.")
    goal = owner.row(page, "objective", name="Sell 60 loaves a day", owner_id=maya, due=DUE)
    kpi = owner.row(
        page, "KPI", name="Loaves a day", objective_id=goal, unit="loaves", target="60"
    )  # fmt: skip
    assert owner.blockers("destination") == ()
    return goal, kpi


def assess(owner: Owner) -> None:
    """Name one strength, weakness, opportunity and threat."""
    page = pages.position(owner.book)
    for kind in ("strength", "weakness", "opportunity", "threat"):
        owner.row(page, kind, text=f"A {kind}")
    assert owner.blockers("position") == ()


def route(owner: Owner, maya: str, goal: str) -> None:
    """Name the first piece of work."""
    owner.row(
        pages.route(owner.book), "initiative",
        name="Second oven", objective_ids=[goal], owner_id=maya, due=DUE,
    )  # fmt: skip
    assert owner.blockers("route") == ()


def review(owner: Owner, maya: str, kpi: str) -> None:
    """Give one reading, say what it means, and choose what comes next."""
    page = pages.review(owner.book, QUARTER)
    month = QUARTER.start.isoformat()
    typed(table(page, "month"), month, kpi, "22")
    owner.given.append("reading")
    owner.write(page, "headline", "Two cafés said yes.")
    owner.row(page, "priority", name="Get the oven baking")
    owner.row(page, "action", name="Sign the lease", owner_id=maya, due=DUE)
    assert owner.blockers("review") == ()


def test_an_owner_reaches_a_first_pack_in_at_most_24_answers(tmp_path: Path) -> None:
    owner = Owner(create_workbook("Rise Bakery", tmp_path), ["business: name"])
    maya = begin(owner)
    goal, kpi = define(owner, maya)
    assess(owner)
    route(owner, maya, goal)
    review(owner, maya, kpi)
    found = [step for step in steps(owner.book.plan, QUARTER) if step.needed]
    assert [step.state for step in found] == [State.READY] * len(found)
    assert len(owner.given) <= MOST, owner.given
    made = owner.book.render(QUARTER, tmp_path / "packs")
    assert made.pdf.read_bytes().startswith(b"%PDF-")


def test_no_answer_on_the_way_is_one_too_many(book: Workbook) -> None:
    """Each answer that is taken back makes its step unready again."""
    owner = Owner(book)
    maya = begin(owner)
    goal, kpi = define(owner, maya)
    page = pages.destination(book)
    for noun, id, name in (
        ("objective", goal, "owner_id"),
        ("objective", goal, "due"),
        ("KPI", kpi, "objective_id"),
        ("KPI", kpi, "unit"),
        ("KPI", kpi, "target"),
    ):
        rows = table(page, noun)
        kept = rows.draft.entries[id].shown(rows.draft.spec[name])
        typed(rows, id, name, "")
        save(page)
        assert owner.blockers("destination") != ()
        typed(rows, id, name, kept)
        save(page)
        assert owner.blockers("destination") == ()
    tell(table(page, "KPI"), "remove", id=kpi)
    save(page)
    assert owner.blockers("destination") == ("Add a KPI for “Sell 60 loaves a day”.",)
