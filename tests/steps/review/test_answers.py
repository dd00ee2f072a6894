"""What the account of a file says reads on a page as on a page."""

import pytest

from workbook.steps.review.answers import note_of

ZONE = (
    "Times in Time are written in UTC; each row was taken for the day that is written. If clocks "
    "at your place show another time, give your time zone: --zone Europe/Paris"
)
EVERY = (
    "“Sales” is read every week in this workbook, and this import makes it every month. Import "
    "with --every week, or name another KPI. Nothing was changed."
)
TILL = (
    "till.csv has many rows for one Date. Lines of a till or the like are imported with --as "
    "transactions; readings need one row for each period. Nothing was changed."
)
AGAIN = (
    "Many values in Receipt stand on several days, as where a till begins again at 1 each day. If "
    "so, count them a day: Tickets per week=distinct:Date+Receipt"
)
CURRENCY = (
    "Currency says EUR and USD: amounts in several currencies cannot be added up. Give one file "
    'for each, or leave the others out: --treat "Currency=USD:skip". Nothing was changed.'
)


@pytest.mark.parametrize(
    ("sentence", "ending", "answers"),
    [
        (ZONE, "give your time zone above, under “Closed days and time zone”.", []),
        (EVERY, "makes it every month. Nothing was changed.", [("every", "week")]),
        (TILL, "for one Date. Nothing was changed.", [("kind", "transactions")]),
        (AGAIN, "If so, count them a day.", [("count", "Tickets per week=distinct:Date+Receipt")]),
        (CURRENCY, "added up. Nothing was changed.", [("treat/skip", "Currency=USD")]),
        ("Row 4 names the columns.", "Row 4 names the columns.", []),
    ],
)
def test_an_option_of_the_command_line_becomes_a_button(
    sentence: str, ending: str, answers: list[tuple[str, str]]
) -> None:
    note = note_of(sentence)
    assert note.words.endswith(ending) and "--" not in note.words
    assert [(answer.about, answer.value) for answer in note.answers] == answers


def test_what_is_one_sentence_keeps_its_beginning() -> None:
    assert note_of('Say which KPI to make: --kpi "A=count".').words == "Say which KPI to make."


def test_several_ways_to_read_are_no_button() -> None:
    said = "It is new. Say how often it is read: --every day, week, month or quarter."
    assert note_of(said).answers == () and note_of(said).words == "It is new."
