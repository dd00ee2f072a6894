"""Who leads among what competes, and how surely."""

import pytest

from tests.insight.small import figures, make, plan
from workbook import Quarter
from workbook.insight.route.choosing import choosing
from workbook.strategy import Criterion, Initiative, Score

Q3 = Quarter.parse("2026-Q3")
CAFES = make(Criterion, id="cafes", name="Cafés won", worst="none", best="20", swing=100)
HOURS = make(
    Criterion, id="hours", name="Our hours", unit="hours", worst_at=200, best_at=0, swing=50
)  # fmt: skip
SHIFT = make(Initiative, id="shift", name="Second shift lead")
PRICES = make(Initiative, id="prices", name="Price list")


def score(initiative, criterion, value, **more):
    unit = {"counted_in": criterion.counted_in}
    ids = {"initiative_id": initiative.id, "criterion_id": criterion.id}
    return make(Score, **{**ids, "value": value, **unit, **more})


SCORED = (
    CAFES, HOURS, SHIFT, PRICES,
    score(SHIFT, CAFES, 90), score(SHIFT, HOURS, 160),
    score(PRICES, CAFES, 40), score(PRICES, HOURS, 80),
)  # fmt: skip


def found(*records):
    return choosing(plan(*records), Q3)


def test_points_are_weighted_shares_of_the_way_from_worst_to_best():
    page = found(*SCORED)
    assert page.values == pytest.approx({"shift": 200 / 3, "prices": 140 / 3})
    assert [each.option.name for each in page.ranked] == ["Second shift lead", "Price list"]
    assert [each.points.printed for each in page.ranked] == ["67", "47"]


def test_less_is_better_where_the_best_is_the_lower_number():
    [_, hours] = found(*SCORED).ranked[1].parts
    assert hours == pytest.approx(100 / 3 * 0.6)


def test_every_figure_has_a_name_and_a_source_of_its_own():
    page = found(*SCORED)
    values = figures(page)
    assert values["choice.second-shift-lead.points"] == pytest.approx(200 / 3)
    assert values["criterion.cafes-won.weight"] == pytest.approx(200 / 3)
    assert all(figure.method and figure.sources for figure in page.figures)
