"""What was proposed, approved and refused: a part of the page of decisions."""

from collections.abc import Iterator, Mapping

from workbook.insight.naming import quoted
from workbook.insight.route.approvals import LONG, Approvals, Proposal, approvals
from workbook.insight.route.automation import automation
from workbook.pack.blocks import Block, Callout, Cell, Column, Prose, Status, Table
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route import AutomationCheck
from workbook.wording import capital, say_count, say_list, sentence

__all__ = ["proposals"]

_SHOWN = 8  # rows: of more, the rest is counted


def proposals(plan: Plan, quarter: Quarter, known: Mapping[str, str]) -> Iterator[Block]:
    """Yield how far work is on its way to approval; nothing where nobody uses it."""
    found = approvals(plan, quarter)
    if not found.used:
        return
    rows = [each for each in found.proposals if each.standing != "idea"]
    without = {
        each.work.id: each.overridden
        for each in automation(plan, quarter).automated
        if each.work and each.overridden
    }
    if rows:
        yield Table(
            caption=_caption(found),
            columns=[
                Column("Work", width=0.36),
                Column("Verdict", width=0.24),
                Column("Why", width=0.4),
            ],
            rows=[_row(plan, each, without, known) for each in rows[:_SHOWN]],
        )
    if told := " ".join(_beside(found, len(rows[_SHOWN:]))):
        yield Prose(told)
    if found.grown:
        dearer = (f"{g.sentence} · {known[g.then.id]} {known[g.now.id]}" for g in found.grown)
        yield Callout("watch", "Dearer than was approved", "\n".join(dearer))
    if found.unasked:
        yield Callout("watch", "Work goes on without approval", _unasked(found))


def _caption(found: Approvals) -> str:
    counted = [f"{len(found.at(each))} {each}" for each in ("proposed", "approved", "refused")]
    return f"Proposals: {say_list(counted)}"


_MARKS: dict[str, Status] = {"proposed": "watch", "approved": "good", "refused": "none"}


def _row(
    plan: Plan,
    each: Proposal,
    without: Mapping[str, tuple[AutomationCheck, ...]],
    known: Mapping[str, str],
) -> list[str | Cell]:
    work, newest = each.work, each.newest
    serves = say_list([plan.name_of(id) for id in work.objective_ids])
    by = say_list([plan.name_of(id) for id in newest.decided_by]) if newest else ""
    asked = plan.name_of(newest.asked_by_id) if newest else ""
    told = [each.told, f"by {by}" if by and each.standing != "proposed" else ""]
    said = [sentence(newest.reason)] if newest and newest.reason else []
    said += [each.hindered] if each.hindered else []
    ahead = [_ahead(plan, check) for check in without.get(work.id, ())]
    fresh = each.standing == "proposed" and each.days <= LONG
    return [
        Cell(work.name, note=f"Serves: {serves}" if serves else "Serves no objective"),
        Cell(
            capital(each.standing),
            status="info" if fresh else _MARKS[each.standing],
            note=", ".join(filter(None, told)),
            code=known[each.wait.id] if each.wait else "",
        ),
        Cell(
            " ".join(said) or (f"Proposed by {asked}." if asked else "–"),
            note=" ".join(ahead),
        ),
    ]


def _ahead(plan: Plan, check: AutomationCheck) -> str:
    who = plan.name_of(check.despite_by_id)
    return f"Goes ahead without its check of {check.about}, says {who}: {sentence(check.despite)}"


def _beside(found: Approvals, more: int) -> Iterator[str]:
    if more:
        yield f"And {say_count(more)} more."
    if ideas := [each.work.name for each in found.at("idea")]:
        yield f"Ideas that nobody has proposed yet: {quoted(ideas)}."


def _unasked(found: Approvals) -> str:
    lines = (
        f"“{each.work.name}” "
        + {"proposed": f"is only proposed, {each.told}", "refused": f"was refused {each.told}"}.get(
            each.standing, "was never proposed"
        )
        + "."
        for each in found.unasked
    )
    return " ".join([*lines, "Approve it, or stop it."])
