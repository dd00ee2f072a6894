"""What the chosen initiatives may take together: cash, hours, and hours of the owner."""

from workbook.strategy.entity import Entity, Nouns, money, number, text

__all__ = ["Limits"]


class Limits(Entity, table=True):
    """The most that all chosen initiatives may take together; what is empty has no limit."""

    nouns = Nouns("set of limits", "sets of limits")

    cash: float | None = money("Cash", "What they may cost together. Empty: no limit.")
    hours: float | None = number(
        "Working hours", "What they may take together. Empty: no limit.", ge=0
    )
    owner_hours: float | None = number(
        "Hours of the owner",
        "Those among them that only the owner can work. Empty: no limit.",
        ge=0,
    )
    period: str = text("For which time", "Such as: until the end of March.")

    @property
    def called(self) -> str:
        """It is known by its time."""
        return self.period
