"""What a room revealed, taken into the workbook: each thing once, whoever presses how often.

A record's id follows from what it tells of, so that taking the same again changes nothing, and a
later round takes the place of an earlier one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from workbook.store import Edit
from workbook.strategy import Parked, Plan, Session, SessionOutcome
from workbook.strategy.entity import Entity
from workbook.strategy.position import SIGNS, Recalled, RecallRound, SignsSurvey
from workbook.strategy.position.signs_recall import FEWEST, known_by, official_on
from workbook.strategy.route import Criterion, Initiative, NotDoing, Response, RivalMove, Score
from workbook.strategy.workshop.marks import marks_text
from workbook.wording import say_list
from workbook.workshop.day.asking import option_id
from workbook.written.names import folded

__all__ = ["Taker", "Taking", "taking"]

_PRACTICE = {"practice", "rating", "rule"}  # of a mark for the day only the counts are kept


@dataclass(frozen=True)
class Taking:
    """What is to be saved, and what is told of it; `left` are sentences on what is not taken."""

    edits: tuple[Edit, ...]
    told: str
    left: tuple[str, ...]


def taking(
    plan: Plan, session: Session, outcome: Mapping[str, Any], *, scores: bool = False
) -> Taking:
    """Return what has to be saved so that the workbook knows what a room revealed.

    `outcome` is what the room's process says of it. With `scores`, the medians of a matrix become
    the scores of “Choosing”, unless somebody has given a score there already.
    """
    return Taker(plan, session, outcome, scores).taken()


class Taker:
    """What a room revealed, made into what is saved; `left` says what is not."""

    passed_over: Collection[str] = _PRACTICE

    def __init__(
        self, plan: Plan, session: Session, outcome: Mapping[str, Any], scores: bool
    ) -> None:
        self.plan, self.session, self.outcome, self.scores = plan, session, outcome, scores
        self.left: list[str] = []

    def taken(self) -> Taking:
        """Return what is to be saved, and what is told of it."""
        new = [edit for edit in self.edits() if edit is not None]
        counted = {
            each.nouns: sum(edit.entity is each for edit in new) for each in {e.entity for e in new}
        }
        told = [noun.counted(count) for noun, count in counted.items() if noun != Session.nouns]
        if not new:
            return Taking((), "Nothing is new: all of it was taken before.", tuple(self.left))
        said = f"Taken: {say_list(sorted(told))}." if told else "Taken."
        return Taking(tuple(new), said, tuple(self.left))

    def edits(self) -> Iterator[Edit | None]:
        """Yield what is to be saved, and None for what is there already."""
        yield from self.outcomes()
        yield from self._parked()
        yield from self._made()
        yield from self.signs()
        yield from self.recall()
        yield from self._day()

    # What was said

    def outcomes(self) -> Iterator[Edit | None]:
        """Yield what was said to each question about each thing."""
        place = len(self.plan.of(SessionOutcome, "session_id", self.session.id))
        for asked in self.outcome["results"]:
            question = asked["question"]["id"]
            for each in asked["kept"] if question not in self.passed_over else ():
                place += 1
                about = question, each["option"], each["criterion"]
                fields = {"session_id": self.session.id, **each["fields"]}
                yield self._record(SessionOutcome, about, fields, place)

    def _parked(self) -> Iterator[Edit | None]:
        for each in self.outcome["parked"]:
            fields = {"session_id": self.session.id, "name": each["text"]}
            yield self.once(Parked, (each["id"],), fields)

    def _day(self) -> Iterator[Edit | None]:
        """Yield how many came, and the marks that they gave the day."""
        marks = [
            f"{count['value']}x{count['people']}"
            for asked, item in self.items()
            if asked["question"]["id"] == "rating"
            for count in item["counts"]
            if count["people"]
        ]
        fields: dict[str, Any] = {"closed": True}
        if self.session.held_on is None and (held := self.outcome.get("held")):
            fields["held_on"] = date.fromisoformat(held)
        invited, here = self.session.invited, int(self.outcome["here"])
        if self.session.took_part is None and here and (invited is None or here <= invited):
            fields["took_part"] = here
        if marks:
            fields["rated"] = marks_text(" ".join(marks))
        yield self._changed(self.session, fields)

    # What becomes records of the plan

    def _made(self) -> Iterator[Edit | None]:
        for asked, item in self.items():
            id = asked["question"]["id"].partition("-")[0]
            if id == "moves":
                yield from self._responses(item)
            elif id == "not_doing":
                yield from self._not_doing(item)
            elif id == "scores" and self.scores:
                yield self._score(asked["question"], item)

    def _responses(self, item: Mapping[str, Any]) -> Iterator[Edit | None]:
        move = self._one_of(RivalMove, item["option"])
        for text in item["texts"] if move else ():
            fields = {"move_id": move, "name": text["text"][:300]}
            if text["holds"] * 2 > text["people"]:
                fields["holds"] = "yes"
            yield self.once(Response, (item["option"], text["text"]), fields)

    def _not_doing(self, item: Mapping[str, Any]) -> Iterator[Edit | None]:
        there = {each.name.casefold() for each in self.plan.all(NotDoing)}
        for text in item["texts"]:
            if text["people"] > 1 and text["text"].casefold() not in there:
                yield self.once(NotDoing, (text["text"],), {"name": text["text"]})

    def _score(self, question: Mapping[str, Any], item: Mapping[str, Any]) -> Edit | None:
        work = self._one_of(Initiative, item["option"])
        criterion = self._one_of(Criterion, item["criterion"])
        if not (work and criterion and item["middle"]):
            return None
        scored = self.plan.of(Score, "initiative_id", work)
        if any(each.criterion_id == criterion for each in scored):
            self.left.append(f"{item['name']} has a score already, which stays as it is.")
            return None
        if self._counts_in_units(criterion):
            self.left.append(f"{item['name']} is scored in numbers of its own: write it there.")
            return None
        low, high = question["low"], question["high"]
        value = (item["middle"]["median"] - low) / (high - low) * 100
        fields = {"initiative_id": work, "criterion_id": criterion, "value": round(value, 1)}
        return self.once(Score, (work, criterion), fields)

    # What people say of the business, without a name

    def signs(self) -> Iterator[Edit | None]:
        """Yield a sitting of the survey: how many gave each mark to each of the five signs."""
        told = [each for each in self.items() if each[0]["question"]["id"] == "signs"]
        marks = {
            item["option"]: [self._gave(item, mark) for mark in range(1, 6)]
            for _, item in told
            if not item["hidden"]
        }
        kept = {sign: each for sign, each in marks.items() if sum(each) >= FEWEST and sign in SIGNS}
        if not kept:
            return
        day, asked = self.asked_on(told[0][0])
        if self.has_another(SignsSurvey, ("signs",), day):
            self.left.append("There is a survey of the signs of that day, which stays as it is.")
            return
        most = max(map(sum, kept.values()))
        written = {sign: " ".join(map(str, each)) for sign, each in kept.items()}
        fields = {"day": day, "asked": max(asked, most), **written}
        yield self._record(SignsSurvey, ("signs",), fields, len(self.plan.all(SignsSurvey)))

    def recall(self) -> Iterator[Edit | None]:
        """Yield a round of recall, and what was named in it; the lists themselves are not kept."""
        for asked, item in self.items():
            people = asked["result"]["answered"]
            day, here = self.asked_on(asked)
            official = [each.id for each in official_on(self.plan, day)]
            if asked["question"]["id"] != "recall" or people < FEWEST or not official:
                continue
            if self.has_another(RecallRound, ("recall",), day):
                self.left.append("There is a round of recall of that day, which stays as it is.")
                return
            round = self.id_of(RecallRound, ("recall",))
            if self.plan.find(round):  # what each text means may have been said since
                return
            fields = {"day": day, "people": people, "asked": max(here, people)}
            yield self.once(RecallRound, ("recall",), {**fields, "official_ids": official})
            yield from self._named(round, item, day)

    def _named(self, round: str, item: Mapping[str, Any], day: date) -> Iterator[Edit | None]:
        known = known_by(self.plan, official_on(self.plan, day))
        means = {folded(name): id for id, names in known.items() for name in names}
        for text in item["texts"]:
            objective = means.pop(folded(text["text"]), None)
            if objective:  # one objective is named once
                means = {words: id for words, id in means.items() if id != objective}
            fields = {"round_id": round, "name": text["text"], "named_by": text["people"]}
            about = ("recalled", text["text"])
            yield self.once(Recalled, about, {**fields, "objective_id": objective})

    @staticmethod
    def _gave(item: Mapping[str, Any], mark: int) -> int:
        return sum(each["people"] for each in item["counts"] if each["value"] == mark)

    def has_another(
        self, entity: type[SignsSurvey | RecallRound], about: Sequence[str], day: date
    ) -> bool:
        """Tell whether there is one of that day which somebody else has kept."""
        own = self.id_of(entity, about)
        return any(each.day == day and each.id != own for each in self.plan.all(entity))

    def asked_on(self, asked: Mapping[str, Any]) -> tuple[date, int]:
        """Return the day on which people answered, and how many were asked."""
        privately, here = int(asked.get("asked", 0)), int(self.outcome["here"])
        if asked.get("day"):  # before they met
            return date.fromisoformat(asked["day"]), privately
        return self.session.held_on or self.plan.today, max(privately, here)

    # How it is kept once

    def items(self) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """Yield each thing that was asked about, after its question."""
        for asked in self.outcome["results"]:
            for item in asked["result"]["items"]:
                yield asked, item

    def _one_of(self, entity: type[Entity], option: str) -> str:
        """Return the id of the record that an option was made of; empty where it is gone."""
        there = (each.id for each in self.plan.all(entity))
        return next((id for id in there if option_id(id) == option), "")

    def _counts_in_units(self, criterion: str) -> bool:
        return any(
            each.counted_in == "unit" for each in self.plan.all(Criterion) if each.id == criterion
        )

    def id_of(self, entity: type[Entity], about: Sequence[str]) -> str:
        """Return the id of the record that tells of something: always the same."""
        return str(uuid5(UUID(self.session.id), "\n".join([entity.__name__, *about])))

    def once(
        self, entity: type[Entity], about: Sequence[str], fields: Mapping[str, Any]
    ) -> Edit | None:
        """Return a new record; what was made of it since stays."""
        id = self.id_of(entity, about)
        place = len(self.plan.all(entity))
        return None if self.plan.find(id) else Edit(entity, id, {**fields, "position": place})

    def _record(
        self, entity: type[Entity], about: Sequence[str], fields: Mapping[str, Any], place: int
    ) -> Edit | None:
        """Return a new record, or what is different now in the one that was taken before."""
        there = self.plan.find(self.id_of(entity, about))
        if there is None:
            return Edit(entity, self.id_of(entity, about), {**fields, "position": place})
        return self._changed(there, fields)

    @staticmethod
    def _changed(there: Entity, fields: Mapping[str, Any]) -> Edit | None:
        new = {name: value for name, value in fields.items() if getattr(there, name) != value}
        return Edit(type(there), there.id, new, there.version) if new else None
