"""Reading votes as one list a voter, and refusing what could be read in two ways."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from numbers import Number
from typing import Any

from workbook.errors import MethodError
from workbook.methods.answers import is_missing
from workbook.methods.checks import short, unmasked

__all__ = ["Option", "Tiers", "ballots_of", "in_order", "listed", "named", "one_name"]

Option = Hashable
Tiers = tuple[frozenset[Option], ...]

_ONE_LIST = "Give one list a voter, best first."


def ballots_of(given: Any) -> tuple[list[Tiers], tuple[Option, ...]]:
    """Return each ballot as its levels, best first, and all options that occur, in order.

    Raises:
        MethodError: no ballots, or what is not one list of options a voter; the text says which.

    >>> levels, options = ballots_of([["B", ["C", "A"]]])
    >>> levels[0][0], options
    (frozenset({'B'}), ('A', 'B', 'C'))
    """
    ballots = listed(given, _ONE_LIST)
    if not ballots:
        raise MethodError("There are no ballots to count.")
    voted = [_tiers(voter, ballot) for voter, ballot in enumerate(ballots, 1)]
    options = in_order({o for tiers in voted for tier in tiers for o in tier}, _ONE_LIST)
    return voted, options


def listed(given: Any, instead: str) -> list[Any]:
    """Return what was listed; a text, a tally or a data frame is refused with what to do instead.

    >>> listed((1, 2), "Give a list.")
    [1, 2]
    """
    if isinstance(given, str | Mapping) or hasattr(given, "columns") or _is_labelled(given):
        raise MethodError(f"Votes have to be a list, not a text, a tally or a table. {instead}")
    unmasked(given)
    # An array without a dimension says that it can be iterated over, and cannot.
    return list(given) if isinstance(given, Iterable) and getattr(given, "ndim", 1) != 0 else []


def in_order(options: Iterable[Option], instead: str) -> tuple[Option, ...]:
    """Return the options sorted; numbers among names are refused, as they may count voters.

    >>> in_order({"B", "A"}, "")
    ('A', 'B')
    """
    found = list(options)
    if len({isinstance(option, Number) for option in found}) > 1:
        raise MethodError(f"Some options are numbers and some are not. {instead}")
    try:
        return tuple(sorted(found))  # type: ignore[type-var]
    except TypeError:
        return tuple(sorted(found, key=str))


def named(voter: int, option: Option) -> None:
    """Raise `MethodError` where the name of an option is missing."""
    if is_missing(option):
        raise MethodError(f"A name is missing on ballot {voter}. Leave out what was not ranked.")


def one_name(voter: int, option: Any) -> None:
    """Raise `MethodError` where there is no name, or a list in the place of one."""
    named(voter, option)
    if isinstance(option, tuple | frozenset) or not isinstance(option, Hashable):
        raise MethodError(f"Ballot {voter} has to name one option where it holds: {short(option)}.")


def _tiers(voter: int, ballot: Any) -> Tiers:
    # A set has no order, and a mapping may hold ranks or points.
    if not isinstance(ballot, list | tuple) and (
        getattr(ballot, "ndim", 0) != 1 or _is_labelled(ballot)
    ):
        raise MethodError(f"Ballot {voter} is no list of options: {short(ballot)}. {_ONE_LIST}")
    unmasked(ballot)
    levels = [_several(entry) for entry in ballot]
    flat = [option for entry in levels for option in entry]
    if not flat:
        raise MethodError(f"Ballot {voter} is empty. Leave it out, or name a first choice.")
    for option in flat:
        one_name(voter, option)
    for option, times in Counter(flat).items():
        if times > 1:
            raise MethodError(f"Ballot {voter} names {short(option)} more than once.")
    return tuple(frozenset(entry) for entry in levels if entry)


def _several(entry: Any) -> list[Option]:
    return list(entry) if isinstance(entry, list | tuple | set | frozenset) else [entry]


def _is_labelled(given: Any) -> bool:
    """Return whether this is a pandas Series of numbers under names: ranks, or a tally."""
    return (
        hasattr(given, "iloc")
        and given.index.inferred_type == "string"
        and given.dtype.kind in "iuf"
    )
