"""An import can be taken back whole: what it did goes, and what was changed since is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import process_time

import pytest

from tests.signed import sign_off
from workbook import Quarter, Workbook, create_workbook
from workbook.errors import Conflict, NotFound, WorkbookError
from workbook.insight.review.readings import sources
from workbook.intake import import_readings, imports, try_undo, undo_import
from workbook.store import Edit
from workbook.strategy import KPI, Objective, Person, Reading, Source
from workbook.strategy.destination.kpis import readings_of

JULY = "kpi,period,value\nSales,2026-07,100\n"
BOTH = JULY + "Sales,2026-08,110\n"
BETTER = BOTH.replace("110", "112")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def take(
    book: Workbook, folder: Path, text: str, name: str = "a.csv", replacing: bool = True
) -> str:
    """Import a file, and return the id of its source."""
    known = {source.id for source in book.plan.all(Source)}
    file = folder / name
    file.write_text(text, encoding="utf-8")
    import_readings(book, file, replacing=replacing)
    return next(source.id for source in book.plan.all(Source) if source.id not in known)


def sales(book: Workbook) -> KPI:
    return next(kpi for kpi in book.plan.all(KPI) if kpi.name == "Sales")


def readings(book: Workbook) -> dict[str, float]:
    return {
        str(reading.start)[:7]: reading.value for reading in readings_of(book.plan, sales(book))
    }


def reading(book: Workbook, month: str) -> Reading:
    found = readings_of(book.plan, sales(book))
    return next(each for each in found if str(each.start).startswith(month))


def standing(book: Workbook) -> dict[str, list[dict[str, object]]]:
    """Everything but the journal and the trace of imports, whatever its version."""
    records = book.store.records()
    kept = {name: rows for name, rows in records.items() if name not in ("change", "source")}
    return {
        name: [{key: value for key, value in row.items() if key != "version"} for row in rows]
        for name, rows in kept.items() if rows
    }  # fmt: skip


def test_an_undone_import_leaves_everything_as_it_was_in_one_save(
    book: Workbook, folder: Path
) -> None:
    book.add(Objective, name="Earn more")
    before = standing(book)
    source = take(book, folder, BOTH)
    last = len(book.plan.changes)
    undone = undo_import(book, source)
    assert standing(book) == before
    assert undone.removed == ("1 KPI", "2 readings")
    lines = book.plan.changes[last:]
    assert {line.reason for line in lines} == {"Import of a.csv undone"}
    assert len({line.save_id for line in lines}) == 1
    assert sorted(line.entity for line in lines) == ["kpi", "reading", "reading", "source"]


def test_a_reading_that_an_import_changed_is_as_it_was(book: Workbook, folder: Path) -> None:
    first = take(book, folder, BOTH)
    before = standing(book)
    second = take(book, folder, BETTER, "b.csv")
    assert readings(book)["2026-08"] == 112
    undone = undo_import(book, second)
    assert (undone.removed, undone.put_back, undone.stays) == ((), ("1 reading",), ())
    assert standing(book) == before
    assert reading(book, "2026-08").source_id == first


def test_an_undone_file_can_be_imported_again(book: Workbook, folder: Path) -> None:
    undo_import(book, take(book, folder, BOTH))
    again = take(book, folder, BOTH)
    assert readings(book) == {"2026-07": 100, "2026-08": 110}
    undo_import(book, again)
    assert not book.plan.all(KPI)


def test_a_reading_removed_by_hand_does_not_block_the_same_file(
    book: Workbook, folder: Path
) -> None:
    source = take(book, folder, BOTH)
    gone = reading(book, "2026-08")
    book.save([Edit(Reading, gone.id, None, gone.version)])
    account = import_readings(book, folder / "a.csv")
    assert (account.added, account.unchanged) == (1, 1)
    assert readings(book) == {"2026-07": 100, "2026-08": 110}
    undo_import(book, source)
    assert not book.plan.all(KPI), "what a second import of the file has saved goes, too"


def test_what_was_corrected_by_hand_since_stays_and_is_named(book: Workbook, folder: Path) -> None:
    source = take(book, folder, BOTH)
    book.who = "Anna"
    book.save([Edit(Reading, reading(book, "2026-08").id, {"value": 99}, 1)])
    undone = undo_import(book, source)
    assert readings(book) == {"2026-08": 99}
    assert undone.stays[0].startswith("Sales, August 2026: changed by Anna on ")
    assert undone.stays[1] == "KPI “Sales”: it has other readings."
    kept = reading(book, "2026-08")
    assert (kept.source_id, kept.rows) == (None, None)


def test_what_a_later_import_gave_stays_with_the_later_import(book: Workbook, folder: Path) -> None:
    first, second = take(book, folder, BOTH), take(book, folder, BETTER, "b.csv")
    undone = undo_import(book, first)
    assert readings(book) == {"2026-08": 112}
    assert undone.stays[0] == "Sales, August 2026: changed since by the import of b.csv."
    assert reading(book, "2026-08").source_id == second


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_undone_in_any_order_two_imports_leave_nothing(
    book: Workbook, folder: Path, order: tuple[int, int]
) -> None:
    book.add(KPI, name="Sales", frequency="month")
    before = standing(book)
    made = take(book, folder, BOTH), take(book, folder, BETTER, "b.csv")
    for each in order:
        undo_import(book, made[each])
    assert standing(book) == before


def test_what_a_later_file_holds_too_comes_back_when_it_is_imported_again(
    book: Workbook, folder: Path
) -> None:
    first = take(book, folder, JULY)
    take(book, folder, BOTH, "b.csv")
    undone = undo_import(book, first)
    assert readings(book) == {"2026-08": 110}
    assert "may hold some of these readings, too: b.csv." in undone.notes[0]
    import_readings(book, folder / "b.csv")
    assert readings(book) == {"2026-07": 100, "2026-08": 110}


@pytest.mark.parametrize("seed", range(8))
def test_however_imports_overlap_undone_in_whatever_order_nothing_is_left(
    tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    book = create_workbook("Rise Bakery", tmp_path)
    book.add(KPI, name="Sales", frequency="month")
    book.add(Reading, kpi_id=sales(book).id, start="2026-02-01", value=7, note="By hand")
    before = standing(book)
    made, undone = [], []
    for number in range(6):
        months = chance.sample(range(1, 5), 3)
        rows = "".join(f"Sales,2026-{month:02},{chance.randint(1, 9)}\n" for month in months)
        text = f"kpi,period,value\n{rows}"
        made.append(take(book, tmp_path, text, f"{number}.csv"))
        if chance.random() < 0.4:
            undone.append(made.pop(chance.randrange(len(made))))
            undo_import(book, undone[-1])
    chance.shuffle(made)
    for each in made:
        undo_import(book, each)
    assert standing(book) == before


def test_what_was_changed_and_changed_back_is_as_the_import_left_it(
    book: Workbook, folder: Path
) -> None:
    source = take(book, folder, BOTH)
    august = reading(book, "2026-08")
    book.save([Edit(Reading, august.id, {"value": 99}, 1)])
    book.save([Edit(Reading, august.id, {"value": 110}, 2)])
    assert undo_import(book, source).stays == ()


def test_a_correction_by_hand_comes_back_as_typed_when_what_it_corrected_is_undone(
    book: Workbook, folder: Path
) -> None:
    first = take(book, folder, BOTH)
    book.save([Edit(Reading, reading(book, "2026-08").id, {"value": 99}, 1)])
    second = take(book, folder, BETTER, "b.csv")
    undo_import(book, first)
    undo_import(book, second)
    assert readings(book) == {"2026-08": 99}
    assert reading(book, "2026-08").source_id is None


def test_a_kpi_that_somebody_has_given_a_target_stays(book: Workbook, folder: Path) -> None:
    source = take(book, folder, BOTH)
    kpi = sales(book)
    book.save([Edit(KPI, kpi.id, {"target": 120}, kpi.version)])
    undone = undo_import(book, source)
    assert (sales(book).target, readings(book)) == (120, {})
    assert undone.stays[0].startswith("KPI “Sales”: changed by ")


def test_what_others_have_come_to_use_stays(book: Workbook, folder: Path) -> None:
    source = take(book, folder, BOTH)
    book.add(Reading, kpi_id=sales(book).id, start="2026-09-01", value=5)
    undone = undo_import(book, source)
    assert undone.stays == ("KPI “Sales”: it has other readings.",)
    assert readings(book) == {"2026-09": 5}


def test_a_list_of_people_is_taken_back_but_for_who_is_needed_by_now(book: Workbook) -> None:
    goal = book.add(Objective, name="Earn more")
    source = {"name": "people.csv", "kind": "people", "imported_at": "2026-07-01T09:00:00Z"}
    book.save([
        Edit(Source, "s", source),
        Edit(Person, "anna", {"name": "Anna"}),
        Edit(Person, "ben", {"name": "Ben"}),
        Edit(Objective, goal, {"why": "To live on it"}, 1),
    ])  # fmt: skip
    book.add(Objective, name="Sell more", owner_id="anna")
    undone = undo_import(book, "s")
    assert (undone.removed, undone.put_back) == (("1 person",), ("1 objective",))
    assert undone.stays == ("Person “Anna”: it is used by the objective “Sell more”.",)
    assert [person.name for person in book.plan.all(Person)] == ["Anna"]
    assert book.plan.all(Objective)[0].why == ""


def test_a_kpi_that_was_removed_since_is_no_hindrance(book: Workbook, folder: Path) -> None:
    source = take(book, folder, BOTH)
    book.save([Edit(KPI, sales(book).id, None, 1)])
    assert undo_import(book, source).stays == ()
    assert book.plan.all(Source)[0].undone_at


def test_a_quarter_that_was_signed_off_meanwhile_is_named_and_keeps_what_was_printed(
    book: Workbook, folder: Path
) -> None:
    source = take(book, folder, BOTH)
    quarter = Quarter.parse("2026-Q3")
    sign_off(book, quarter)
    undone = undo_import(book, source)
    assert undone.notes == ("2026-Q3 is signed off: its pack keeps what was printed.",)
    signed = book.plan_for(quarter)
    assert signed.series(signed.all(KPI)[0]).values.tolist() == [100, 110]
    assert [source.undone_at for source in signed.all(Source)] == [None]


def test_a_dry_run_of_an_undo_changes_nothing(book: Workbook, folder: Path) -> None:
    source = take(book, folder, BOTH)
    before = book.store.records()
    told = str(try_undo(book, source))
    assert "would be undone; nothing was changed\n  To remove     1 KPI and 2 readings" in told
    assert book.store.records() == before


def test_a_change_made_after_the_dry_run_is_not_lost(book: Workbook, folder: Path) -> None:
    undoing = try_undo(book, take(book, folder, BOTH))
    book.save([Edit(Reading, reading(book, "2026-08").id, {"value": 99}, 1)])
    with pytest.raises(Conflict):
        undoing.take(book)
    assert readings(book)["2026-08"] == 99


def test_no_figure_names_a_file_whose_import_was_undone(book: Workbook, folder: Path) -> None:
    first = take(book, folder, BOTH)
    take(book, folder, "kpi,period,value\nSales,2026-09,5\nSales,2026-10,5\n", "b.csv")
    undo_import(book, first)
    named = sources(book.plan, book.plan.series(sales(book)))
    assert named[1:] == ("file b.csv, 2 rows",)


def test_an_undo_that_cannot_be_is_refused_in_words(book: Workbook, folder: Path) -> None:
    source = take(book, folder, BOTH)
    undo_import(book, source)
    with pytest.raises(WorkbookError, match=r"The import of a\.csv was undone on "):
        undo_import(book, source)
    with pytest.raises(NotFound, match="There is no such import"):
        undo_import(book, "nothing")
    assert [each.id for each in imports(book.plan)] == [source]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Hold what is done to so many seconds of this process, however busy the machine is."""
    began = process_time()
    yield
    assert process_time() - began < seconds


def test_an_import_of_thirty_thousand_readings_is_undone_in_seconds(folder: Path) -> None:
    book = create_workbook("Rise Bakery", folder)
    days = [date(2020, 1, 1) + timedelta(number) for number in range(300)]
    header = ",".join(["date", *(f"KPI {number}" for number in range(100))])
    rows = "".join(f"{day},{','.join(['5'] * 100)}\n" for day in days)
    source = take(book, folder, f"{header}\n{rows}")
    with within(10):
        undone = undo_import(book, source)
    assert undone.removed == ("100 KPIs", "30000 readings")
    assert not book.plan.all(KPI)
