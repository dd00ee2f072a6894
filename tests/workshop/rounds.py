"""Questions and rounds of answers, in few words."""

from collections.abc import Mapping, Sequence
from typing import Any

from workbook.workshop.answers import CONSENTS, HOLDS, Answer
from workbook.workshop.questions import Kind, Option, Question

OVEN, SHOP, VAN = Option("oven", "A second oven"), Option("shop", "A shop"), Option("van", "A van")
COST, GAIN = Option("cost", "Cost"), Option("gain", "Gain")
PRICED = (
    Option("oven", "A second oven", cost=20_000),
    Option("shop", "A shop", cost=35_000),
    Option("van", "A van", cost=18_000),
)


def question(kind: Kind = Kind.SCALE, **more: Any) -> Question:
    """Return a question about the oven and the shop."""
    criteria = (COST, GAIN) if kind == Kind.MATRIX else ()
    given = {"options": (OVEN, SHOP), "criteria": criteria, "reasons": True, **more}
    return Question("q", kind, "What do you think?", **given)


def about_oven(*values: Any, reasons: Sequence[str] = ()) -> list[Answer]:
    """Return a round in which each person says something of the oven; None abstains."""
    why = [*reasons, *[""] * len(values)]
    return [
        Answer({"oven": value}, {"oven": reason} if reason else {})
        if value is not None
        else Answer(abstains=True)
        for value, reason in zip(values, why, strict=False)
    ]


def answers(*values: Mapping[str, Any]) -> list[Answer]:
    """Return a round from what each person gave."""
    return [Answer(given) for given in values]


SAMPLES: Mapping[Kind, tuple[Any, ...]] = {
    Kind.LIST: (["Bread"], ["bread!", "Tea"], ["Cake"]),
    Kind.SCALE: (1, 2, 3, 4, 5),
    Kind.MATRIX: ({"cost": 1, "gain": 5}, {"cost": 3}, {"gain": 2}, {"cost": 5, "gain": 4}),
    Kind.POINTS: (0, 1, 2, 3),
    Kind.RANKING: (1, 2),
    Kind.ESTIMATE: ([1.0, 2.0], [2.0, 5.5], [7.0, 7.0]),
    Kind.CONSENT: CONSENTS,
    Kind.WRITING: ("Bake at four", "bake at four.", "Close on Mondays"),
    Kind.RESPONSE: tuple({"would": would, "holds": holds} for would in ("Cut prices", "Wait")
                         for holds in (*HOLDS, "")),
}  # fmt: skip
"""Values that one option may be given, by the kind of question."""
