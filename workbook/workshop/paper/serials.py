"""Codes that people read and type: a sheet’s serial, of no person, and an invited person’s own.

They are random, so that nobody can guess one.
"""

import secrets

__all__ = ["LENGTH", "OWN", "is_serial", "new_serial", "read_serial", "spoken"]

# None that is taken for another. They are a prime number, so that the last one, by which the others
# are checked, catches each wrong letter and any two that were swapped.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8
OWN = 16
"""Letters of a person’s own code: with the file at hand, too, nobody can try them all."""


def new_serial(length: int = LENGTH) -> str:
    """Return a serial that nobody can foresee."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(length - 1))
    return drawn + _check(drawn)


def read_serial(typed: str) -> str:
    """Return a serial as it is kept, however it was typed.

    >>> read_serial(" k7qm-2xrt ")
    'K7QM2XRT'
    """
    return "".join(typed.upper().replace("-", "").split())


def is_serial(serial: str, length: int = LENGTH) -> bool:
    """Tell whether this can be a serial: most slips of the finger make something that cannot.

    >>> is_serial("AAAAAAAA"), is_serial("AAAAAAAB"), is_serial("AAAAAAA")
    (True, False, False)
    """
    known = len(serial) == length and all(letter in _LETTERS for letter in serial)
    return known and _check(serial[:-1]) == serial[-1]


def spoken(serial: str) -> str:
    """Return a serial as people read it.

    >>> spoken("K7QM2XRT")
    'K7QM-2XRT'
    """
    return "-".join(serial[place : place + 4] for place in range(0, len(serial), 4))


def _check(drawn: str) -> str:
    total = sum(place * _LETTERS.index(letter) for place, letter in enumerate(drawn, 2))
    return _LETTERS[total % len(_LETTERS)]
