"""The strategy map: boxes, arrows with what is known of each, and what is missing between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook.insight.destination.cascade import Lack, cascade
from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import count
from workbook.insight.review.lessons import lessons
from workbook.insight.review.scorecard import Row, scorecard
from workbook.insight.route.map_arrows import STATES, Arrow, ArrowState, arrows
from workbook.insight.route.map_places import MOST_BOXES, Placed, placed
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI, Destination
from workbook.strategy.destination.perspectives import PERSPECTIVES, Perspective
from workbook.strategy.plan import Plan
from workbook.strategy.start import Business
from workbook.wording import capital, say_count, say_list, slug

__all__ = ["StrategyMap", "strategy_map"]


@dataclass(frozen=True)
class StrategyMap(Finding):
    """The map of a quarter; empty while nobody has drawn an arrow.

    `mission` is what stands above everything else, with a non-profit. `rows` are those of the
    scorecard, by KPI. `missing` says in sentences what is missing, with what to do.
    """

    placed: Placed
    arrows: tuple[Arrow, ...]
    rows: Mapping[str, Row]
    mission: str
    missing: tuple[str, ...]
    balance: str
    figures: tuple[Figure, ...]

    @property
    def used(self) -> bool:
        """Whether somebody has drawn a map."""
        return bool(self.placed.boxes or self.placed.hidden)

    def in_state(self, state: ArrowState) -> tuple[Arrow, ...]:
        """Return the arrows of which this is known."""
        return tuple(arrow for arrow in self.arrows if arrow.state == state)

    @property
    def lead(self) -> str:
        """The map in a sentence: how much of it has been looked at, and what that told."""
        if not self.placed.boxes:
            return "No objective has a perspective yet, and so none stands on the map."
        boxes = capital(say_count(len(self.placed.boxes), "objective"))
        said = [
            f"{say_count(len(found))} {_SAID[state][len(found) > 1]}"
            for state in STATES
            if (found := self.in_state(state))
        ]
        joined = f" and {say_count(len(self.arrows), 'arrow')}" if said else ""
        return f"{boxes}{joined}{': ' if said else ''}{say_list(said)}."

    @property
    def beyond(self) -> str:
        """What is not drawn, and why, in a sentence or two; or nothing."""
        return " ".join(self._not_drawn())

    def _not_drawn(self) -> Iterator[str]:
        if more := self.placed.beyond:
            yield (
                f"Not drawn: {quoted([each.name for each in more])}. More than {MOST_BOXES} boxes "
                "cannot be read, and these weigh least."
            )
        if hidden := len(self.placed.hidden):
            are, each = ("is", "it") if hidden == 1 else ("are", "each")
            left_out = f"{capital(say_count(hidden, 'arrow'))} {are} left out"
            yield f"{left_out}: one end of {each} is not on the map."

    @property
    def concerns(self) -> tuple[str, ...]:
        """Where the two ends of an arrow moved apart."""
        return tuple(
            f"On the strategy map “{arrow.start.name}” is to help “{arrow.end.name}”, and their "
            "KPIs moved apart so far."
            for arrow in self.in_state("moves apart")
        )


# One and several, as they follow a number.
_SAID: Mapping[ArrowState, tuple[str, str]] = {
    "moves together": ("moves together", "move together"),
    "moves apart": ("moves apart", "move apart"),
    "no clear association": ("shows no clear association", "show no clear association"),
    "too few points": ("has too few points", "have too few points"),
    "untested": ("is untested", "are untested"),
}
_ASKED: Mapping[Perspective, str] = {
    "financial": "What has it all to earn or to save?",
    "customer": "What have customers to notice?",
    "internal process": "What has your work to do especially well?",
    "learning and growth": "What have people to learn, so that the rest can work?",
}


@finding
def strategy_map(plan: Plan, quarter: Quarter) -> StrategyMap:
    """Return the strategy map at the end of a quarter."""
    found = placed(plan, quarter)
    if not (found.boxes or found.hidden):
        return StrategyMap(found, (), {}, "", (), "", ())
    drawn = tuple(arrows(plan, quarter))
    business, words = plan.only(Business), plan.only(Destination)
    for_a_mission = business is not None and business.kind == "non-profit"
    kpis = [kpi for box in found.boxes for kpi in plan.of(KPI, "objective_id", box.objective.id)]
    return StrategyMap(
        placed=found,
        arrows=drawn,
        rows={row.kpi.id: row for row in scorecard(plan, quarter).rows},
        mission=(words.mission if words else "") if for_a_mission else "",
        missing=tuple(_missing(plan, quarter, found, for_a_mission)),
        balance=" ".join(_balance(kpis)),
        figures=tuple(_figures(plan, quarter, found, drawn, kpis)),
    )


def _missing(plan: Plan, quarter: Quarter, found: Placed, for_a_mission: bool) -> Iterator[str]:
    if for_a_mission and not any(each.mission for each in plan.all(Destination)):
        yield "Nobody has written the mission, and it stands on top: say what you do, and for whom."
    for perspective in PERSPECTIVES:
        if not found.under(perspective):
            yield f"No objective under {perspective}. {_ASKED[perspective]}"
    if found.bare:
        names = quoted([each.name for each in found.bare])
        yield f"Without a perspective, and so not on the map: {names}. Say where each stands."
    led_to = {end.objective.id for _, _, end in found.links}
    leading = {start.objective.id for _, start, _ in found.links}
    if bare := _bare(found, led_to, PERSPECTIVES[:-1]):
        yield f"Nothing leads to {bare}. Draw what helps to reach it, or plan work that does."
    # What customers get out of it is what a non-profit is for.
    if bare := _bare(found, leading, PERSPECTIVES[2 if for_a_mission else 1 :]):
        yield f"Nothing follows from {bare}. Say what it helps to reach, or ask why it is there."
    lacks = {node.objective.id: node.lacks for node in cascade(plan, quarter).objectives}
    for lack, sentence in _LACKING.items():
        lacking = [b.name for b in found.boxes if lack in lacks.get(b.objective.id, ())]
        if lacking:
            yield sentence.format(quoted(lacking))


_LACKING = {
    Lack.NO_KPI: "Without a KPI: {}. Add one number, or no arrow there can be tested.",
    Lack.NO_WORK: "No live initiative moves {}. Start one, or say openly that it has to wait.",
}


def _bare(found: Placed, joined: set[str], under: Sequence[Perspective]) -> str:
    boxes = (box for perspective in under for box in found.under(perspective))
    return quoted([box.name for box in boxes if box.objective.id not in joined])


def _balance(kpis: Sequence[KPI]) -> Iterator[str]:
    if not kpis:
        return
    leading, lagging, unsaid = (_kind(kpis, kind) for kind in ("leading", "lagging", "not said"))
    behind = f"Behind the boxes: {say_count(len(kpis), 'KPI')}"
    if len(unsaid) == len(kpis):
        yield f"{behind}. Say of each: does it move early (leading), or show a result (lagging)?"
        return
    counted = {"leading": leading, "lagging": lagging, "of which nobody has said": unsaid}
    said = say_list([f"{say_count(len(some))} {kind}" for kind, some in counted.items() if some])
    yield f"{behind}, {said}."
    if not leading:
        yield "None moves early: trouble shows when it has happened. Find one that tells before."
    elif not lagging:
        yield "None shows a result: they tell that you are busy, not whether it paid."


def _kind(kpis: Sequence[KPI], kind: str) -> list[KPI]:
    return [kpi for kpi in kpis if kpi.kind == kind]


def _figures(
    plan: Plan, quarter: Quarter, found: Placed, drawn: Sequence[Arrow], kpis: Sequence[KPI]
) -> Iterator[Figure]:
    boxes = [box.objective for box in found.boxes]
    links = [arrow.link for arrow in drawn]
    yield count(plan, "map.objectives", "Objectives on the strategy map", boxes)
    yield count(plan, "map.arrows", "Arrows of the strategy map", links)
    for state in STATES:
        mine = [arrow.link for arrow in drawn if arrow.state == state]
        yield count(plan, f"map.arrows.{slug(state)}", f"Arrows: {state}", mine, _JUDGED)
    for kind in ("leading", "lagging", "not said"):
        said = _kind(kpis, kind)
        yield count(plan, f"map.kpis.{slug(kind)}", f"KPIs behind the map: {kind}", said)
    told = {figure.id for figure in lessons(plan, quarter).figures}
    once = {figure.id: figure for a in drawn if a.pair for figure in a.pair.figures}
    yield from (figure for id, figure in once.items() if id not in told)


_JUDGED = "Count, by the rank correlation of the KPIs at both ends, judged with all other pairs."
