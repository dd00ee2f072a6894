"""The serial of a sheet: random, so that nobody can guess one, and of no person."""

import secrets

__all__ = ["LENGTH", "is_serial", "new_serial", "read_serial", "spoken"]

# None that is taken for another. They are a prime number, so that the last one, by which the others
# are checked, catches each wrong letter and any two that were swapped.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8


def new_serial() -> str:
    """Return a serial that nobody can foresee."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(LENGTH - 1))
    return drawn + _check(drawn)


def read_serial(typed: str) -> str:
    """Return a serial as it is kept, however it was typed.

    >>> read_serial(" k7qm-2xrt ")
    'K7QM2XRT'
    """
    return "".join(typed.upper().replace("-", "").split())


def is_serial(serial: str) -> bool:
    """Tell whether this can be a serial: most slips of the finger make something that cannot.

    >>> is_serial("AAAAAAAA"), is_serial("AAAAAAAB"), is_serial("AAAAAAA")
    (True, False, False)
    """
    known = len(serial) == LENGTH and all(letter in _LETTERS for letter in serial)
    return known and _check(serial[:-1]) == serial[-1]


def spoken(serial: str) -> str:
    """Return a serial as people read it.

    >>> spoken("K7QM2XRT")
    'K7QM-2XRT'
    """
    return f"{serial[:4]}-{serial[4:]}"


def _check(drawn: str) -> str:
    total = sum(place * _LETTERS.index(letter) for place, letter in enumerate(drawn, 2))
    return _LETTERS[total % len(_LETTERS)]
