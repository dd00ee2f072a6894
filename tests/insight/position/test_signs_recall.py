"""How much of the official list comes to mind, from counts alone."""

from datetime import date

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.position.signs_recall import recall
from workbook.methods.recall import recall as reckoned
from workbook.quarter import Quarter
from workbook.strategy import Objective
from workbook.strategy.position import Recalled, RecallRound, recall_from

Q3 = Quarter.parse("2026-Q3")
AIMS = [make(Objective, name=name) for name in ("Cafés", "Waste", "Margin", "Shop")]
IDS = [aim.id for aim in AIMS]
LISTS = [["cafés", "waste", "oven"], ["cafés", "waste", "margin"], ["cafés"], ["oven", "staff"], []]
MEANT = dict(zip(("cafés", "waste", "margin"), IDS, strict=False))


def taken(lists=LISTS, day=date(2026, 9, 1)):
    return recall_from(lists, MEANT, day, IDS, asked=6)


def found(*records):
    return recall(plan(*AIMS, *records), Q3)


def test_the_score_from_the_counts_is_that_of_the_lists():
    keys = [[MEANT.get(text, text) for text in each] for each in LISTS]
    seen, heard = reckoned(keys, IDS), found(*taken())
    assert heard.score == pytest.approx(seen.score) == pytest.approx(6 / 15)
    printed = figures(heard)
    assert printed["recall.score"] == pytest.approx(40)
    assert printed["recall.overlap"] == pytest.approx(100 * seen.overlap)


def test_each_objective_stands_with_how_many_named_it():
    named = [(aim.name, figure.printed) for aim, figure in found(*taken()).official]
    assert named == [("Cafés", "3"), ("Waste", "2"), ("Margin", "1"), ("Shop", "0")]


def test_what_one_person_alone_named_is_only_counted():
    heard = found(*taken())
    assert [(each.name, each.named_by) for each in heard.others] == [("oven", 2)]
    assert heard.once == 1


def test_a_low_score_is_a_worry_and_names_what_nobody_named():
    assert found(*taken()).concerns == (
        "Unaided, people name 40% of the official list; nobody named “Shop”.",
    )


def test_a_high_score_is_a_gain():
    heard = found(*taken([["cafés", "waste", "margin"]] * 5))
    assert heard.gains == ("Unaided, people name 100% of the official list.",)
    assert heard.concerns == ()


def test_the_round_before_is_told_and_one_after_the_quarter_is_not():
    heard = found(*taken(), *taken([[]] * 5, date(2026, 3, 1)), *taken(day=date(2026, 10, 2)))
    assert heard.trend == "On 1 March 2026 it was 0%."
    assert heard.sentence == (
        "5 people, asked on 1 September 2026, named 40% of what they could have named; two lists "
        "are alike by 14%."
    )


def test_one_s_own_list_is_no_survey_and_no_worry():
    heard = found(*taken(LISTS[3:4]))
    assert heard.alone
    assert heard.sentence.startswith("On 1 September 2026 you named 0%")
    assert heard.concerns == ()


def test_counts_without_lists_have_a_score_and_no_overlap():
    kept = make(RecallRound, day=date(2026, 9, 1), people=6, official_ids=IDS[:2])
    item = make(Recalled, round_id=kept.id, name="cafés", named_by=3, objective_id=IDS[0])
    heard = found(kept, item)
    assert heard.score == pytest.approx(3 / 12)
    assert "recall.overlap" not in figures(heard)


def test_without_an_official_list_there_is_no_score():
    kept = make(RecallRound, day=date(2026, 9, 1), people=6)
    heard = found(kept)
    assert (heard.score, heard.sentence, heard.concerns, heard.figures) == (None, "", (), ())


def test_without_a_round_there_is_nothing():
    assert found().figures == ()
