"""The chapter “From a file” as a person meets it: given, looked at, corrected, tried, taken."""

from datetime import date
from threading import Event
from typing import Any

import pytest

from tests.steps.visit import text
from workbook import Quarter, Workbook, pages
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.steps.review.files import Desk, parts
from workbook.steps.review.filing import Filing
from workbook.strategy import KPI, FileLayout, Objective, Person, Reading, Source
from workbook.widgets.files import SLICE, FileKeeper

Q3 = Quarter.parse("2026-Q3")

BANK = """\
"Umsätze Girokonto";"Zeitraum: 01.07.2026 - 26.07.2026"

"Buchungstag";"Auftraggeber/Empfänger";"Betrag (EUR)"
"06.07.2026";"Café Groß";"1.200,50"
"13.07.2026";"Mühle Süd";"-200,25"
"14.07.2026";"Café Groß";"300,00"
"32.07.2026";"Café Groß";"100,00"
"19.07.2026";"Café Groß";"50,00"
""".encode("cp1252")

LOAVES = b"Month,Loaves\nJuly 2026,24\nAugust 2026,29\n"


@pytest.fixture
def desk(started: Workbook) -> Desk:
    """The chapter of a bakery with one monthly KPI, “Loaves”."""
    return Desk(Binding(started, Q3))


def give(desk: Desk, data: bytes, name: str = "umsatz.csv") -> None:
    """Give a file as the browser does, and wait until it was looked at."""
    picker = desk.picker
    picker._handle_custom_msg({"type": "begin", "name": name, "size": len(data)}, [])
    for at in range(0, len(data), SLICE):
        message = {"type": "slice", "at": at}
        picker._handle_custom_msg(message, [memoryview(data[at : at + SLICE])])
    desk.wait()


def say(desk: Desk, about: str, value: str = "", part: Asking | None = None) -> None:
    """Change or press a control, and wait until it is done."""
    message = {"type": "said", "about": about, "value": value}
    (part or desk.tried)._handle_custom_msg(message, [])
    desk.earlier.wait()
    desk.wait()


def shown(desk: Desk) -> str:
    """Return what is in sight."""
    return " ".join(
        text(part) for part in desk.parts if "ws-later" not in getattr(part, "_dom_classes", ())
    )


def readings(book: Workbook) -> dict[str, float]:
    return {reading.start.isoformat(): reading.value for reading in book.plan.all(Reading)}


def test_the_chapter_waits_for_a_file_and_asks_nobody(started: Workbook) -> None:
    page = pages.review(started, Q3)
    [stop] = [stop for stop in page.standing.chapters if stop.name == "files"]
    assert (stop.needed, stop.state, stop.missing) == (False, "", [])
    assert "An export of your till" in text(page.open_chapter("files"))
    assert "Instead of typing: from a file" in text(page.open_chapter("readings"))
    assert len(parts(Binding(started, Q3))) <= 4


def test_a_bank_export_is_recognised_and_its_first_rows_and_values_are_shown(desk: Desk) -> None:
    give(desk, BANK)
    words = shown(desk)
    assert "umsatz.csv: 5 rows, 3 columns. Nothing is saved yet" in words
    assert "Windows" in words and "Row 3 names the columns." in words
    assert "4 06.07.2026 Café Groß 1.200,50" in words
    assert "Week of 6 July 2026 1,201" in words
    assert "Week of 13 July 2026 149.8" in words
    assert desk.bound.book.plan.all(Reading) == ()


def test_an_empty_file_is_named_and_takes_the_place_of_the_one_before(desk: Desk) -> None:
    give(desk, BANK)
    give(desk, b"", "week 32.csv")
    words = shown(desk)
    assert "week 32.csv is empty, so there is nothing to import." in words
    assert "umsatz.csv" not in words and "Café Groß" not in words


def test_it_is_tried_then_taken_then_undone_then_taken_again(desk: Desk) -> None:
    book = desk.bound.book
    give(desk, BANK)
    assert "Take these in" not in shown(desk)
    say(desk, "try")
    words = shown(desk)
    assert "Rows refused 1" in words and "row 7: Buchungstag “32.07.2026” is not a date." in words
    assert book.plan.all(Reading) == ()
    say(desk, "take")
    assert readings(book) == {"2026-07-06": 1200.5, "2026-07-13": 149.75}
    words = shown(desk)
    assert "umsatz.csv is taken in" in words and "Column by column" not in words
    say(desk, "undo")
    assert book.plan.all(Reading) == () and book.plan.all(KPI)[-1].name == "Loaves"
    assert "Gone: 1 KPI, 2 readings" in shown(desk)
    assert "Take these in" in shown(desk), "The file lies there still."
    say(desk, "take")
    assert len(readings(book)) == 2


def test_the_same_file_again_changes_nothing_and_says_so(desk: Desk) -> None:
    for _ in range(2):
        give(desk, BANK)
        say(desk, "try")
        if "Take these in" in shown(desk):
            say(desk, "take")
    assert "The workbook holds all of it already" in shown(desk)
    assert len(desk.bound.book.plan.all(Source)) == 1


def test_an_earlier_import_is_told_before_it_is_undone(desk: Desk) -> None:
    give(desk, BANK)
    say(desk, "try")
    say(desk, "take")
    say(desk, "another")
    [source] = desk.bound.book.plan.all(Source)
    say(desk, "undo", source.id, desk.earlier)
    assert "To go: 1 KPI, 2 readings" in shown(desk)
    say(desk, "leave", "", desk.earlier)
    assert "To go" not in shown(desk) and len(readings(desk.bound.book)) == 2
    say(desk, "undo", source.id, desk.earlier)
    say(desk, "really", "", desk.earlier)
    assert readings(desk.bound.book) == {}
    assert "undone on" in shown(desk) and "Undo this import" not in shown(desk)


def test_what_was_recognised_can_be_said_otherwise(desk: Desk) -> None:
    give(desk, BANK.replace("Groß".encode("cp1252"), "Groß".encode("mac-roman")))
    say(desk, "setting/encoding", "mac-roman")
    assert "Café" not in shown(desk)
    assert desk.filing is not None and desk.filing.unsure[0].what == "encoding", "It stays open."
    say(desk, "setting/header", "4")
    assert "06.07.2026" in desk.filing.table.columns
    say(desk, "setting/header", "2")
    assert desk.trouble and "06.07.2026" in desk.filing.table.columns, "What stood is kept."


def test_columns_and_what_is_counted_can_be_changed(desk: Desk) -> None:
    give(desk, BANK)
    say(desk, "kpi/add")
    say(desk, "kpi/1/rule", "mean:Betrag (EUR)")
    say(desk, "kpi/1/name", "  Mean payment ")
    say(desk, "every", "month")
    assert desk.filing is not None
    assert [kpi.name for kpi in desk.filing.mapping.kpis][1] == "Mean payment"
    assert "July 2026 1,350 * 337.6 *" in shown(desk)
    say(desk, "kpi/0/remove")
    assert [kpi.name for kpi in desk.filing.mapping.kpis] == ["Mean payment"]
    say(desk, "column/2", "")
    assert "Betrag (EUR)" not in {kpi.rule.column for kpi in desk.filing.mapping.kpis}
    say(desk, "column/2", "amount")
    assert desk.filing.mapping.column("amount") == "Betrag (EUR)"


def test_closed_days_make_a_period_whole(desk: Desk) -> None:
    give(desk, BANK.replace(b"06.07", b"07.07").replace(b"Buchungst", b"T").replace(b"26.07", b""))
    say(desk, "try")
    assert "count those periods as whole" in shown(desk)
    say(desk, "covers", "yes")
    say(desk, "try")
    assert desk.filing is not None
    assert desk.filing.mapping.covers == (date(2026, 7, 6), date(2026, 7, 19))
    assert "Incomplete" not in shown(desk)


def test_the_days_that_a_bank_writes_above_its_rows_are_offered(desk: Desk) -> None:
    give(desk, BANK.replace(b"26.07", b"31.07"))
    say(desk, "every", "month")
    say(desk, "try")
    assert "It covers 1 July 2026 to 31 July 2026, as it says above its rows" in shown(desk)
    assert "closed" not in shown(desk), "A bank account is no shop."
    say(desk, "covers", "2026-07-01..2026-07-31")
    say(desk, "try")
    assert desk.filing is not None and desk.filing.trial is not None
    assert not desk.filing.trial.account.incomplete
    assert "Days without a line count as days without a booking" in shown(desk)


def test_readings_are_known_as_what_they_are(desk: Desk) -> None:
    give(desk, LOAVES, "loaves.csv")
    assert "July 2026 24" in shown(desk)
    if "Try it" in shown(desk):
        say(desk, "try")
    say(desk, "take")
    assert readings(desk.bound.book) == {"2026-07-01": 24, "2026-08-01": 29}


@pytest.mark.parametrize(("answer", "july"), [("keep", 20.0), ("replace", 24.0)])
def test_a_reading_that_would_be_replaced_is_asked_about(
    desk: Desk, answer: str, july: float
) -> None:
    book = desk.bound.book
    book.add(Reading, kpi_id="loaves", start=date(2026, 7, 1), value=20)
    give(desk, LOAVES, "loaves.csv")
    say(desk, "try")
    assert "One reading stands in the workbook with another value" in shown(desk)
    say(desk, "take", answer)
    assert readings(book) == {"2026-07-01": july, "2026-08-01": 29}


def test_dates_that_can_be_read_in_two_ways_are_asked_about(desk: Desk) -> None:
    give(desk, b"Date,Receipt,Amount\n03/04/2026,1,5.00\n05/04/2026,2,6.00\n", "till.csv")
    assert "day first, or with the month first?" in shown(desk)
    assert "Take these in" not in shown(desk) and "First answer the question above" in shown(desk)
    say(desk, "setting/order", "day first")
    assert "First answer" not in shown(desk)
    assert "Week of 30 March 2026" in shown(desk)
    assert desk.filing is not None and desk.filing.unsure[-1].what == "order", "It can be changed."
    say(desk, "setting/order", "month first")
    assert "Week of 2 March 2026" in shown(desk)


def test_the_decimal_mark_can_be_said(desk: Desk) -> None:
    give(desk, b"Month;Loaves\nJuly 2026;1.234\nAugust 2026;1.300\n", "loaves.csv")
    assert "can be read in two ways" in shown(desk)
    say(desk, "setting/decimal", "point")
    assert "July 2026 1.234" in shown(desk)


def test_a_pasted_block_is_a_file_too(desk: Desk) -> None:
    give(desk, b"Month\tLoaves\nJuly 2026\t24\n", "")
    assert "The pasted block: 1 row, 2 columns." in shown(desk)


def test_what_is_no_table_is_refused_in_words_and_the_next_file_is_welcome(desk: Desk) -> None:
    give(desk, b"\x89PNG\r\n\x1a\n\x00\x00", "logo.png")
    assert desk.filing is None and desk.trouble
    assert desk.trouble in shown(desk).replace("&#39;", "'")
    give(desk, LOAVES, "loaves.csv")
    assert desk.filing is not None and not desk.trouble


def test_refused_rows_can_be_kept_with_their_reasons(desk: Desk) -> None:
    give(desk, BANK)
    say(desk, "try")
    [keeper] = [part for part in desk.refused.children if isinstance(part, FileKeeper)]
    assert "ws-later" not in desk.refused._dom_classes
    sent: list[tuple[Any, Any]] = []
    keeper.send = lambda content, buffers=None: sent.append((content, buffers))  # type: ignore[method-assign]
    keeper._handle_custom_msg({"type": "want"}, [])
    [(content, [data])] = sent
    assert content == {"type": "file", "name": "umsatz-refused.csv"}
    assert "32.07.2026" in data.decode("utf-8-sig") and "is not a date" in data.decode("utf-8-sig")


def test_what_stands_in_a_file_is_escaped(desk: Desk) -> None:
    give(desk, b'Month,"<img src=x onerror=alert(1)>"\nJuly 2026,24\n', "<b>.csv")
    html = " ".join(part.html for part in (desk.state, desk.found, desk.columns, desk.tried))
    assert "<img" not in html and "<b>" not in html and "&lt;img" in html


def test_a_path_in_the_name_of_a_file_is_left_out(desk: Desk) -> None:
    give(desk, LOAVES, "..\\..\\loaves.csv")
    assert desk.filing is not None and desk.filing.content.name == "loaves.csv"


def test_a_newer_file_is_looked_at_and_an_older_one_forgotten(desk: Desk) -> None:
    desk.choose("umsatz.csv", BANK)
    desk.choose("loaves.csv", LOAVES)
    desk.wait()
    assert desk.filing is not None and desk.filing.content.name == "loaves.csv"


def test_what_cannot_be_foreseen_leaves_the_page_in_use(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OverflowError("date value out of range")

    monkeypatch.setattr("workbook.steps.review.filing.look_at", broken)
    give(desk, BANK)
    assert "could not be reckoned with" in shown(desk) and not desk.busy


def test_what_kind_of_file_it_is_can_be_said_where_it_is_not_known(desk: Desk) -> None:
    give(desk, b"Month,Loaves,Seen by\nJuly 2026,24,Ana\nAugust 2026,29,Bo\n", "loaves.csv")
    assert "What is in this file" in shown(desk) and "First answer" in shown(desk)
    say(desk, "kind", "readings")
    assert "What is in this file" not in shown(desk)
    assert desk.filing is not None and desk.filing.trial is not None


def test_what_was_said_of_a_file_is_proposed_for_the_next_one_like_it(desk: Desk) -> None:
    give(desk, BANK)
    say(desk, "kpi/0/name", "Money in and out")
    say(desk, "take")
    give(desk, BANK.replace(b".07.", b".08."), "august.csv")
    words = shown(desk)
    assert "You have given such a file before" in words and "Money in and out" in words
    assert "Take these in" in words, "There is nothing left to ask."


def test_what_nobody_has_seen_yet_is_not_taken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    give(desk, BANK)
    say(desk, "try")
    sent, answered = Event(), Filing.answered

    def slowly(self: Filing, *said: Any) -> Filing:
        assert sent.wait(30)
        return answered(self, *said)

    monkeypatch.setattr(Filing, "answered", slowly)
    for about, value in (("every", "month"), ("take", "")):  # at once, one after the other
        desk.tried._handle_custom_msg({"type": "said", "about": about, "value": value}, [])
    sent.set()
    desk.wait()
    assert readings(desk.bound.book) == {} and "Look at it once more" in desk.trouble
    say(desk, "take")
    assert readings(desk.bound.book) == {"2026-07-01": 1350.25}


REFUNDS = (
    b"Date,Receipt,Type,Amount\n2026-07-06,1,Sale,50.00\n2026-07-07,2,Sale,30.00\n"
    b"2026-07-08,3,Refund,20.00\n2026-07-12,4,Sale,10.00\n"
)


@pytest.mark.parametrize(("how", "taken"), [("minus", 70.0), ("skip", 90.0), ("keep", 110.0)])
def test_refunds_without_a_minus_are_asked_about(desk: Desk, how: str, taken: float) -> None:
    give(desk, REFUNDS, "till.csv")
    say(desk, "try")
    words = shown(desk)
    assert "Take their amounts off" in words and "--" not in words
    say(desk, f"treat/{how}", "Type=Refund")
    assert "Take their amounts off" not in shown(desk)
    say(desk, "kpi/1/remove")
    say(desk, "take")
    assert readings(desk.bound.book) == {"2026-07-06": taken}


def test_closed_days_and_the_time_zone_can_be_told(desk: Desk) -> None:
    give(desk, REFUNDS, "till.csv")
    say(desk, "told/closed", "2026-07-09, 10.07.2026, 2026-07-11")
    say(desk, "told/zone", "Mars")
    assert "is no time zone" in desk.trouble
    say(desk, "told/zone", "Europe/Paris")
    assert desk.filing is not None and not desk.trouble
    told = desk.filing.mapping.told
    assert (len(told.closed), told.zone) == (3, "Europe/Paris")


def test_a_column_of_values_can_be_given_to_a_kpi_with_another_name(desk: Desk) -> None:
    give(desk, b"Month,Bread\nJuly 2026,24\nAugust 2026,29\n", "bread.csv")
    assert desk.filing is not None and desk.filing.kpis == ("Loaves",)
    say(desk, "called/1", "Loaves")
    assert "August 2026 29 loaves" in shown(desk)
    if "Try it" in shown(desk):
        say(desk, "try")
    say(desk, "take")
    assert [kpi.name for kpi in desk.bound.book.plan.all(KPI)] == ["Loaves"]
    assert len(readings(desk.bound.book)) == 2


def test_of_very_many_columns_those_that_are_used_are_shown(desk: Desk) -> None:
    names = ",".join(f"Extra {n}" for n in range(60))
    row = ",".join("x" for _ in range(60))
    give(
        desk, f"{names},Month,Loaves\n{row},July 2026,24\n{row},August 2026,25\n".encode(), "w.csv"
    )
    say(desk, "kind", "readings")
    assert desk.filing is not None and len(desk.filing.listed) == 42 and desk.filing.unlisted == 20
    assert "20 more columns are not used." in shown(desk)
    say(desk, "called/61", "Bread")
    assert "Bread" in desk.filing.mapping.called("Loaves")


def test_a_list_of_people_and_one_of_objectives_are_taken_too(desk: Desk) -> None:
    book = desk.bound.book
    give(desk, "Name;Rolle;Abteilung\nAna;Bäckerin;Backstube\n".encode(), "leute.csv")
    assert "Ana Bäckerin Backstube" in shown(desk)
    for about in ("try", "take"):
        say(desk, about)
    assert "look at the people" in shown(desk)
    assert "Ana" in [person.name for person in book.plan.all(Person)]
    give(desk, b"Ziel;Verantwortlich;Bis wann\nMehr Brot;Ana;31.12.2026\n", "ziele.csv")
    assert "Mehr Brot Ana 31 December 2026" in shown(desk)
    for about in ("try", "take"):
        say(desk, about)
    assert "Mehr Brot" in [objective.name for objective in book.plan.all(Objective)]


def test_where_lists_are_typed_the_page_leads_to_the_files(book: Workbook) -> None:
    for step, chapter in (("start", "people"), ("destination", "objectives")):
        page = getattr(pages, step)(book)
        assert "Take them from a file" in text(page.open_chapter(chapter))


def test_a_share_of_the_tickets_can_be_counted_and_what_it_is_of_changed(desk: Desk) -> None:
    lines = "6,1,Coffee,2.5 6,1,Bun,1.2 7,2,Coffee,2.5 7,3,Tea,2.0 12,4,Bun,1.2"
    rows = "\n".join(
        f"2026-07-{line.zfill(len(line) + (line[1] == ','))}" for line in lines.split()
    )
    give(desk, f"Date,Receipt,Item,Amount\n{rows}\n".encode(), "till.csv")
    assert desk.filing is not None
    share = next(rule for rule, _ in desk.filing.ways[0] if rule.startswith("share"))
    say(desk, "kpi/0/rule", share)
    assert "50%" in shown(desk), "Two of four tickets hold the commonest item."
    say(desk, "kpi/0/value", "Tea")
    assert desk.filing.mapping.kpis[0].rule.value == "Tea" and "25%" in shown(desk)


def test_columns_that_are_left_out_stand_under_one_line_where_they_are_many(desk: Desk) -> None:
    many = [f"Note {number}" for number in range(20)]
    names = ";".join(["Datum", "Betrag", *many])
    rows = [f"{day:02}.07.2026;1{day},50{';x y' * 20}" for day in range(1, 20)]
    give(desk, "\n".join([names, *rows]).encode(), "square.csv")
    assert "Columns that are left out · 20" in shown(desk)
    assert desk.filing is not None
    assert [column.name for column in desk.filing.used] == ["Datum", "Betrag"]
    give(desk, BANK)
    assert "Columns that are left out" not in shown(desk)


def test_a_file_that_is_refused_leaves_nothing_of_the_one_before(desk: Desk) -> None:
    give(desk, BANK)
    assert "Column by column" in shown(desk)
    desk.picker._handle_custom_msg({"type": "refused"}, [])
    assert "Column by column" not in shown(desk) and desk.filing is None


def test_a_layout_can_be_forgotten(desk: Desk) -> None:
    give(desk, BANK)
    say(desk, "try")
    say(desk, "take")
    [layout] = desk.bound.book.plan.all(FileLayout)
    desk.earlier.renew(desk.bound.book.plan)
    assert "Files that are known again by their columns · 1" in text(desk.earlier)
    say(desk, "forget", layout.id, part=desk.earlier)
    assert not desk.bound.book.plan.all(FileLayout)
    assert "Files that are known again" not in text(desk.earlier)


def test_percentages_and_currencies_that_were_recognised_can_be_changed(desk: Desk) -> None:
    give(desk, b"Month,Margin,Costs\nJuly 2026,38%,$ 12.50\nAugust 2026,41%,$ 14.00\n", "kpis.csv")
    assert "38% counts as 38." in shown(desk) and "“Costs” is in $." in shown(desk)
    say(desk, "setting/percent", "part")
    say(desk, "setting/currency", "CAD")
    say(desk, "try")
    say(desk, "take")
    found = {kpi.name: kpi for kpi in desk.bound.book.plan.all(KPI)}
    assert found["Costs"].unit == "CAD" and found["Margin"].unit != "%"
    values = {reading.value for reading in desk.bound.book.plan.all(Reading)}
    assert values == {0.38, 0.41, 12.5, 14.0}
