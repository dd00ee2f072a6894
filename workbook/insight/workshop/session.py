"""What a workshop came to: who was there, what was agreed or split, what was left for later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route import Decision
from workbook.strategy.workshop import Parked, Session, SessionOutcome
from workbook.strategy.workshop.agenda import sessions_in
from workbook.strategy.workshop.room import SETTLED, Settled
from workbook.wording import capital, say_count, say_date

__all__ = ["FEW", "ORDER", "Held", "Paper", "Sessions", "named", "sessions"]

FEW = 5
"""Marks that are printed: from fewer, anybody could work out who gave which."""

ORDER: tuple[Settled, ...] = ("agreed", "moving", "split", "unsettled", "counted")


@dataclass(frozen=True)
class Paper:
    """Something on which the room is split, and the open decision that is about it, if any."""

    outcome: SessionOutcome
    decision: Decision | None


@dataclass(frozen=True)
class Held:
    """One workshop: what it said to each thing, in the order of `ORDER`, and what it parked."""

    session: Session
    outcomes: tuple[SessionOutcome, ...]
    papers: tuple[Paper, ...]
    parked: tuple[Parked, ...]
    figures: tuple[Figure, ...]

    def of(self, settled: Settled) -> tuple[SessionOutcome, ...]:
        """Return what ended in one of the outcomes."""
        return tuple(each for each in self.outcomes if each.settled == settled)

    def figure(self, name: str) -> Figure | None:
        """Return one of its figures by the last part of its id, None where it is not known."""
        return next((each for each in self.figures if each.id.endswith(f".{name}")), None)

    @property
    def called(self) -> str:
        """The workshop as a sentence names it."""
        return f"“{self.session.name}” on {say_date(self.session.held_on)}"


@dataclass(frozen=True)
class Sessions(Finding):
    """The workshops that were held in a quarter."""

    held: tuple[Held, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of all of them."""
        return tuple(figure for held in self.held for figure in held.figures)

    @property
    def concerns(self) -> tuple[str, ...]:
        """What the room was split on, and nobody has put on paper."""
        bare = [p.outcome for held in self.held for p in held.papers if p.decision is None]
        names = quoted([named(each) for each in bare])
        return (f"The room is split, and there is no decision paper: {names}.",) if bare else ()


def named(outcome: SessionOutcome) -> str:
    """Return what an outcome is about: one thing, or the question as a whole."""
    return outcome.about or outcome.name


@finding
def sessions(plan: Plan, quarter: Quarter) -> Sessions:
    """Return what the workshops of a quarter came to."""
    there = sessions_in(plan, quarter)
    ids = ("session", *(f"session-{number}" for number in range(2, len(there) + 1)))
    return Sessions(tuple(_held(plan, each, id) for each, id in zip(there, ids, strict=False)))


def _held(plan: Plan, session: Session, id: str) -> Held:
    there = plan.of(SessionOutcome, "session_id", session.id)
    outcomes = tuple(sorted(there, key=lambda each: ORDER.index(each.settled)))
    papers = tuple(Paper(each, _paper(plan, each)) for each in outcomes if each.settled == "split")
    parked = plan.of(Parked, "session_id", session.id)
    return Held(session, outcomes, papers, parked, tuple(_figures(session, outcomes, id)))


def _paper(plan: Plan, outcome: SessionOutcome) -> Decision | None:
    """Return the open decision about what the room was split on."""
    about = plan.of(Decision, "initiative_id", outcome.item) if outcome.item else ()
    return next((each for each in about if each.decided_on is None), None)


def _figures(session: Session, outcomes: Sequence[SessionOutcome], id: str) -> Iterator[Figure]:
    sources = (f"workshop “{session.name}”, {say_date(session.held_on)}",)
    people = {"invited": session.invited, "took-part": session.took_part}
    for name, value in people.items():
        if value is not None:
            label = name.replace("-", " ").capitalize()
            yield Figure(f"{id}.{name}", label, value, method="As noted.", sources=sources)
    settled = [each for each in outcomes if each.settled != "counted"]
    few = _few(session)
    if settled:
        asked = "Count of what can be agreed on or not."
        yield Figure(f"{id}.asked", "Voted on", len(settled), "", asked, sources, few)
    for kind in ORDER[:-1]:
        found = [each for each in settled if each.settled == kind]
        if found:
            rows = (*sources, *(f"“{named(each)}”: {each.voters} voted" for each in found))
            label = SETTLED[kind].capitalize()
            yield Figure(f"{id}.{kind}", label, len(found), "", "Count.", rows, few)
    yield from _mark(session, id, sources)


def _few(session: Session) -> str:
    if session.took_part is None:
        return "It says where this room stands, and nothing of anybody else."
    people = "person" if session.took_part == 1 else "people"
    there = f"{capital(say_count(session.took_part))} {people}"
    return f"{there}: it says where this room stands, and nothing of anybody else."


def _mark(session: Session, id: str, sources: tuple[str, ...]) -> Iterator[Figure]:
    marks = [mark for mark, count in session.marks.items() for _ in range(count)]
    if len(marks) >= FEW:
        method = f"Median of {len(marks)} marks from 1 to 10, given without names."
        value = float(median(marks))
        yield Figure(f"{id}.mark", "Mark for the day", value, "of 10", method, sources)
