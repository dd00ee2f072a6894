"""What is decided, among which options, to what effect, and what is not done at all."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.entity import (
    Entity,
    Nouns,
    Once,
    QuarterText,
    Records,
    Seal,
    choice,
    day,
    long_text,
    many,
    money,
    number,
    one,
    text,
    tick,
)
from workbook.strategy.plan import Plan
from workbook.wording import say_date

__all__ = [
    "Decision",
    "NotDoing",
    "Option",
    "Outcome",
    "Status",
    "asks",
    "due_for_review",
    "open_decisions",
    "successor",
]

Status: TypeAlias = Literal["proposed", "decided", "superseded"]


class NotDoing(Entity, table=True):
    """Something that the business has decided not to do, so that the rest gets done."""

    __tablename__ = "not_doing"
    nouns = Nouns("not-doing item", "not-doing items")

    name: str = text("We will not", "What you will not do, in a few words.", required=True)
    reason: str = long_text("Because", "What it would cost, or keep you from.")
    reopen_when: str = text("Look at it again when", "What would have to change.")
    watch_for: str = text(
        "Words to watch for", "Words that give such work away, with commas: app, online shop."
    )


class Decision(Entity, table=True):
    """A choice that was made or has to be made, with its reason.

    Once it is decided it stands as it is: a change is a new decision, which replaces it. Who sees
    to it, and when it is reviewed, can still change.
    """

    nouns = Nouns("decision", "decisions")
    line = ("title", "kind", "initiative_id", "owner_id", "decided_on")
    seal = Seal("decided_on", free=("owner_id", "review_on", "position"))

    title: str = text("Decision", "What is decided, as a sentence.", required=True)
    kind: Literal["start", "pause", "stop", "continue", "other"] = choice(
        "Kind", "What it does to the work.", default="other"
    )
    initiative_id: str | None = one("initiative", "Initiative", "The work it is about, if any.")
    reason: str = long_text("Reason", "Why this, and not something else.")
    owner_id: str | None = one("person", "Owner", "Who sees that it happens.")
    due: date | None = day("Needed by", "When it must be decided, while it is open.")
    decided_on: date | None = day("Decided on", "Empty while it is still to be decided.")
    reopen_when: str = text("Reopen when", "What would make you look at it again.")

    question: str = text("Question", "What it answers, where there is more than one answer.")
    recommendation: str = long_text(
        "Recommendation", "What you propose, and why, while it is open."
    )
    decided_by: list[str] = many("person", "Who decided", "Those who had the say.")
    recorded_by_id: str | None = one("person", "Who recorded it", "Who wrote it down.")
    dissent: str = long_text("Dissent", "What spoke against it to the end. Without names.")
    effect_kpi_id: str | None = one("kpi", "Expected to move", "The KPI in which it will be seen.")
    effect_size: float | None = number(
        "By how much", "In the unit of the KPI; with a minus where it goes down."
    )
    effect_by: date | None = day("Seen by", "The date by which it has moved so far.")
    effect_odds: int | None = number(
        "Odds", "How likely you think that is, in steps of 5.",
        ge=0, le=100, multiple_of=5, extra={"unit": "%"},
    )  # fmt: skip
    review_on: date | None = day("Review on", "The day on which you look at what came of it.")
    replaces_id: str | None = one("decision", "Replaces", "The earlier decision that it changes.")

    def over(self, on: date) -> str:
        """Say that it is taken, once it is: nothing more is asked of it."""
        return "decided" if self.decided_on and self.decided_on <= on else ""

    @property
    def sealed(self) -> str:
        """That it stands, and how to change it all the same."""
        return (
            f"“{self.title}” was decided on {say_date(self.decided_on)} and stands to the letter. "
            "To change it, decide anew: “Replace this decision”, in the step Map the route under "
            "“Decisions”, begins the new one, and both are kept."
        )

    @property
    def expects(self) -> bool:
        """Whether it says in full what it is expected to do to a KPI."""
        parts = (self.effect_kpi_id, self.effect_size, self.effect_by, self.effect_odds)
        return None not in parts

    def rule(self, field: str, others: Records) -> str:
        """Refuse an effect before its cause, and a decision in the place of one that cannot be."""
        if field in ("effect_by", "decided_on") and self.effect_by and self.decided_on:
            late = self.decided_on < self.effect_by
            return "" if late else "Its effect is seen after the day on which it is decided."
        if field != "replaces_id" or not self.replaces_id:
            return ""
        every = {each.id: each for each in others.all(Decision)}
        return self._in_the_way(every)

    def _in_the_way(self, every: dict[str, "Decision"]) -> str:
        older = every.get(self.replaces_id or "")
        if older is None:
            return ""
        if self.id in _line_of(older, every):
            return "A decision cannot come in the place of itself."
        if older.decided_on is None:
            return f"“{older.title}” is not decided yet. Change that one itself."
        others = (each for each in every.values() if each.id != self.id)
        if any(each.replaces_id == older.id for each in others):
            return f"“{older.title}” is replaced by another decision already. Replace that one."
        return ""

    def status(self, plan: Plan) -> Status:
        """Return where it stands: proposed, decided, or superseded by another one."""
        if self.decided_on is None:
            return "proposed"
        return "superseded" if successor(plan, self) else "decided"


class Option(Entity, table=True):
    """One of the ways in which a decision can go, weighed. It is sealed with its decision."""

    nouns = Nouns("option", "options")
    line = ("name", "decision_id", "cost", "door")
    seal = Seal(whole="decision_id", free=("position",))

    decision_id: str = one("decision", "Decision", "What is to be decided.", required=True)
    name: str = text("Option", "One way to go; “change nothing” is one, too.", required=True)
    gains: str = long_text("For", "What speaks for it.")
    losses: str = long_text("Against", "What speaks against it.")
    cost: float | None = money("Cost", "What it costs in all.")
    risk: str = text("Risk", "What could go wrong, and how likely that is.")
    door: Literal["not said", "two-way door", "one-way door"] = choice(
        "Way back", "Whether you can go back on it without great loss.",
        default="not said",
        labels={
            "not said": "not said",
            "two-way door": "two-way door: you can go back",
            "one-way door": "one-way door: there is no way back, or a dear one",
        },
    )  # fmt: skip
    door_why: str = text("Way back, in a line", "What it would take to go back.")
    recommended: bool = tick("Recommended", "The one that is proposed.")
    chosen: bool = tick("Chosen", "The one that was decided on.")

    @property
    def sealed(self) -> str:
        """That its decision stands, and how to change that."""
        return (
            f"The decision on “{self.name}” is taken, and its options stay as they were weighed. "
            "To change it, decide anew: “Replace this decision” begins the new one."
        )

    def rule(self, field: str, others: Records) -> str:
        """Refuse a second option that is recommended or chosen."""
        if field not in ("recommended", "chosen") or not getattr(self, field):
            return ""
        ours = (each for each in others.all(Option) if each.decision_id == self.decision_id)
        rival = next((o for o in ours if o.id != self.id and getattr(o, field)), None)
        return f"“{rival.name}” is {field} already. Take that tick away first." if rival else ""


class Outcome(Entity, table=True):
    """What came of a decision, said in the review of a quarter: of the decision, never of people.

    It is kept apart from the decision, which stands as it is.
    """

    nouns = Nouns("outcome", "outcomes")
    once = Once(
        "one_outcome_a_quarter",
        ("quarter", "decision_id"),
        "decision_id",
        "What came of that decision is said in that quarter already. Change that.",
    )

    quarter: QuarterText = text("Quarter", required=True, limit=7)
    decision_id: str = one("decision", "Decision", required=True)
    on: date = day("Said on", "The day on which you looked.", required=True)
    came: Literal["came true", "partly", "did not", "cannot be told"] | None = choice(
        "What happened?", "Against what was expected.", default=None,
        labels={
            "came true": "it came true",
            "partly": "partly",
            "did not": "it did not",
            "cannot be told": "it cannot be told",
        },
    )  # fmt: skip
    words: str = long_text("In your words", "What happened, and what you take from it.")

    @property
    def called(self) -> str:
        """It is known by what happened."""
        return self.came or self.words


def _line_of(decision: Decision, every: dict[str, Decision]) -> list[str]:
    """Return the ids of a decision and of those in whose place it came, one after the other."""
    ids: list[str] = []
    each: Decision | None = decision
    while each and each.id not in ids:
        ids.append(each.id)
        each = every.get(each.replaces_id or "")
    return ids


def successor(plan: Plan, decision: Decision) -> Decision | None:
    """Return the decision that was taken in the place of this one, if any was."""
    later = plan.of(Decision, "replaces_id", decision.id)
    return next((each for each in later if each.decided_on), None)


def open_decisions(plan: Plan) -> tuple[Decision, ...]:
    """Return the decisions that are still to be taken, the most urgent first."""
    proposed = (each for each in plan.all(Decision) if each.decided_on is None)
    return tuple(sorted(proposed, key=lambda each: each.due or date.max))


def due_for_review(plan: Plan, quarter: Quarter, on: date) -> tuple[Decision, ...]:
    """Return the decisions whose review date has come by a day, the longest due first.

    What this review has said of one stays beside it; what an earlier review answered is gone.
    """
    due = (each for each in plan.all(Decision) if each.review_on and _is_due(plan, each, on))
    mine = (each for each in due if not _seen_before(plan, each, quarter))
    said = {each.decision_id for each in plan.in_quarter(Outcome, quarter)}
    early = (each for each in plan.all(Decision) if each.id in said)
    return tuple(sorted({d.id: d for d in (*mine, *early)}.values(), key=_review_date))


def _review_date(decision: Decision) -> date:
    return decision.review_on or date.max


def _is_due(plan: Plan, decision: Decision, on: date) -> bool:
    return _review_date(decision) <= on and decision.status(plan) == "decided"


def _seen_before(plan: Plan, decision: Decision, quarter: Quarter) -> bool:
    said = (each for each in plan.of(Outcome, "decision_id", decision.id) if each.came)
    others = (each for each in said if each.quarter != str(quarter))
    return any(each.on >= _review_date(decision) for each in others)


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    first = "Write down a first decision: what starts, pauses or stops."
    yield Ask(bool(plan.all(Decision)), first, essential=False)
    if quarter is not None and (due := due_for_review(plan, quarter, plan.today)):
        said = {each.decision_id for each in plan.in_quarter(Outcome, quarter) if each.came}
        bare = [each for each in due if each.id not in said]
        sentence = f"Its review date has come: say what happened with {_named(bare)}."
        yield Ask(not bare, sentence, essential=False, record=bare[0].id if bare else "")
    begun = [each for each in open_decisions(plan) if each.effect_kpi_id]
    if begun:
        half = [each for each in begun if not each.expects]
        sentence = f"Say by how much, by when and at what odds you expect it of {_named(half)}."
        yield Ask(not half, sentence, essential=False, record=half[0].id if half else "")


def _named(decisions: list[Decision]) -> str:
    return named([each.title for each in decisions])
