"""The way in: the room's code, what a phone remembers of who it belongs to, and the self-test."""

import hmac

from workbook.workshop.rounds import new_token
from workbook.workshop.server.handling import Handler, NotHere
from workbook.workshop.server.pages import ASSETS, asset

__all__ = ["Asset", "Join", "Leave", "Reached", "take_seat"]

_SEAT = "seat"
_DAYS = 3
_MOST_HERE = 300
_WEEK = 604_800


def take_seat(phone: Handler, token: str) -> None:
    """Have a phone remember whose it is, so that the code on the wall leads to their page again."""
    phone.set_cookie(_SEAT, token, expires_days=_DAYS, httponly=True, samesite="Strict")


class Asset(Handler):
    """One of the two files that pages ask for."""

    def get(self, name: str) -> None:
        """Send it; its address changes with it, so that it may be kept."""
        self.set_header("Content-Type", ASSETS[name])
        self.set_header("Cache-Control", f"public, max-age={_WEEK}, immutable")
        self.finish(asset(name))


class Join(Handler):
    """The way in: a code, typed or in the address of a QR code."""

    def get(self, code: str = "") -> None:
        """Ask for the code, unless this phone has joined."""
        token = self.get_cookie(_SEAT, "") or ""
        if token and self.room.box.knows(token):
            self.redirect(f"/v/{token}", status=303)
        else:
            self.show("join", code=code[:12], wrong=False)

    async def post(self, code: str = "") -> None:
        """Let somebody in who has the code, while a session is open."""
        token = self.get_cookie(_SEAT, "") or ""
        if not self.host.pace.may_guess(self.address):
            raise NotHere(429, "too_often")
        given = self.sent("code", 40).replace(" ", "").replace("-", "").upper()
        # Both are looked at each time: a closed room answers as a wrong code does.
        right = hmac.compare_digest(given.encode(), self.room.code.encode())
        if not (right & self.room.is_open):
            self.host.pace.guessed(self.address)
            self.show("join", 403, code=given[:12], wrong=True)
            return
        if not (token and self.room.box.knows(token)):
            if not self.host.pace.may_join(self.address) or self.room.box.here() >= _MOST_HERE:
                raise NotHere(429, "room_full")
            token = new_token()
            await self.host.newcomers.put(token)
        take_seat(self, token)
        self.redirect(f"/v/{token}", status=303)


class Leave(Handler):
    """A phone that somebody else is to use."""

    def post(self) -> None:
        """Forget who used it; their page and answers stay."""
        self.clear_cookie(_SEAT, httponly=True, samesite="Strict")
        self.redirect("/", status=303)


class Reached(Handler):
    """The self-test: a phone that sees this page reaches the room."""

    def get(self) -> None:
        """Say so; the door through which it came has told the facilitator."""
        self.show("said", title=self.words["reached_title"], text=self.words["reached_text"])
