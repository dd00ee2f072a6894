"""Why no set keeps all limits and rules: which of them clash."""

import math
from dataclasses import replace

from workbook.errors import NoFeasibleChoice
from workbook.methods.portfolio_asked import Asked
from workbook.methods.programme import Vector
from workbook.methods.search import better

__all__ = ["why_not"]


def why_not(asked: Asked, top: Vector) -> NoFeasibleChoice:
    """Return what clashes where no set keeps the rules and the limits `top`."""
    asked = asked.indifferent
    if not _possible(asked, top, []):
        return NoFeasibleChoice(
            "The rules contradict each other whatever the limits: what must be chosen, or what it "
            "needs, is excluded. Drop one of these rules."
        )
    alone = [i for i in range(len(top)) if not _possible(asked, top, [i])]
    if alone:
        said = " ".join(_shortfall(asked, top[i], i) for i in alone)
        return NoFeasibleChoice(f"{said} Raise the limit or drop a rule.", alone)
    clash = _irreducible(asked, top)
    names = ", ".join(str(i + 1) for i in clash[:-1]) + f" and {clash[-1] + 1}"
    return NoFeasibleChoice(
        f"Limits {names} cannot be met together. Raise one of them or drop a rule.", clash
    )


def _possible(indifferent: Asked, top: Vector, kept: list[int]) -> bool:
    return better(indifferent.under(top, kept)).x is not None


def _shortfall(asked: Asked, limit: float, i: int) -> str:
    row = asked.table[i]
    least = better(replace(asked.rules, values=-row)).x
    needed = math.inf if least is None else math.fsum(row[least == 1])
    return f"Limit {i + 1} ({limit:g}) cannot be met: at least {needed:g} is needed."


def _irreducible(indifferent: Asked, top: Vector) -> list[int]:
    """Leave out each limit that the others clash without; what stays clashes together."""
    kept = list(range(len(top)))
    for i in range(len(top)):
        without = [j for j in kept if j != i]
        if not _possible(indifferent, top, without):
            kept = without
    return kept
