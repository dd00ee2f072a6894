"""The journal, line by line, and what stands once its lines are followed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.errors import InvalidEntry
from workbook.store.check.kept import Kept
from workbook.store.check.values import Row
from workbook.store.upgrades import FORMAT, upgraded_row
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity
from workbook.strategy.history import SIGNED, Change, alike
from workbook.strategy.limits import FIRST, LAST
from workbook.strategy.rules import check

__all__ = ["CHANGE", "Line", "differing", "fault_of", "follow", "gaps", "line_of"]

CHANGE = Change.__table__  # type: ignore[attr-defined]

_ENTITIES = {SIGNED, *(str(model.__tablename__) for model in ENTITIES)}
_VERBS = {"added", "changed", "removed"}
_NOT_KEPT = {"id", "version"}


@dataclass(frozen=True)
class Line:
    """One line of the journal that can be followed, in today's form."""

    number: int
    entity: str
    record_id: str
    verb: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def explains(self) -> bool:
        """Whether it changes nothing, and says why an earlier line was written."""
        return self.verb == "changed" and self.before == self.after


def fault_of(row: Row) -> str:
    """Return why a line cannot be followed, in a sentence; or nothing.

    `damage` of the row is told first: a value that is not there cannot be judged.
    """
    for name, holds in row.damage.items():
        return f"“{name}” holds {holds}."
    entity, verb, at, written = (row.values[name] for name in ("entity", "verb", "at", "format"))
    sides = (row.values["before"], row.values["after"])
    faults = {
        f"It is of format {written}, which this program does not know.": not 1 <= written <= FORMAT,
        f"It is about a kind of record that there is not: “{entity[:40]}”.": (
            written == FORMAT and entity not in _ENTITIES
        ),
        f"It says “{verb[:40]}”, and not added, changed or removed.": verb not in _VERBS,
        "What stood before or after it is no list of fields.": (
            not all(isinstance(side, dict) for side in sides)
        ),
        f"Its time, {at}, does not lie between {FIRST} and {LAST}.": (not FIRST <= at.year <= LAST),
    }
    return next((said for said, wrong in faults.items() if wrong), "")


def line_of(row: Row) -> Line:
    """Return a row in which `fault_of` finds nothing as a line to follow."""
    v = row.values
    name, before = upgraded_row(v["entity"], v["before"], v["format"])
    _, after = upgraded_row(v["entity"], v["after"], v["format"])
    return Line(v["number"], name, v["record_id"], v["verb"], before, after)


def gaps(kept: Kept) -> Iterator[str]:
    """Yield a sentence on each run of numbers that is missing, and each that stands twice."""
    expected = 1
    for (number,) in kept.ask("SELECT number FROM change ORDER BY number"):
        if not isinstance(number, int) or number < expected:
            yield f"Number {number} stands more than once, or is no number."
            continue
        if number > expected:
            last = f" to {number - 1:,}" if number - 1 > expected else ""
            yield f"Line {expected:,}{last} is missing."
        expected = number + 1


def follow(lines: Sequence[Line], tell: Callable[[int, str], None]) -> dict[str, Any] | None:
    """Return the fields that stand after all lines about a record; None where it was removed.

    `tell` takes the number of a line that does not follow from those before it, and a sentence.
    """
    stands: dict[str, Any] | None = None
    for line in lines:
        if line.verb == "added":
            if stands is not None:
                tell(line.number, "It adds what stood already.")
            stands = dict(line.after)
        elif stands is None:
            tell(line.number, "Nothing stood there before that: the line that added it is missing.")
            stands = {**line.before, **line.after} if line.verb == "changed" else None
        elif not line.explains:
            for name in odd_before(line, stands):
                tell(
                    line.number,
                    f"It says that “{name}” was {shown(line.before[name])}, and the lines before "
                    f"it left {shown(stands.get(name))}.",
                )
            stands = {**stands, **line.after} if line.verb == "changed" else None
    return stands


def odd_before(line: Line, stands: Mapping[str, Any]) -> list[str]:
    """Return the fields that a line found otherwise than the lines before it left them."""
    return [
        name for name, was in line.before.items() if name in stands and not alike(was, stands[name])
    ]


def differing(
    model: type[Entity], id: str, says: Mapping[str, Any], stands: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Any]]:
    """Yield (field, what the journal says, what stands) for each field that differs.

    `stands` are the fields as JSON values. Fields that are younger than the line count as empty.
    """
    if says.keys() <= stands.keys() and all(says[n] == v for n, v in stands.items() if n in says):
        missing = stands.keys() - says.keys() - _NOT_KEPT
        if not missing:
            return
    try:
        full = check(model, {**says, "id": id}).model_dump(mode="json")
    except InvalidEntry:
        full = dict(says)
    for name, value in stands.items():
        if name not in _NOT_KEPT and not alike(full.get(name), value):
            yield name, full.get(name), value


def shown(value: Any) -> str:
    """Return a value as a sentence holds it."""
    told = "empty" if value in (None, "", [], {}) else str(value)
    return told if len(told) <= 60 else f"{told[:60]}…"
