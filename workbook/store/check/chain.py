"""The journal of a mended copy: lines that follow from each other and end at what stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import uuid4

from workbook.strategy.history import FORMAT, alike

__all__ = ["Chain"]

_Step: TypeAlias = tuple[str, dict[str, Any], dict[str, Any]]  # verb, before, after

_WHO = "workbook check --mend"
_WHY = "Mended: the line that said so was lost."


@dataclass(frozen=True)
class Chain:
    """Fills what lines about a record lack, so that following them gives what stands.

    Each line is the values of its row; a line that had to be added stands between the numbers.
    """

    save_id: str = field(default_factory=lambda: str(uuid4()))
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def whole(
        self, entity: str, id: str, lines: Sequence[Mapping[str, Any]], final: dict[str, Any] | None
    ) -> Iterator[tuple[float, Mapping[str, Any]]]:
        """Yield (place, line) of the lines about one record that stands as `final`, if at all."""
        stands: dict[str, Any] | None = None
        for line in lines:
            place, before, after = line["number"] - 0.5, line["before"], line["after"]
            explains = line["verb"] == "changed" and before == after
            wanted = None if line["verb"] == "added" else _before(line, lines, stands, final)
            if explains and stands is None:
                continue
            if not explains:
                for each in self._between(stands, wanted):
                    yield place, self._line(entity, id, each, line["at"])
                stands = None if line["verb"] == "removed" else {**(wanted or {}), **after}
            yield line["number"], line
        for each in self._between(stands, final):
            yield float("inf"), self._line(entity, id, each, self.at)

    @staticmethod
    def _between(stands: dict[str, Any] | None, wanted: dict[str, Any] | None) -> Iterator[_Step]:
        """Yield (verb, before, after) of the line that leads from one to the other, if it must."""
        if stands is None and wanted is not None:
            yield "added", {}, wanted
        elif stands is not None and wanted is None:
            yield "removed", stands, {}
        elif stands is not None and wanted is not None:
            changed = [name for name, value in wanted.items() if not alike(stands.get(name), value)]
            if changed:
                before = {name: stands.get(name) for name in changed}
                yield "changed", before, {name: wanted[name] for name in changed}

    def _line(self, entity: str, id: str, step: _Step, at: datetime) -> Mapping[str, Any]:
        verb, before, after = step
        said = {"verb": verb, "before": before, "after": after, "reason": _WHY, "format": FORMAT}
        about = {"entity": entity, "record_id": id}
        return {"save_id": self.save_id, "at": at, "who": _WHO, **about, **said}


def _before(
    line: Mapping[str, Any],
    lines: Sequence[Mapping[str, Any]],
    stands: dict[str, Any] | None,
    final: dict[str, Any] | None,
) -> dict[str, Any]:
    """Return how a record has to stand before a line that changes or removes it."""
    base = stands
    if base is None:  # what it was made as is lost, and follows from what became of it
        base = dict(final or {})
        for later in reversed([each for each in lines if each["number"] > line["number"]]):
            base |= later["before"]
    return {**base, **line["before"]}
