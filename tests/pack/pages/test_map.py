"""The page of the strategy map: the map, what is known of each arrow, and what is missing."""

from itertools import pairwise

from tests.insight.kpis import Q1
from tests.insight.route.test_map import CAFES, HELPS, OTHERS, ROUNDS, WEEKS, measured
from tests.insight.small import make, plan
from tests.pack.pages.reading import of, row, words
from workbook.insight.codes import codes
from workbook.pack.blocks import Chart, Panel, Table
from workbook.pack.pages.map import page
from workbook.strategy import Link, Objective


def test_without_an_arrow_there_is_no_page():
    assert page(plan(ROUNDS, CAFES), Q1).blocks == ()


def test_the_map_stands_with_one_line_on_how_to_read_it():
    section = page(plan(ROUNDS, CAFES, HELPS), Q1)
    [chart] = of(Chart, section)
    assert chart.alt.startswith("Strategy map of two objectives")
    assert "None of that proves a cause." in words(section)
    assert section.lead == "Two objectives and one arrow: one is untested."


def test_an_arrow_stands_with_its_reason_and_what_is_known_and_leads_to_its_source():
    whole = plan(ROUNDS, CAFES, HELPS, *measured(WEEKS, WEEKS))
    arrow, known = row(page(whole, Q1), "1: Who waits leaves.")
    assert arrow.note == "Deliver by seven → Supply 24 cafés"
    assert known.text == "Moves apart, in the same week"
    assert "better went with worse" in known.note
    assert arrow.code == codes(whole, Q1)["lessons.late-rounds-and-cafes.rho"]


def test_what_is_missing_and_the_balance_stand_in_panels():
    section = page(plan(ROUNDS, CAFES, HELPS, *measured(WEEKS, OTHERS)), Q1)
    missing, balance = of(Panel, section)
    assert (missing.title, missing.tone) == ("What is missing", "watch")
    assert "No objective under financial." in words(missing)
    assert "one leading and one lagging" in words(balance)


def test_of_many_arrows_the_clearest_are_told_and_the_map_has_all():
    aims = [make(Objective, name=f"Aim {n}", perspective="customer") for n in range(13)]
    links = [make(Link, from_id=ROUNDS.id, to_id=aims[0].id)]
    links += [make(Link, from_id=a.id, to_id=b.id) for a, b in pairwise(aims)]
    section = page(plan(ROUNDS, *aims, *links), Q1)
    [table] = of(Table, section)
    assert (table.caption, len(table.rows)) == ("The clearest of 13", 10)
    [chart] = of(Chart, section)
    assert "Arrow 13 from" in chart.alt


def test_arrows_between_objectives_without_a_perspective_are_told_without_a_drawing():
    one, other = (make(Objective, name=name) for name in ("Grow", "Bake"))
    section = page(plan(one, other, make(Link, from_id=one.id, to_id=other.id)), Q1)
    assert of(Chart, section) == []
    assert "Without a perspective" in words(section)
