"""Every route of the server × what a stranger may try: nothing is told, nothing is changed.

A stranger is another user of the same computer, who reaches the port; a page of another site in the
owner's browser, which has the owner's cookie sent along; and a name that leads to this computer.
The owner's own key opens the workbook's pages, and no other file of the computer.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlsplit

from tests.conftest import Served, serving
from tests.reliability.tally import Tally

PASSWORD = "hunter2-of-the-database"
SOURCE = f"postgresql://ana:{PASSWORD}@127.0.0.1:1/rise"
PROMISE = "Without the key, nobody on this computer or on the web reads or changes anything."

FOLDER = "/api/contents/rise"
ROUTES = (
    "/", "/lab", "/doc/tree/rise/00_start.ipynb", "/lab/tree/rise/00_start.ipynb", "/tree",
    "/voila", "/voila/tree", "/voila/tree/rise", "/voila/render/rise/00_start.ipynb",
    "/voila/render/rise/no.ipynb", "/voila/files/rise/00_start.ipynb", "/voila/api/contents/rise",
    "/voila/api/shutdown/KERNEL", "/voila/api/themes/x", "/voila/static/x",
    "/voila/labextensions/x", "/voila/templates/workbook/static/workbook.css",
    "/files/rise/00_start.ipynb", "/view/rise/00_start.ipynb", "/notebooks/rise/00_start.ipynb",
    "/nbconvert/html/rise/00_start.ipynb", "/nbconvert/script/rise/00_start.ipynb",
    "/nbconvert/review_pack/rise/00_start.ipynb", "/api/nbconvert", FOLDER, "/api/contents/",
    f"{FOLDER}/00_start.ipynb", f"{FOLDER}/00_start.ipynb/checkpoints",
    f"{FOLDER}/00_start.ipynb/trust", "/api/kernels", "/api/kernels/KERNEL",
    "/api/kernels/KERNEL/restart", "/api/kernels/KERNEL/channels", "/api/kernelspecs",
    "/kernelspecs/python3/logo-64x64.png", "/api/sessions", "/api/sessions/KERNEL", "/api/status",
    "/api/me", "/api/config/notebook", "/api/resolvePath?path=x", "/api/spec.yaml", "/api/events",
    "/api/events/subscribe", "/api/security/csp-report", "/api/shutdown", "/api/terminals",
    "/terminals/1", "/terminals/websocket/1", "/api", "/metrics", "/login", "/logout",
    "/lab/api/settings", "/lab/api/settings/x", "/lab/api/workspaces", "/lab/api/workspaces/x",
    "/lab/api/extensions", "/lab/api/listings/x", "/lab/api/licenses/", "/lab/api/build",
    "/lab/api/news", "/lab/api/plugins", "/lab/extensions/x", "/static/lab/x", "/static/x",
    "/custom/custom.css", "/favicon.ico", "/robots.txt", "/no/such/page",
)  # fmt: skip
SAFE = ("GET", "HEAD", "OPTIONS")
REPORTS = "/api/security/csp-report"  # takes what browsers have to report, and does nothing with it
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

OPEN = ("/files/{}", "/view/{}", "/nbconvert/html/{}", "/api/contents/{}?content=1", "/custom/{}",
        "/voila/files/{}", "/voila/render/{}", "/voila/static/{}", "/voila/api/contents/{}",
        "/voila/templates/workbook/static/{}", "/voila/labextensions/{}", "/static/{}",
        "/static/lab/{}", "/lab/extensions/{}", "/lab/api/workspaces/{}", "/lab/api/settings/{}",
        "/lab/api/listings/{}", "/kernelspecs/python3/{}", "/api/config/{}", "/doc/tree/{}",
        "/api/resolvePath?path={}")  # fmt: skip
WAYS_OUT = ("../sources/rise", "../../../../../../../../etc/passwd", "/etc/passwd", "~/.profile")
WRITTEN: tuple[Callable[[str], str], ...] = (
    str,
    lambda path: quote(path, safe=""),
    lambda path: quote(quote(path, safe=""), safe=""),
    lambda path: path.replace("..", "%2e%2e"),
    lambda path: path.replace("/", "\\"),
    lambda path: path.replace("../", "....//"),
    lambda path: "rise/" + path.replace("../", "../../", 1),
    lambda path: f"{path}%00.ipynb",
)
SECRETS = (PASSWORD, "root:x:0:0")


@dataclass(frozen=True)
class Stranger:
    """One way to come to the server without the key, by what is sent along."""

    who: str
    headers: dict[str, str]


class Attack:
    """A running server and what nobody may learn from it."""

    def __init__(self, server: Served) -> None:
        self.server = server
        self.host = urlsplit(server.origin).netloc
        self.owner = {"Authorization": f"token {server.token}"}
        self.tried = 0
        self.failures: list[str] = []
        self.cookie = self._cookie()
        self.kernel = self._make_kernel()

    def send(
        self, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> tuple[HTTPResponse, str]:
        """Send one request as it is written, and return the answer and its text."""
        self.tried += 1
        connection = HTTPConnection(self.host, timeout=20)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(body or "")))
        connection.endheaders((body or "").encode())
        try:
            answer = connection.getresponse()
        except (OSError, HTTPException) as error:
            raise AssertionError(f"{method} {path} {headers} has no answer: {error!r}") from error
        # An accepted socket has no end, and its first bytes are no text.
        text = "" if answer.status == 101 else answer.read().decode(errors="replace")
        connection.close()
        return answer, text + str(answer.headers)

    def _cookie(self) -> str:
        page, _ = self.send("GET", f"/lab?token={self.server.token}", {})
        found = [c.partition(";")[0] for c in page.headers.get_all("Set-Cookie") or []]
        return next(cookie for cookie in found if cookie.startswith("username-"))

    def _make_kernel(self) -> str:
        _, text = self.send("POST", "/api/kernels", self.owner, '{"path": "rise"}')
        return str(json.loads(text[: text.rindex("}") + 1])["id"])

    def state(self) -> object:
        """Return what a stranger may want to change: the kernels in use, and the files."""
        asked = ("/api/kernels", "/api/contents/", FOLDER, "/lab/api/workspaces")
        told = [self.send("GET", path, self.owner)[1] for path in asked]
        kernels = [each["id"] for each in json.loads(told[0][: told[0].rindex("]") + 1])]
        names = [sorted(each["name"] for each in _content(text)) for text in told[1:3]]
        return kernels, names

    def strangers(self) -> Iterator[Stranger]:
        """Yield those who have no key, and those whom the owner's browser would lend its cookie."""
        cookie = {"Cookie": self.cookie}
        yield Stranger("another user, with nothing", {})
        yield Stranger("another user, with a guess", {"Authorization": "token " + "0" * 48})
        name = self.cookie.partition("=")[0]
        forged = f'{name}="2|1:0|10:1700000000|{len(name)}:{name}|4:e30=|{"0" * 64}"'
        yield Stranger("another user, with a made-up cookie", {"Cookie": forged})
        yield Stranger("a name that leads here", {**cookie, "Host": "evil.example"})
        for site, origin in (("cross-site", "evil.example"), ("same-site", "127.0.0.1:9")):
            fetched = {"Origin": f"http://{origin}", "Sec-Fetch-Site": site}
            yield Stranger(f"a page of {origin}", {**cookie, **fetched, "Sec-Fetch-Mode": "cors"})
        yield Stranger(
            "a page of evil.example, in an old browser", {**cookie, "Origin": "http://evil.example"}
        )

    def expect(self, kept: bool, what: str) -> None:
        """Note what was not kept."""
        if not kept:
            self.failures.append(what)

    def try_route(self, stranger: Stranger, method: str, route: str) -> None:
        """Try one method on one route; a site may only send what it cannot read the answer to."""
        old = "old browser" in stranger.who
        if old and method == "GET" and route.startswith("/voila/render"):
            return  # it opens the page, as a link would, and its kernel ends when it has no reader
        path = route.replace("KERNEL", self.kernel)
        answer, text = self.send(method, path, stranger.headers, "{}")
        allowed = answer.headers.get("Access-Control-Allow-Origin")
        self.expect(allowed is None, f"{stranger.who} may read {method} {path}")
        if old and method in SAFE:
            return  # the browser does not show it the answer
        told = [s for s in (*SECRETS, self.server.token, self.kernel) if s in text]
        told = [s for s in told if s not in path]
        self.expect(not told, f"{stranger.who}: {method} {path} tells {told}")
        changed = method not in SAFE and answer.status < 300 and path != REPORTS
        self.expect(not changed, f"{stranger.who}: {method} {path} was done ({answer.status})")

    def try_socket(self, headers: dict[str, str], who: str) -> None:
        """Try to open each socket."""
        upgrade = {
            "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        }  # fmt: skip
        for path in (f"/api/kernels/{self.kernel}/channels", "/api/events/subscribe"):
            answer, _ = self.send("GET", path, {**upgrade, **headers})
            self.expect(answer.status != 101, f"{who} opens the socket {path}")

    def try_way_out(self, door: str, way: str, written: Callable[[str], str]) -> None:
        """Try, with the owner's key, to reach a file that is not the workbook's page."""
        path = door.format(written(way))
        _, text = self.send("GET", path, self.owner)
        told = [secret for secret in SECRETS if secret in text]
        self.expect(not told, f"with the key, GET {path} tells {told}")


def _content(text: str) -> list[dict[str, str]]:
    found, _ = json.JSONDecoder().raw_decode(text)
    return list(found["content"])


def run(effort: float) -> Tally:
    """Try every route, method and way out; with less effort, every tenth of those."""
    with TemporaryDirectory() as folder, serving(Path(folder) / "errors.txt", SOURCE) as server:
        attack = Attack(server)
        before, step = attack.state(), max(1, round(0.5 / effort))
        tries = list(product(attack.strangers(), METHODS, ROUTES))
        for stranger, method, route in tries[::step]:
            attack.try_route(stranger, method, route)
        for stranger in attack.strangers():
            attack.try_socket(stranger.headers, stranger.who)
        for door, way, written in list(product(OPEN, WAYS_OUT, WRITTEN))[::step]:
            attack.try_way_out(door, way, written)
        attack.expect(attack.state() == before, "a stranger changed something")
        for path in ("/api/terminals", "/terminals/1", "/lab/api/licenses/"):
            answer, _ = attack.send("GET", path, attack.owner)
            attack.expect(answer.status in (403, 404), f"with the key, {path} is there")
        said = server.complaints
        for secret in (PASSWORD, server.token):
            attack.expect(secret not in said, "the server complains of a request with a secret")
    facts = {"routes": str(len(ROUTES)), "ways out": str(len(OPEN) * len(WAYS_OUT) * len(WRITTEN))}
    return Tally(attack.tried, "requests of strangers", PROMISE, attack.failures, facts)
