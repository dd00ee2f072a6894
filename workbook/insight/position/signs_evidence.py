"""What the workbook's own data say of each of the five signs, beside what people say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbook.insight.destination.ownership import ownership
from workbook.insight.figure import Figure
from workbook.insight.live import live_items
from workbook.insight.position.signs_recall import recall
from workbook.insight.provenance import count
from workbook.insight.review.lessons import lessons
from workbook.insight.review.lessons_work import works
from workbook.insight.review.register import ActionStatus, register
from workbook.insight.route.approvals import LONG, Proposal, approvals
from workbook.insight.route.churn import churn
from workbook.insight.route.initiatives import Stage
from workbook.quarter import Quarter
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.position.signs import SIGNS
from workbook.strategy.review import Action, Priority
from workbook.strategy.route import Initiative
from workbook.wording import say_list

__all__ = ["RULE", "Data", "Evidence", "Measured", "evidence"]

RULE = (
    "The data show a sign where less than half of what was counted is in order, and do not show it "
    "where at least four fifths are."
)
_LITTLE, _MUCH = 0.5, 0.8


class Data(StrEnum):
    """What the data say of a sign."""

    SHOW = "the data show it"
    IN_PART = "the data show it in part"
    CLEAR = "the data do not show it"
    NONE = "there are no data"


@dataclass(frozen=True)
class Measured:
    """Something that was counted: the share, 0 to 1, that is in order, and what it says."""

    share: float
    told: str


@dataclass(frozen=True)
class Evidence:
    """What was counted for one sign; `told` says it, or what is lacking. The worst share counts."""

    measured: tuple[Measured, ...]
    lacks: str
    figures: tuple[Figure, ...] = ()

    @property
    def data(self) -> Data:
        """What they say together."""
        if not self.measured:
            return Data.NONE
        worst = min(each.share for each in self.measured)
        return Data.SHOW if worst < _LITTLE else Data.CLEAR if worst >= _MUCH else Data.IN_PART

    @property
    def told(self) -> str:
        """It as it stands in a sentence."""
        return "; ".join(each.told for each in self.measured) or self.lacks


def evidence(plan: Plan, quarter: Quarter) -> Mapping[str, Evidence]:
    """Return what the data say of each sign at the cut-off of a quarter."""
    return {sign: find(plan, quarter) for sign, find in _FIND.items()}


def _share(part: Sequence[Entity], whole: Sequence[Entity], told: str) -> tuple[Measured, ...]:
    return (Measured(len(part) / len(whole), told),) if whole else ()


def _count(plan: Plan, sign: str, end: str, words: str, records: Sequence[Entity]) -> Figure:
    return count(plan, f"signs.{sign}.{end}", f"“{SIGNS[sign].name}”: {words}", records)


def _support(plan: Plan, quarter: Quarter) -> Evidence:
    live = live_items(plan, quarter)
    work: list[Entity] = [*live[Initiative], *live[Action]]
    linked = [each for each in work if _serves(plan, each)]
    every = _count(plan, "support", "work", "initiatives and actions under way", work)
    some = _count(plan, "support", "linked", "those that serve an objective", linked)
    told = f"{some.printed} of {every.printed} initiatives and actions serve an objective"
    heard = recall(plan, quarter)
    known = (
        [Measured(heard.score, f"unaided, people name {heard.figure('recall.score').printed} of "
                  "the official list")]
        if heard.score is not None and not heard.alone else []
    )  # fmt: skip
    figures = (every, some) if work else ()
    return Evidence((*_share(linked, work, told), *known), "no work is under way", figures)


def _serves(plan: Plan, work: Entity) -> bool:
    if isinstance(work, Initiative):
        return bool(work.objective_ids)
    priority = plan.find(getattr(work, "priority_id", None))
    return isinstance(priority, Priority) and priority.objective_id is not None


def _ownership(plan: Plan, quarter: Quarter) -> Evidence:
    found, agreed = ownership(plan, quarter), register(plan, quarter)
    owned = found.total - len(found.ownerless)
    told = f"{owned} of {found.total} live items have an owner"
    measured = [Measured(owned / found.total, told)] if found.total else []
    # What is open and not due yet tells nothing.
    due = [each.action for each in agreed.actions if each.status != ActionStatus.OPEN]
    done = agreed.of(ActionStatus.DONE)
    told = f"{len(done)} of {len(due)} agreed actions that were due are done"
    figures = (
        _count(plan, "ownership", "due", "agreed actions that were due, done or dropped", due),
        _count(plan, "ownership", "done", "those that are done", done),
    )
    lacks = "nothing is written down that could have an owner"
    return Evidence((*measured, *_share(done, due, told)), lacks, figures if due else ())


def _benefit(plan: Plan, quarter: Quarter) -> Evidence:
    begun = [each for each in works(plan, quarter) if each.since]
    over = [each for each in begun if each.one.stage == Stage.DONE]
    known = {each.initiative.id for each in lessons(plan, quarter).tried if each.told}
    every = [each.one.initiative for each in begun]
    aimed = [each.one.initiative for each in begun if each.kpis]
    done = [each.one.initiative for each in over]
    judged = [each for each in done if each.id in known]
    figures = (
        _count(plan, "benefit", "begun", "initiatives that were begun", every),
        _count(plan, "benefit", "aimed", "those with a KPI that they should move", aimed),
        _count(plan, "benefit", "done", "initiatives that are done", done),
        _count(plan, "benefit", "judged", "those with readings before and after", judged),
    )
    has_kpi = f"{len(aimed)} of {len(every)} initiatives begun have a KPI to move"
    told = f"{len(judged)} of {len(done)} that are done can be judged by readings"
    measured = (*_share(aimed, every, has_kpi), *_share(judged, done, told))
    return Evidence(measured, "no initiative has begun", figures if every else ())


def _approval(plan: Plan, quarter: Quarter) -> Evidence:
    found = approvals(plan, quarter)
    waiting = found.at("proposed")
    decided = [*found.at("approved"), *found.at("refused")]
    late = [each for each in waiting if each.days > LONG]
    every = [*waiting, *decided, *found.unasked]
    if not every:
        lacks = "no work was proposed" if found.used else "nobody has said who approves work"
        return Evidence((), lacks)
    fine = len(every) - len(late) - len(found.unasked)
    said = [
        f"{len(decided)} of {len(waiting) + len(decided)} proposals have their answer",
        f"{len(late)} waited over {LONG} days" if late else "none waited over 30 days",
        f"{len(found.unasked)} went on unasked" if found.unasked else "",
    ]
    figures = (
        _count(plan, "approval", "asked", "work proposed, or gone on unasked", _work(every)),
        _count(plan, "approval", "answered", "proposals with an answer", _work(decided)),
    )
    return Evidence((Measured(fine / len(every), say_list([*filter(None, said)])),), "", figures)


def _work(proposals: Sequence[Proposal]) -> list[Entity]:
    return [each.work for each in proposals]


def _priorities(plan: Plan, quarter: Quarter) -> Evidence:
    found = churn(plan, quarter)
    if not found.counts:
        return Evidence((), "the journal does not reach back before the quarter")
    if not found.moves:
        return Evidence((Measured(1.0, "the journal has no change of priority"),), "")
    bare = found.figure("churn.unexplained")
    without = f"{bare.printed} without a reason" if bare.value else "each with its reason"
    changes = f"{len(found.moves)} change{'' if len(found.moves) == 1 else 's'} of priority"
    share = 1 - len(found.unexplained) / len(found.moves)
    return Evidence((Measured(share, f"the journal has {changes}, {without}"),), "")


_FIND: Mapping[str, Callable[[Plan, Quarter], Evidence]] = {
    "support": _support,
    "ownership": _ownership,
    "benefit": _benefit,
    "approval": _approval,
    "priorities": _priorities,
}
