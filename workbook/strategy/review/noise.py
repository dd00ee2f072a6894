"""The habit of explaining whatever moved by more than so many percent, and what it takes."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, money, number, tick
from workbook.strategy.plan import Plan

__all__ = ["NoiseBill", "asks", "habit"]


class NoiseBill(Entity, table=True):
    """The habit that a noise bill is made out for; without all three of its costs it has no sum."""

    __tablename__ = "noise_bill"
    nouns = Nouns("noise bill", "noise bills")

    percent: float = number(
        "Explain above (%)",
        "Which movements have to be explained, against the reading before. Often 5 or 10.",
        default=5.0, ge=0.1, le=1000,
    )  # fmt: skip
    minutes: float | None = number(
        "Minutes for each", "How long finding and telling a reason takes.", ge=0, le=10_000
    )
    people: float | None = number(
        "People", "How many spend that time: who looks, and who listens.", ge=0, le=10_000
    )
    hourly: float | None = money("Cost of an hour", "What an hour of one person costs you.")
    in_pack: bool = tick("Print the noise bill in the pack")


def habit(plan: Plan) -> NoiseBill:
    """Return the habit that the workbook speaks of, or else the usual 5% without a cost."""
    return plan.only(NoiseBill) or NoiseBill.model_construct()


def asks(_: Plan, __: Quarter | None) -> Iterator[Ask]:
    """Yield nothing: whoever wants to know looks, and nobody else is asked."""
    yield from ()
