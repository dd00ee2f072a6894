"""A business may count its year anew as long as nothing that was said of a quarter gets lost."""

from datetime import date
from pathlib import Path

import pytest

from tests.signed import sign_off
from workbook import Quarter, Workbook
from workbook.calendar import Calendar
from workbook.errors import InvalidEntry, NotFound
from workbook.store import Edit, Store
from workbook.store.database import connect
from workbook.strategy import KPI, Action, BusinessYear, Person, Priority, Reading, Review


def begin(book: Workbook, **said: str) -> None:
    """Say when the year or the week begins."""
    kept = book.plan.only(BusinessYear)
    id, version = (kept.id, kept.version) if kept else ("counted", None)
    book.save([Edit(BusinessYear, id, {**said}, version)])


def test_a_business_that_says_nothing_counts_from_january_and_monday(book: Workbook) -> None:
    assert book.plan.calendar == Calendar(1, 0)


def test_a_year_in_april_and_weeks_on_sunday_stay_after_opening_again(book: Workbook) -> None:
    begin(book, year_begins="April", week_begins="Sunday")
    assert book.plan.calendar == Calendar(4, 6)
    assert book.plan.readings.calendar == Calendar(4, 6)


def test_readings_known_before_are_counted_by_the_new_year(book: Workbook) -> None:
    kpi = book.add(KPI, name="Loaves")
    book.add(Reading, kpi_id=kpi, start=date(2026, 8, 1), value=60.0)
    assert _last(book, kpi) == "2026-Q3"
    begin(book, year_begins="April")
    assert _last(book, kpi) == "2027-Q2"


def _last(book: Workbook, id: str) -> str:
    plan = book.plan
    kpi = plan.find(id)
    assert isinstance(kpi, KPI)
    by_span = plan.readings.spans(plan.all(KPI))[id].last
    assert by_span == plan.series(kpi).period(-1).quarter
    return str(by_span)


def test_what_was_said_of_a_quarter_goes_on_under_its_new_name(book: Workbook) -> None:
    for number, named in enumerate(("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")):
        book.add(Review, quarter=named, headline=f"Quarter {number}")
    book.add(Priority, quarter="2026-Q3", name="Cafés")
    begin(book, year_begins="April")
    said = {each.headline: each.quarter for each in book.plan.all(Review)}
    assert list(said.values()) == ["2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3"]
    assert [each.quarter for each in book.plan.all(Priority)] == ["2027-Q2"]
    begin(book, year_begins="January")
    assert {each.headline: each.quarter for each in book.plan.all(Review)}["Quarter 0"] == "2025-Q4"


def test_to_undo_the_change_gives_every_quarter_its_old_name(book: Workbook) -> None:
    book.add(Review, quarter="2026-Q3", headline="More cafés")
    begin(book, year_begins="July")
    assert [each.quarter for each in book.plan.all(Review)] == ["2027-Q1"]
    [save] = {line.save_id for line in book.plan.changes if line.entity == "business_year"}
    book.store.undo(save, "Marta")
    assert book.plan.calendar == Calendar()
    assert [each.quarter for each in book.plan.all(Review)] == ["2026-Q3"]


def test_a_quarters_old_name_alone_is_not_put_back(book: Workbook) -> None:
    book.add(Review, quarter="2026-Q3", headline="More cafés")
    begin(book, year_begins="April")
    [renamed] = [line for line in book.plan.changes if "quarter" in line.before]
    with pytest.raises(NotFound, match="its months are the same"):
        book.store.restore_before(renamed.number, "Marta")
    assert [each.quarter for each in book.plan.all(Review)] == ["2027-Q2"]


def test_to_remove_the_setting_is_a_change_as_any_other(book: Workbook) -> None:
    begin(book, year_begins="April")
    book.add(Review, quarter="2027-Q2", headline="More cafés")
    book.save([Edit(BusinessYear, "counted", None, 1)])
    assert [each.quarter for each in book.plan.all(Review)] == ["2026-Q3"]


def test_other_months_are_refused_while_something_is_said_of_a_quarter(book: Workbook) -> None:
    book.add(Review, quarter="2026-Q2", headline="More cafés")
    book.add(Action, quarter="2026-Q3", name="Ask the Corner Café")
    with pytest.raises(InvalidEntry) as refused:
        begin(book, year_begins="February")
    assert refused.value.problems == {
        "year_begins": "Reviews, priorities, actions or wins of 2026-Q2 and 2026-Q3 belong to "
        "quarters of other months. Leave the month as it was, or remove those first."
    }
    assert book.plan.calendar == Calendar()


def test_other_months_are_refused_while_quarterly_readings_stand(book: Workbook) -> None:
    kpi = book.add(KPI, name="Cafés supplied", frequency="quarter")
    book.add(Reading, kpi_id=kpi, start=date(2026, 7, 1), value=11.0)
    begin(book, year_begins="October")  # its quarters have the same months
    with pytest.raises(InvalidEntry, match="“Cafés supplied” is read every quarter"):
        begin(book, year_begins="November")


def test_a_signed_quarter_keeps_its_name(book: Workbook) -> None:
    book.add(Person, name="Marta")
    sign_off(book, Quarter.parse("2026-Q3"))
    with pytest.raises(InvalidEntry) as refused:
        begin(book, year_begins="April")
    assert refused.value.problems == {
        "year_begins": "2026-Q3 is signed off under that name, and a signed pack stays as it is. "
        "Leave the month as it was; to count otherwise from now on, begin a new workbook."
    }
    begin(book, week_begins="Sunday")
    assert book.plan.calendar == Calendar(1, 6)


def test_weeks_keep_their_day_while_a_kpi_has_weekly_readings(book: Workbook) -> None:
    kpi = book.add(KPI, name="Loaves", frequency="week")
    book.add(Reading, kpi_id=kpi, start=date(2026, 7, 27), value=400.0)
    with pytest.raises(InvalidEntry) as refused:
        begin(book, week_begins="Sunday")
    assert refused.value.problems == {
        "week_begins": "“Loaves” is read every week, with readings of weeks that begin as before. "
        "Leave the day as it was, or remove those readings first."
    }


def test_readings_that_fit_the_new_weeks_stand_in_nobodys_way(book: Workbook) -> None:
    kpi = book.add(KPI, name="Loaves", frequency="week")
    book.add(Reading, kpi_id=kpi, start=date(2026, 7, 26), value=400.0)  # a Sunday
    begin(book, week_begins="Sunday")
    assert book.plan.calendar == Calendar(1, 6)


def test_the_setting_goes_along_with_an_export(book: Workbook, tmp_path: Path) -> None:
    begin(book, year_begins="April", week_begins="Sunday")
    book.add(Review, quarter="2027-Q2", headline="More cafés")
    folder = book.export(tmp_path / "out")
    other = Workbook("", Store(connect(str(tmp_path / "other.workbook"), create=True)))
    other.restore(folder)
    assert other.plan.calendar == Calendar(4, 6)
    assert [each.quarter for each in other.plan.all(Review)] == ["2027-Q2"]


def test_a_signed_quarter_is_read_by_the_calendar_it_was_signed_under(book: Workbook) -> None:
    begin(book, year_begins="April")
    kpi = book.add(KPI, name="Loaves", frequency="quarter")
    book.add(Reading, kpi_id=kpi, start=date(2026, 7, 1), value=60.0)
    quarter = book.plan.calendar.quarter("2027-Q2")
    sign_off(book, quarter)
    frozen = book.plan_for(quarter)
    assert frozen.calendar == Calendar(4)
    [series] = frozen.readings.in_quarter(frozen.all(KPI), quarter).values()
    assert series.values.tolist() == [60.0]
    assert series.period(0).quarter == quarter
