"""How people find the room: the codes that a phone's camera reads, in the order they are needed."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import segno
from segno import helpers

__all__ = ["Entrance"]


@dataclass(frozen=True)
class Entrance:
    """The address of the room, and the Wi-Fi to join first, where there is one for guests.

    What the Wi-Fi's password is stands in no file: it is gone with the room's process.
    """

    address: str = ""
    link: str = ""
    wifi: str = ""
    password: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what a window draws: names, and codes as SVG; each is empty where it is not."""
        return {
            "address": self.address.removeprefix("http://").rstrip("/"),
            "address_code": _drawn(self.link or self.address),
            "wifi": self.wifi,
            "wifi_code": _drawn(_wifi(self.wifi, self.password)),
        }


def _wifi(name: str, password: str) -> str:
    """Return what a phone reads as the way into a Wi-Fi.

    >>> _wifi("Guests; upstairs", "s:cret")
    'WIFI:T:WPA;S:Guests\\\\; upstairs;P:s\\\\:cret;;'
    """
    if not name:
        return ""
    return helpers.make_wifi_data(name, password or None, "WPA" if password else None)


@cache
def _drawn(text: str) -> str:
    if not text:
        return ""
    drawn = BytesIO()
    segno.make(text, micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2
    )
    return drawn.getvalue().decode()
