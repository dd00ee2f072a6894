"""What came of examining a pack."""

from dataclasses import dataclass

__all__ = ["Account"]


@dataclass(frozen=True)
class Account:
    """What was found: how many figures there are, how many agree, and all that does not.

    `troubles` are sentences; `notes` say what cannot be proven. When it was `signed`, and by whom,
    is empty for a draft. `plan` is the hash of the attached plan.
    """

    quarter: str = ""
    code: str = ""
    signed: str = ""
    plan: str = ""
    figures: int = 0
    agreeing: int = 0
    troubles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
