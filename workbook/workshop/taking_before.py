"""What the invited answered before the day, taken into the workbook: once, and without a name.

It is kept under the same ids as on the day, so that what is shown there is not taken again.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from workbook.store import Edit
from workbook.strategy import Initiative, NotDoing, Plan, Session, SwotItem
from workbook.strategy.entity import Entity
from workbook.strategy.position import Recalled, RecallRound, recall_from
from workbook.strategy.position.signs_recall import official_on
from workbook.workshop.taking import Taker, Taking

__all__ = ["BECOMES", "Pick", "taking_before"]

Pick = tuple[str, str]
"""An option, and the text under it that becomes a record of the plan."""

BECOMES: Mapping[str, tuple[type[Entity], Mapping[str, str], str]] = {
    "start": (Initiative, {}, "an initiative"),
    "stop": (NotDoing, {}, "something you will not do"),
    "opportunity": (SwotItem, {"kind": "opportunity"}, "an opportunity"),
    "threat": (SwotItem, {"kind": "threat"}, "a threat"),
}
"""What a text under an option can become: the entity, what it is given, and how that is said."""

_SAID = {"start_stop_keep", "opportunities_threats"}


def taking_before(
    plan: Plan,
    session: Session,
    closed: Collection[Mapping[str, Any]],
    picked: Collection[Pick] = (),
    meant: Mapping[str, str] | None = None,
) -> Taking:
    """Return what has to be saved of closed questions, as the room tells of them.

    Of the lists every text is kept in the outcomes of the workshop; those that are `picked` become
    records as well. `meant` says of a recalled text which objective it means.

    Raises:
        WorkbookError: two recalled texts mean one thing in a way that cannot be.
    """
    return _Before(plan, session, closed, picked, meant or {}).taken()


class _Before(Taker):
    passed_over = ("recall", "signs")  # which have records of their own

    def __init__(
        self,
        plan: Plan,
        session: Session,
        closed: Collection[Mapping[str, Any]],
        picked: Collection[Pick],
        meant: Mapping[str, str],
    ) -> None:
        told = [each for each in closed if "result" in each]
        super().__init__(plan, session, {"results": told, "here": 0, "parked": []}, False)
        self.picked, self.meant = picked, meant

    def edits(self) -> Iterator[Edit | None]:
        yield from self.outcomes()
        yield from self._picks()
        yield from self.signs()
        yield from self.recall()

    def _picks(self) -> Iterator[Edit | None]:
        """Yield a record for each text that somebody picked, unless the plan has it already."""
        for asked, item in self.items():
            made = BECOMES.get(item["option"]) if asked["question"]["id"] in _SAID else None
            for text in item["texts"] if made else ():
                if made and (item["option"], text["text"]) in self.picked:
                    entity, fields, _ = made
                    named = "text" if entity is SwotItem else "name"
                    about = (item["option"], text["text"])
                    if not self._has(entity, named, {**fields, named: text["text"]}):
                        yield self.once(entity, about, {**fields, named: text["text"]})

    def _has(self, entity: type[Entity], named: str, fields: Mapping[str, str]) -> bool:
        def like(each: Entity) -> bool:
            return all(
                str(getattr(each, name)).casefold() == value.casefold()
                for name, value in fields.items()
            )

        return any(like(each) for each in self.plan.all(entity))

    def recall(self) -> Iterator[Edit | None]:
        """Yield a round of recall with how alike the lists are, which are forgotten after that."""
        for asked in self.outcome["results"]:
            if asked["question"]["id"] != "recall" or not asked.get("lists"):
                continue
            day, invited = self.asked_on(asked)
            round = self.id_of(RecallRound, ("recall",))
            if self.plan.find(round):
                return
            if self.has_another(RecallRound, ("recall",), day):
                self.left.append("There is a round of recall of that day, which stays as it is.")
                return
            official = [each.id for each in official_on(self.plan, day)]
            if not official:
                self.left.append("There is no objective yet that people could have recalled.")
                return
            lists = [[text for texts in one.values() for text in texts] for one in asked["lists"]]
            for kept in recall_from(lists, self.meant, day, official, max(invited, len(lists))):
                yield self._kept(kept, round)

    def _kept(self, record: RecallRound | Recalled, round: str) -> Edit | None:
        fields = record.model_dump(mode="json", exclude={"id", "version", "position"})
        if isinstance(record, RecallRound):
            return self.once(RecallRound, ("recall",), fields)
        return self.once(Recalled, ("recalled", record.name), {**fields, "round_id": round})
