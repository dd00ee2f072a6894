"""A quarter signed off as the plan stood on a past day: nothing is backdated, and it says so."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.signed import sign_off
from tests.store.test_past import BEGAN, save_on
from workbook import Workbook
from workbook.errors import DatabaseRefused, InvalidEntry, NotFound, WorkbookError
from workbook.insight.review.changes import changes
from workbook.pack.pages.changes import page
from workbook.pack.pages.cover import page as cover
from workbook.quarter import Quarter
from workbook.steps.quarters import say_signed
from workbook.store import Edit, Store, database, exchange, signoff
from workbook.strategy import KPI, Business, Decision, Objective, Person, Reading
from workbook.strategy.cutoff import cutoff
from workbook.wording import say_date

Q1, Q2, Q3 = (Quarter.parse(f"2026-Q{number}") for number in (1, 2, 3))
JULY = date(2026, 7, 1)
TODAY = say_date(date.today())


def fresh(folder: Path) -> Workbook:
    at = str(folder / "rise.workbook")
    return Workbook(at, Store(database.connect(at, create=True)), "Marta")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    """A bakery that nobody signed off in July, and that changed a target in August."""
    book = fresh(tmp_path)
    save_on(
        book,
        BEGAN,
        Edit(Business, "us", {"name": "Rise Bakery"}),
        Edit(Objective, "sell", {"name": "Sell more bread"}),
        Edit(KPI, "loaves", {"name": "Loaves", "objective_id": "sell", "target": 80}),
    )
    june = {"kpi_id": "loaves", "start": "2026-06-01", "value": 61}
    save_on(book, date(2026, 6, 30), Edit(Reading, "june", june))
    save_on(book, date(2026, 8, 3), Edit(Person, "marta", {"name": "Marta"}))
    save_on(book, date(2026, 8, 3), Edit(KPI, "loaves", {"target": 70}, 1))
    july = {"kpi_id": "loaves", "start": "2026-07-01", "value": 70}
    save_on(book, date(2026, 8, 5), Edit(Reading, "june", {"value": 66}, 1))
    save_on(book, date(2026, 8, 5), Edit(Reading, "july", july))
    yield book
    book.store.close()


def test_it_keeps_the_plan_as_it_stood_and_says_when_it_was_really_signed(book: Workbook) -> None:
    sign_off(book, Q2, as_of=JULY)
    then = book.plan_for(Q2)
    [kpi] = then.all(KPI)
    assert (kpi.target, then.series(kpi).values.tolist(), then.today) == (80, [61], JULY)
    assert not then.all(Person)  # who signs is among the people of today
    told = f"signed off on {TODAY} by Marta, as the plan stood on 1 July 2026"
    assert book.plan.sign_off(Q2).told == told  # type: ignore[union-attr]
    assert ("Status", f"S{told[1:]}") in cover(then, Q2).facts
    assert say_signed(book.plan, Q2) == f"S{told[1:]}."
    assert cutoff(then, Q2).over


def test_the_journal_has_the_true_time_and_the_day_that_it_is_of(book: Workbook) -> None:
    began = datetime.now(UTC)
    sign_off(book, Q2, as_of=JULY)
    line = book.plan.changes[-1]
    assert line.entity == "sign_off"
    assert line.at.replace(tzinfo=UTC) >= began
    assert line.after["as_of"] == "2026-07-01"
    # Whoever asks how it stood in July is told of no sign-off: there was none.
    assert book.plan_as_of(date(2026, 8, 4), Q2).sign_off(Q2) is None


def test_what_changed_since_is_held_against_the_day_as_of_which_it_was_signed(
    book: Workbook,
) -> None:
    sign_off(book, Q2, as_of=JULY)
    found = changes(book.plan, Q3)
    assert (found.since, [each.what.name for each in found.changed]) == (JULY, ["Loaves"])
    assert [each.then.printed for each in found.restated] == ["61"]
    assert f"2026-Q2 was signed off on {TODAY} by Marta, as the plan stood on 1 July 2026" in str(
        page(book.plan, Q3).to_json()
    )


def test_quarters_signed_one_after_the_other_know_those_before(book: Workbook) -> None:
    sign_off(book, Q1, as_of=date(2026, 4, 2))
    sign_off(book, Q2, as_of=JULY)
    then = book.plan_for(Q2)
    assert [each.quarter for each in then.signed_off] == ["2026-Q1", "2026-Q2"]
    assert changes(then, Q2).since == date(2026, 4, 2)


def test_what_was_settled_after_that_day_can_still_be_put_right(book: Workbook) -> None:
    """A sign-off seals what its pack shows, and this one shows nothing of today."""
    book.save([Edit(Decision, "d", {"title": "A van", "decided_on": date.today()})])
    sign_off(book, Q2, as_of=JULY)
    book.save([Edit(Decision, "d", {"title": "A second van"}, 1)])
    sign_off(book, Q3)
    with pytest.raises(InvalidEntry, match="stands"):
        book.save([Edit(Decision, "d", {"title": "No van"}, 2)])


@pytest.mark.parametrize(
    ("quarter", "day", "why"),
    [
        (Q1, date(2026, 3, 1), "runs until 31 March 2026"),
        (Q1, date(2025, 6, 1), "runs until 31 March 2026"),
        (Q2, date(2999, 1, 1), "has not come yet"),
        (Q2, date.today(), "is today: sign it off without a day"),
        (Q3.next.next, date(2027, 4, 1), "has not come yet"),
    ],
)
def test_what_cannot_be_signed_is_refused_in_words(
    book: Workbook, quarter: Quarter, day: date, why: str
) -> None:
    with pytest.raises(WorkbookError, match=why):
        book.sign_off(quarter, "Marta", as_of=day)
    assert book.plan.signed_off == ()


def test_before_the_journal_begins_nobody_knows_how_it_stood(book: Workbook) -> None:
    with pytest.raises(NotFound, match="The journal begins on 1 April 2026"):
        book.sign_off(Q1, "Marta", as_of=date(2026, 3, 31), early=True)


def test_a_quarter_that_is_signed_stays_as_it_was_signed(book: Workbook) -> None:
    sign_off(book, Q2)
    with pytest.raises(WorkbookError, match=f"2026-Q2 was signed off on {TODAY} by Marta: it"):
        book.sign_off(Q2, "Marta", as_of=JULY)
    assert len(book.plan.signed_off) == 1


def test_an_export_without_a_journal_tells_of_no_past_day(book: Workbook, tmp_path: Path) -> None:
    records = {**book.store.records(), "change": []}
    (tmp_path / "other").mkdir()
    other = fresh(tmp_path / "other")
    other.store.restore(records)
    with pytest.raises(NotFound, match="has no journal"):
        other.sign_off(Q2, "Marta", as_of=JULY)
    other.store.close()


def test_its_day_cannot_be_changed_unseen(book: Workbook) -> None:
    sign_off(book, Q2, as_of=JULY)
    kept = book.store.signed_off(Q2)
    assert kept is not None
    forged = signoff.read({**signoff.write(kept), "as_of": "2026-07-02"})
    with pytest.raises(DatabaseRefused, match="The name, the date or the code"):
        signoff.checked(forged)


def test_an_export_keeps_it_small_and_brings_it_back_byte_for_byte(
    book: Workbook, tmp_path: Path
) -> None:
    sign_off(book, Q2, as_of=JULY)
    written = book.export(tmp_path / "export")
    (tmp_path / "other").mkdir()
    other = fresh(tmp_path / "other")
    other.restore(written)
    assert other.store.records() == book.store.records()
    assert other.pack(Q2).pdf == b"%PDF-signed"
    assert other.plan.sign_off(Q2) == book.plan.sign_off(Q2)
    other.store.close()


def test_an_older_export_that_has_it_as_plain_values_is_still_read(
    book: Workbook, tmp_path: Path
) -> None:
    sign_off(book, Q2)
    records = book.store.records()
    [row] = records["sign_off"]
    kept = signoff.read(row)
    plain = {
        **{name: value for name, value in row.items() if name != "as_of"},
        "plan": signoff.frozen.freeze(book.plan_as_of(date.today()), Q2),
        "document": signoff.document_of(kept),
        "pdf": "JVBERi1zaWduZWQ=",
    }
    plain["plan"]["signed"] = []
    plain["plan"]["records"]["change"] = [
        line for line in plain["plan"]["records"]["change"] if line["entity"] != "sign_off"
    ]
    exchange.write({**records, "sign_off": [plain]}, tmp_path / "older")
    [found] = exchange.read(tmp_path / "older")["sign_off"]
    assert signoff.pdf_of(signoff.checked(signoff.read(found))) == b"%PDF-signed"
