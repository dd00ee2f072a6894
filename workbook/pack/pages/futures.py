"""What survives in the worlds that may come, and what each of them does to cash."""

from collections.abc import Iterator

from workbook.insight.route.exploration import Exploration, exploration
from workbook.insight.route.futures import Futures, futures
from workbook.insight.route.futures_parts import KINDS, Ahead, Fate, Future, Kind
from workbook.insight.route.war_game import Card, WarGame, war_game
from workbook.pack.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Prose,
    Section,
    Status,
    Table,
)
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route import Bet
from workbook.wording import capital, say_count, say_list, short_date

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of futures; no block where nobody thought of one."""
    found, game = futures(plan, quarter), war_game(plan, quarter)
    bets = exploration(plan, quarter)
    return Section(
        name="futures",
        title="Futures",
        lead=_lead(found),
        blocks=[*(_blocks(found) if found.begun else ()), *_moves(game), *_bets(plan, bets)],
        optional=True,
    )


def _lead(found: Futures) -> str:
    if not found.works:
        return ""
    there = [(kind, len(some)) for kind in Kind if (some := found.of(kind))]
    (kind, count), *rest = there
    said = [f"{say_count(count, 'initiative')} {_SAID[kind]}"]
    said += [f"{say_count(count)} {_SAID[kind]}" for kind, count in rest]
    return capital(f"{say_list(said)}, in {say_count(len(found.worlds), 'world')}.")


_SAID = {
    Kind.ROBUST: "robust",
    Kind.HEDGE: "a hedge",
    Kind.OPTION: "an option",
    Kind.NONE: "out everywhere",
}


def _blocks(found: Futures) -> Iterator[Block]:
    if found.trouble:
        yield missing("futures", "What survives cannot be told yet.", found.trouble)
        return
    yield _fates(found)
    if (more := len(found.works) - _SHOWN) > 0:
        yield Bullets([f"{more} more, further down; the page “Futures” of the workbook has all."])
    yield _worlds(found)
    yield Bullets(found.hinges)
    yield Prose(f"{'; '.join(f'{capital(kind)}: {said}' for kind, said in KINDS.items())}.")


_SHOWN = 20
"""So many initiatives are printed, those first that survive most; the rest is counted."""

_MARKS: dict[Fate, Status] = {Fate.IN: "good", Fate.LUCKY: "watch", Fate.OUT: "none"}


def _fates(found: Futures) -> Table:
    each = 0.5 / len(found.worlds)
    return Table(
        caption="What fits in each world",
        columns=[
            Column("Initiative", width=0.34),
            *(Column(world.world.name, width=each) for world in found.worlds),
            Column("So it is", width=0.16),
        ],
        rows=[_row(each) for each in found.works[:_SHOWN]],
    )


def _row(each: Future) -> list[str | Cell]:
    fits = "" if each.today else "does not fit today"
    marks = [Cell(capital(fate), status=_MARKS[fate]) for fate in each.fates]
    return [Cell(each.work.name, note=fits), *marks, capital(each.kind)]


def _worlds(found: Futures) -> Table:
    cash = any(each.printed("cash-low") for each in found.worlds)
    last = [Column("Cash left, at worst to best", "right", width=0.28)] if cash else []
    return Table(
        caption="What it means to go on as chosen today",
        columns=[
            Column("World", width=0.4 if cash else 0.68),
            Column("Points that fit", "right", width=0.16),
            Column("Regret", "right", width=0.16),
            *last,
        ],
        rows=[_world(each, cash) for each in found.worlds],
    )


def _world(each: Ahead, cash: bool) -> list[str | Cell]:
    name = Cell(each.world.name, note="; ".join(each.ends))
    points = each.printed("points") or Cell("Not even what must be done", status="bad")
    left = f"{each.printed('cash-low')} to {each.printed('cash-high')}"
    return [name, points, each.printed("regret") or "–", *([left] if cash else [])]


def _moves(found: WarGame) -> Iterator[Block]:
    if not found.cards:
        return
    yield Heading("What rivals may do")
    yield Table(
        caption="Moves, those without an answer first",
        columns=[
            Column("Their move", width=0.32),
            Column("Our best answer", width=0.34),
            Column("First step, once we see it", width=0.34),
        ],
        rows=[_card(each) for each in found.cards],
    )


_HOLDS = {
    "yes": "",
    "half": "Half of it would hold",
    "not said": "Nobody has said whether it holds",
    "no": "It would not hold",
}


def _card(each: Card) -> list[str | Cell]:
    move = each.move
    sign = f"You see it coming by: {move.sign}" if move.sign else ""
    best = each.responses[0].name if each.responses else "None yet"
    held = _HOLDS[each.responses[0].holds] if each.responses else ""
    mark: Status = "good" if each.covered else "bad"
    word = "Answered" if each.covered else "No answer"
    owner = each.owner or "Nobody yet"
    step = Cell(move.first_step or "Not said yet", note="\n".join(filter(None, [owner, sign])))
    return [Cell(move.name, note=move.rival), Cell(best, mark, held, word), step]


def _bets(plan: Plan, found: Exploration) -> Iterator[Block]:
    if not found.bets:
        return
    yield Heading("Small bets")
    if used := found.printed("used"):
        room = found.printed("allowance")
        share = found.printed("share")
        of = f" of {room} that they may take ({share})" if share else ""
        yield Prose(f"Bets that run take {used}{of} in a quarter.")
    yield Table(
        caption="Bets outside the plan",
        columns=[
            Column("Bet", width=0.42),
            Column("Scale it if", width=0.32),
            Column("Scale or stop", width=0.26),
        ],
        rows=[_bet(plan, each, each in found.due) for each in found.bets],
    )


def _bet(plan: Plan, each: Bet, due: bool) -> list[str | Cell]:
    by = f"by {short_date(each.decide_on)}" if each.decide_on else "No day yet"
    owner = plan.name_of(each.owner_id) or "Nobody yet"
    state = {
        "running": Cell(by, "bad" if due else "none", owner, "Due" if due else "Running"),
        "scaled": Cell("Scaled", "good", owner),
        "stopped": Cell("Stopped", "none", owner),
    }[each.state]
    return [Cell(each.name, note=each.learn), each.scale_if or "Not said yet", state]
