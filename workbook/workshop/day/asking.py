"""The questions that can be prepared for a block, each made from the plan as it stands."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from workbook.errors import WorkbookError
from workbook.strategy import Business, Criterion, Destination, Initiative, Limits, Plan, Session
from workbook.strategy.asking import named
from workbook.strategy.destination.objectives import open_objectives
from workbook.strategy.entity import Entity, Nouns
from workbook.strategy.position import SIGNS
from workbook.strategy.route import RivalMove, World
from workbook.strategy.route.futures import uncertainties
from workbook.strategy.route.initiatives import live_work
from workbook.strategy.workshop.agenda import DECIDES
from workbook.wording import say_date, say_number, sentence
from workbook.workshop.questions import Kind, Option, Question

__all__ = ["MOST", "QUESTIONS", "Made", "NotYet", "Prepared", "option_id"]

MOST = 12
"""Things that one question judges: with more, people tap without reading."""

Made: TypeAlias = tuple[Question, str]
"""A question, and in words what it leaves out; empty where that is nothing."""


class NotYet(WorkbookError):
    """The plan lacks what a question is about; the text says what to do instead."""


@dataclass(frozen=True)
class Prepared:
    """A question that can be prepared under a name; `title` says what it is, in a few words."""

    name: str
    title: str
    make: Callable[[Plan, Session], Made]


def option_id(record: str) -> str:
    """Return the id of an option for a record: the record's own, where a page can carry it.

    >>> option_id("7f3c-a1"), len(option_id("cafés"))
    ('7f3c-a1', 18)
    """
    if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", record):
        return record
    return f"o-{hashlib.blake2b(record.encode(), digest_size=8).hexdigest()}"


def _option(record: Entity, help: str = "", cost: float | None = None) -> Option:
    return Option(option_id(record.id), record.called, help, cost)


def _first(records: Sequence[Entity], nouns: Nouns) -> str:
    """Return what is left out where there are more than one question can hold."""
    rest = [each.called for each in records[MOST:]]
    many = f"Only the first {MOST} {nouns.many} are on the ballot"
    return f"{many}, without {named(rest)}." if rest else ""


def _plain(
    id: str, kind: Kind, ask: str, *options: tuple[str, str], help: str = "", **more: object
) -> Callable[[Plan, Session], Made]:
    """Return the maker of a question that needs nothing of the plan; options are id and name."""
    listed = tuple(Option(*each) for each in options)
    question = Question(id, kind, ask, listed, help, **more)  # type: ignore[arg-type]
    return lambda plan, session: (question, "")


def _rule(_: Plan, session: Session) -> Made:
    option = Option("rule", sentence(DECIDES[session.decides]))
    ask = "Today a question is settled like this. Can you live with it?"
    return Question("rule", Kind.CONSENT, ask, (option,)), ""


def _vision_words(plan: Plan, _: Session) -> Made:
    words = plan.only(Destination)
    when = f"On {say_date(words.horizon)}" if words and words.horizon else "In three years"
    options = (
        Option("notice", f"{when} it has worked. What do you notice first?"),
        Option("keep", "And what is still as it is today?"),
    )
    ask = "Write in silence what it looks like when this has worked."
    return Question("vision_words", Kind.WRITING, ask, options), ""


def _objectives(plan: Plan, _: Session) -> Made:
    there = open_objectives(plan, plan.today)
    if not there:
        raise NotYet(
            "There is no objective yet. Let each write one on a card, put them into the chapter "
            "“Objectives” as they are read out, and prepare this question again."
        )
    options = tuple(_option(each, each.why) for each in there[:MOST])
    ask = "Does this objective stand as it is written?"
    left = _first(there, there[0].nouns)
    return Question("objectives", Kind.CONSENT, ask, options, reasons=True), left


def _shocks(plan: Plan, _: Session) -> Made:
    worlds = plan.all(World)
    ends = [
        Option(option_id(f"{each.id}-{end}"), getattr(each, end), f"{each.name}")
        for each in uncertainties(plan)
        for end in ("low", "high")
    ]
    named_worlds = [_option(each, _corner(plan, each)) for each in worlds[:MOST]]
    options = named_worlds or ends
    if not options:
        raise NotYet(
            "No shock is written down. Name in the chapter “Futures” what nobody can know, or ask "
            "the room: what could hit us hardest? Then prepare this question again."
        )
    ask = "This has happened. What would we do, and would it hold?"
    return Question("shocks", Kind.RESPONSE, ask, tuple(options)), _first(worlds, World.nouns)


def _corner(plan: Plan, world: World) -> str:
    """Return in words how the uncertainties end in a world."""
    ends = dict(world.corner)
    known = (each for each in uncertainties(plan) if each.id in ends)
    return "; ".join(getattr(each, ends[each.id]) for each in known)


def _moves(plan: Plan, _: Session) -> Made:
    there = plan.all(RivalMove)
    if not there:
        raise NotYet(
            "No move of a rival is written down. Write two in the chapter “Futures”, or let the "
            "one who plays the rival say it aloud; then prepare this question again."
        )
    options = tuple(_option(each, each.rival) for each in there[:MOST])
    ask = "This is their move. What would we answer, and would it hold?"
    return Question("moves", Kind.RESPONSE, ask, options), _first(there, RivalMove.nouns)


def _criteria(plan: Plan, _: Session) -> Made:
    options = tuple(_option(each, _anchors(each)) for each in _some_criteria(plan))
    ask = "How much does each step, from worst to best, count? Share out 100 points."
    left = _first(plan.all(Criterion), Criterion.nouns)
    return Question("criteria", Kind.POINTS, ask, options, most=100), left


def _scores(plan: Plan, _: Session) -> Made:
    criteria = tuple(_option(each, _anchors(each)) for each in _some_criteria(plan))
    work = _some_work(plan)
    options = tuple(_option(each, each.description) for each in work)
    left = [_first(live_work(plan), Initiative.nouns)]
    left += [_first(plan.all(Criterion), Criterion.nouns)]
    question = Question(
        "scores",
        Kind.MATRIX,
        "How good is it on each criterion?",
        options,
        criteria=criteria,
        ends=("as bad as it could be", "as good as it could be"),
        reasons=True,
    )
    return question, " ".join(filter(None, left))


def _hours(plan: Plan, _: Session) -> Made:
    options = tuple(_option(each, each.description) for each in _some_work(plan))
    ask = "How many working hours does it take in all: at least, and at most?"
    left = _first(live_work(plan), Initiative.nouns)
    return Question("hours", Kind.ESTIMATE, ask, options, unit="hours"), left


def _budget(plan: Plan, _: Session) -> Made:
    """What would be bought: of the cash where it is said, else of the hours."""
    limits = plan.only(Limits)
    cash = limits.cash if limits else None
    field, there = ("cost", cash) if cash else ("hours", limits.hours if limits else None)
    if there is None or there < 1:
        raise NotYet(
            "It is not said what there is to spend. Write the cash or the hours into “Choosing”, "
            "or say it now; then prepare this question again."
        )
    work = live_work(plan)
    priced = [each for each in work if getattr(each, field) is not None]
    if not priced:
        raise NotYet(
            f"No initiative has {'a cost' if field == 'cost' else 'hours'}. Estimate them in the "
            "chapter “Initiatives”, then prepare this question again."
        )
    business = plan.only(Business)
    unit = "hours" if field == "hours" else business.currency if business else ""
    options = tuple(
        _option(each, each.description, float(getattr(each, field))) for each in priced[:MOST]
    )
    ask = f"There is {say_number(there, unit)} to spend. What do you buy?"
    bare = [each.name for each in work if each not in priced]
    what = "a cost" if field == "cost" else "hours"
    left = [f"Not on the ballot, without {what}: {named(bare)}."] if bare else []
    left += [_first(priced, Initiative.nouns)]
    question = Question("budget", Kind.POINTS, ask, options, most=int(there), unit=unit)
    return question, " ".join(filter(None, left))


def _ranking(plan: Plan, _: Session) -> Made:
    options = tuple(_option(each, each.description) for each in _some_work(plan))
    ask = "If we could do one only, which? And then?"
    left = _first(live_work(plan), Initiative.nouns)
    return Question("ranking", Kind.RANKING, ask, options), left


def _confidence(plan: Plan, _: Session) -> Made:
    there = open_objectives(plan, plan.today)
    options = tuple(map(_option, there[:MOST])) or (Option("plan", "What we agreed today"),)
    question = Question(
        "confidence",
        Kind.SCALE,
        "How sure are you that we reach it?",
        options,
        ends=("not at all", "quite sure"),
        reasons=True,
    )
    return question, _first(there, there[0].nouns) if there else ""


def _some_criteria(plan: Plan) -> Sequence[Criterion]:
    there = plan.all(Criterion)
    if not there:
        raise NotYet(
            "There is no criterion yet. Ask the room what makes one piece of work better than "
            "another, write the answers into “Choosing”, and prepare this question again."
        )
    return there[:MOST]


def _some_work(plan: Plan) -> Sequence[Initiative]:
    there = live_work(plan)
    if not there:
        raise NotYet(
            "There is no initiative to judge yet. Let each write one on a card, put them into the "
            "chapter “Initiatives” as they are read out, and prepare this question again."
        )
    return there[:MOST]


def _anchors(criterion: Criterion) -> str:
    """Return what is worst and what is best on a criterion, as far as it is said."""
    if not criterion.anchored:
        return criterion.note
    if criterion.counted_in == "unit":
        low, high = criterion.span
        return f"Worst {say_number(low)}, best {say_number(high, criterion.unit)}."
    return f"Worst: {sentence(criterion.worst)} Best: {sentence(criterion.best)}"


_ALL = (
    Prepared("rule", "The decision rule", _rule),
    Prepared("practice", "Practice vote", _plain(
        "practice", Kind.SCALE, "A vote for practice: what do you expect of today?",
        ("today", "After today something will be different."),
        ends=("surely not", "surely"))),
    Prepared("vision_words", "What success looks like, in silence", _vision_words),
    Prepared("objectives", "Whether each objective stands", _objectives),
    Prepared("recall", "Recall, without looking", _plain(
        "recall", Kind.LIST, "Without looking: what do we want to reach?",
        ("objectives", "The three objectives that matter most"), survey=True)),
    Prepared("signs", "The five signs", _plain(
        "signs", Kind.SCALE, "How much is this like us?",
        *((id, sign.statement) for id, sign in SIGNS.items()),
        ends=("not at all like us", "very much like us"), survey=True)),
    Prepared("start_stop_keep", "Start, stop, keep", _plain(
        "start_stop_keep", Kind.LIST, "What should we start, stop, and keep?",
        ("start", "Start"), ("stop", "Stop"), ("keep", "Keep"))),
    Prepared("opportunities_threats", "Opportunities and threats", _plain(
        "opportunities_threats", Kind.LIST, "What do you see coming, outside the business?",
        ("opportunity", "It could help us"), ("threat", "It could hurt us"))),
    Prepared("shocks", "Two shocks", _shocks),
    Prepared("moves", "What rivals may do", _moves),
    Prepared("criteria", "What counts how much", _criteria),
    Prepared("scores", "Every initiative on every criterion", _scores),
    Prepared("hours", "How many hours it takes", _hours),
    Prepared("budget", "What we can afford", _budget),
    Prepared("ranking", "In which order", _ranking),
    Prepared("not_doing", "What we will not do", _plain(
        "not_doing", Kind.LIST, "What should we leave alone, so that the rest gets done?",
        ("leave", "We will not"))),
    Prepared("premortem", "Why it failed, in silence", _plain(
        "premortem", Kind.WRITING, "A year has passed, and it has failed.",
        ("why", "What happened?"), ("sign", "What did we see first, and pass over?"))),
    Prepared("confidence", "How sure we are", _confidence),
    Prepared("rating", "A mark for the day", _plain(
        "rating", Kind.SCALE, "What mark do you give this day?", ("day", "This day"),
        low=1, high=10, ends=("wasted", "could not be better"))),
)  # fmt: skip

QUESTIONS: Mapping[str, Prepared] = {each.name: each for each in _ALL}
"""Every question that can be prepared, by its name."""
