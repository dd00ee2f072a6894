"""Every figure of the pack can be asked for, and says where it comes from."""

import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import plan
from workbook import Quarter
from workbook.insight.finding import found
from workbook.insight.findings import findings
from workbook.insight.review.scorecard import scorecard
from workbook.resources import templates
from workbook.store import exchange
from workbook.strategy import Plan
from workbook.strategy.destination.kpis import kpi_slugs


@pytest.fixture(scope="module")
def example() -> Plan:
    return exchange.plan_from(exchange.read(templates() / "example"))


@pytest.mark.parametrize("quarter", ["2025-Q2", "2026-Q1", "2026-Q3", "2030-Q1"])
def test_no_two_figures_of_the_example_have_the_same_id(example, quarter):
    ids = [figure.id for figure in findings(example, Quarter.parse(quarter))]
    assert len(ids) > 50
    assert len(set(ids)) == len(ids)


def test_every_figure_with_a_value_says_how_it_was_found(example):
    for figure in findings(example, Quarter.parse("2026-Q3")):
        assert figure.label
        assert figure.method or figure.value is None, figure.id


def test_what_is_not_known_says_why_or_was_never_set(example):
    silent = [
        figure.id
        for figure in findings(example, Quarter.parse("2026-Q3"))
        if figure.value is None and not figure.caveat and figure.sources
    ]
    assert silent == []


def test_each_kpi_has_its_five_figures(example):
    ids = {figure.id for figure in findings(example, Quarter.parse("2026-Q3"))}
    for slug in kpi_slugs(example).values():
        for part in ("actual", "target", "centre", "lower", "upper"):
            assert f"kpi.{slug}.{part}" in ids


def test_kpis_of_the_same_name_keep_their_figures_apart():
    same = [kpi("Tickets"), kpi("Tickets"), kpi("Tickets 2")]
    ids = [figure.id for figure in findings(plan(*same, *ending(same[0], *CALM)), Q1)]
    assert len(set(ids)) == len(ids)


def test_an_empty_plan_has_figures_all_the_same():
    assert findings(plan(), Q1) == findings(plan(), Q1)
    assert list(found(plan(), Q1))


def test_a_finding_is_computed_once_for_a_plan_and_a_quarter(example):
    assert scorecard(example, Q1) is scorecard(example, Q1)
    assert scorecard(example, Q1) is not scorecard(example, Q1.next)


def test_what_is_marked_in_the_folder_of_a_step_is_found():
    names = {type(each).__name__ for each in found(plan(), Q1)}
    assert {"Scorecard", "Roadmap", "Register", "Technology", "StrategyPage"} <= names
