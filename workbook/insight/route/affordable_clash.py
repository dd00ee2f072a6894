"""Why what must be done cannot all be done: the limit or rule, and the work that breaks it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import fsum

from workbook.insight.naming import quoted
from workbook.insight.route.rivals import Rivals, taken
from workbook.strategy.route import Initiative
from workbook.wording import say_list

__all__ = ["clash"]

_LIMIT = {"cash": "cash", "hours": "working hours", "owner_hours": "hours of the owner"}


def clash(
    rivals: Rivals, limits: Mapping[str, float], said: Callable[[str, float], str]
) -> Iterator[str]:
    """Yield what keeps the must-dos from being done, as sentences; nothing where all can be.

    Nothing that competes gives anything back to a limit, so that what must be done, with all that
    it needs, fits or does not fit by itself. `said` returns an amount of a limit in words.
    """
    never = {**rivals.barred, **rivals.unknown}
    lost = [each for each in rivals.must if each.id in never]
    for each in lost:
        yield f"“{each.name}” must be done, and {never[each.id]}. Mend that, or let it compete."
    if lost:
        return
    forced = rivals.brought_by(rivals.must)
    names = {each.id: each.name for each in forced}
    for a, b in rivals.excludes:
        if a in names and b in names:
            yield (
                f"{quoted([names[a], names[b]])} must both be done, or are needed for it, and only "
                "one of them can be. Drop one of these rules."
            )
    for limit, most in limits.items():
        if (needed := fsum(taken(each, limit) for each in forced)) > most * (1 + 1e-12):
            yield (
                f"What must be done takes {said(limit, needed)}, and there are "
                f"{said(limit, most)}: {say_list(_amounts(forced, rivals.must, limit, said))}. "
                f"Raise the limit of {_LIMIT[limit]}, or let one of them compete."
            )


def _amounts(
    forced: Sequence[Initiative],
    must: Sequence[Initiative],
    limit: str,
    said: Callable[[str, float], str],
) -> list[str]:
    takes = [each for each in forced if taken(each, limit)]
    takes.sort(key=lambda each: -taken(each, limit))
    return [
        f"“{each.name}” {said(limit, taken(each, limit))}"
        + ("" if each in must else ", which is needed for it")
        for each in takes
    ]
