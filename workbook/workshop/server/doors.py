"""Where the room's server listens: this computer always, its local network only while it may.

The doors are two applications, so that nothing of the facilitator's can be reached from the
network, whatever a request says of itself.
"""

import ipaddress
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

import psutil
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.iostream import IOStream
from tornado.netutil import bind_sockets
from tornado.web import Application

from workbook.workshop.room import Room

__all__ = ["HOME", "MOST_BODY", "Doors", "local_addresses", "more_files"]

HOME = "127.0.0.1"
MOST_BODY = 128 * 1024
"""Bytes of a form: more than the longest ballot needs in any script."""

_MOST_AT_HOME = 4 * 1024 * 1024  # an agenda with all that it asks
_MOST_HEADERS = 16 * 1024
_PATIENCE = 15.0  # seconds for headers, for a body, and between two requests
_MOST_OPEN = 700
_MOST_FROM_ONE = 150  # behind some routers, all phones of a room have one address
_EVERY = 3.0  # seconds after which it is looked whether the networks are still the same
_LAST_WORDS = 1.0  # seconds in which phones still hear that the room has closed


def local_addresses() -> list[str]:
    """Return this computer's addresses in local networks, the usual one first."""
    found = [
        address.address
        for name, addresses in psutil.net_if_addrs().items()
        if name in (up := psutil.net_if_stats()) and up[name].isup
        for address in addresses
        if address.family == socket.AF_INET
    ]
    local = [each for each in found if _is_local(each)]
    usual = _usual_address()
    return sorted(local, key=lambda each: each != usual)


def more_files() -> None:
    """Let this process hold as many connections as the system allows without asking anybody."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = 4096 if hard == resource.RLIM_INFINITY else min(4096, hard)
        if soft < wanted:
            with suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Doors:
    """The sockets of one room's server: opened and closed as the room says."""

    def __init__(
        self,
        room: Room,
        home: Application,
        network: Application,
        find: Callable[[], Sequence[str]] = local_addresses,
    ) -> None:
        self._room = room
        self._network = network
        self._find = find
        self._home = _Server(home, _MOST_AT_HOME, None)
        self._outside: _Server | None = None
        self._bound: set[str] = set()
        self._looking = PeriodicCallback(self._look, _EVERY * 1000)
        self.port = 0

    @property
    def addresses(self) -> list[str]:
        """Where phones reach the room now."""
        return self._room.addresses

    @property
    def wall_key(self) -> str:
        """The key of the projector's window."""
        return self._room.wall_key

    def open(self, port: int = 0) -> None:
        """Listen on this computer, and on the network if the room is open already.

        Raises:
            OSError: the port is taken.
        """
        sockets = bind_sockets(port, HOME)
        self.port = sockets[0].getsockname()[1]
        self._home.add_sockets(sockets)
        self._room.watch(self._follow)
        self._follow()
        self._looking.start()

    async def close(self) -> None:
        """Stop listening, and end every connection."""
        self._looking.stop()
        for server in (self._home, self._outside):
            if server:
                server.stop()
                await server.close_all_connections()

    def _follow(self) -> None:
        wanted = self._room.is_open or self._room.network_before
        if wanted and not self._outside:
            self._outside, self._bound = _Server(self._network, MOST_BODY, _MOST_FROM_ONE), set()
            self._room.addresses = self._listen(self._outside)
        elif not wanted and self._outside:
            closing, self._outside = self._outside, None
            self._room.addresses = []
            closing.stop()
            IOLoop.current().call_later(_LAST_WORDS, closing.close_all_connections)

    def _look(self) -> None:
        """See whether this computer has come into another network, as with a hotspot."""
        if self._outside and (found := self._listen(self._outside)) != self._room.addresses:
            self._room.addresses = found
            self._room.changed()

    def _listen(self, server: "_Server") -> list[str]:
        """Listen at each address of a local network, and return those where it does."""
        found = self._find()
        for address in found:
            if address not in self._bound:
                with suppress(OSError):  # a network that went, or another program at its port
                    server.add_sockets(bind_sockets(self.port, address))
                    self._bound.add(address)
        return [f"{each}:{self.port}" for each in found if each in self._bound]


class _Server(HTTPServer):
    """Answers so many at once and no more, and waits for nobody for long."""

    def initialize(self, application: Application, body: int, most: int | None) -> None:  # type: ignore[override]
        super().initialize(
            application,
            max_header_size=_MOST_HEADERS,
            max_body_size=body,
            max_buffer_size=2 * body,
            idle_connection_timeout=_PATIENCE,
            body_timeout=_PATIENCE,
        )
        self._most = most
        self._hosts: dict[IOStream, str] = {}

    def handle_stream(self, stream: IOStream, address: tuple[str, int]) -> None:
        """Take a connection, unless too many are open."""
        host, hosts = address[0], list(self._hosts.values())
        if len(hosts) >= _MOST_OPEN or (self._most and hosts.count(host) >= self._most):
            stream.close()
            return
        self._hosts[stream] = host
        super().handle_stream(stream, address)

    def on_close(self, server_conn: object) -> None:
        """Count a connection no more."""
        super().on_close(server_conn)
        self._hosts = {each: host for each, host in self._hosts.items() if not each.closed()}


def _is_local(address: str) -> bool:
    each = ipaddress.ip_address(address)
    return each.is_private and not each.is_loopback and not each.is_link_local


def _usual_address() -> str:
    """Return the address from which this computer reaches others; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
