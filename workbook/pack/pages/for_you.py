"""The page of a team or a person: what the quarter means for them."""

from collections.abc import Iterator, Mapping

from workbook.insight.destination.strategy_page import Aim
from workbook.insight.for_you import ForYou, for_person, for_team
from workbook.insight.period import say_quarter
from workbook.insight.review.changes import Difference
from workbook.insight.review.register import Agreed
from workbook.insight.review.scorecard import Row
from workbook.insight.route.initiatives import Progress
from workbook.pack.audiences import Audience
from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Grid,
    Panel,
    Prose,
    Section,
    Status,
    Table,
)
from workbook.pack.marking import marks
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.start.people import Department, Person
from workbook.wording import capital, say_date, say_list, sentence

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter, audience: Audience) -> Section:
    """Return their page; for the owner and the board there is none."""
    if not audience.personal:
        return Section("for_you", "For you", (), optional=True)
    found = _found(plan, quarter, audience)
    return Section(
        name="for_you",
        title=f"What {say_quarter(quarter)} means for {audience.label.removeprefix('For ')}",
        lead=_lead(found),
        blocks=list(_blocks(plan, quarter, found)),
    )


def _found(plan: Plan, quarter: Quarter, audience: Audience) -> ForYou:
    if audience.kind == "team":
        named = (each for each in plan.all(Department) if each.name == audience.name)
        return for_team(plan, quarter, next(named))
    return for_person(
        plan, quarter, next(each for each in plan.all(Person) if each.name == audience.name)
    )


def _lead(found: ForYou) -> str:
    if found.nothing:
        return "Nothing in the plan has your name on it yet."
    said = [
        f"{words}: {say_list(names)}"
        for status, words in (("bad", "off track"), ("watch", "to watch"))
        if (names := [row.kpi.name for row in found.rows if row.status == status])
    ]
    said += [f"overdue: {say_list(found.late)}"] if found.late else []
    return sentence(capital("; ".join(said))) if said else "Nothing of yours is off track or late."


def _blocks(plan: Plan, quarter: Quarter, found: ForYou) -> Iterator[Block]:
    known = marks(plan, quarter)
    if found.aims:
        yield Table(
            "What you answer for",
            [Column("Objective", width=0.5), Column("By", width=0.2), Column("Whom to ask")],
            [_aim(plan, each, found, known) for each in found.aims],
        )
    if found.rows:
        yield Table(
            "Your KPIs",
            [
                Column("KPI", width=0.36),
                Column(str(quarter.previous), "right"),
                Column(str(quarter), "right"),
                Column("Target", "right"),
                Column("Where it stands", width=0.28),
            ],
            [_kpi(row, known) for row in found.rows],
        )
    if found.work:
        yield Table(
            "Your work",
            [Column("Initiative", width=0.5), Column("Due", width=0.2), Column("Stage")],
            [_work(each, known) for each in found.work],
        )
    if found.agreed or found.actions or found.decisions:
        yield Table(
            "What you have to do",
            [Column("What", width=0.5), Column("By", width=0.2), Column("Where it stands")],
            list(_to_do(quarter, found)),
        )
    if found.changed:
        yield Panel("What changed for you", [Bullets([_change(each) for each in found.changed])])
    yield Grid(2, [_stopped(found), _heard(found)])


def _aim(plan: Plan, aim: Aim, found: ForYou, known: Mapping[str, str]) -> list[str | Cell]:
    id = aim.objective.id
    serves = plan.name_of(aim.objective.parent_id)
    notes = [f"Serves “{serves}”" if serves else "", aim.owner]
    by = say_date(aim.objective.due) if aim.objective.due else "no date yet"
    return [
        Cell(aim.objective.name, note=" · ".join(filter(None, notes)), code=known.get(id, "")),
        aim.ended or by,
        found.asks.get(id, "–"),
    ]


def _kpi(row: Row, known: Mapping[str, str]) -> list[str | Cell]:
    note = ", ".join(filter(None, (row.kpi.unit, row.owner)))
    stands = row.distance or "no status"
    return [
        Cell(row.kpi.name, note=note, code=known.get(row.kpi.id, "")),
        row.previous.bare,
        row.actual.bare,
        row.target.bare,
        Cell(stands, status=row.status, note="stale" if row.stale else ""),
    ]


def _work(each: Progress, known: Mapping[str, str]) -> list[str | Cell]:
    due = say_date(each.initiative.due) if each.initiative.due else "no date yet"
    stage: Status = "bad" if each.overdue else "good" if each.live else "none"
    name = Cell(each.initiative.name, code=known.get(each.initiative.id, ""))
    return [name, due, Cell(str(each.stage), status=stage)]


def _to_do(quarter: Quarter, found: ForYou) -> Iterator[list[str | Cell]]:
    for decision in found.decisions:
        by = say_date(decision.due) if decision.due else "no date"
        yield [Cell(decision.title), by, "To be decided"]
    for each in found.agreed:
        yield [Cell(each.action.name), _due(each), str(each.status)]
    for action in found.actions:
        by = say_date(action.due) if action.due else "no date"
        yield [Cell(action.name), by, f"Agreed for {quarter.next}"]


def _due(each: Agreed) -> str:
    return say_date(each.action.due) if each.action.due else "no date"


def _change(each: Difference) -> str:
    field = f" ({each.what.title.lower()})" if each.what.title else ""
    why = f": {each.reason}" if each.reason else ""
    return sentence(f"{each.what.name}{field}: from {each.then} to {each.now}{why}")


def _stopped(found: ForYou) -> Panel:
    said = [f"{each.name}: {each.verb.lower()}" for each in found.stopped]
    said += [f"We will not: {item.name}" for item in found.not_doing]
    return Panel("What to leave", [Bullets(said) if said else Prose("Nothing was stopped.")])


def _heard(found: ForYou) -> Panel | Callout:
    said = [_told(each.means, each.name) for each in found.messages]
    said += [found.to_everyone] if found.to_everyone else []
    nothing = Prose("No message is written for you.")
    return Panel("What you should hear", [Bullets(said) if said else nothing])


def _told(means: str, name: str) -> str:
    return sentence(means) if means else f"For {name}."
