"""Sharing out in whole minutes what several blocks have to give."""

from collections.abc import Sequence

__all__ = ["cut_in_proportion"]


def cut_in_proportion(minutes: Sequence[int], spare: Sequence[int], cut: int) -> list[int]:
    """Return what each block gives so that it comes to `cut`: in proportion, none beyond its spare.

    What a block cannot give is shared out among the others. Rests of a minute go to those with the
    largest, the earlier one first.

    >>> cut_in_proportion([60, 30, 30], [60, 30, 5], 40)
    [23, 12, 5]

    Raises:
        ValueError: they have less to give than that.
    """
    if sum(spare) < cut:
        raise ValueError(f"They can give {sum(spare)}, and {cut} are asked for.")
    given = [0] * len(minutes)
    while left := cut - sum(given):
        able = [n for n, most in enumerate(spare) if given[n] < most]
        whole = sum(minutes[n] for n in able)
        shares = {n: left * minutes[n] / whole for n in able}
        if full := [n for n in able if shares[n] >= spare[n] - given[n]]:
            for n in full:  # in turn: a share may be more than is left by then
                given[n] += min(spare[n] - given[n], cut - sum(given))
            continue
        for n in able:
            given[n] += int(shares[n])
        rests = sorted(able, key=lambda n: int(shares[n]) - shares[n])
        for n in rests[: cut - sum(given)]:
            given[n] += 1
    return given
