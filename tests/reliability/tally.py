"""What an experiment returns: how often something was tried, and when a promise was not kept."""

from dataclasses import dataclass, field

__all__ = ["NotHere", "Tally"]


class NotHere(Exception):
    """The experiment needs something that this computer does not have; the text says what."""


@dataclass
class Tally:
    """A count behind a promise: “1,200 kills: what was told to be saved is there”.

    `promise` is a sentence that an owner understands. `failures` names each time that it was not
    kept, so that it can be repeated; `facts` says what was measured besides.
    """

    tried: int
    unit: str
    promise: str
    failures: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
