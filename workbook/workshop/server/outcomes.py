"""What came of a round as phones are told: computed once for all of them, in each language."""

from collections.abc import Mapping

from workbook.charts.drawing import Drawing
from workbook.wording import say_number
from workbook.workshop.drawings import drawing
from workbook.workshop.messages import Messages
from workbook.workshop.results import Item, Result, result_of
from workbook.workshop.room import Room
from workbook.workshop.rounds import Hidden, Round, RoundState
from workbook.workshop.server.pages import figures

__all__ = ["Outcomes"]


class Outcomes:
    """The results of a room's closed rounds, which do not change any more."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._known: dict[tuple[object, ...], Result] = {}
        self._drawn: dict[tuple[object, ...], Drawing | None] = {}

    def of(self, round: Round, words: Messages) -> Result:
        """Return what came of a closed round, compared with those before it.

        Raises:
            Hidden: it is open; or so few have answered a survey that it is not to be seen.
        """
        key = round.id, words.language, *self._room.merges(round.question)
        if key not in self._known:
            question = self._room.box.question(round.question)
            answers = self._room.compared(round)
            with figures(words):
                self._known[key] = result_of(question, answers, words)
        return self._known[key]

    def drawing(self, round: Round, words: Messages) -> Drawing | None:
        """Return the same drawn, where it can be.

        Raises:
            Hidden: as `of`.
        """
        key = round.id, words.language, *self._room.merges(round.question)
        if key not in self._drawn:
            found = self.of(round, words)
            with figures(words):
                self._drawn[key] = drawing(found, words=words)
        return self._drawn[key]

    def before(self, round: Round, words: Messages) -> Mapping[tuple[str, str], str]:
        """Return where the room stood when the question was last shown, in a sentence for each.

        The names are those of options, and of criteria where it is a matrix.
        """
        earlier = self._room.rounds(round.question)[: round.number - 1]
        shown = [each for each in earlier if each.state == RoundState.REVEALED]
        try:
            items = self.of(shown[-1], words).items if shown else ()
        except Hidden:
            items = ()
        with figures(words):
            return {
                (each.option, each.criterion): _said(each, words) for each in items if each.middle
            }


def _said(item: Item, words: Messages) -> str:
    middle = item.middle
    if middle is None:
        return ""
    low, median, high = (say_number(each) for each in (middle.low, middle.median, middle.high))
    return words["room_said"].format(low=low, median=median, high=high)
