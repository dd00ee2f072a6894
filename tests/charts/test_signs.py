"""The bars of the signs: as wide as people are many, with words and without a single mark told."""

import re
from datetime import date

import pytest

from tests.insight.small import make
from workbook.charts.signs import sign_bar
from workbook.insight.position.signs_people import Tally
from workbook.strategy.position import SignsSurvey


def tally(*counts, day=date(2026, 9, 1)):
    written = " ".join(map(str, counts))
    return Tally(make(SignsSurvey, day=day, support=written), counts)


def widths(svg):
    return [float(wide) for wide in re.findall(r"M[\d.]+ [\d.]+h([\d.]+)v", svg)]


def test_each_mark_is_as_wide_as_those_who_gave_it():
    wide = widths(sign_bar(tally(0, 1, 1, 2, 4)).svg)
    assert len(wide) == 4  # nobody gave it 1
    assert [round(each / wide[0]) for each in wide] == [1, 1, 2, 4]


def test_the_sitting_before_is_as_wide_as_this_one_however_many_there_were():
    wide = widths(sign_bar(tally(1, 1, 1, 1, 1), tally(5, 0, 0, 0, 5)).svg)
    assert sum(wide[:5]) == pytest.approx(sum(wide[5:]), abs=0.1)


def test_counts_stand_in_the_bar_as_far_as_they_have_room():
    assert re.findall(r">(\d+)</text>", sign_bar(tally(1, 0, 0, 0, 99)).svg) == ["99"]


def test_what_few_all_gave_is_one_bar_with_a_range():
    drawn = sign_bar(tally(6, 0, 0, 0, 0), tally(0, 0, 7, 0, 0, day=date(2026, 3, 1)))
    assert "all 6: 1 or 2" in drawn.svg
    assert drawn.alt == ("Marks: all 6 gave it 1 or 2. The sitting before: all 7 gave it 2 to 4.")
