"""The grid: each KPI stands where its two verdicts put it, and nowhere without both."""

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import figures, plan
from workbook.insight.review.grid import ASSURANCES, VARIATIONS, grid

FIRM = (*CALM, *CALM)


def made(*kpis):
    """Return the grid of KPIs, each with its weekly readings."""
    records = [record for k, values in kpis for record in (k, *ending(k, *values))]
    return grid(plan(*records), Q1)


def places(found):
    """Return the names in each cell that has any."""
    return {
        (place.variation, place.assurance): [k.kpi.name for k in place.kpis]
        for place in found.places
        if place.kpis
    }


def test_each_kpi_stands_in_the_row_of_its_signal_and_the_column_of_its_assurance():
    found = made(
        (kpi("Calm", target=50), FIRM),
        (kpi("Up", target=30), (*FIRM, 70)),
        (kpi("Down", target=90), (*FIRM, 20)),
        (kpi("Waste", target=90, direction="lower is better"), (*FIRM, 70)),
    )
    assert places(found) == {
        ("improving", "will meet"): ["Up"],
        ("no change", "hit or miss"): ["Calm"],
        ("worsening", "will meet"): ["Waste"],
        ("worsening", "will miss"): ["Down"],
    }
    assert [k.kpi.name for k in found.agenda] == ["Calm", "Down"]


def test_what_lacks_one_of_the_verdicts_has_no_place():
    unread = kpi("Old", target=50)
    found = made((kpi("No target"), FIRM), (kpi("New", target=50), CALM), (unread, ()))
    assert (found.placed, len(found.others)) == (0, 3)
    assert found.figures == ()


def test_there_are_nine_cells_and_each_calls_for_something_else():
    found = made()
    assert [(each.variation, each.assurance) for each in found.places] == [
        (variation, assurance) for variation in VARIATIONS for assurance in ASSURANCES
    ]
    assert len({place.calls_for for place in found.places}) == 9


def test_the_cells_are_figures():
    found = made((kpi("Calm", target=50), FIRM), (kpi("Calmer", target=50), FIRM))
    assert figures(found) == {"grid.no-change.hit-or-miss": 2}
    assert found.figures[0].sources != ()
