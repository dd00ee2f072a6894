"""The steps, their chapters, and how far each is: the one list that says what belongs where."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, Asks
from workbook.strategy.destination import kpis, objectives, vision
from workbook.strategy.plan import Plan
from workbook.strategy.position import signs, swot, technology
from workbook.strategy.quarters import newest_quarter
from workbook.strategy.review import agreed, files, lessons, next, noise, pack, readings
from workbook.strategy.route import choosing, decisions, futures, initiatives, map, risks, roadmap
from workbook.strategy.start import business, calendar, copies, first_look, people
from workbook.strategy.workshop import agenda, paper, room

__all__ = [
    "STEPS",
    "Chapter",
    "ChapterState",
    "State",
    "Step",
    "StepState",
    "completeness",
    "gaps",
    "next_step",
    "steps",
]


@dataclass(frozen=True)
class Chapter:
    """One question that a person answers in one sitting.

    A first pack needs some chapters; the others wait under “Go deeper” and never block.
    """

    name: str
    title: str
    asks: Asks
    needed: bool = True


@dataclass(frozen=True)
class Step:
    """One guided step: the page that shows it, and its chapters in their order."""

    name: str
    title: str
    notebook: str
    chapters: tuple[Chapter, ...]

    @property
    def needed(self) -> bool:
        """Whether the way to a first pack leads through it."""
        return any(chapter.needed for chapter in self.chapters)


STEPS = (
    Step("start", "Start", "00_start.ipynb", (
        Chapter("business", "Your business", business.asks),
        Chapter("people", "People", people.asks),
        Chapter("first_look", "Start from a file", first_look.asks, needed=False),
        Chapter("calendar", "Your year and weeks", calendar.asks, needed=False),
        Chapter("copies", "Copies of this workbook", copies.asks, needed=False),
    )),
    Step("destination", "Define the destination", "01_define_destination.ipynb", (
        Chapter("vision", "What success looks like", vision.asks),
        Chapter("objectives", "Objectives", objectives.asks),
        Chapter("kpis", "KPIs", kpis.asks),
    )),
    Step("position", "Assess the position", "02_assess_position.ipynb", (
        Chapter("swot", "Strengths and weaknesses", swot.asks),
        Chapter("signs", "Signs of misalignment", signs.asks, needed=False),
        Chapter("technology", "Technology", technology.asks, needed=False),
    )),
    Step("route", "Map the route", "03_map_route.ipynb", (
        Chapter("initiatives", "Initiatives", initiatives.asks),
        Chapter("choosing", "Choosing", choosing.asks, needed=False),
        Chapter("decisions", "Decisions", decisions.asks, needed=False),
        Chapter("roadmap", "Roadmap", roadmap.asks, needed=False),
        Chapter("map", "Strategy map", map.asks, needed=False),
        Chapter("futures", "Futures", futures.asks, needed=False),
        Chapter("risks", "Risks", risks.asks, needed=False),
    )),
    Step("review", "Review", "04_review.ipynb", (
        Chapter("readings", "Readings", readings.asks),
        Chapter("files", "From a file", files.asks, needed=False),
        Chapter("lessons", "The quarter in your words", lessons.asks),
        Chapter("agreed", "What was agreed, and wins", agreed.asks, needed=False),
        Chapter("noise", "What noise costs", noise.asks, needed=False),
        Chapter("next", "Next quarter", next.asks),
        Chapter("pack", "The review pack", pack.asks),
    )),
    Step("workshop", "Workshop", "05_workshop.ipynb", (
        Chapter("agenda", "The day and its agenda", agenda.asks, needed=False),
        Chapter("room", "The room", room.asks, needed=False),
        Chapter("paper", "On paper", paper.asks, needed=False),
    )),
)  # fmt: skip


class State(StrEnum):
    """How far a step or a chapter is."""

    EMPTY = "empty"
    STARTED = "started"
    READY = "ready"
    DONE = "done"


@dataclass(frozen=True)
class ChapterState:
    """One chapter as it stands: `unmet` is what it asks for and was not given yet."""

    chapter: Chapter
    notebook: str
    unmet: tuple[Ask, ...]
    asked: int

    @property
    def name(self) -> str:
        """The chapter's one name, the same in every layer."""
        return self.chapter.name

    @property
    def title(self) -> str:
        """What people read."""
        return self.chapter.title

    @property
    def needed(self) -> bool:
        """Whether a first pack needs it."""
        return self.chapter.needed

    @property
    def met(self) -> int:
        """How many of the things that it asks for were given."""
        return self.asked - len(self.unmet)

    @property
    def blockers(self) -> tuple[Ask, ...]:
        """What keeps it from ready."""
        return tuple(ask for ask in self.unmet if ask.essential)

    @property
    def hints(self) -> tuple[Ask, ...]:
        """What would make it better."""
        return tuple(ask for ask in self.unmet if not ask.essential)

    @property
    def state(self) -> State:
        """*Empty* while nothing was given, *started* while something is missing, else *ready*.

        What a first pack needs is ready once nothing keeps it from one.
        """
        if not (self.blockers if self.needed else self.unmet):
            return State.READY
        return State.STARTED if self.met else State.EMPTY

    @property
    def address(self) -> str:
        """Where the chapter is, as a link from any page or pack."""
        return f"{self.notebook}#{self.name}"

    def address_of(self, ask: Ask) -> str:
        """Where one of the things that it asks for is given: the chapter, record and field."""
        return "/".join(filter(None, (self.address, ask.record, ask.field)))


@dataclass(frozen=True)
class StepState:
    """One guided step, as it stands: `blockers` are the sentences that keep it from ready.

    `hints` say what would make it better. `met` and `asked` count both.
    """

    step: Step
    chapters: tuple[ChapterState, ...]
    signed: bool

    @property
    def name(self) -> str:
        """The step's name."""
        return self.step.name

    @property
    def title(self) -> str:
        """What people read."""
        return self.step.title

    @property
    def notebook(self) -> str:
        """The notebook that shows it."""
        return self.step.notebook

    @property
    def needed(self) -> bool:
        """Whether the way to a first pack leads through it; a workshop may be held beside it."""
        return self.step.needed

    @cached_property
    def used(self) -> tuple[ChapterState, ...]:
        """The chapters that a first pack needs, and the deeper ones that somebody has begun."""
        return tuple(chapter for chapter in self.chapters if chapter.needed or chapter.met)

    @cached_property
    def blockers(self) -> tuple[str, ...]:
        """What keeps it from ready, as sentences."""
        return tuple(ask.missing for chapter in self.chapters for ask in chapter.blockers)

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """What would make it better, as sentences."""
        return tuple(ask.missing for chapter in self.used for ask in chapter.hints)

    @property
    def missing(self) -> tuple[str, ...]:
        """Everything that is not given yet, what is essential first."""
        return (*self.blockers, *self.hints)

    @property
    def met(self) -> int:
        """How many of the things that its chapters ask for were given."""
        return sum(chapter.met for chapter in self.used)

    @property
    def asked(self) -> int:
        """How many things those chapters ask for."""
        return sum(chapter.asked for chapter in self.used)

    @property
    def state(self) -> State:
        """*Empty* while nothing was given, *started* while something essential is missing.

        *Ready* when nothing is, and *done* once the quarter has been signed off as well.
        """
        if not self.used:
            return State.EMPTY
        if self.blockers:
            return State.STARTED if self.met else State.EMPTY
        return State.DONE if self.signed else State.READY


def steps(plan: Plan, quarter: Quarter | None = None) -> tuple[StepState, ...]:
    """Return the state of each step, in order; the review is that of `quarter`.

    Without a quarter, the plan's newest one is meant.
    """
    reviewed = quarter or newest_quarter(plan)
    signed = reviewed is not None and plan.sign_off(reviewed) is not None
    return tuple(StepState(step, tuple(_chapters(step, plan, reviewed)), signed) for step in STEPS)


def _chapters(step: Step, plan: Plan, quarter: Quarter | None) -> Iterable[ChapterState]:
    for chapter in step.chapters:
        asked = tuple(chapter.asks(plan, quarter))
        unmet = tuple(ask for ask in asked if not ask.met)
        yield ChapterState(chapter, step.notebook, unmet, len(asked))


def gaps(plan: Plan, quarter: Quarter | None = None) -> tuple[str, ...]:
    """Return everything that is still missing, step by step, as sentences."""
    return tuple(sentence for step in steps(plan, quarter) for sentence in step.missing)


def next_step(plan: Plan, quarter: Quarter | None = None) -> StepState:
    """Return the first step that is not ready, or the last one on the way to a pack."""
    found = [step for step in steps(plan, quarter) if step.needed]
    for step in found:
        if step.blockers:
            return step
    return found[-1]


def completeness(plan: Plan, quarter: Quarter | None = None) -> float:
    """Return the share, from 0 to 1, of what the steps ask for that has been given."""
    found = steps(plan, quarter)
    return sum(step.met for step in found) / sum(step.asked for step in found)
