"""Who may have to hear of what was decided or halted in a quarter: offered, and left to people."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.insight.review.register import register
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.review import Message
from workbook.strategy.route import Decision, Initiative
from workbook.strategy.start import Person

__all__ = ["Telling", "to_tell"]


@dataclass(frozen=True)
class Telling:
    """A decision that was taken, or work that was halted: those whom it is about should hear it."""

    record: Decision | Initiative
    audience: str
    means: str

    @property
    def found(self) -> str:
        """What a message that is taken up keeps of where it came from."""
        return f"{self.record.__tablename__}/{self.record.id}"


@remembered
def to_tell(plan: Plan, quarter: Quarter) -> tuple[Telling, ...]:
    """Return what happened in a quarter that people should hear of, and no message is about yet."""
    taken = {message.found for message in plan.in_quarter(Message, quarter)}
    every = (*_decided(plan, quarter), *_halted(plan, quarter))
    return tuple(each for each in every if each.found not in taken)


def _decided(plan: Plan, quarter: Quarter) -> Iterator[Telling]:
    for each in register(plan, quarter).decisions:
        yield Telling(each, _people(plan, each.initiative_id, each.owner_id), each.title)


def _halted(plan: Plan, quarter: Quarter) -> Iterator[Telling]:
    """Yield the work that was paused or stopped in the quarter, where no decision says so."""
    decided = {each.initiative_id for each in register(plan, quarter).decisions}
    until = cutoff(plan, quarter).day
    for each in plan.all(Initiative):
        if each.status not in ("paused", "stopped") or each.id in decided:
            continue
        lines = plan.history(each, "status")
        if lines and quarter.start <= lines[-1].at.date() <= until:
            told = f"“{each.name}” is {each.status}."
            yield Telling(each, _people(plan, each.id, each.owner_id), told)


def _people(plan: Plan, initiative_id: str | None, owner_id: str | None) -> str:
    """Return whom it is about: those of the work, else those of its owner's department."""
    if work := plan.name_of(initiative_id):
        return f"The people of “{work}”"
    owner = plan.find(owner_id)
    department = plan.name_of(owner.department_id) if isinstance(owner, Person) else ""
    return f"Everyone in {department}" if department else "Everyone"
