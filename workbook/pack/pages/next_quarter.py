"""What the next quarter is about."""

from collections.abc import Iterator, Sequence

from workbook.insight.codes import codes
from workbook.insight.period import say_quarter
from workbook.insight.review.next_quarter import LIMIT, NextQuarter, next_quarter
from workbook.insight.review.wins import wins
from workbook.pack.blocks import Block, Callout, Cell, Column, Grid, Panel, Prose, Section, Table
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.review import Action, Message, Priority
from workbook.wording import capital, say_count, say_date

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of priorities, actions, the closing win and the message to everyone."""
    found = next_quarter(plan, quarter)
    return Section(
        name="next_quarter",
        title="Next quarter",
        lead=_lead(found),
        blocks=[
            *_blocks(plan, found),
            *_messages(plan, found.messages),
            Grid(2, [_win(plan, quarter, found), _message(found)]),
        ],
    )


def _lead(found: NextQuarter) -> str:
    period = say_quarter(found.quarter)
    if not found.priorities:
        return f"{period}: no priority is chosen yet."
    actions = say_count(len(found.actions), "action")
    return f"{period}: {say_count(len(found.priorities), 'priority')}, {actions}."


def _blocks(plan: Plan, found: NextQuarter) -> Iterator[Block]:
    if not found.priorities:
        most = f"Choose at most {say_count(LIMIT)}."
        yield missing("next", "No priority is chosen for the next quarter.", most)
    if found.shown:
        yield Grid(LIMIT, [_panel(plan, found, *each) for each in enumerate(found.shown, 1)])
    if (written := len(found.priorities)) > LIMIT:
        wish = "More than three of anything is a wish list: choose in the step Review."
        yield Callout("watch", _cut(written, "priority"), wish)
    if loose := found.actions_for(None):
        yield _table(plan, "Actions without a priority", loose)


def _panel(plan: Plan, found: NextQuarter, place: int, priority: Priority) -> Panel:
    actions = found.actions_for(priority)
    return Panel(f"{place}. {priority.name}", list(_priority(plan, priority, actions)))


def _priority(plan: Plan, priority: Priority, actions: Sequence[Action]) -> Iterator[Block]:
    if serves := plan.name_of(priority.objective_id):
        yield Prose(f"Serves the objective “{serves}”.")
    if actions:
        agreed = [
            Cell(action.name, note=", ".join(_who_and_when(plan, action)))
            for action in actions[:LIMIT]
        ]
        yield Table("", [Column("")], [[cell] for cell in agreed])
    else:
        yield Prose("No action yet. Agree on one in the step Review, with an owner and a date.")
    if len(actions) > LIMIT:
        yield Prose(_cut(len(actions), "action"))


def _cut(written: int, noun: str) -> str:
    many = capital(say_count(written, noun))
    return f"{many} are written down; the first {say_count(LIMIT)} are shown."


def _table(plan: Plan, caption: str, actions: Sequence[Action]) -> Table:
    return Table(
        caption=caption,
        columns=[
            Column("Action", width=0.6),
            Column("Owner", width=0.18),
            Column("Due", width=0.22),
        ],
        rows=[[action.name, *_who_and_when(plan, action)] for action in actions],
    )


def _who_and_when(plan: Plan, action: Action) -> tuple[str, str]:
    who = plan.name_of(action.owner_id) or "Nobody yet"
    return who, say_date(action.due) if action.due else "No date"


def _messages(plan: Plan, messages: Sequence[Message]) -> Iterator[Block]:
    if messages:
        yield Table(
            caption="Who has to hear what",
            columns=[
                Column("For", width=0.22),
                Column("What it means for them", width=0.42),
                Column("Told by", width=0.17),
                Column("By", width=0.19),
            ],
            rows=[_message_row(plan, each) for each in messages],
        )


def _message_row(plan: Plan, message: Message) -> list[str | Cell]:
    by = say_date(message.due) if message.due else "No date"
    return [
        message.name,
        message.means or "Not said yet",
        plan.name_of(message.teller_id) or "Nobody yet",
        Cell("Told", status="good") if message.done else by,
    ]


def _win(plan: Plan, quarter: Quarter, found: NextQuarter) -> Block:
    win = found.closing_win
    if win is None:
        return missing("agreed", "No win is named.", "Name one, big or small.")
    who = plan.name_of(win.person_id)
    thanks = f" Thank you, {who}." if who else ""
    told = wins(plan, quarter).told(win, codes(plan, quarter))
    return Panel("To close with", [Prose(told + thanks)], tone="good")


def _message(found: NextQuarter) -> Block:
    if found.message:
        return Panel("To everyone", [Prose(found.message)], tone="info")
    what = "Write what each person should take away."
    return missing("lessons", "No message to everyone yet.", what)
