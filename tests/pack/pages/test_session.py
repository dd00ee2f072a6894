"""The page “What the room decided”: what is agreed, split or parked, and nobody's name with it."""

from datetime import date

from tests.insight.small import make, plan
from tests.insight.workshop.test_session import day, outcome
from tests.pack.pages.reading import of, row, words
from workbook.pack.blocks import Callout, Facts, Table
from workbook.pack.pages.session import page as session_page
from workbook.quarter import Quarter
from workbook.strategy import Decision, Initiative, Parked, Person

Q3 = Quarter.parse("2026-Q3")


def page(*records):
    return session_page(plan(*records), Q3)


def said(*records) -> str:
    return words(page(*records))


def test_a_quarter_without_a_workshop_has_no_such_page():
    section = page()
    assert (section.blocks, section.optional) == ((), True)


def test_it_says_who_was_there_and_how_it_was_decided():
    section = page(day(invited=7, took_part=6, decides="majority"), outcome("agreed"))
    assert section.lead == "One agreed."
    [facts] = of(Facts, section)
    assert facts.items[:2] == (("Took part", "6 of 7"), ("Agreed", "1 of 1"))
    assert "“Where we go” on 10 September 2026." in words(section)
    assert "“More than half of those who vote”" in words(section)


def test_each_outcome_stands_with_the_sentence_that_was_shown():
    section = page(day(), outcome("moving", rounds=2), outcome("unsettled", "A shop", rounds=1))
    name, stands, shown = row(section, "A van")
    assert (name.note, stands.text, stands.note) == (
        "How good is it?", "Still moving", "2 rounds, 6 voted",
    )  # fmt: skip
    assert shown.text == "So."
    again, *_ = row(section, "A shop")
    assert again.note == "", "The question is said once."


def test_dissent_is_kept_without_names():
    section = page(day(), outcome("agreed", dissent="Nobody has time.\nIt rains in winter."))
    assert row(section, "A van")[2].note == "Against it: Nobody has time; It rains in winter."


def test_of_a_split_room_both_ends_are_heard():
    section = page(day(), outcome("split", dissent="1: It rains in winter\n5: We sell out"))
    assert row(section, "A van")[2].note == (
        "From the two furthest apart: 1: It rains in winter; 5: We sell out."
    )


def test_a_split_needs_a_decision_paper_until_one_is_begun():
    van = make(Initiative, id="van", name="A van")
    split = outcome("split", item="van")
    [box] = of(Callout, page(day(), van, split))
    assert (box.tone, box.title) == ("watch", "Needs a decision paper: “A van”")
    paper = make(Decision, title="Buy a van, or hire one?", initiative_id="van")
    section = page(day(), van, split, paper)
    assert of(Callout, section) == []
    assert "The paper is begun: Buy a van, or hire one?" in words(section)


def test_what_was_parked_says_what_became_of_it():
    tom = make(Person, id="tom", name="Tom")
    parked = [
        make(Parked, session_id="day", name="Van", became="owner", owner_id="tom"),
        make(Parked, session_id="day", name="Cat", became="dropped"),
        make(Parked, session_id="day", name="Shop"),
    ]
    told = "Parked: “Van” (Tom takes it); “Cat” (dropped); “Shop” (still open)."
    assert told in said(day(), tom, *parked)


def test_marks_of_few_are_not_printed():
    told = said(day(rated="7 8"))
    assert "Fewer than five gave the day a mark, so that none is shown." in told
    assert "8 of 10" in said(day(rated="8×5"))


def test_of_a_long_day_the_first_are_printed_and_the_rest_is_counted():
    many = [outcome("agreed", f"Thing {n}") for n in range(14)]
    parked = [make(Parked, session_id="day", name=f"Idea {n}") for n in range(9)]
    section = page(day(), *many, *parked)
    [table] = of(Table, section)
    assert len(table.rows) == 10
    assert "And 4 more, in the workbook." in words(section)
    assert "; 3 more." in words(section)


def test_two_workshops_are_told_apart():
    second = day("second", name="Once more", held_on=date(2026, 9, 20))
    told = said(day(), second, outcome("agreed"))
    assert "Once more" in told
    assert "“Where we go” on 10 September 2026" in told


def test_a_day_of_writing_only_says_so():
    assert page(day(), outcome("counted")).lead == (
        "The room wrote and counted; nothing was put to a vote."
    )
