"""What every request goes through first: who it is for, how often it comes, what goes back with it.

No line is written about a request: an address holds a token, and a token is a person.
"""

import hmac
import ipaddress
import logging
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler

from workbook.workshop.messages import Messages, languages, messages
from workbook.workshop.room import Room
from workbook.workshop.rounds import Cast
from workbook.workshop.server.following import Following
from workbook.workshop.server.gathering import Gathering
from workbook.workshop.server.outcomes import Outcomes
from workbook.workshop.server.pace import Pace
from workbook.workshop.server.pages import page
from workbook.workshop.server.visiting import Visit

__all__ = ["Handler", "Host", "NotHere", "is_home"]

_LOG = logging.getLogger("workbook.workshop")
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # To others not even the address; our own forms say where they come from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_FORM = "application/x-www-form-urlencoded"
_YEAR = 366


@dataclass(frozen=True)
class Host:
    """What all handlers of one server share."""

    room: Room
    following: Following
    outcomes: Outcomes
    key: str = ""
    pace: Pace = field(default_factory=Pace)
    visit: Visit = field(default_factory=Visit)

    @cached_property
    def votes(self) -> Gathering[Cast]:
        """Where ballots go."""
        return Gathering(self.room.cast_all)

    @cached_property
    def newcomers(self) -> Gathering[str]:
        """Where the tokens of those go who join."""
        return Gathering(self.room.admit_all)

    def is_key(self, given: str) -> bool:
        """Tell whether this is the facilitator's key."""
        return bool(self.key) and hmac.compare_digest(given.encode(), self.key.encode())


class NotHere(HTTPError):
    """An answer other than a page: its `name` is the sentence's, in the reader's language."""

    def __init__(self, status: int, name: str) -> None:
        super().__init__(status)
        self.name = name


class Handler(RequestHandler):
    """A request that came through one of the doors."""

    host: Host

    def initialize(self, host: Host) -> None:
        """Know what it is about."""
        self.host = host

    @property
    def room(self) -> Room:
        """The room."""
        return self.host.room

    @property
    def address(self) -> str:
        """The address that asks, as far as it can be known."""
        return self.request.remote_ip or ""

    @property
    def words(self) -> Messages:
        """The sentences in the reader's language: as chosen, or as the browser asks for."""
        if not hasattr(self, "_words"):
            chosen = self.get_cookie("language", "")
            asked = self.request.headers.get("Accept-Language", "")
            self._words = messages(_language(chosen, asked))
        return self._words

    def set_default_headers(self) -> None:
        """Say with each answer what a browser may do with it."""
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse what is for somebody else, comes from elsewhere, or too often."""
        if not _is_numeric(self.request.host_name):
            raise NotHere(421, "other_host")
        if not self.host.pace.may_ask(self.address):
            raise NotHere(429, "too_often")
        if not self.application.settings["home"]:
            self.room.reached()
        if self.request.method == "POST":
            self.require_own_form()
        if (chosen := self.get_query_argument("language", "")) in languages():
            self._words = messages(chosen)
            self.set_cookie(
                "language", chosen, expires_days=_YEAR, httponly=True, samesite="Strict"
            )

    def require_own_form(self) -> None:
        """Refuse a form that another site sent, or that is none."""
        headers = self.request.headers
        origin = headers.get("Origin")
        if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none") or (
            origin is not None and urlsplit(origin).netloc != self.request.host
        ):
            raise NotHere(403, "other_site")
        if headers.get("Content-Type", _FORM).partition(";")[0].strip().lower() != _FORM:
            raise NotHere(400, "no_form")

    @property
    def form(self) -> Mapping[str, Sequence[str]]:
        """What was sent, as texts; bytes that are none are replaced."""
        return {
            name: [each.decode("utf-8", "replace") for each in given]
            for name, given in self.request.body_arguments.items()
        }

    def sent(self, name: str, longest: int = 200) -> str:
        """Return one value that was sent, shortened, or nothing."""
        return (self.form.get(name) or [""])[0].strip()[:longest]

    def show(self, name: str, status: int = 200, **values: Any) -> None:
        """Answer with a page."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page(name, self.words, self.room.session, **values))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Answer with a kind sentence, and nothing about how this program works."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        name = {400: "no_form", 404: "no_page", 405: "no_page"}.get(status_code, "our_fault")
        if isinstance(error, NotHere):
            name = error.name
        self.show("said", status_code, title=self.words["sorry"], text=self.words[name])

    def log_exception(self, *info: Any) -> None:
        """Keep where it broke, never the address or what was sent."""
        kind, error, place = info
        gone = isinstance(error, StreamClosedError)  # whoever asked does not wait any more
        if not gone and not isinstance(error, HTTPError) and kind is not None:
            _LOG.error("%s\n%s", kind.__name__, "".join(traceback.format_tb(place)))


def is_home(address: str) -> bool:
    """Tell whether an address is this computer's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _is_numeric(name: str) -> bool:
    """Tell whether a host is a plain number, which nobody else's name can be made to mean."""
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return name == "localhost"
    return True


def _language(chosen: str | None, asked: str) -> str:
    known = languages()
    wanted = [chosen or "", *(each.partition(";")[0].strip() for each in asked[:200].split(","))]
    for each in wanted:
        for name in (each, each.partition("-")[0]):
            if name.lower() in known:
                return name.lower()
    return "en"
