"""The command line does what it says, in one line when it cannot, and harms nothing."""

import io
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.intake.till import KPIS, TILL, needs_till
from workbook import create_workbook, open_workbook
from workbook.cli import main
from workbook.cli.console import Progress
from workbook.cli.example import make_example
from workbook.insight.findings import findings
from workbook.quarter import Quarter
from workbook.resources import templates
from workbook.strategy import KPI, Objective, Person, Reading
from workbook.strategy.destination.kpis import readings_of
from workbook.strategy.quarters import newest_quarter
from workbook.strategy.start import Business

EXAMPLE = templates() / "example"
TILL_RULES = ["--as", "transactions", "--date", "Date", "--every", "week"]
TILL_RULES += [word for kpi in KPIS for word in ("--kpi", kpi)]
READINGS = "kpi,period,value\nSales,2026-07,100\nSales,2026-08,110\n"


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in this process."""

    def running(*arguments: object) -> Outcome:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return running


@pytest.fixture(scope="module")
def _example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_example(tmp_path_factory.mktemp("example"))


@pytest.fixture
def example(_example: Path, tmp_path: Path) -> Path:
    """The example workbook, for one test to do with as it likes."""
    return Path(shutil.copy(_example, tmp_path))


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A workbook that holds nothing but a name."""
    book = create_workbook("Corner Shop", tmp_path)
    book.store.close()
    return Path(book.source)


def content(path: Path) -> object:
    book = open_workbook(path)
    try:
        return book.store.records()
    finally:
        book.store.close()


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}


def test_help_names_every_command_and_comes_without_a_database(run: Run) -> None:
    shown = run("--help")
    commands = re.findall(r"^  ([a-z-]+)  ", shown.out, re.MULTILINE)
    assert [name for name in commands if not name.startswith("-")] == [
        "demo", "try", "new", "start", "workshop", "status", "check", "look", "import", "imports",
        "layouts", "report", "findings", "sign-off", "verify", "export", "restore",
    ]  # fmt: skip
    assert run().out == shown.out
    heavy = "sqlmodel sqlalchemy pandas matplotlib ipywidgets papermill rich jupyter_server"
    code = f"import sys, workbook.cli; print([m for m in '{heavy}'.split() if m in sys.modules])"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert loaded == "[]\n"


@pytest.mark.parametrize(
    "command",
    ["demo", "try", "new", "start", "status", "check", "look", "import", "imports", "layouts",
     "report", "findings", "sign-off", "verify", "export", "restore"],
)  # fmt: skip
def test_the_help_of_each_command_has_an_example(run: Run, command: str) -> None:
    shown = run(command, "--help")
    assert shown.code == 0
    assert re.search(rf"Examples?:\s+workbook {command}", shown.out)


def test_the_version_is_printed_and_the_module_runs_as_the_command_does() -> None:
    printed = subprocess.check_output([sys.executable, "-m", "workbook", "--version"], text=True)
    assert re.fullmatch(r"workbook \d+\.\d+\.\d+\n", printed)


def test_a_new_workbook_is_made_and_the_next_step_named(run: Run, tmp_path: Path) -> None:
    made = run("new", "Rise Bakery", "--at", tmp_path)
    path = tmp_path / "rise-bakery.workbook"
    assert made == Outcome(0, f"Made {path}\nNext: workbook start {path}\n", "")
    business = open_workbook(path).plan.only(Business)
    assert business and business.name == "Rise Bakery"


def test_status_says_what_is_missing_in_sentences(run: Run, fresh: Path) -> None:
    said = run("status", fresh)
    assert said.out.startswith(
        "Corner Shop\nStart: started\n  People, 00_start.ipynb#people\n    - Name at least one"
    )
    assert said.out.endswith("Next: Start.\n")


def test_status_of_the_example_is_of_its_newest_quarter(run: Run, example: Path) -> None:
    newest = newest_quarter(open_workbook(example).plan)
    assert run("status", example).out.startswith(f"Rise Bakery, {newest}\n")


def test_readings_are_imported_with_an_account(run: Run, fresh: Path, tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(READINGS + "Sales,2026-09,lots\n")
    account = run("import", fresh, file, "--as", "readings")
    assert "Rows read     3\n  Rows taken    2\n  Rows refused  1\n" in account.out
    assert "row 4: value “lots” is not a number." in account.out
    plan = open_workbook(fresh).plan
    assert [reading.value for reading in readings_of(plan, plan.all(KPI)[0])] == [100, 110]


@needs_till
def test_a_real_till_becomes_a_pack(run: Run, fresh: Path, tmp_path: Path) -> None:
    assert "Rows taken    21,293" in run("import", fresh, TILL, *TILL_RULES).out
    before = content(fresh)
    assert "0 added, 0 changed, 72 unchanged" in run("import", fresh, TILL, *TILL_RULES).out
    assert content(fresh) == before
    made = run("report", fresh, "--quarter", "2017-Q1", "--out", tmp_path / "out")
    notebook, pdf = re.findall(r"^(?:Notebook|PDF) +(.+)$", made.out, re.MULTILINE)
    assert (made.code, Path(notebook).suffix) == (0, ".ipynb")
    assert Path(pdf).read_bytes().startswith(b"%PDF")
    assert Path(pdf).parent == tmp_path / "out"
    assert "Making the pack, 1 of " in made.err


@needs_till
def test_the_limits_of_a_real_till_are_those_of_its_complete_weeks(run: Run, fresh: Path) -> None:
    run("import", fresh, TILL, *TILL_RULES)
    printed = json.loads(run("findings", fresh, "--quarter", "2017-Q1", "--json").out)
    figures = {figure["id"]: figure["value"] for figure in printed["figures"]}
    tickets: dict[str, set[str]] = {}
    for line in TILL.read_text(encoding="utf-8").splitlines()[1:]:
        day, _, ticket, _ = line.split(",", 3)
        tickets.setdefault(day, set()).add(ticket)
    first, weeks = date(2016, 10, 31), []
    for number in range(21):  # to the week of 20 March 2017, the last that ends in the quarter
        days = [str(first + timedelta(7 * number + day)) for day in range(7)]
        weeks.append(len(set().union(*(tickets.get(day, set()) for day in days))))
    centre = sum(weeks) / len(weeks)
    ranges = [abs(after - before) for before, after in pairwise(weeks)]
    spread = 2.66 * sum(ranges) / len(ranges)
    assert figures["kpi.tickets-per-week.centre"] == pytest.approx(centre)
    assert figures["kpi.tickets-per-week.lower"] == pytest.approx(centre - spread)
    assert figures["kpi.tickets-per-week.upper"] == pytest.approx(centre + spread)
    assert figures["kpi.tickets-per-week.actual"] == weeks[-1]


def test_findings_as_json_are_the_figures_of_the_pack_and_nothing_else(
    run: Run, example: Path
) -> None:
    plan = open_workbook(example).plan
    quarter = newest_quarter(plan)
    assert quarter is not None
    printed = run("findings", example, "--quarter", quarter, "--json")
    found = json.loads(printed.out)
    assert list(found) == [
        "quarter", "begins", "ends", "as_of", "signed_off", "program", "figures",
    ]  # fmt: skip
    assert (found["quarter"], printed.err) == (str(quarter), "")
    expected = findings(plan, quarter)
    assert [figure["id"] for figure in found["figures"]] == [figure.id for figure in expected]
    assert {tuple(figure) for figure in found["figures"]} == {
        ("code", "id", "label", "value", "unit", "method", "sources", "caveat", "places", "printed")
    }


def test_findings_without_json_are_a_table_of_the_newest_quarter(run: Run, example: Path) -> None:
    table = run("findings", example).out
    assert re.search(r"^kpi\.[a-z-]+\.actual +\S", table, re.MULTILINE)


def test_an_export_comes_back_without_loss(run: Run, example: Path, tmp_path: Path) -> None:
    lacks = r"the PDFs of 2025-Q2, .* and 2026-Q2: each is printed again from .*\.\n"
    told = run("export", example, tmp_path / "out")
    assert re.fullmatch(rf"{tmp_path / 'out'}\nLeft out: {lacks}", told.out)
    assert files(tmp_path / "out") == files(EXAMPLE)
    copy = tmp_path / "copy.workbook"
    told = run("import", copy, tmp_path / "out", "--as", "workbook")
    said = rf"[\d,]+ records imported into {copy}\nNot in the export: {lacks}"
    assert re.fullmatch(said, told.out)
    assert content(copy) == content(example)


def test_a_workbook_with_nothing_but_its_name_takes_an_export(run: Run, fresh: Path) -> None:
    assert run("import", fresh, EXAMPLE, "--as", "workbook").code == 0
    business = open_workbook(fresh).plan.only(Business)
    assert business and business.name == "Rise Bakery"


def test_a_sign_off_freezes_the_quarters_figures(run: Run, example: Path) -> None:
    quarter = str(newest_quarter(open_workbook(example).plan))
    before = run("findings", example, "--quarter", quarter, "--json").out
    refused = run("sign-off", example, "--quarter", quarter, "--by", "root")
    assert (refused.code, "Nobody called “root”" in refused.err) == (2, True)
    who = open_workbook(example).plan.all(Person)[0].name
    told = run("sign-off", example, "--quarter", quarter, "--by", who.upper())
    assert told.out.startswith(f"{quarter} is signed off by {who}.")
    book = open_workbook(example)
    book.add(Objective, name="An objective that came later")
    after = json.loads(run("findings", example, "--quarter", quarter, "--json").out)
    named = {figure["id"]: figure["value"] for figure in after["figures"]}
    assert named["strategy.objectives"] == len(book.plan.all(Objective)) - 1
    assert f'"value": {named["strategy.objectives"]},' in before


def test_the_demo_is_one_command_and_prints_where_everything_is(run: Run, tmp_path: Path) -> None:
    told = run("demo", tmp_path / "demo")
    paths = dict(re.findall(r"^(\w+) +(.+)$", told.out, re.MULTILINE))
    assert (told.code, list(paths)) == (0, ["Workbook", "Notebook", "PDF"])
    assert all(Path(path).is_file() and Path(path).is_absolute() for path in paths.values())
    kept = run("demo", tmp_path / "demo", "--no-report")
    assert kept.out == f"Workbook  {paths['Workbook']}\n"


def test_the_demo_again_is_made_anew_and_puts_aside_what_was_typed(tmp_path: Path) -> None:
    book = open_workbook(make_example(tmp_path))
    book.add(Objective, name="Typed while trying things out")
    book.store.close()
    assert "Typed while" in str(content(make_example(tmp_path, anew=False)))
    assert "Typed while" not in str(content(make_example(tmp_path)))
    assert "Typed while" in str(content(tmp_path / "rise-bakery.earlier.workbook"))


def test_the_demo_never_touches_a_workbook_that_is_not_its_own(run: Run, tmp_path: Path) -> None:
    path = Path(create_workbook("Rise Bakery", tmp_path).source)
    before = content(path)
    refused = run("demo", tmp_path)
    assert refused.code == 2
    assert "is not the example. Choose another folder" in refused.err
    assert content(path) == before


def test_start_opens_the_only_workbook_of_the_folder_until_it_is_told_to_stop(fresh: Path) -> None:
    command = [sys.executable, "-m", "workbook", "start", "--no-browser"]
    with subprocess.Popen(command, cwd=fresh.parent, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert re.match(
            r"Open http://127\.0\.0\.1:\d+/voila/render/[\w-]+/00_start\.ipynb\?token=", line
        )
        assert process.wait(timeout=60) in (0, 130)


def test_start_makes_a_first_workbook_where_there_is_none(tmp_path: Path) -> None:
    first, second = _opened_in(tmp_path)
    assert "the first page asks for the name of your business" in first
    assert second.startswith("Open http://127.0.0.1:")
    assert open_workbook(tmp_path / "my-business.workbook").plan.records == ()


def _opened_in(folder: Path) -> tuple[str, str]:
    """Start in this folder without naming a workbook; return the two lines that it prints."""
    command = [sys.executable, "-m", "workbook", "start", "--no-browser"]
    quiet = {name: value for name, value in os.environ.items() if name != "WORKBOOK"}
    with subprocess.Popen(
        command, cwd=folder, env=quiet, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = process.stdout.readline(), process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) in (0, 130)
    return lines


def test_start_opens_the_one_that_was_saved_last_where_there_are_several(tmp_path: Path) -> None:
    for name in ("Rise Bakery", "Corner Café", "Night Market"):
        create_workbook(name, tmp_path).store.close()
    (tmp_path / "old.workbook").symlink_to(tmp_path / "gone.workbook")
    (tmp_path / "letters.workbook").mkdir()
    cafe = open_workbook(tmp_path / "corner-cafe.workbook")
    cafe.add(Objective, name="Open on Sundays")
    cafe.store.close()
    # Copied or looked at, but not saved.
    os.utime(tmp_path / "rise-bakery.workbook")
    first, second = _opened_in(tmp_path)
    assert "Opening corner-cafe.workbook, which was saved last" in first
    assert "/voila/render/corner-cafe/00_start.ipynb" in second


def test_start_never_picks_one_of_two_copies(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    book.store.close()
    shutil.copy(book.source, tmp_path / "rise-bakery-backup.workbook")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WORKBOOK", raising=False)
    refused = run("start")
    assert refused.code == 2
    assert "rise-bakery-backup.workbook and rise-bakery.workbook may be copies" in refused.err


def _spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000] + b"\xff" * 9000)


def _age(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_spoil, "is damaged or is not a workbook. It was not changed"),
        (_age, "was written by a newer version of the program. It was not changed"),
        (lambda path: path.write_text("Dear diary"), "is damaged or is not a workbook"),
        (lambda path: path.unlink(), "There is no workbook at"),
    ],
)
@pytest.mark.parametrize("command", ["status", "report", "findings", "start"])
def test_a_workbook_that_cannot_be_opened_is_refused_untouched(
    run: Run, fresh: Path, harm: Callable[[Path], object], said: str, command: str
) -> None:
    harm(fresh)
    before = fresh.read_bytes() if fresh.exists() else b""
    refused = run(command, fresh)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("workbook: ")
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert (fresh.read_bytes() if fresh.exists() else b"") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("report BOOK --quarter 2031-Q1", "There is nothing in this workbook for 2031-Q1."),
        ("findings BOOK --quarter 2026-Q5", "“2026-Q5” is not a quarter. Write it like 2026-Q3."),
        ("sign-off BOOK --quarter soon --by Ana", "“soon” is not a quarter."),
        ("sign-off BOOK", "Missing option '--quarter'. See: workbook sign-off --help"),
        ("report BOOK --out till.csv", "till.csv is a file. Name a folder."),
        ("export BOOK till.csv", "till.csv is a file. Name a folder."),
        ("import BOOK nowhere.csv --as readings", "There is no file at nowhere.csv."),
        ("import BOOK . --as readings", "is a folder. Name the file in it."),
        ("import BOOK till.csv --as transactions --date Dat --every week --kpi T=count",
         "has no column “Dat”. Its columns are: Date, Item. Did you mean “Date”?"),
        ("import BOOK till.csv --as transactions --date Date --every week --kpi T=sum:Item",
         "Row 2: Item “Bread” is not a number."),
        ("import BOOK till.csv --as readings --date Date", "go with --as transactions only"),
        ("import BOOK till.csv --as readings --every fortnight", "'fortnight' is not one of"),
        ("import BOOK till.csv --column Dat=date", "Did you mean “Date”?"),
        ("import BOOK till.csv --column Item=taste",
         "“taste” is nothing that a column of transactions can be. It can be: date, time, ticket"),
        ("import BOOK till.csv --column Item", "does not say what a column is. Write NAME=FIELD."),
        ("import BOOK till.csv --layout till.csv", "till.csv holds no file layout."),
        ("import BOOK till.csv --header two", "is no row"),
        ("layouts BOOK 3", "There is no layout 3: no layouts so far."),
        ("layouts BOOK --forget", "Say which layout, by its number"),
        ("look nowhere.csv", "There is no file at nowhere.csv."),
        ("import BOOK till.csv --as transactions --date Date --every week --kpi T=count "
         "--refused till.csv", "till.csv is the file to import. Name another"),
        ("import BOOK exported --as workbook --keep", "do not go with --as workbook"),
        ("import BOOK nowhere --as workbook", "There is no folder nowhere."),
        ("import BOOK . --as workbook", "it is not an export"),
        ("import BOOK exported --as workbook", "is not empty"),
        ("new Shop --at BOOK", "is there already"),
        ("new Shop --at missing/folder", "There is no folder"),
        ("new ''", "Business name is still empty."),
        ("status mysql://me:secret@there/db", "has to begin with postgresql://"),
        ("status postgresql://me:secret@there:port/db", "That database URL cannot be read."),
        ("status postgresql:/me:secret@there/db", "has to begin with postgresql://"),
        ("status postgresql//me:secret@there/db", "has to begin with postgresql://"),
        ("status postgresql://me:sec\nsecret@there/db", "That database URL cannot be read."),
        ("status postgresql://me:secret", "That database URL cannot be read."),
        ("status postgresql://me:secret", "as postgresql://USER@HOST/NAME, and a sign such as @"),
        ("status postgresql;//me:secret@there/db", "postgresql;/***@there/db"),
        ("status postgresql：//me:secret@there/db", "postgresql：/***@there/db"),
        ("status me:secret@there/db", "me:***@there/db"),
        ("status postgresql://me:sec%00secret@there/db", "That database URL cannot be read."),
        ("status postgresql://me@127.0.0.1:9/db?pasword=secret", "an option that the database"),
        ("new postgresql://me:secret@there/db", "is the address of a database and not a name"),
        ("postgresql://me:secret@there/db", "No such command 'postgresql://***@there/db'"),
        ("import BOOK postgresql://me:a@secret@there/db", "postgresql:/***@there/db"),
        ("status BOOK --quarter postgresql://me:secret@there/db", "postgresql:"),
        ("frobnicate", "No such command 'frobnicate'. See: workbook --help"),
        ("status BOOK --loudly", "No such option: --loudly. See: workbook status --help"),
        ("status", "Missing argument 'WORKBOOK'."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_one_line_and_changes_nothing(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, said: str
) -> None:
    monkeypatch.chdir(example.parent)
    Path("till.csv").write_text("Date,Item\n2026-07-06,Bread\n")
    shutil.copytree(EXAMPLE, "exported")
    here, before = sorted(example.parent.iterdir()), content(example)
    words = [example if word == "BOOK" else word.strip("'") for word in arguments.split(" ")]
    refused = run(*words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("workbook: ")
    assert said in refused.err
    assert refused.err.count("\n") == 1
    assert "secret" not in refused.err
    assert content(example) == before
    assert sorted(example.parent.iterdir()) == here


def test_a_second_writer_is_told_to_try_again(run: Run, fresh: Path, tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    file.write_text(READINGS)
    first = sqlite3.connect(fresh, isolation_level=None)
    first.execute("BEGIN IMMEDIATE")
    try:
        refused = run("import", fresh, file, "--as", "readings")
    finally:
        first.execute("ROLLBACK")
        first.close()
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "workbook: Somebody else is saving in this workbook and has not finished. "
        "Nothing was saved: try again in a moment.\n"
    )
    assert open_workbook(fresh).plan.all(KPI) == ()
    assert run("import", fresh, file, "--as", "readings").code == 0


def test_a_contradictory_export_leaves_no_workbook_behind(run: Run, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "out")
    (tmp_path / "out" / "kpi.json").write_text("[]\n")
    refused = run("import", tmp_path / "new.workbook", tmp_path / "out", "--as", "workbook")
    assert refused.code == 2
    assert "kpi.json was changed (no records, not seven records)" in refused.err
    refused = run("import", tmp_path / "new.workbook", tmp_path / "out", "--edited")
    assert refused.code == 2
    assert ", record 1: KPI names something that is no longer there" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_export_that_was_edited_is_taken_and_told(run: Run, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "out")
    (tmp_path / "out" / "win.json").write_text("[]\n")
    taken = run("import", tmp_path / "new.workbook", tmp_path / "out", "--edited")
    assert taken.code == 0
    told = "Taken as edited: win.json was changed (no records, not 14 records)\n"
    assert told in taken.out


def test_a_report_without_a_quarter_needs_something_to_report(run: Run, fresh: Path) -> None:
    assert "has no reading and no review yet. Say which quarter" in run("report", fresh).err


def test_ctrl_c_ends_quietly(run: Run, fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("workbook.strategy.outline.steps", interrupted)
    ended = run("status", fresh)
    assert (ended.code, ended.err.strip()) == (130, "")


def test_a_reader_that_has_seen_enough_is_no_error(example: Path) -> None:
    command = f"{sys.executable} -m workbook findings {example} --json | head -1"
    ran = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("{\n", "")


def test_progress_is_one_line_on_a_terminal_and_plain_lines_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = []
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        line = Progress()
        line.say("Opening …", soon_over=True)
        line.count(1, 9, "cover")
        line.bar("Looking …")(0.25)
        line.wipe()
        shown.append(stream.getvalue())
    wipe = "\r\x1b[K"
    assert shown == [
        f"{wipe}Opening …{wipe}Making the pack, 1 of 9: cover …"
        f"{wipe}Looking … [######..................] 25%{wipe}",
        "Making the pack, 1 of 9: cover …\n",
    ]


@pytest.fixture
def typed(fresh: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A workbook in which August was typed in as 90, and a file that gives 110 for it."""
    book = open_workbook(fresh)
    id = book.add(KPI, name="Sales", frequency="month")
    book.add(Reading, kpi_id=id, start="2026-08-01", value=90)
    book.store.close()
    file = tmp_path / "readings.csv"
    file.write_text(READINGS)
    return fresh, file


def sales(workbook: Path) -> list[float]:
    plan = open_workbook(workbook).plan
    return [reading.value for reading in readings_of(plan, plan.all(KPI)[0])]


def test_a_reading_that_somebody_typed_is_not_replaced_when_nobody_can_be_asked(
    run: Run, typed: tuple[Path, Path]
) -> None:
    workbook, file = typed
    before = content(workbook)
    refused = run("import", workbook, file, "--as", "readings")
    assert refused.code == 2
    assert "Sales, August 2026: 90 → 110 (typed in by hand)" in refused.out
    assert refused.err == (
        "workbook: This file would replace one reading, listed above. Nothing was changed. Say "
        "--replace to take it, or --keep to leave it as it is and take the rest.\n"
    )
    assert content(workbook) == before


@pytest.mark.parametrize(
    ("option", "said", "values"),
    [("--replace", "1 added, 1 changed, 0 unchanged", [100, 110]),
     ("--keep", "1 added, 0 changed, 0 unchanged, 1 kept", [100, 90])],
)  # fmt: skip
def test_whether_to_replace_readings_can_be_said_beforehand(
    run: Run, typed: tuple[Path, Path], option: str, said: str, values: list[float]
) -> None:
    workbook, file = typed
    book = open_workbook(workbook)
    account = run("import", workbook, file, "--as", "readings", option)
    assert account.code == 0
    assert newest_quarter(book.plan) == Quarter.parse("2026-Q3")
    assert said in account.out
    assert sales(workbook) == values


@pytest.mark.parametrize(
    ("answer", "values"),
    [("replace", [100, 110]), ("r", [100, 110]), ("keep", [100, 90]), ("", [90]), ("no", [90])],
)
def test_on_a_terminal_one_question_is_asked_for_all_readings(
    run: Run, typed: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch,
    answer: str, values: list[float],
) -> None:  # fmt: skip
    workbook, file = typed
    asked = []
    monkeypatch.setattr("workbook.cli.trying.on_a_terminal", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda text, **_: asked.append(text) or answer)
    assert run("import", workbook, file, "--as", "readings").code == 0
    assert asked == ["Replace one reading? [replace / keep / nothing]"]
    assert sales(workbook) == values


def test_a_dry_run_says_what_would_be_done_and_does_not_do_it(
    run: Run, typed: tuple[Path, Path]
) -> None:
    workbook, file = typed
    before = content(workbook)
    told = run("import", workbook, file, "--as", "readings", "--dry-run")
    assert (told.code, told.err) == (0, "")
    assert "a dry run, nothing was changed" in told.out
    assert "1 to add, 0 to change, 0 unchanged, 1 to ask about" in told.out
    assert content(workbook) == before


def test_refused_rows_are_written_to_a_file_of_their_own(
    run: Run, fresh: Path, tmp_path: Path
) -> None:
    file, refused = tmp_path / "readings.csv", tmp_path / "refused.csv"
    file.write_text(READINGS)
    told = run("import", fresh, file, "--as", "readings", "--refused", refused)
    assert (told.code, refused.exists()) == (0, False)
    assert told.err == f"No row was refused, so {refused} was not written.\n"
    file.write_text(READINGS + "Sales,2026-09,lots\n")
    told = run("import", fresh, file, "--as", "readings", "--refused", refused)
    assert told.err == f"The refused rows, each with the reason why, are in {refused}\n"
    assert "4,value “lots” is not a number.,Sales" in refused.read_text(encoding="utf-8-sig")


def test_of_several_values_in_a_row_each_is_counted_and_called_so(
    run: Run, fresh: Path, tmp_path: Path
) -> None:
    file = tmp_path / "wide.csv"
    file.write_text("Month,Sales,Cost\n2026-01,5,1\n2026-02,6,2\n2026-03,7,lots\n")
    account = run("import", fresh, file, "--as", "readings", "--every", "month").out
    assert "Values read     6, in 3 rows\n  Values taken    5\n  Values refused  1\n" in account
    assert "5 of 6 values taken" in run("imports", fresh).out


def test_imports_are_listed_and_one_is_taken_back(run: Run, fresh: Path, tmp_path: Path) -> None:
    assert run("imports", fresh).out.startswith("No file was imported yet.")
    file = tmp_path / "readings.csv"
    file.write_text(READINGS)
    run("import", fresh, file, "--as", "readings")
    before = content(fresh)
    assert re.match(
        r"1  readings\.csv  readings  .+ 2 of 2 rows taken\n", run("imports", fresh).out
    )
    tried = run("imports", fresh, "--undo", "1", "--dry-run").out
    assert "would be undone; nothing was changed\n  To remove     1 KPI and 2 readings\n" in tried
    assert content(fresh) == before
    assert (
        "undone\n  Removed       1 KPI and 2 readings\n" in run("imports", fresh, "--undo", 1).out
    )
    assert open_workbook(fresh).plan.all(KPI) == ()
    assert "undone on" in run("imports", fresh).out
    again = run("imports", fresh, "--undo", 1)
    assert (again.code, again.out) == (2, "")
    assert "The import of readings.csv was undone on" in again.err
    assert "There is no import 7. One import listed" in run("imports", fresh, "--undo", 7).err


@pytest.mark.parametrize("mark", ["\x1b[31m", "\x1b]0;mine\x07", "\x9b2J", "\u202e", "\r"])
def test_what_a_name_holds_never_steers_the_terminal(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    monkeypatch.setattr(Progress, "say", lambda *_, **__: None)
    book = create_workbook("Rise", tmp_path)
    book.add(Objective, name="Grow up")
    book.store.close()
    with closing(sqlite3.connect(book.source)) as file, file:  # no field of ours takes it
        file.execute("UPDATE objective SET name = ?", [f"Grow{mark} up"])
    told = run("status", book.source)
    assert mark not in told.out
    assert f"Grow{mark.encode('unicode_escape').decode()} up" in told.out
    refused = run("status", tmp_path / f"no{mark}such.workbook")
    assert (refused.code, mark in refused.err) == (2, False)


def test_the_shell_completes_commands_and_options() -> None:
    def completed(words: str) -> list[str]:
        asked = {"_WORKBOOK_COMPLETE": "complete_bash", "COMP_WORDS": words}
        count = str(len(words.split()) - 1)
        command = [sys.executable, "-m", "workbook"]
        env = {**os.environ, **asked, "COMP_CWORD": count}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        return done.stdout.split()

    assert completed("workbook st") == ["start", "status"]
    assert "--quarter" in completed("workbook report x --q")


# Files that are looked at first

BANK = "Buchung;Text;Betrag\n03.08.2026;Kasse;120,50\n04.08.2026;Kasse;80,00\n"


def written(folder: Path, text: str, name: str = "bank.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_looked_at_without_a_workbook(run: Run, tmp_path: Path) -> None:
    told = run("look", written(tmp_path, BANK))
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("bank.csv: transactions, the lines of a till, a shop or a bank")
    assert re.search(r"Betrag +Amount +120,50 +sure", told.out)
    assert "Cells are separated by semicolons.  sure" in told.out
    assert "Betrag per week: sum of Betrag" in told.out
    assert run("look", written(tmp_path, BANK), "--column", "Text=category").out != told.out


def test_what_is_not_sure_is_shown_and_taken_only_when_somebody_says_so(
    run: Run, fresh: Path, tmp_path: Path
) -> None:
    bank, before = written(tmp_path, BANK), content(fresh)
    refused = run("import", fresh, bank)
    assert (refused.code, content(fresh)) == (2, before)
    assert "What its columns are" in refused.out
    assert "nothing was changed. To take it so, add --yes or say it: --kpi" in refused.err
    assert "Betrag per week" in run("import", fresh, bank, "--yes").out
    assert "August 2026" in run("imports", fresh).out or content(fresh) != before


def test_on_a_terminal_it_is_asked_once(
    run: Run, fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(fresh)
    monkeypatch.setattr("workbook.cli.agreeing.on_a_terminal", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda _: False)
    refused = run("import", fresh, written(tmp_path, BANK))
    assert (refused.code, content(fresh)) == (0, before)
    assert refused.out.endswith("Nothing was changed.\n")
    monkeypatch.setattr("typer.confirm", lambda _: True)
    assert "Rows taken    2" in run("import", fresh, written(tmp_path, BANK)).out


def test_what_cannot_be_known_is_asked_with_the_option_that_answers_it(
    run: Run, fresh: Path, tmp_path: Path
) -> None:
    file = written(tmp_path, "Day,Orders\n03/04/2026,3\n04/05/2026,4\n")
    refused = run("import", fresh, file, "--yes")
    assert refused.code == 2
    assert "“03/04/2026” in “Day”" in refused.err
    assert "Add: --dates day-first or --dates month-first" in refused.err
    by_name = run("import", fresh, file, "--as", "readings", "--every", "day")
    assert "Or say which: --dates day-first or --dates month-first" in by_name.err
    taken = run("import", fresh, file, "--dates", "day-first", "--every", "day")
    assert (taken.code, taken.err) == (0, "")
    kpi = open_workbook(fresh).plan.all(KPI)[0]
    readings = readings_of(open_workbook(fresh).plan, kpi)
    assert [str(reading.start) for reading in readings] == ["2026-04-03", "2026-05-04"]


def test_a_file_that_is_sure_is_taken_unasked(run: Run, fresh: Path, tmp_path: Path) -> None:
    taken = run("import", fresh, written(tmp_path, READINGS, "readings.csv"))
    assert (taken.code, taken.err) == (0, "")
    assert "readings, the values of KPIs (sure)" in taken.out
    assert "Rows taken    2" in taken.out


def test_a_layout_is_remembered_carried_and_forgotten(
    run: Run, fresh: Path, tmp_path: Path
) -> None:
    bank = written(tmp_path, BANK)
    said = ["--every", "month", "--kpi", "Takings=sum:Betrag"]
    assert run("import", fresh, bank, *said).code == 0
    september = written(tmp_path, BANK.replace(".08.", ".09."), "september.csv")
    assert "As you said of bank.csv" in run("import", fresh, september).out
    assert run("layouts", fresh).out.startswith("1  bank.csv  transactions  month  three columns")
    file = tmp_path / "bank.layout.json"
    assert f"Saved as {file}" in run("layouts", fresh, 1, "--save", file).out
    other = create_workbook("Tea House", tmp_path)
    other.store.close()
    assert run("import", other.source, september, "--layout", file).code == 0
    assert run("layouts", fresh, 1, "--forget").out == "The layout of bank.csv is forgotten.\n"
    assert run("layouts", fresh).out.startswith("No layout is remembered yet")
    assert run("layouts", fresh, "--add", file).out == "The layout of bank.csv is remembered.\n"
    shorter = written(tmp_path, "Buchung;Text\n03.08.2026;Kasse\n", "shorter.csv")
    refused = run("import", fresh, shorter, "--layout", file)
    assert "The layout of bank.csv does not fit shorter.csv: it has no column “Betrag”." in (
        refused.err
    )


def test_what_the_command_line_remembers_is_what_the_page_proposes(
    run: Run, fresh: Path, tmp_path: Path
) -> None:
    from workbook.intake.tables.opening import Content
    from workbook.steps.review.filing import look_at

    bank = written(tmp_path, BANK)
    run("import", fresh, bank, "--every", "month", "--kpi", "Takings=sum:Betrag")
    later = BANK.replace(".08.", ".09.").encode()
    filing = look_at(open_workbook(fresh), Content("september.csv", later))
    assert filing.proposal.settled
    assert [str(kpi.rule) for kpi in filing.mapping.kpis] == ["sum:Betrag"]
    assert filing.mapping.every == "month"


def test_an_export_is_known_by_its_folder(run: Run, example: Path, tmp_path: Path) -> None:
    run("export", example, tmp_path / "out")
    copy = tmp_path / "copy.workbook"
    assert "records imported into" in run("import", copy, tmp_path / "out").out
    assert content(copy) == content(example)


def test_a_list_of_goals_is_taken_and_its_owners_are_added_once_that_is_said(
    run: Run, fresh: Path, tmp_path: Path
) -> None:
    goals = written(tmp_path, "Owner,Goal,By when\nInes,Open a shop,2026-12-31\n", "goals.csv")
    refused = run("import", fresh, goals)
    assert "add --yes or say it: --add-missing or --no-add-missing" in refused.err
    taken = run("import", fresh, goals, "--add-missing")
    assert "Objectives    1 added, 0 changed, 0 unchanged" in taken.out
    assert "Added besides\n    Ines (person)" in taken.out
    plan = open_workbook(fresh).plan
    assert [objective.name for objective in plan.all(Objective)] == ["Open a shop"]
    assert plan.name_of(plan.all(Objective)[0].owner_id) == "Ines"


def test_a_command_is_over_when_it_has_said_what_it_had_to() -> None:
    """Python would go through all that was imported once more, for longer than most commands."""
    code = (
        "import gc, sys; from workbook.__main__ import main; sys.argv[1:] = ['--version'];"
        "main(); print(gc.get_freeze_count() > 10_000)"
    )
    said = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert said.splitlines()[-1] == "True"
