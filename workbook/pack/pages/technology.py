"""What technology can do against what is needed, and what is paid for it against what it brings."""

from collections.abc import Iterator, Sequence

from workbook.charts.heat_map import heat_map
from workbook.insight.position.benefits import Benefits, Outcome, Purchase, total
from workbook.insight.position.capabilities import Capabilities, Standing
from workbook.insight.position.technology import Technology, technology
from workbook.insight.route.automation import Automated, AutomationRegister, automation
from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
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
from workbook.strategy.position import PROOF
from workbook.strategy.route.initiatives_automation import QUESTIONS, Checked
from workbook.wording import capital, say_count, say_date, say_list, say_number

__all__ = ["page"]

_SHOWN = 8  # gaps in the table; the map has them all
_WEIGHTED = (
    "Weighted: the gap in levels × the objective’s weight, where an objective of average weight "
    "counts 1."
)


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of technology: capabilities against needs, benefits against promises."""
    found, register = technology(plan, quarter), automation(plan, quarter)
    asked = found.begun or not register.automated  # or else it is about what automates only
    return Section(
        name="technology",
        optional=True,
        title="Technology",
        lead=_lead(found) if asked else _checked(register),
        blocks=[
            *([*_capabilities(plan, found.can), *_spend(found.spend)] if asked else []),
            *_automations(plan, register),
        ],
    )


def _lead(found: Technology) -> str:
    if not found.begun:
        return "Nothing is written down about technology yet."
    short = found.can.short
    judged = found.can.judged
    said = f"{say_count(len(short))} of {say_count(len(judged), 'capability')} below what is needed"
    cost = total(found.spend.purchases)
    paid = f"; technology costs {say_number(cost, found.spend.currency)} a quarter" if cost else ""
    return f"{capital(said)}{paid}." if judged else f"No capability is judged yet{paid}."


def _capabilities(plan: Plan, found: Capabilities) -> Iterator[Block]:
    if not found.standings:
        yield missing(
            "technology",
            "No technology capability is written down yet.",
            "Say what the business must be able to do, how well it can, and how well it has to.",
        )
        return
    drawn = heat_map(found.standings)
    yield Chart(drawn.svg, drawn.alt)
    if found.short:
        yield _gaps(plan, found.short)
        yield Prose(_WEIGHTED)
    if found.cautions:
        yield Callout("watch", "Before you rely on it", "\n".join(found.cautions))


def _gaps(plan: Plan, short: Sequence[Standing]) -> Table:
    more = len(short) - _SHOWN
    kept = f", the {say_count(_SHOWN)} widest of {len(short)}" if more > 0 else ""
    return Table(
        caption=f"What to close first{kept}",
        columns=[
            Column("Capability", width=0.31),
            Column("For the objective", width=0.31),
            Column("Level", width=0.08),
            Column("There once you can show", width=0.2),
            Column("Weighted", "right", width=0.1),
        ],
        rows=[_gap(plan, each) for each in short[:_SHOWN]],
    )


def _gap(plan: Plan, each: Standing) -> list[str | Cell]:
    capability = each.capability
    shown = capability.evidence or "Nobody has said how they know."
    owner = plan.name_of(capability.owner_id) or "Nobody yet"
    systems = f"Done with: {capability.systems}" if capability.systems else ""
    serves = each.objective.name if each.objective else ""
    return [
        Cell(capability.name, note=shown),
        Cell(serves, note=". ".join(filter(None, [owner, systems]))),
        f"{capability.level} → {capability.needed}",
        PROOF.get(capability.needed or "", ""),
        say_number(round(each.weighted or 0, 1)),
    ]


def _spend(found: Benefits) -> Iterator[Block]:
    yield Heading("What technology costs, and what it brings")
    if not found.purchases:
        yield missing(
            "technology",
            "No technology spend is written down yet.",
            "Say what you pay for, what it was to bring, and what it brings.",
        )
        return
    if found.drift:
        yield Callout(
            "watch",
            found.drift_said,
            "Say which objective it serves, or stop paying for it.",
        )
    yield _purchases(found)
    if found.told:
        yield Bullets(found.told)


def _purchases(found: Benefits) -> Table:
    return Table(
        caption="",
        columns=[
            Column("Paid for", width=0.26),
            Column(f"A quarter ({found.currency})" if found.currency else "A quarter", "right",
                   width=0.13),
            Column("Promised", width=0.21),
            Column("Realised", width=0.27),
            Column("In use", "right", width=0.13),
        ],
        rows=[_purchase(each) for each in found.purchases],
    )  # fmt: skip


_MARKS: dict[Outcome, Status] = {
    Outcome.SHORT: "bad",
    Outcome.UNCOUNTED: "none",
    Outcome.WAITING: "info",
    Outcome.KEPT: "good",
    Outcome.UNSAID: "none",
}


def _purchase(each: Purchase) -> list[str | Cell]:
    benefit = each.benefit
    serves = each.objective.name if each.objective else "Serves no objective: drift"
    return [
        Cell(benefit.name, note=serves),
        say_number(each.cost),
        _promise(each),
        _result(each),
        "–" if each.in_use is None else say_number(round(100 * each.in_use), "%"),
    ]


def _promise(each: Purchase) -> str | Cell:
    benefit = each.benefit
    if benefit.promised is None:
        return Cell("Nothing", note=benefit.gain)
    by = f"by {say_date(benefit.promised_by)}" if benefit.promised_by else ""
    said = say_number(benefit.promised, benefit.unit)
    return Cell(said, note="\n".join(filter(None, [benefit.gain, by])))


def _result(each: Purchase) -> Cell:
    benefit, mark = each.benefit, _MARKS[each.outcome]
    if benefit.realised is None:
        return Cell(capital(each.outcome), status=mark)
    short = f"{say_number(each.shortfall, benefit.unit)} short" if each.shortfall else ""
    on = f"counted on {say_date(benefit.realised_on)}" if benefit.realised_on else ""
    return Cell(
        say_number(benefit.realised, benefit.unit),
        status=mark,
        word=each.outcome,
        note="\n".join(filter(None, [short, on])),
    )


def _checked(found: AutomationRegister) -> str:
    met, every = found.figure("automation.met"), found.figure("automation.checks")
    said = f"{met.printed} of {every.printed} checks of what automates are met"
    gone = found.figure("automation.overridden")
    return f"{said}, {gone.printed} gone ahead without." if gone.value else f"{said}."


def _automations(plan: Plan, found: AutomationRegister) -> Iterator[Block]:
    """Yield what automates with its four checks; nothing where nobody has written any down."""
    if not found.automated:
        return
    yield Table(
        caption=_checked(found),
        columns=[
            Column("What automates", width=0.28),
            *(Column(capital(about), width=0.18) for about in QUESTIONS),
        ],
        rows=[_automated(plan, each) for each in found.automated],
    )


def _automated(plan: Plan, each: Automated) -> list[str | Cell]:
    serves = f"Serves: {say_list(each.serves)}" if each.serves else "Serves no objective: drift"
    data = f"Data: {each.automation.data}" if each.automation.data else ""
    return [
        Cell(each.automation.name, note="\n".join(filter(None, [serves, data, each.sentence]))),
        *(_check(plan, check) for check in each.checks),
    ]


def _check(plan: Plan, each: Checked) -> Cell:
    record = each.record
    if each.met and record:
        done = "Not needed" if record.answer == "not needed" else "Met"
        who = plan.name_of(record.checked_by_id)
        on = f"{who}, {say_date(record.checked_on)}" if record.checked_on else who
        return Cell(done, status="good", note=f"{record.evidence}\n{on}")
    if record is None:
        return Cell("Not met", status="bad", note=capital(each.lacks))
    said = [capital(each.lacks), record.evidence]
    if not each.holds:
        said.append(f"Goes ahead: {record.despite} ({plan.name_of(record.despite_by_id)})")
    mark: Status = "bad" if each.holds else "watch"
    return Cell("Not met", status=mark, note="\n".join(filter(None, said)))
