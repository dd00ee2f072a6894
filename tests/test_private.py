"""One whole run, with planted secrets: they stand in no list, log, page, notebook, file or PDF."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

import pikepdf
import psutil
import pytest

from tests.store.postgres import PASSWORD, anywhere, programs
from workbook import create_workbook
from workbook.strategy import KPI, Objective, Person, Reading

NAME = "Zephyrine Confidential Holdings"

# Everything that the server and what it loads have to say is said; the address comes unseen.
SERVE = """
import logging, os
import workbook.jupyter.config as config
told = config.settings
def all_of_it(*settings):
    made = told(*settings)
    made.ServerApp.log_level = made.LabApp.log_level = "DEBUG"
    return made
config.settings = all_of_it
logging.basicConfig(level="DEBUG")
from workbook.isolation import keep_out
keep_out()
from workbook.jupyter import serve
serve(os.environ["WORKBOOK"])
"""

BROWSER = """#!{python}
import json, os, sys
with open({file!r} + ".part", "w") as file:
    json.dump({{"address": sys.argv[-1], "environment": dict(os.environ)}}, file)
os.replace({file!r} + ".part", {file!r})
"""


@dataclass
class Watch:
    """Every command line that is seen on this computer while it watches."""

    seen: set[str] = field(default_factory=set)

    def look(self) -> None:
        """Take down each one that there is now."""
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                self.seen.add(" ".join(process.cmdline()))


@contextmanager
def watching() -> Iterator[Watch]:
    """Look at the list of processes again and again, until the block ends."""
    watch, over = Watch(), threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            watch.look()

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield watch
    finally:
        over.set()
        thread.join()


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The URL, with a password that is asked for, of a workbook of a business with a known name."""
    bin = programs()
    if bin is None:
        assert os.environ.get("CI") != "true", "PostgreSQL has to be installed for CI"
        pytest.skip("PostgreSQL is not installed")
    with anywhere(bin) as server:
        server.database("secrets", "OWNER guarded")
        url = f"postgresql://guarded:{PASSWORD}@127.0.0.1:{server.port}/secrets"
        book = create_workbook(NAME, url)
        book.add(Person, name="Ana")
        book.add(Objective, name="More regulars")
        kpi = book.add(KPI, name="Guests", frequency="month")
        for month in range(1, 10):
            book.add(Reading, kpi_id=kpi, start=f"2026-{month:02}-01", value=100 + month)
        book.store.close()
        yield url


@dataclass(frozen=True)
class Home:
    """A person's home, current folder and temporary folder, all of this test alone."""

    root: Path

    def environment(self, **more: str) -> dict[str, str]:
        """Return what a process is started with there."""
        folders = {"HOME": "home", "TMPDIR": "temporary", "XDG_RUNTIME_DIR": "runtime"}
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG", "JUPYTER"))}
        for name in folders.values():
            (self.root / name).mkdir(exist_ok=True)
        return {**kept, **{k: str(self.root / name) for k, name in folders.items()}, **more}

    def holding(self, *secrets: str) -> list[str]:
        """Return the files in which one of the secrets stands, as it is or as in an address."""
        found = []
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes()
                found += [
                    f"{path.relative_to(self.root)}: {secret}"
                    for secret in secrets
                    if secret.encode() in content or quote(secret).encode() in content
                ]
        return found


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@contextmanager
def started(home: Home, url: str) -> Iterator[tuple["subprocess.Popen[str]", dict[str, object]]]:
    """Start the server as a person would; yields its process, and what the browser was told."""
    told, browser = home.root / "told.json", home.root / "browser"
    browser.write_text(BROWSER.format(python=sys.executable, file=str(told)))
    browser.chmod(0o700)
    errors = (home.root / "errors.txt").open("w")
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", SERVE], cwd=home.root, text=True, stderr=errors,
        env=home.environment(WORKBOOK=url, BROWSER=str(browser)), stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        for _ in range(600):
            if told.exists():
                break
            time.sleep(0.05)
        yield process, {**json.loads(told.read_text()), "line": line}
    finally:
        told.unlink(missing_ok=True)
        process.kill() if process.poll() is None else None
        process.communicate()
        errors.close()


def pages(told: Mapping[str, object]) -> list[str]:
    """Open the pages as the browser would; returns what they hold."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    address = str(told["address"])
    landing = browser.open(address)
    assert "ticket" not in landing.url
    here = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    asked = ("doc/tree/secrets/00_start.ipynb", "api/contents/secrets/00_start.ipynb",
             "api/kernels", "api/sessions", "api/status", "api/me", "no/such/page",
             "voila/render/secrets/04_review.ipynb")  # fmt: skip
    texts = [landing.read().decode()]
    for path in asked:
        with suppress(OSError):  # a page that is not there is a page, too
            texts.append(browser.open(f"{here}/{path}").read().decode())
    assert len(texts) >= len(asked)
    return texts


def test_a_run_of_the_server_shows_and_leaves_no_secret(home: Home, database: str) -> None:
    with watching() as watch, started(home, database) as (process, told):
        token = re.search(r"token=(\w+)", str(told["line"]))[1]  # type: ignore[index]
        shown = pages(told)
        environment = str(told["environment"])
        assert process.stdout is not None
        process.send_signal(signal.SIGTERM)
        said = process.stdout.read()
        assert process.wait(60) == 0
    secrets = (PASSWORD, token)
    assert [line for line in watch.seen if any(secret in line for secret in secrets)] == []
    assert [page[:80] for page in shown if any(secret in page for secret in secrets)] == []
    assert not any('<section class="workbook-error"' in page for page in shown)
    assert not any(secret in environment + said for secret in secrets)
    assert (home.root / "errors.txt").stat().st_size > 0
    assert home.holding(*secrets) == [], "Neither a log of everything nor a file that stayed."
    (home.root / "errors.txt").unlink()
    assert home.holding(NAME) == []
    assert list((home.root / "temporary").iterdir()) == []


def test_what_a_killed_server_leaves_is_for_nobody_and_is_swept_by_the_next_command(
    home: Home, database: str
) -> None:
    with started(home, database) as (process, told):
        pages(told)
        process.kill()
        process.wait()
    [left] = (home.root / "temporary").iterdir()
    assert left.stat().st_mode & 0o777 == 0o700
    for _ in range(200):  # its kernels notice, and go
        if not [p for p in psutil.process_iter() if _works_in(p, left)]:
            break
        time.sleep(0.1)
    report(home, database, "--out", "packs")
    assert list((home.root / "temporary").iterdir()) == []


def _works_in(process: psutil.Process, folder: Path) -> bool:
    with suppress(psutil.Error):
        return Path(process.cwd()).is_relative_to(folder)
    return False


def report(home: Home, url: str, *words: str, **env: str) -> str:
    """Make a pack, with the password in the environment; returns all that was printed."""
    bare = url.replace(f":{PASSWORD}", "")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "workbook", "report", bare, "--quarter", "2026-Q3", *words],
        cwd=home.root, env=home.environment(PGPASSWORD=PASSWORD, **env), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("fork", ["yes", "no"])
def test_a_pack_tells_the_business_and_no_secret(home: Home, database: str, fork: str) -> None:
    with watching() as watch:
        said = report(home, database, "--out", "packs", WORKBOOK_FORK=fork)
    assert PASSWORD not in said
    assert "encryption" not in said, "What a kernel is told and answers is for nobody else."
    assert [line for line in watch.seen if PASSWORD in line] == []
    assert home.holding(PASSWORD) == []
    assert {Path(each).parts[0] for each in home.holding(NAME)} <= {"packs"}
    assert list((home.root / "temporary").iterdir()) == []
    [pdf] = (home.root / "packs").glob("*.pdf")
    inside = open_up(pdf)
    assert PASSWORD.encode() not in inside
    for trace in (str(home.root), database.rpartition("@")[2], "guarded"):
        assert trace.encode() not in inside, f"The pack goes to others, and tells them {trace}."
    text = subprocess.check_output(["pdftotext", str(pdf), "-"], text=True)
    assert NAME in text


def open_up(pdf: Path) -> bytes:
    """Return everything in a PDF, its streams unpacked."""
    with pikepdf.open(pdf) as document:
        every = [bytes(str(document.docinfo), "utf-8")]
        for thing in document.objects:
            every.append(bytes(str(thing), "utf-8") if not isinstance(thing, pikepdf.Stream) else
                         bytes(str(thing.keys()), "utf-8") + thing.read_bytes())  # fmt: skip
    return b"\n".join(every)
