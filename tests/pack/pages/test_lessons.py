"""The page “Lessons”: what worked, what moves together, how honest the odds were; else no page."""

from tests.insight.kpis import Q1
from tests.insight.review.test_lessons_odds import Q4, of_many
from tests.insight.review.test_lessons_together import OTHERS, WEEKS
from tests.insight.review.test_lessons_together import made as compared
from tests.insight.review.test_lessons_worked import made as worked
from tests.insight.small import plan
from tests.pack.pages.reading import of, row, words
from workbook.insight.codes import codes
from workbook.pack.blocks import Heading, Table
from workbook.pack.pages.lessons import page


def test_a_business_with_nothing_to_learn_from_has_no_such_page():
    section = page(plan(), Q1)
    assert (section.optional, section.blocks) == (True, ())
    assert section.lead == "There is too little yet to learn from."


def test_its_first_sentence_says_what_follows():
    assert page(worked(), Q1).lead == "A KPI is better since “Second van”."


def test_each_verdict_stands_in_words_beside_its_shift_and_what_it_rests_on():
    work, shift, verdict = row(page(worked(), Q1), "Second van")
    assert (work.note, shift.text) == ("Tickets", "+10 tickets (9 to 11)")
    assert shift.note == "20 weeks before, 10 after"
    assert (verdict.text, verdict.status) == ("Better since", "good")


def test_each_row_leads_to_its_figure():
    known = worked()
    assert row(page(known, Q1), "Second van")[0].code in codes(known, Q1).values()


def test_pairs_are_told_without_a_cause_and_with_why_they_were_expected():
    section = page(compared(WEEKS, OTHERS, reason="Who waits leaves."), Q1)
    waiting = row(section, "Waiting")
    assert waiting[2].text == "No sign that they move together"
    assert waiting[2].note.endswith("Expected: Who waits leaves.")
    assert "need not be cause and effect" in words(section.blocks)


def test_too_few_readings_are_said_where_somebody_named_the_pair():
    section = page(compared(WEEKS[:5], OTHERS[:5], reason="Who waits leaves."), Q1)
    assert "Too few points: 5 pairs of weeks, and eight are needed" in words(section.blocks)
    assert [heading.text for heading in of(Heading, section)] == ["What moves together?"]


def test_odds_get_a_table_of_what_was_said_and_what_came_true_from_ten_on():
    ten, nine = (page(of_many(*[(80, True)] * count), Q4) for count in (10, 9))
    assert row(ten, "Odds of 80% to below 90%")[1:] == ("10", "80%", "100%")
    assert len(of(Table, ten)) == len(of(Table, nine)) + 1
