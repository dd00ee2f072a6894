"""Who may approve work, and from which cost on it needs that: said once for the whole business."""

from collections.abc import Iterable

from workbook.strategy.entity import Entity, Nouns, Records, many, money
from workbook.strategy.start.people import Person
from workbook.wording import say_list

__all__ = ["ApprovalRule", "refuse_others", "the_rule"]


class ApprovalRule(Entity, table=True):
    """Who may approve work, and from which cost on: a business has one of them, or none."""

    __tablename__ = "approval_rule"
    nouns = Nouns("rule of approval", "rules of approval")

    approver_ids: list[str] = many(
        "person", "Who may approve", "Nobody chosen: whoever decides says so."
    )
    above: float | None = money(
        "Needed above", "Work that costs no more is simply begun. Empty: all work needs approval."
    )

    @property
    def called(self) -> str:
        """There is only one."""
        return "Rule of approval"

    @property
    def said(self) -> bool:
        """Whether anything is said in it."""
        return bool(self.approver_ids) or self.above is not None

    def covers(self, cost: float | None) -> bool:
        """Tell whether work at this cost needs approval; where none is given, that is assumed."""
        return self.above is None or cost is None or cost > self.above


def the_rule(records: Records) -> ApprovalRule:
    """Return what is said about approval; one that says nothing where nobody has."""
    return next(iter(records.all(ApprovalRule)), ApprovalRule())


def refuse_others(records: Records, deciders: Iterable[str], doing: str) -> str:
    """Return in a sentence that somebody decides who may not; or nothing.

    `doing` is what they did, as in `approve work`.
    """
    may = the_rule(records).approver_ids
    names = {person.id: person.name for person in records.all(Person)} if may else {}
    allowed = say_list([names.get(id, "") for id in may])
    chosen = list(deciders)
    if may and not chosen:
        return f"Say who decided: {allowed}."
    others = [names.get(id, "Somebody else") for id in chosen if may and id not in may]
    if not others:
        return ""
    return (
        f"{say_list(others)} may not {doing}: that is for {allowed}. Ask them, or change "
        "“Who may approve”."
    )
