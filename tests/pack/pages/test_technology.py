"""The page “Technology”: what a board finds on it."""

from datetime import date

from tests.insight.position.test_benefits import CAFES, Q3, RISE, paid
from tests.insight.small import make, plan
from tests.pack.pages.reading import of, row, words
from workbook.pack.blocks import Callout, Chart
from workbook.pack.pages.technology import page as technology_page
from workbook.strategy import Person
from workbook.strategy.position import Capability

ANA = make(Person, name="Ana Ruiz")


def can(name="Plan rounds", level="1", needed="3", **fields):
    return make(
        Capability, name=name, level=level, needed=needed, objective_id=CAFES.id, **fields
    )  # fmt: skip


def page(*records):
    return technology_page(plan(RISE, ANA, CAFES, *records), Q3)


def test_without_an_answer_the_page_says_what_is_missing_and_where_to_give_it():
    section = page()
    assert section.lead == "Nothing is written down about technology yet."
    assert [callout.tone for callout in of(Callout, section)] == ["missing", "missing"]
    assert all("Assess the position" in callout.place for callout in of(Callout, section))


def test_the_lead_counts_the_gaps_and_the_cost():
    section = page(can(), can("Bake", level="3"), paid(cost=36))
    assert section.lead == (
        "One of two capabilities below what is needed; technology costs 108 EUR a quarter."
    )


def test_the_map_stands_with_words_for_those_who_do_not_see_it():
    [chart] = of(Chart, page(can()))
    assert "Plan rounds (at 1, needs 3" in chart.alt


def test_what_to_close_first_names_the_objective_the_owner_and_the_evidence():
    section = page(can(evidence="Paper lists.", systems="map app", owner_id=ANA.id))
    name, objective, level, proof, weighted = row(section, "Plan rounds")
    assert (name.note, objective.text) == ("Paper lists.", "Supply 24 cafés")
    assert objective.note == "Ana Ruiz. Done with: map app"
    assert (level, weighted) == ("1 → 3", "2")
    assert proof == "the instructions, and a sign that they are used"


def test_doubts_stand_beside_the_map():
    assert "No evidence: “Plan rounds”." in words(page(can()).blocks)


def test_a_broken_promise_is_told_with_what_is_missing_to_it():
    section = page(paid(promised=10, realised=7, unit="minutes a day",
                        realised_on=date(2026, 9, 15), cost=36))  # fmt: skip
    name, cost, promised, realised, in_use = row(section, "Route app")
    assert (name.note, cost, promised.text) == ("Supply 24 cafés", "108", "10 minutes a day")
    assert (realised.status, realised.text) == ("bad", "7 minutes a day")
    assert realised.word == "less than promised"
    assert realised.note == "3 minutes a day short\ncounted on 15 September 2026"
    assert in_use == "–"


def test_drift_is_named_with_its_sum():
    section = page(paid("Newsletter", None, cost=29))
    [drift] = [c for c in of(Callout, section) if c.tone == "watch"]
    assert drift.title == (
        "Technology that serves no objective (drift): “Newsletter”, at 87 EUR a quarter."
    )
    assert row(section, "Newsletter")[0].note == "Serves no objective: drift"


def test_what_nobody_uses_has_its_price():
    section = page(paid(cost=36, seats=4, used=3))
    assert row(section, "Route app")[-1] == "75%"
    assert "“Route app”: 3 of 4 in use; the rest costs 27 EUR a quarter." in words(section.blocks)
