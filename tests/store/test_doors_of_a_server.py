"""Every door to a workbook on a server says in a sentence what happened to it, and goes on."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.store.postgres import PASSWORD, Server
from tests.test_doors import DONE, _ran, api, page
from workbook import create_workbook
from workbook.errors import WorkbookError
from workbook.strategy import Objective, Person

READINGS = "kpi,period,value\nSales,2026-07,7\nSales,2026-08,8\n"


@pytest.fixture
def address(postgres: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A workbook with a person and an objective, as somebody who may read and change it."""
    monkeypatch.setenv("HOME", str(tmp_path))  # where packs go
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("workbook.kernels.warm.FORKS", False)  # most need no kernel
    book = create_workbook("Rise Bakery", postgres)
    book.add(Person, name="Marta")
    book.add(Objective, name="Sell 60 loaves a day")
    book.store.close()
    Path("readings.csv").write_text(READINGS, encoding="utf-8")
    rights = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guarded"
    server.tell(rights, database=name_of(postgres))
    return postgres.replace("test@", f"guarded:{PASSWORD}@")


def name_of(address: str) -> str:
    return address.rpartition("/")[2]


# The doors: each yields once it is open, and then what is said, again and again.

Door = Callable[[str], Iterator[str]]


def _command(*words: str) -> Door:
    def door(address: str) -> Iterator[str]:
        yield ""
        while True:
            yield _ran(*(word.format(address=address) for word in words))

    return door


QUARTER = ("--quarter", "2026-Q3")
DOORS: dict[str, Door] = {
    "command": _command("status", "{address}"),
    "import": _command("import", "{address}", "readings.csv", "--as", "readings"),
    "report": _command("report", "{address}", *QUARTER),
    "sign-off": _command("sign-off", "{address}", *QUARTER, "--by", "Marta", "--early"),
    "api": api,  # type: ignore[dict-item]
    "page": page,  # type: ignore[dict-item]
}


# The troubles: each is there inside its block, and over after it.


@contextmanager
def lost(server: Server, _: str) -> Iterator[None]:
    server.stop()
    yield
    server.start()


@contextmanager
def held(_: Server, address: str) -> Iterator[None]:
    with psycopg.connect(address) as other:
        other.execute("SELECT pg_advisory_xact_lock(873251)")
        yield


@contextmanager
def no_rights(server: Server, address: str) -> Iterator[None]:
    changing = "INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public"
    server.tell(f"REVOKE {changing} FROM guarded", database=name_of(address))
    yield
    server.tell(f"GRANT {changing} TO guarded", database=name_of(address))


@contextmanager
def standby(server: Server, address: str) -> Iterator[None]:
    setting = f"ALTER DATABASE {name_of(address)} SET default_transaction_read_only ="
    server.tell(f"{setting} on")
    yield
    server.tell(f"{setting} off")


TROUBLES: dict[str, tuple[Callable[[Server, str], AbstractContextManager[None]], str]] = {
    "lost": (lost, "does not answer. Nothing was saved: check that it runs"),
    "held": (held, "Somebody else is saving in this workbook.*Nothing was saved: try again"),
    "no rights": (no_rights, "has no right to do that.*Nothing was saved: ask whoever runs it"),
    "standby": (standby, "lets nothing be changed.*Nothing was saved: open the address of the"),
}
READING = {"command", "report"}
SLOW = {"report", "sign-off"}  # they run a notebook, once is enough
CASES = [
    (trouble, door)
    for trouble in TROUBLES
    for door in DOORS
    if door not in SLOW or (trouble, door) in {("lost", "report"), ("no rights", "sign-off")}
]


@pytest.mark.parametrize(("trouble", "door"), CASES)
def test_every_trouble_is_said_at_every_door(
    server: Server, address: str, trouble: str, door: str
) -> None:
    make, said = TROUBLES[trouble]
    through = DOORS[door](address)
    if trouble != "standby":  # which those who have a connection do not notice
        next(through)
    with make(server, address):
        if trouble == "standby":
            next(through)
        told = next(through)
    if trouble != "lost" and door in READING:  # what may be looked at may be looked at
        assert told == DONE
        return
    assert re.search(said, told), told
    assert PASSWORD not in told
    if trouble != "standby" and door not in SLOW:
        assert next(through) == DONE


@pytest.mark.parametrize("wrong", ["postgresql:/guarded:{}@there/db", "mysql://a:{}@there/db"])
@pytest.mark.parametrize("door", DOORS)
def test_no_door_repeats_a_mistyped_address(address: str, door: str, wrong: str) -> None:
    try:
        through = DOORS[door](wrong.format(PASSWORD))
        told = next(through) or next(through)
    except WorkbookError as error:
        told = str(error)
    assert "has to begin with postgresql://" in told
    assert PASSWORD not in told
