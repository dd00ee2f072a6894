"""Who may come in: whoever has the key, and the browser that this program opened itself.

Every user of a computer can read the command lines of all, so the browser is not given the key
but a ticket, which is good once, for a short time, and only for who runs the server. Either is
swapped for a cookie at the first request: it stands in no history, no saved page and no kernel.
"""

import os
import re
import secrets
import sys
import time
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import PasswordIdentityProvider
from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher, PathMatches, Rule
from tornado.web import ErrorHandler
from traitlets import default

__all__ = ["Gate", "first_rules"]

# A browser that is opened for the first time since the computer was may take its time.
SECONDS_OF_A_TICKET = 120.0

KEYS = {"token", "ticket"}

# Pages that a person looks at; what a program asks for may carry the key in each address.
_PAGE = re.compile(r"/($|\?|(voila/render|voila/tree|doc|lab|tree)(/|$))")

_CONNECTIONS = tuple(Path("/proc/net", name) for name in ("tcp", "tcp6"))
_ROOT = 0


class Gate(PasswordIdentityProvider):
    """Jupyter's own check of key and cookie, and tickets beside it."""

    @default("token")
    def _token_default(self) -> str:
        # Not among the settings, which are written to the log; nor announced, as Jupyter's own is.
        return secrets.token_hex(24)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._tickets: dict[str, float] = {}

    def ticket(self) -> str:
        """Return a new ticket: whoever runs this server may come in with it, once."""
        ticket = secrets.token_urlsafe(24)
        self._tickets[ticket] = time.monotonic() + SECONDS_OF_A_TICKET
        return ticket

    def redeem(self, ticket: str, request: HTTPServerRequest) -> bool:
        """Tell whether a ticket lets this request in, and take it."""
        good_until = self._tickets.pop(ticket, 0.0)
        return time.monotonic() < good_until and _is_ours(request)


def _is_ours(request: HTTPServerRequest) -> bool:
    """Tell whether the other end of a connection is of the user who runs this server, or of root.

    Only Linux shows command lines to every user, and only there is it known whose a connection is.
    """
    if sys.platform != "linux":
        return True
    connection: Any = request.connection
    socket = connection.stream.socket
    theirs, here = socket.getpeername()[1], socket.getsockname()[1]
    users = {
        int(words[7])
        for path in _CONNECTIONS
        for words in map(str.split, _lines(path))
        if (_port(words[1]), _port(words[2])) == (theirs, here)
    }
    return bool(users) and users <= {os.getuid(), _ROOT}


def _lines(path: Path) -> list[str]:
    return path.read_text("ascii").splitlines()[1:] if path.exists() else []


def _port(address: str) -> int:
    return int(address.rpartition(":")[2], 16)


class _WithKey(Matcher):
    """Finds the requests for a page that carry a key in their address."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return what the handler is given, or None where it is not for this request."""
        carries = not KEYS.isdisjoint(request.query_arguments)
        return {} if carries and request.method == "GET" and _PAGE.match(request.path) else None


class _Door(JupyterHandler):
    """Takes the key out of an address, and leaves a cookie for it where it is the right one."""

    @allow_unauthenticated
    def get(self) -> None:
        """Send the browser to the same address without the key."""
        gate = cast(Gate, self.identity_provider)
        ticket = self.get_query_argument("ticket", "")
        # Jupyter has looked at a token by now, and set its cookie.
        if ticket and not self.current_user and gate.redeem(ticket, self.request):
            gate.set_login_cookie(self, gate.generate_anonymous_user(self))
        asked = parse_qsl(self.request.query, keep_blank_values=True)
        rest = urlencode([pair for pair in asked if pair[0] not in KEYS])
        self.redirect(f"{self.request.path}?{rest}" if rest else self.request.path)


class _FromElsewhere(Matcher):
    """Finds what a page of another site, or of another port, asks for: it may only lead here.

    Without reading the answer it could have pages opened, and kernels started, by the hundred.
    """

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return what the handler is given, or None where it is not for this request."""
        elsewhere = request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}
        leads_here = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.method == "GET"
        return {} if elsewhere and not leads_here else None


class _NeverAnswered(PathMatches):
    """Finds what JupyterLab lets whoever has no key wait for, for ever; no page of ours asks it."""

    def __init__(self) -> None:
        super().__init__(r"/lab/api/licenses\b.*")


def first_rules() -> list[Rule]:
    """Return the rules that a server follows before all others."""
    refused = {"status_code": 403}
    return [
        Rule(_FromElsewhere(), ErrorHandler, refused),
        Rule(_NeverAnswered(), ErrorHandler, refused),
        Rule(_WithKey(), _Door),
    ]
