"""Codes beside what is printed: each leads to the line that says where a figure comes from."""

from datetime import date

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import plan
from tests.pack.pages.reading import of
from workbook.insight.codes import codes
from workbook.pack.blocks import Chart, Facts, Table
from workbook.pack.html import render
from workbook.pack.report import Report

TICKETS = kpi("Tickets", target=60, baseline=45, target_date=date(2017, 12, 31))
PLAN = plan(TICKETS, *ending(TICKETS, *CALM, *CALM, 58))
REPORT = Report(PLAN, Q1)


def code(id: str) -> str:
    return codes(PLAN, Q1)[id]


def test_a_row_bears_the_code_of_what_it_is_about() -> None:
    (table, *_) = of(Table, REPORT.scorecard())
    assert table.rows[0][0].code == code("kpi.tickets.actual")


def test_a_chart_bears_the_code_of_its_kpi() -> None:
    (chart,) = of(Chart, REPORT.behaviour())
    assert chart.code == code("kpi.tickets.actual")


def test_a_glance_bears_the_code_of_its_own_figure() -> None:
    (facts,) = of(Facts, REPORT.executive())
    by_label = dict(zip((label for label, _ in facts.items), facts.codes, strict=True))
    assert by_label["Targets met"] == code("scorecard.targets-met")


def test_each_code_on_a_page_has_its_line() -> None:
    (index,) = (table for table in of(Table, REPORT.sources()) if table.index)
    there = {line[0] for line in index.rows}
    scorecard, behaviour = REPORT.scorecard(), REPORT.behaviour()
    shown = [row[0].code for table in of(Table, scorecard) for row in table.rows]
    shown += [chart.code for chart in of(Chart, behaviour)]
    shown += [each for facts in of(Facts, REPORT.executive()) for each in facts.codes]
    assert shown
    assert set(shown) <= there


def test_on_screen_a_click_on_a_code_leads_to_its_line() -> None:
    leads = f'href="#figure-{code("kpi.tickets.actual")}"'
    assert leads in render(REPORT.scorecard().to_json())
    arrives = f'id="figure-{code("kpi.tickets.actual")}"'
    assert arrives in render(REPORT.sources().to_json())
