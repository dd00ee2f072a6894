"""Who and what a file speaks of by name: found in the plan, whatever capitals and accents."""

import unicodedata
from dataclasses import dataclass

from workbook.strategy.entities import entity_named
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.written.names import folded

__all__ = ["Named", "known", "same"]

_ADDED = ("person", "department")


@dataclass(frozen=True)
class Named:
    """A record of an entity as a file refers to it: by its name."""

    of: str
    name: str

    @classmethod
    def of_text(cls, of: str, text: str) -> "Named":
        """Return what a cell names."""
        return cls(of, " ".join(text.split()))

    @property
    def can_be_added(self) -> bool:
        """Whether one that is not there can be added with the list: a person, or a department."""
        return self.of in _ADDED

    def not_there(self, title: str) -> str:
        """Return the sentence for one that the plan does not have."""
        if self.can_be_added:
            among = entity_named(self.of).nouns.many
            return f"{title} “{self.name}” is not among the {among} yet. Add them there first."
        return f"{title} “{self.name}” is neither in the workbook nor in this file."


def same(name: str) -> str:
    """Return what is alike in every way to write a name, with accents or without.

    >>> same("José  DIAZ") == same("Jose Díaz")
    True
    """
    apart = unicodedata.normalize("NFKD", folded(name))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def known(plan: Plan, named: Named) -> list[Entity]:
    """Return the records of this name: those with its accents, or else those without regard."""
    listed = plan.all(entity_named(named.of))
    exact = [record for record in listed if folded(record.called) == folded(named.name)]
    return exact or [record for record in listed if same(record.called) == same(named.name)]
