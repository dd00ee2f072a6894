"""Work in a queue: what it brings for what it takes (offered by `ranking`)."""

import numpy as np
from numpy.typing import ArrayLike

from workbook.errors import MethodError
from workbook.methods.tables import Figures, floats_of

__all__ = ["rice", "wsjf"]


def rice(
    reach: ArrayLike, impact: ArrayLike, confidence: ArrayLike, effort: ArrayLike
) -> float | Figures:
    """Return reach × impact × confidence / effort: one figure, or an array for several options.

    Args:
        reach: people or events in a period, 0 or more.
        impact: effect on each of them, such as 0.25, 0.5, 1, 2 or 3; 0 or more.
        confidence: a fraction from 0 to 1: 80 % is 0.8.
        effort: person-months or any one unit, above 0.

    Raises:
        MethodError: a figure outside its range or missing; in particular an effort of 0.

    Source: McBride (2018), RICE: simple prioritization for product managers, Intercom.

    >>> rice(reach=5000, impact=2, confidence=0.8, effort=2)
    4000.0
    """
    sure = _figures("confidence", confidence)
    if np.any(sure > 1):
        raise MethodError("The confidence is a fraction: write 80 % as 0.8.")
    return _divided("effort", effort, _figures("reach", reach), _figures("impact", impact), sure)


def wsjf(cost_of_delay: ArrayLike, duration: ArrayLike) -> float | Figures:
    """Return cost of delay / duration: one figure, or an array for several options.

    Doing the highest figure first makes the total cost of delay smallest, if one thing is done at
    a time, each costs the same in every period it waits, and none depends on another.

    Args:
        cost_of_delay: money or points lost in a period of waiting, 0 or more.
        duration: periods that the work takes, above 0.

    Raises:
        MethodError: a figure outside its range or missing; in particular a duration of 0.

    Source: Smith (1956), Naval Research Logistics Quarterly 3, 59–66; Reinertsen, The Principles
    of Product Development Flow (2009).

    >>> wsjf(cost_of_delay=[1, 3, 10], duration=[10, 3, 1])
    array([ 0.1,  1. , 10. ])
    """
    return _divided("duration", duration, _figures("cost of delay", cost_of_delay))


def _figures(name: str, values: ArrayLike) -> Figures:
    figures = floats_of(values)
    if not (np.all(np.isfinite(figures)) and np.all(figures >= 0)):
        raise MethodError(f"The {name} has to be a number of 0 or more.")
    return figures


def _together(*figures: Figures) -> tuple[Figures, ...]:
    try:
        return np.broadcast_arrays(*figures)
    except ValueError:
        raise MethodError("There has to be one figure of each kind for every option.") from None


def _divided(name: str, cost: ArrayLike, *factors: Figures) -> float | Figures:
    divisor = _figures(name, cost)
    if np.any(divisor == 0):
        raise MethodError(f"The {name} has to be above 0: nothing worth doing takes none.")
    divisor, *worth = _together(divisor, *factors)
    with np.errstate(over="ignore"):
        ratio: Figures = np.prod(worth, axis=0) / divisor
    if not np.all(np.isfinite(ratio)):
        raise MethodError(f"The {name} is too small to divide by. Take a smaller unit.")
    return ratio if ratio.ndim else float(ratio)
