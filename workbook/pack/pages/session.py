"""What a workshop came to: who was there, what is agreed, split or left for later."""

from collections.abc import Iterator, Mapping, Sequence

from workbook.insight.codes import codes
from workbook.insight.naming import quoted
from workbook.insight.workshop.session import FEW, ORDER, Held, Paper, Sessions, named, sessions
from workbook.pack.blocks import (
    Block,
    Callout,
    Cell,
    Column,
    Facts,
    Heading,
    Prose,
    Section,
    Status,
    Table,
)
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.workshop import Parked, SessionOutcome
from workbook.strategy.workshop.agenda import DECIDES
from workbook.strategy.workshop.room import SETTLED, Settled
from workbook.wording import capital, say_count, say_list, sentence

__all__ = ["page"]

_SHOWN, _LEFT = 10, 6
"""So many outcomes are printed, and so many objections and parked items; others are counted."""


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of the quarter's workshops; no block where none was held."""
    found, known = sessions(plan, quarter), codes(plan, quarter)
    return Section(
        name="session",
        title="What the room decided",
        lead=_lead(found),
        blocks=[block for held in found.held for block in _blocks(plan, held, found, known)],
        optional=True,
    )


def _lead(found: Sessions) -> str:
    if not found.held:
        return ""
    counts = {kind: sum(len(held.of(kind)) for held in found.held) for kind in ORDER[:-1]}
    there = [f"{say_count(n)} {SETTLED[kind]}" for kind, n in counts.items() if n]
    if not there:
        return "The room wrote and counted; nothing was put to a vote."
    return capital(f"{say_list(there)}.")


def _blocks(plan: Plan, held: Held, found: Sessions, known: Mapping[str, str]) -> Iterator[Block]:
    if len(found.held) > 1:
        yield Heading(held.session.name)
    yield Prose(_about(held))
    if facts := list(_facts(held, known)):
        yield Facts([(label, value) for label, value, _ in facts], [code for *_, code in facts])
    if held.outcomes:
        yield _outcomes(held.outcomes[:_SHOWN])
        if (more := len(held.outcomes) - _SHOWN) > 0:
            yield Prose(f"And {more} more, in the workbook.")
    yield from _papers(held.papers)
    if held.parked:
        yield Prose(f"Parked: {_some([_parked(plan, each) for each in held.parked])}.")
    if held.session.marks and not held.figure("mark"):
        yield Prose(f"Fewer than {say_count(FEW)} gave the day a mark, so that none is shown.")


def _about(held: Held) -> str:
    return f"{held.called}. Questions were settled by: “{DECIDES[held.session.decides]}”."


def _facts(held: Held, known: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield label, value and code of what stands large."""
    pairs = (("Took part", "took-part", "invited"), ("Agreed", "agreed", "asked"))
    for label, name, of in pairs:
        figure, whole = held.figure(name), held.figure(of)
        if figure:
            said = f"{figure.printed} of {whole.printed}" if whole else figure.printed
            yield label, said, known[figure.id]
    for name in ("split", "mark"):
        if figure := held.figure(name):
            yield figure.label, figure.printed, known[figure.id]


_MARKS: Mapping[Settled, Status] = {
    "agreed": "good",
    "moving": "watch",
    "split": "bad",
    "unsettled": "none",
    "counted": "info",
}


def _outcomes(outcomes: Sequence[SessionOutcome]) -> Table:
    before = ("", *(each.question for each in outcomes))
    return Table(
        caption="What was asked, and where the room stands",
        columns=[
            Column("About", width=0.36),
            Column("Outcome", width=0.19),
            Column("As it was shown", width=0.45),
        ],
        rows=[_outcome(each, asked) for each, asked in zip(outcomes, before, strict=False)],
    )


def _outcome(each: SessionOutcome, asked_before: str) -> list[str | Cell]:
    """Return a row; the question is said with the first thing that it was asked about."""
    asked = each.name if each.about and each.question != asked_before else ""
    rounds = f"{each.rounds} round{'' if each.rounds == 1 else 's'}, {each.voters} voted"
    stands = Cell(capital(SETTLED[each.settled]), _MARKS[each.settled], rounds)
    open_scale = each.settled != "agreed" and each.kind != "consent"
    said_by = "From the two furthest apart" if open_scale else "Against it"
    against = f"{said_by}: {_some(each.objections)}." if each.objections else ""
    return [Cell(named(each), note=asked), stands, Cell(sentence(each.sentence), note=against)]


def _papers(papers: Sequence[Paper]) -> Iterator[Block]:
    begun = [each for each in papers if each.decision]
    if bare := [named(each.outcome) for each in papers if not each.decision]:
        told = "The room is split. Put two or three options on paper, and let one person choose."
        yield Callout("watch", f"Needs a decision paper: {quoted(bare)}", told)
    for each in begun:
        title = each.decision.title if each.decision else ""
        yield Prose(f"Split: {named(each.outcome)}. The paper is begun: {sentence(title)}")


def _parked(plan: Plan, parked: Parked) -> str:
    taken = f"{plan.name_of(parked.owner_id)} takes it"
    words = {"now": "done at once", "owner": taken, "dropped": "dropped"}
    became = "still open" if parked.lacks else words[parked.became or "now"]
    return f"“{parked.name}” ({became})"


def _some(words: Sequence[str]) -> str:
    """Return a list for a sentence; of very many the rest is counted."""
    rest = len(words) - _LEFT
    kept = words[:_LEFT] if rest > 0 else words
    return "; ".join(
        [*(each.rstrip(".") for each in kept), *([f"{rest} more"] if rest > 0 else [])]
    )
