"""What a PostgreSQL server can refuse or fail to do is said in words, and nothing is half done."""

import socket
import socketserver
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import psutil
import psycopg
import pytest

from tests.store.postgres import PASSWORD, Server
from workbook import Workbook, create_workbook, open_workbook
from workbook.cli import main
from workbook.errors import DatabaseRefused, StorageFailed, WorkbookError
from workbook.quarter import Quarter
from workbook.store import Edit, patient
from workbook.strategy import KPI, Objective


@pytest.fixture
def book(postgres: str) -> Iterator[Workbook]:
    """A bakery with one objective, on a server."""
    book = create_workbook("Rise Bakery", postgres)
    book.save([Edit(Objective, "sell", {"name": "Sell more bread"})])
    yield book
    book.store.close()


def name_of(book: Workbook) -> str:
    return book.source.rpartition("/")[2]


def guarded(book: Workbook | str) -> str:
    """Return the address for somebody with few rights."""
    source = book if isinstance(book, str) else book.source
    return source.replace("test@", f"guarded:{PASSWORD}@")


def rename(book: Workbook, name: str = "Sell more cake") -> None:
    [objective] = book.plan.all(Objective)
    book.save([Edit(Objective, objective.id, {"name": name}, objective.version)])


# What stands in the way of opening.


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda url: guarded(url).replace(PASSWORD, "hunter2"), "does not let you in"),
        (lambda url: guarded(url).replace(f":{PASSWORD}", ""), "does not let you in"),
        (lambda url: url.replace("test@", "nobody:hunter2@"), "does not let you in"),
        (lambda url: f"{url}x", "There is no database at"),
        (lambda url: url.replace("127.0.0.1", "nowhere.invalid"), "no server of that name"),
        (lambda url: f"{url}?sslmode=require", "do not agree on how to encrypt"),
        (lambda url: f"{url}?sslmode=always", "has an option that the database cannot take"),
        (lambda url: f"{url}?colour=red", "has an option that the database cannot take"),
    ],
)
def test_what_is_wrong_with_an_address_is_named(
    book: Workbook, wrong: Callable[[str], str], said: str
) -> None:
    with pytest.raises(DatabaseRefused, match=said) as caught:
        open_workbook(wrong(book.source))
    assert "hunter2" not in str(caught.value)
    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_has_no_place_for_every_sign_is_refused(
    server: Server, encoding: str
) -> None:
    plain = f"ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    url = server.database(f"in_{encoding.lower()}", plain)
    with pytest.raises(DatabaseRefused, match=f"{encoding}, .*createdb --encoding=UTF8"):
        create_workbook("Rise", url)


class _Speaks(socketserver.BaseRequestHandler):
    """Answers whoever connects with the same words, and goes on listening."""

    words = b""

    def handle(self) -> None:
        self.request.recv(4096)
        self.request.sendall(self.words)
        self.request.recv(4096)


@contextmanager
def _speaking(words: bytes) -> Iterator[str]:
    handler = type("Handler", (_Speaks,), {"words": words})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as there:
        Thread(target=there.serve_forever, daemon=True).start()
        yield f"postgresql://ana@127.0.0.1:{there.server_address[1]}/rise?sslmode=disable"
        there.shutdown()


def _message(kind: bytes, content: bytes) -> bytes:
    return kind + (len(content) + 4).to_bytes(4, "big") + content


OLD = b"".join(
    [
        _message(b"R", bytes(4)),
        _message(b"S", b"server_version\x009.6.24\x00"),
        _message(b"S", b"server_encoding\x00UTF8\x00"),
        _message(b"S", b"client_encoding\x00UTF8\x00"),
        _message(b"Z", b"I"),
    ]
)


def test_a_server_that_is_too_old_is_named() -> None:
    with (
        _speaking(OLD) as url,
        pytest.raises(DatabaseRefused, match=r"runs PostgreSQL 9.6.24. .* needs version 13"),
    ):
        open_workbook(url)


def test_what_is_no_server_of_databases_is_told() -> None:
    with (
        _speaking(b"HTTP/1.1 400 Bad Request\r\n\r\n") as url,
        pytest.raises(WorkbookError, match="no PostgreSQL server"),
    ):
        open_workbook(url)


def test_a_server_that_takes_a_call_and_says_nothing_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patient, "CONNECTING", 2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(StorageFailed, match="does not answer"):
            open_workbook(f"postgresql://ana@127.0.0.1:{silent.getsockname()[1]}/rise")
    assert time.monotonic() - began < 10


# What stands in the way of reading and saving.


def test_who_may_only_read_opens_a_workbook_and_is_told_when_saving(
    book: Workbook, server: Server
) -> None:
    server.tell("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guarded", database=name_of(book))
    theirs = open_workbook(guarded(book))
    assert [each.name for each in theirs.plan.all(Objective)] == ["Sell more bread"]
    with pytest.raises(StorageFailed, match="has no right to do that") as caught:
        rename(theirs)
    assert PASSWORD not in str(caught.value)
    assert [each.name for each in book.plan.all(Objective)] == ["Sell more bread"]
    theirs.store.close()


def test_who_may_not_even_read_is_told_at_opening(book: Workbook) -> None:
    with pytest.raises(StorageFailed, match="has no right to do that"):
        open_workbook(guarded(book))


def test_who_may_not_make_tables_makes_no_workbook(postgres: str) -> None:
    with pytest.raises(StorageFailed, match="CREATE where a workbook is made"):
        create_workbook("Rise", guarded(postgres))
    create_workbook("Rise", postgres).store.close()


def test_a_server_that_lets_nothing_be_changed_is_read_all_the_same(
    book: Workbook, server: Server
) -> None:
    server.tell(f"ALTER DATABASE {name_of(book)} SET default_transaction_read_only = on")
    theirs = open_workbook(book.source)
    assert [each.name for each in theirs.plan.all(Objective)] == ["Sell more bread"]
    with pytest.raises(StorageFailed, match="lets nothing be changed"):
        rename(theirs)
    theirs.store.close()


def test_a_save_waits_for_another_one_so_long_and_no_longer(book: Workbook) -> None:
    with psycopg.connect(book.source) as other:
        other.execute("SELECT pg_advisory_xact_lock(873251)")
        began = time.monotonic()
        with pytest.raises(StorageFailed, match="Somebody else is saving"):
            rename(book)
        assert 4 < time.monotonic() - began < 8
        assert [each.name for each in book.plan.all(Objective)] == ["Sell more bread"]
    rename(book)


def test_a_save_does_not_wait_for_a_row_that_somebody_holds(book: Workbook) -> None:
    with psycopg.connect(book.source) as other:
        other.execute("SELECT * FROM objective FOR UPDATE")
        with pytest.raises(StorageFailed, match="Somebody else is saving"):
            rename(book)
    rename(book)


def test_a_server_without_a_free_connection_says_so(book: Workbook, server: Server) -> None:
    server.tell("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guarded", database=name_of(book))
    server.tell("ALTER ROLE guarded CONNECTION LIMIT 0")
    try:
        with pytest.raises(StorageFailed, match="takes no more connections now"):
            open_workbook(guarded(book))
    finally:
        server.tell("ALTER ROLE guarded CONNECTION LIMIT -1")


def test_a_database_that_is_dropped_under_a_page_is_named(book: Workbook, server: Server) -> None:
    server.tell(f"DROP DATABASE {name_of(book)} WITH (FORCE)")
    with pytest.raises(WorkbookError, match="There is no database at"):
        rename(book)


def test_a_page_goes_on_when_the_server_is_back(book: Workbook, server: Server) -> None:
    [sell] = book.plan.all(Objective)
    server.stop()
    for _ in range(2):
        with pytest.raises(StorageFailed, match="Nothing was saved"):
            book.save([Edit(Objective, "sell", {"name": "Sell cake"}, sell.version)])
    server.start()
    book.save([Edit(Objective, "sell", {"name": "Sell cake"}, sell.version)])
    assert [each.name for each in book.plan.all(Objective)] == ["Sell cake"]


def test_a_server_that_falls_silent_is_given_up(
    book: Workbook, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patient, "CONNECTING", 2)
    monkeypatch.setattr(patient, "ANSWERING", 1)
    began = time.monotonic()
    with server.silent(), pytest.raises(StorageFailed, match="does not answer"):
        rename(book)
    assert time.monotonic() - began < 15
    rename(book)


def test_a_server_that_falls_silent_in_the_middle_of_a_save_is_given_up(
    book: Workbook, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patient, "CONNECTING", 2)
    monkeypatch.setattr(patient, "SILENCE", 1)
    with (
        pytest.raises(StorageFailed, match="does not answer"),
        book.store._writing() as session,
        server.silent(),
    ):
        session.connection().exec_driver_sql("SELECT 1")
    rename(book)


def test_a_computer_that_fell_asleep_in_a_save_keeps_nobody_waiting(
    book: Workbook, postgres: str
) -> None:
    with book.store._writing() as session:
        limit = session.connection().exec_driver_sql(
            "SELECT current_setting('idle_in_transaction_session_timeout')"
        )
        assert limit.scalar() == "5min"


# What a server, a database or a role may have set otherwise.


def test_settings_of_a_database_change_no_figure(book: Workbook, server: Server) -> None:
    settings = (
        "extra_float_digits = -12", "datestyle = 'SQL, DMY'", "bytea_output = 'escape'",
        "client_encoding = 'LATIN1'", "synchronous_commit = off", "timezone = 'Asia/Tokyo'",
        "default_transaction_isolation = 'read committed'", "statement_timeout = 0",
    )  # fmt: skip
    server.tell(*(f"ALTER DATABASE {name_of(book)} SET {each}" for each in settings))
    theirs = open_workbook(book.source)
    theirs.add(KPI, name="Café → 24 €", target=0.1234567890123456)
    [kpi] = open_workbook(book.source).plan.all(KPI)
    assert (kpi.name, kpi.target) == ("Café → 24 €", 0.1234567890123456)
    with theirs.store._writing() as session:
        kept = session.connection().exec_driver_sql("SHOW synchronous_commit").scalar()
    assert kept == "on"


def test_a_workbook_lives_in_one_schema_and_sees_no_other(postgres: str, server: Server) -> None:
    name = postgres.rpartition("/")[2]
    server.tell("CREATE SCHEMA clients", "CREATE SCHEMA test", database=name)
    server.tell(f"ALTER DATABASE {name} SET search_path = clients, public")
    create_workbook("Rise", postgres).store.close()
    with psycopg.connect(postgres) as there:
        found = there.execute(
            "SELECT DISTINCT schemaname FROM pg_tables WHERE tablename = 'objective'"
        )
        assert found.fetchall() == [("clients",)]
    # A table of the same name elsewhere in the path is not taken for one of ours.
    server.tell("DROP TABLE clients.objective CASCADE", database=name)
    server.tell("CREATE TABLE public.objective (id text)", database=name)
    with pytest.raises(DatabaseRefused, match="the table “objective” is missing"):
        open_workbook(postgres)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("ALTER TABLE objective RENAME TO o /* then */ CREATE VIEW objective AS SELECT * FROM o",
         "the table “objective” was replaced by something else"),
        ("CREATE FUNCTION twist() RETURNS trigger LANGUAGE plpgsql AS "
         "'BEGIN NEW.name := ''x''; RETURN NEW; END' /* then */ CREATE TRIGGER twist BEFORE INSERT "
         "ON objective FOR EACH ROW EXECUTE FUNCTION twist()", "the trigger “twist” was added"),
        ("CREATE RULE quiet AS ON DELETE TO kpi DO INSTEAD NOTHING", "the rule “quiet” was added"),
        ("ALTER TABLE change DISABLE TRIGGER guard_journal",
         "the trigger “guard_journal” is missing"),
        ("ALTER TABLE kpi ENABLE ROW LEVEL SECURITY", "the table “kpi” keeps rows from your user"),
    ],
)  # fmt: skip
def test_tables_that_somebody_changed_are_not_used(
    book: Workbook, server: Server, change: str, said: str
) -> None:
    rights = "GRANT SELECT ON ALL TABLES IN SCHEMA public TO guarded"
    server.tell(rights, *change.split(" /* then */ "), database=name_of(book))
    with pytest.raises(DatabaseRefused, match=f"not as this program makes a workbook: {said}"):
        open_workbook(guarded(book))


def test_a_database_with_tables_of_something_else_is_left_as_it_is(
    postgres: str, server: Server
) -> None:
    server.tell("CREATE TABLE person (id text)", database=postgres.rpartition("/")[2])
    with pytest.raises(DatabaseRefused, match="tables of something else"):
        create_workbook("Rise", postgres)
    with psycopg.connect(postgres) as there:
        found = there.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert found.fetchall() == [("person",)]


def test_of_four_who_make_a_workbook_in_one_database_one_does(postgres: str) -> None:
    command = [sys.executable, "-m", "workbook", "new", "Rise", "--at", postgres]
    makers = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = sorted(maker.communicate()[1] for maker in makers)
    assert said == ["", *["workbook: That database holds a workbook already. Open that one.\n"] * 3]
    assert sorted(maker.returncode for maker in makers) == [0, 2, 2, 2]
    with psycopg.connect(postgres) as there:
        assert there.execute("SELECT count(*) FROM business").fetchone() == (1,)


# Where a password may come from, and where it may not go.


@pytest.fixture
def mine(book: Workbook, server: Server) -> str:
    """An address of the workbook without the password that it needs."""
    rights = "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guarded"
    server.tell(rights, database=name_of(book))
    return guarded(book).replace(f":{PASSWORD}", "")


def test_a_password_may_stand_in_a_variable(mine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    rename(open_workbook(mine))


def test_a_password_may_stand_in_a_password_file(
    mine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "passwords"
    kept.write_text(f"127.0.0.1:*:*:guarded:{PASSWORD}\n")
    kept.chmod(0o600)
    rename(open_workbook(f"{mine}?passfile={kept}"))
    monkeypatch.setenv("PGPASSFILE", str(kept))
    rename(open_workbook(mine), "Sell more tea")


def test_a_whole_address_may_stand_in_a_service_file(
    mine: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "services"
    name = mine.rpartition("/")[2]
    kept.write_text(
        f"[bakery]\nhost=127.0.0.1\nport={server.port}\nuser=guarded\n"
        f"password={PASSWORD}\ndbname={name}\n"
    )
    monkeypatch.setenv("PGSERVICEFILE", str(kept))
    rename(open_workbook("postgresql://?service=bakery"))


def test_signs_in_a_password_need_not_be_written_otherwise(mine: str, server: Server) -> None:
    odd = "se@c:r/e?t%#"
    server.tell(f"CREATE ROLE odd LOGIN IN ROLE guarded PASSWORD '{odd}'")
    rights = server.folder / "data" / "pg_hba.conf"
    before = rights.read_text()
    rights.write_text("host all odd 127.0.0.1/32 scram-sha-256\n" + before)
    server.tell("SELECT pg_reload_conf()")
    server.tell("GRANT ALL ON ALL TABLES IN SCHEMA public TO odd", database=name_of_url(mine))
    rename(open_workbook(mine.replace("guarded@", f"odd:{odd}@")))


def name_of_url(url: str) -> str:
    return url.rpartition("/")[2]


def test_nothing_that_may_be_printed_holds_the_password(mine: str) -> None:
    book = open_workbook(mine.replace("@", f":{PASSWORD}@"))
    engine = book.store._engine
    with engine.connect() as connection:
        told = [repr(each) for each in (book, book.store, engine, engine.url, engine.pool)]
        told += [repr(connection.connection.driver_connection), repr(vars(engine.pool))]
        with pytest.raises(WorkbookError) as caught:
            connection.exec_driver_sql("SELECT * FROM nothing")
    told += [str(caught.value), repr(caught.value.__cause__)]
    assert [text for text in told if PASSWORD in text] == []


def test_who_writes_a_password_into_a_command_is_told_where_else_it_may_stand(
    mine: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("workbook.jupyter.serve", lambda *_, **__: None)
    assert main(["start", mine.replace("@", f":{PASSWORD}@")]) == 0
    said = capsys.readouterr().err
    assert "put it in the variable PGPASSWORD or in a password file" in said
    assert PASSWORD not in said
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert main(["start", mine]) == 0
    assert "PGPASSWORD" not in capsys.readouterr().err


def test_the_list_of_processes_does_not_show_a_password_for_long(mine: str) -> None:
    address = mine.replace("@", f":{PASSWORD}@")
    command = [sys.executable, "-m", "workbook", "start", address, "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("Open ")
        began = psutil.Process(server.pid)
        everybody = [began, *began.children(recursive=True)]
        assert [word for each in everybody for word in each.cmdline() if PASSWORD in word] == []
        server.terminate()


def test_a_pack_is_made_with_a_password_that_stands_elsewhere(
    mine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    made = open_workbook(mine).render(Quarter.parse("2026-Q3"), tmp_path)
    assert made.pdf.exists()
    for path in tmp_path.rglob("*"):
        assert PASSWORD.encode() not in path.read_bytes()
