"""Decisions in the pack: due ones first, papers for those still open, the register that stays."""

from datetime import date

from tests.insight.small import make, plan
from tests.pack.pages.reading import of, row, words
from workbook.pack.blocks import Cell, Heading, Panel, Section, Table
from workbook.pack.gather import composed
from workbook.pack.pages.cover import page as cover_page
from workbook.pack.pages.decisions import page as papers_page
from workbook.pack.pages.executive import page as executive_page
from workbook.pack.pages.register import page as register_page
from workbook.quarter import Quarter
from workbook.strategy import KPI, Business, Decision, Option, Outcome, Person, Plan, Reading

Q3 = Quarter.parse("2026-Q3")
ANA, BEN = make(Person, name="Ana Ruiz"), make(Person, name="Ben Cole")
BAKERY = make(Business, name="Rise Bakery", currency="EUR")
LOAVES = make(KPI, name="Loaves", unit="loaves")
READINGS = [
    make(Reading, kpi_id=LOAVES.id, start=date(2026, month, 1), value=value)
    for month, value in enumerate((20, 21, 20, 22, 21, 20, 24, 25, 26), 1)
]
HIRE = make(
    Decision, title="Hire now, or wait?", question="Do we hire before Christmas?", owner_id=ANA.id,
    due=date(2026, 10, 16), reason="August was hard", recommendation="December will be harder",
    effect_kpi_id=LOAVES.id, effect_size=5, effect_by=date(2026, 12, 31), effect_odds=65,
    review_on=date(2027, 1, 14), reopen_when="A shop closes",
)  # fmt: skip
NOW = make(
    Option, decision_id=HIRE.id, name="Hire now", cost=9500, gains="Relief", losses="The reserve",
    risk="Nobody fits", door="two-way door", door_why="Probation", recommended=True,
)  # fmt: skip
WAIT = make(Option, decision_id=HIRE.id, name="Wait", position=1)
CAFES = make(
    Decision, title="Bake for cafés first", decided_on=date(2026, 7, 1),
    review_on=date(2026, 9, 28), effect_kpi_id=LOAVES.id, effect_size=5,
    effect_by=date(2026, 9, 30), effect_odds=70,
)  # fmt: skip


def of_bakery(*records) -> Plan:
    return plan(BAKERY, ANA, BEN, LOAVES, *READINGS, *records)


def headings(section: Section) -> list[str]:
    return [heading.text for heading in of(Heading, section)]


def test_a_paper_weighs_the_options_and_says_what_is_proposed_expected_and_when_to_look_again():
    page = papers_page(of_bakery(HIRE, NOW, WAIT), Q3)
    assert headings(page) == ["Do we hire before Christmas?"]
    option, gains, losses, cost, risk = row(page, "Hire now")
    assert (option.status, option.word) == ("good", "Recommended")
    assert (gains, losses, cost.text) == ("Relief", "The reserve", "9,500")
    assert cost.code
    assert (risk.text, risk.note) == ("Nobody fits", "Two-way door: Probation")
    said = words(page)
    for told in (
        "To be decided by 16 October 2026; prepared by Ana Ruiz. August was hard.",
        "Recommended: Hire now December will be harder.",
        "Loaves: +5 loaves by 31 December 2026",
        "Odds: 65%",
        "Looked at again on 14 January 2027",
        "Sooner, if: A shop closes",
    ):
        assert told in said


def test_where_nothing_is_recommended_the_paper_asks_for_it():
    page = papers_page(of_bakery(HIRE, WAIT), Q3)
    [nothing, _] = of(Panel, page)
    assert nothing.title == "Recommended"
    bare = make(Decision, title="Move?")
    [asked, expected] = of(
        Panel, papers_page(of_bakery(bare, make(Option, decision_id=bare.id, name="Stay")), Q3)
    )
    assert asked.title == "Nothing is recommended yet"
    assert "No effect on a KPI is written down." in words(expected)
    assert row(page, "Wait")[1:] == ("–", "–", "–", Cell("No risk named"))


def test_without_a_paper_the_page_is_left_out_and_not_missed():
    parts = [
        each.to_json()
        for each in (
            cover_page(of_bakery(), Q3),
            executive_page(of_bakery(), Q3),
            papers_page(of_bakery(), Q3),
        )
    ]
    pack = composed(parts)
    assert [section["name"] for section in pack["sections"]] == ["executive"]
    assert "Decision papers" not in str(pack["cover"]["facts"])


def test_what_is_due_for_review_comes_before_what_is_to_be_decided():
    page = executive_page(of_bakery(HIRE, CAFES), Q3)
    assert headings(page)[-2:] == ["Decisions due for review", "One decision needed"]
    decision, expected, did = row(page, "Bake for cafés first")
    assert decision.note == "Decided on 1 July 2026"
    assert expected.text == "Loaves: from 20 to 25 loaves by 30 September 2026, at odds of 70%."
    assert did.text.startswith("It reads 26 loaves: as expected, or better. Its level moved by +4")
    assert expected.code
    assert did.code


def test_once_it_is_said_what_happened_it_stands_in_the_register():
    said = make(
        Outcome, quarter="2026-Q3", decision_id=CAFES.id, on=date(2026, 10, 8), came="came true",
        words="More than we hoped.",
    )  # fmt: skip
    known = of_bakery(CAFES, said)
    assert "Decisions due for review" not in headings(executive_page(known, Q3))
    [table] = [t for t in of(Table, register_page(known, Q3)) if "What came of" in t.caption]
    outcome = table.rows[0][-1]
    assert (outcome.text, outcome.status) == ("It came true", "good")
    assert outcome.note == "More than we hoped. (8 October 2026)"


def test_the_register_prints_both_the_new_decision_and_the_one_that_it_supersedes():
    old = make(Decision, title="Open on Sundays", decided_on=date(2026, 2, 1), reason="To grow")
    new = make(
        Decision, title="Close on Sundays", decided_on=date(2026, 8, 1), replaces_id=old.id,
        decided_by=[ANA.id, BEN.id], recorded_by_id=BEN.id, dissent="Tourists will miss us",
    )  # fmt: skip
    page = register_page(of_bakery(old, new), Q3)
    title, why, _, day = row(page, "Close on Sundays")
    assert title.note == "Supersedes “Open on Sundays”"
    assert why.note == "Dissent: Tourists will miss us"
    assert day.note == "by Ana Ruiz and Ben Cole, recorded by Ben Cole"
    earlier: Cell = row(page, "Open on Sundays")[0]
    assert (earlier.status, earlier.note) == ("none", "Superseded by “Close on Sundays”")


def test_the_register_names_the_option_that_was_chosen():
    taken = make(Decision, title="Hire now", decided_on=date(2026, 8, 1))
    options = [
        make(Option, decision_id=taken.id, name="Hire now", chosen=True),
        make(Option, decision_id=taken.id, name="Wait", position=1),
    ]
    why = row(register_page(of_bakery(taken, *options), Q3), "Hire now")[1]
    assert why.note == "Chosen among two options: Hire now"
