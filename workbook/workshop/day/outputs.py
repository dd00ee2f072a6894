"""What each block is to bring, as a checklist that fills itself: counted from the workbook."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from workbook.strategy import (
    KPI,
    Criterion,
    Destination,
    Initiative,
    Limits,
    NotDoing,
    Plan,
    Score,
    Session,
    SwotItem,
)
from workbook.strategy.destination.objectives import Objective, open_objectives
from workbook.strategy.entity import Nouns
from workbook.strategy.route import Response, Risk, RivalMove, World
from workbook.strategy.route.futures import corners
from workbook.strategy.route.initiatives import live_work
from workbook.strategy.smart import smart_check
from workbook.strategy.workshop import Parked

__all__ = ["CHECKS", "Output", "outputs"]


@dataclass(frozen=True)
class Output:
    """One thing that a block is to bring, as it stands: so many `done` of so many.

    `chapter` is where it is given.
    """

    name: str
    words: str
    done: int
    of: int
    chapter: str

    @property
    def met(self) -> bool:
        """Whether all of it is there."""
        return 0 < self.of <= self.done


Count: TypeAlias = Callable[[Plan, Session], tuple[str, int, int]]
"""Returns the words, how many are done, and of how many."""


@dataclass(frozen=True)
class Check:
    """An output that can be counted, and the chapter in which it is given."""

    name: str
    chapter: str
    count: Count


def outputs(plan: Plan, session: Session, names: Iterable[str]) -> tuple[Output, ...]:
    """Return how the outputs with these names stand; one that is not known is passed over."""
    known = [CHECKS[name] for name in names if name in CHECKS]
    return tuple(Output(c.name, *c.count(plan, session), c.chapter) for c in known)


def _each(noun: Nouns, has: str, judge: Callable[[Plan, Session], Iterable[bool]]) -> Count:
    """Count those things of a kind, such as an `objective`, of which is true that it `has …`."""

    def count(plan: Plan, session: Session) -> tuple[str, int, int]:
        judged = list(judge(plan, session))
        return _words(noun, has, sum(judged), len(judged)), sum(judged), len(judged)

    return count


def _once(there: str, lacking: str, given: Callable[[Plan, Session], bool]) -> Count:
    """Tell of one thing that is there or is not."""

    def count(plan: Plan, session: Session) -> tuple[str, int, int]:
        done = given(plan, session)
        return there if done else lacking, int(done), 1

    return count


def _some(noun: Nouns, stands: str, none: str, find: Callable[[Plan, Session], int]) -> Count:
    """Tell how many there are of what need only be there at all."""

    def count(plan: Plan, session: Session) -> tuple[str, int, int]:
        done = find(plan, session)
        verb, _, rest = stands.partition(" ")
        words = f"{noun.counted(done)} {verb if done == 1 else _PLURAL[verb]} {rest}"
        return f"{words}." if done else none, min(done, 1), 1

    return count


def _words(noun: Nouns, has: str, done: int, of: int) -> str:
    if not of:
        return f"There is no {noun.one} yet."
    if not done:
        return f"No {noun.one} {has} yet."
    if of == 1:
        return f"The one {noun.one} {has}."
    things = f"All {of} {noun.many}" if done == of else f"{done} of {of} {noun.many}"
    return f"{things} {has if done == 1 else _plural(has)}."


def _plural(has: str) -> str:
    verb, _, rest = has.partition(" ")
    return f"{_PLURAL[verb]} {rest}"


_PLURAL = {"has": "have", "is": "are", "says": "say", "passes": "pass"}


def _objectives(judge: Callable[[Plan, Objective], bool]) -> Callable[[Plan, Session], list[bool]]:
    return lambda plan, _: [judge(plan, each) for each in open_objectives(plan, plan.today)]


def _measured(plan: Plan, objective: Objective) -> bool:
    return any(each.target is not None for each in plan.of(KPI, "objective_id", objective.id))


def _smart(plan: Plan, objective: Objective) -> bool:
    return all(verdict.met for verdict in smart_check(plan, objective))


def _kinds(plan: Plan, _: Session) -> list[bool]:
    there = {each.kind for each in plan.all(SwotItem)}
    return [kind in there for kind in ("strength", "weakness", "opportunity", "threat")]


def _scored(plan: Plan, _: Session) -> list[bool]:
    criteria = {each.id for each in plan.all(Criterion)}
    scored = {(each.initiative_id, each.criterion_id) for each in plan.all(Score)}
    return [
        bool(criteria) and all((work.id, criterion) in scored for criterion in criteria)
        for work in live_work(plan)
    ]


def _answered(plan: Plan, _: Session) -> list[bool]:
    return [bool(plan.of(Response, "move_id", each.id)) for each in plan.all(RivalMove)]


def _limited(plan: Plan, _: Session) -> bool:
    limits = plan.only(Limits)
    return limits is not None and (limits.cash, limits.hours) != (None, None)


def _worlds(plan: Plan, _: Session) -> list[bool]:
    named = {each.corner for each in plan.all(World)}
    return [corner in named for corner in corners(plan)]


def _work(judge: Callable[[Initiative], bool]) -> Callable[[Plan, Session], list[bool]]:
    return lambda plan, _: [judge(each) for each in live_work(plan)]


def _parked(plan: Plan, session: Session) -> tuple[str, int, int]:
    there = plan.of(Parked, "session_id", session.id)
    left = sum(bool(each.lacks) for each in there)
    if not left:
        return "Nothing is left in the parking lot.", 1, 1
    words = f"{Parked.nouns.counted(left)} still to be settled."
    return words, len(there) - left, len(there)


def _vision(plan: Plan, _: Session) -> bool:
    words = plan.only(Destination)
    return bool(words and words.vision)


def _risks(plan: Plan, _: Session) -> list[bool]:
    return [bool(each.owner_id) for each in plan.all(Risk) if not each.over(plan.today)]


_FIELD = Nouns("SWOT field", "SWOT fields")
_CARD = Nouns("shock or move", "shocks and moves")
_THING, _MARK = Nouns("thing", "things"), Nouns("mark", "marks")

_ALL = (
    Check("vision", "vision", _once(
        "The vision is in words.", "The vision is not in words yet.", _vision)),
    Check("objectives_smart", "objectives", _each(
        Objective.nouns, "passes the SMART check", _objectives(_smart))),
    Check("objectives_owned", "objectives", _each(
        Objective.nouns, "has an owner", _objectives(lambda _, each: bool(each.owner_id)))),
    Check("objectives_dated", "objectives", _each(
        Objective.nouns, "has a date", _objectives(lambda _, each: bool(each.due)))),
    Check("objectives_measured", "kpis", _each(
        Objective.nouns, "has a KPI with a target", _objectives(_measured))),
    Check("swot", "swot", _each(_FIELD, "has an entry", _kinds)),
    Check("evidence", "swot", _each(
        SwotItem.nouns, "says how you know",
        lambda plan, _: [bool(each.evidence) for each in plan.all(SwotItem)])),
    Check("worlds", "futures", _each(World.nouns, "has a name", _worlds)),
    Check("moves_answered", "futures", _each(_CARD, "has an answer", _answered)),
    Check("criteria_anchored", "choosing", _each(
        Criterion.nouns, "says what is worst and best",
        lambda plan, _: [each.anchored for each in plan.all(Criterion)])),
    Check("scored", "choosing", _each(Initiative.nouns, "is scored", _scored)),
    Check("costed", "initiatives", _each(
        Initiative.nouns, "has a cost and hours", _work(lambda w: None not in (w.cost, w.hours)))),
    Check("limits", "choosing", _once(
        "It is said what the chosen work may take together.",
        "It is not said yet what the chosen work may take together.", _limited)),
    Check("not_doing", "decisions", _some(
        _THING, "is on the not-doing list", "Nothing is on the not-doing list yet.",
        lambda plan, _: len(plan.all(NotDoing)))),
    Check("initiatives_owned", "initiatives", _each(
        Initiative.nouns, "has an owner", _work(lambda w: bool(w.owner_id)))),
    Check("initiatives_dated", "initiatives", _each(
        Initiative.nouns, "has a date", _work(lambda w: bool(w.due)))),
    Check("risks_owned", "risks", _each(Risk.nouns, "has somebody who watches it", _risks)),
    Check("parked", "agenda", _parked),
    Check("rated", "agenda", _some(
        _MARK, "is given for the day", "Nobody has given the day a mark yet.",
        lambda _, session: sum(session.marks.values()))),
)  # fmt: skip

CHECKS: Mapping[str, Check] = {check.name: check for check in _ALL}
