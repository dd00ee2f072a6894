"""What an examination tells: what was looked at, with counts, and each thing found."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["AREAS", "Account", "Found"]

AREAS = {
    "file": "The file itself",
    "tables": "Tables",
    "records": "Records",
    "journal": "Journal",
    "sign-offs": "Sign-offs",
    "beside": "Beside the file",
}
"""Where something can be found, and its heading."""

_MOST = 200  # of one area are told in full; the others are counted


@dataclass(frozen=True)
class Found:
    """One thing that is not as it should be: in which area, at which place, and what it is."""

    area: str
    place: str
    said: str

    def __str__(self) -> str:
        return f"{self.place}: {self.said}" if self.place else self.said


@dataclass
class Account:
    """What was examined and what was found; `more` counts what is not told one by one."""

    name: str
    counts: dict[str, int] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    more: dict[str, int] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    _listed: Counter[str] = field(default_factory=Counter, repr=False)

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.found

    def add(self, area: str, place: str, said: str) -> None:
        """Note one thing found."""
        self._listed[area] += 1
        if self._listed[area] > _MOST:
            self.more[area] = self._listed[area] - _MOST
        else:
            self.found.append(Found(area, place, said))

    def of(self, area: str) -> Iterator[Found]:
        """Yield what was found in one area."""
        return (each for each in self.found if each.area == area)

    def plain(self) -> Mapping[str, Any]:
        """Return the account as JSON values."""
        found = [{"area": e.area, "place": e.place, "said": e.said} for e in self.found]
        return {
            "workbook": self.name,
            "sound": self.sound,
            "examined": self.counts,
            "found": found,
            "not_listed": self.more,
            "not_examined": self.left_out,
        }
