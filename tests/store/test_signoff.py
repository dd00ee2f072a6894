"""A signed-off quarter stays as it was, whatever happens to the plan or the program afterwards."""

import json
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from tests.signed import sign_off
from workbook import Quarter, Workbook, open_workbook
from workbook.errors import DatabaseRefused, NotFound, WorkbookError
from workbook.store import Edit, frozen, signoff
from workbook.strategy import KPI, Objective, Person, Reading, SignOff
from workbook.strategy.destination.kpis import readings_of

Q3 = Quarter.parse("2026-Q3")


def test_a_signed_off_quarter_is_read_as_it_was(book: Workbook) -> None:
    id = book.add(Objective, name="Grow")
    sign_off(book, Q3)
    book.save([Edit(Objective, id, {"name": "Shrink"}, 1)])
    assert book.plan.all(Objective)[0].name == "Shrink"
    assert book.plan_for(Q3).all(Objective)[0].name == "Grow"
    assert book.plan_for(Q3.next).all(Objective)[0].name == "Shrink"
    assert book.plan_for(Q3).sign_off(Q3).who == "Marta"  # type: ignore[union-attr]


def test_signing_off_again_keeps_the_first_and_prints_the_newest(book: Workbook) -> None:
    id = book.add(Objective, name="Grow")
    sign_off(book, Q3)
    book.save([Edit(Objective, id, {"name": "Shrink"}, 1)])
    sign_off(book, Q3)
    assert len(book.plan.signed_off) == 2
    assert book.plan_for(Q3).all(Objective)[0].name == "Shrink"


def test_readings_are_kept_as_series_and_come_back_whole(book: Workbook) -> None:
    kpi = book.add(KPI, name="Tickets")
    book.add(Reading, kpi_id=kpi, start=date(2026, 7, 1), value=3.5, note="A fair in town")
    book.add(Reading, kpi_id=kpi, start=date(2026, 8, 1), value=-4, complete=False, rows=7)
    sign_off(book, Q3)
    then = book.plan_for(Q3)
    found = [
        (r.start, r.value, r.complete, r.rows, r.note) for r in readings_of(then, then.all(KPI)[0])
    ]
    assert found == [
        (date(2026, 7, 1), 3.5, True, None, "A fair in town"),
        (date(2026, 8, 1), -4.0, False, 7, ""),
    ]


def test_what_was_signed_is_looked_at_on_the_day_of_its_sign_off(book: Workbook) -> None:
    signing = signoff.sign(book.plan, Q3, "Marta")
    signing.at = datetime(2026, 10, 5, 9, tzinfo=UTC)
    assert signoff.frozen_plan(signing).today == date(2026, 10, 5)


def test_a_draft_and_a_signed_pack_never_carry_one_code(book: Workbook) -> None:
    draft = book.report(Q3).code
    sign_off(book, Q3)
    first = book.report(Q3).code
    sign_off(book, Q3)
    assert len({draft, first, book.report(Q3).code, signoff.draft_code(book.plan)} - {draft}) == 2
    assert book.report(Q3).code == book.plan.sign_off(Q3).code  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("plan = (SELECT document FROM sign_off)", "The plan"),
        ("document = plan", "The pages"),
        ("pdf = plan", "The printed pack"),
        ("who = 'Somebody'", "The name, the date or the code"),
        ("hashes = '{}'", "What is kept as the sign-off"),
        ("hashes = 'null'", "What is kept as the sign-off"),
    ],
)
def test_what_was_changed_since_is_refused_and_named(
    book: Workbook, tmp_path: Path, change: str, named: str
) -> None:
    sign_off(book, Q3)
    with book.store._writer.connect() as connection:
        connection.execute(text(f"UPDATE sign_off SET {change}"))
        connection.commit()
    for use in (book.plan_for, book.report, lambda quarter: book.render(quarter, tmp_path)):
        with pytest.raises(DatabaseRefused, match=f"{named}.* of 2026-Q3 is not what"):
            use(Q3)


def test_an_emptied_plan_is_refused_and_named(book: Workbook) -> None:
    sign_off(book, Q3)
    with book.store._writer.connect() as connection:
        connection.execute(text("UPDATE sign_off SET plan = :none"), {"none": b""})
        connection.commit()
    with pytest.raises(DatabaseRefused, match="The plan of 2026-Q3 is not what Marta signed off"):
        book.plan_for(Q3)


@pytest.mark.parametrize("kept", [zlib.compress(bytes(300_000_000)), zlib.compress(b"[" * 10_000)])
def test_a_plan_packed_to_fill_the_memory_or_nested_without_end_is_refused(
    book: Workbook, kept: bytes
) -> None:
    sign_off(book, Q3)
    with book.store._writer.connect() as connection:
        connection.execute(text("UPDATE sign_off SET plan = :kept"), {"kept": kept})
        connection.commit()
    for use in (lambda: book.plan_for(Q3), book.store.records):
        with pytest.raises(DatabaseRefused, match=r"The plan of 2026-Q3|What a sign-off keeps"):
            use()


def _in_sql(book: Workbook, statement: str) -> None:
    with book.store._writer.connect() as connection:
        connection.execute(text(statement))
        connection.commit()


def _uses(tmp_path: Path) -> list[Callable[[Workbook], object]]:
    """Every use of a signed quarter: pages and figures, report, pack, print again, export."""
    return [
        lambda book: book.plan_for(Q3),
        lambda book: book.report(Q3),
        lambda book: book.pack(Q3),
        lambda book: book.render(Q3, tmp_path),
        lambda book: book.export(tmp_path / "export"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sign_off SET plan = (SELECT plan FROM sign_off WHERE quarter = '2026-Q2')",
        "UPDATE sign_off SET pdf = (SELECT pdf FROM sign_off WHERE quarter = '2026-Q2'), "
        "hashes = (SELECT hashes FROM sign_off WHERE quarter = '2026-Q2')",
        "UPDATE sign_off SET quarter = '2026-Q4' WHERE quarter = '2026-Q3'",
        "UPDATE sign_off SET pdf = substr(pdf, 1, 4)",
        "DELETE FROM sign_off WHERE quarter = '2026-Q3'",
        "DELETE FROM sign_off",
    ],
)
def test_what_was_swapped_cut_or_deleted_is_refused_at_every_use(
    book: Workbook, tmp_path: Path, change: str
) -> None:
    book.add(Objective, name="Grow")
    sign_off(book, Q3.previous)
    book.add(Objective, name="Bake")
    sign_off(book, Q3)
    _in_sql(book, change)
    for use in _uses(tmp_path):
        with pytest.raises(DatabaseRefused, match=r"2026-Q[23]"):
            use(open_workbook(book.source))


def test_a_sign_off_that_is_gone_is_told_and_its_quarter_is_no_draft(book: Workbook) -> None:
    book.add(Person, name="Marta")
    sign_off(book, Q3)
    _in_sql(book, "DELETE FROM sign_off")
    again = open_workbook(book.source)
    [told] = again.plan.spoiled.values()
    assert told.startswith("2026-Q3 was signed off by Marta on")
    assert "what was signed is no longer in the workbook" in told
    with pytest.raises(DatabaseRefused, match="no longer in the workbook"):
        again.plan_for(Q3)


def test_hashes_that_were_reckoned_anew_differ_from_the_journal(book: Workbook) -> None:
    sign_off(book, Q3)
    with Session(book.store._writer) as session:
        kept = session.exec(select(SignOff)).one()
        forged = signoff.printed(kept, signoff.document_of(kept), b"%PDF-forged")
        kept.hashes, kept.pdf = forged.hashes, forged.pdf
        assert signoff.checked(kept)
        session.commit()
    with pytest.raises(DatabaseRefused, match="is not what Marta signed off"):
        book.pack(Q3)


def test_a_sign_off_is_no_change_that_could_be_undone(book: Workbook) -> None:
    sign_off(book, Q3)
    line = book.plan.changes[-1]
    assert (line.entity, line.record_id, line.who) == ("sign_off", "2026-Q3 1", "Marta")
    for undo in (
        lambda: book.store.undo(line.save_id, "Ana"),
        lambda: book.store.restore_before(line.number, "Ana"),
        lambda: book.store.explain(line.number, "Ana", "So"),
    ):
        with pytest.raises(NotFound):
            undo()


def test_only_one_of_your_people_signs(book: Workbook) -> None:
    with pytest.raises(WorkbookError, match="Nobody is among your people yet"):
        book.sign_off(Q3, "root")
    book.add(Person, name="Marta")
    book.add(Person, name="Jonas")
    with pytest.raises(WorkbookError, match=r"Nobody called “root” .* It can be Marta or Jonas"):
        book.sign_off(Q3, "root")
    assert book.plan.sign_off(Q3) is None


def test_a_quarter_that_still_runs_is_not_signed_off_by_mistake(book: Workbook) -> None:
    book.add(Person, name="Marta")
    running = Quarter.of(date.today())
    with pytest.raises(WorkbookError, match=f"{running} runs until"):
        book.sign_off(running, "Marta")
    assert book.plan.sign_off(running) is None


def test_what_is_kept_does_not_grow_with_ids_and_journal(book: Workbook) -> None:
    kpi = book.add(KPI, name="Tickets", frequency="day")
    days = (date(2016, 1, 1) + timedelta(n) for n in range(500))
    shared = {"kpi_id": kpi, "value": 5}
    book.save([Edit(Reading, day.isoformat(), {**shared, "start": day}) for day in days])
    kept = frozen.freeze(book.plan, Quarter.parse("2017-Q1"))
    assert len(json.dumps(kept["series"])) < 500 * 10
    assert {line["entity"] for line in kept["records"]["change"]} == {"business", "kpi"}
