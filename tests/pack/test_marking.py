"""Codes beside what is printed: each leads to the line that says where a figure comes from."""

from datetime import date

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from tests.pack.pages.reading import of
from workbook.insight.codes import codes
from workbook.pack.audiences import Audience
from workbook.pack.blocks import Chart, Facts, Table
from workbook.pack.html import render
from workbook.pack.report import Report
from workbook.strategy import Initiative, Person

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


ANA, ZOE = make(Person, name="Ana"), make(Person, name="Zoe")
TWINS = {each.name: kpi("Loaves", owner_id=each.id, target=60) for each in (ANA, ZOE)}
OVEN = make(Initiative, name="Loaves", owner_id=ANA.id, cost=2400, status="in progress")
ALIKE = plan(
    ANA,
    ZOE,
    OVEN,
    *TWINS.values(),
    *ending(TWINS["Ana"], *CALM, 58),
    *ending(TWINS["Zoe"], *CALM, 51),
)


def test_of_two_kpis_with_one_name_each_row_has_its_own_code() -> None:
    (table, *_) = of(Table, Report(ALIKE, Q1).scorecard())
    known = codes(ALIKE, Q1)
    both = [known["kpi.loaves.actual"], known["kpi.loaves-2.actual"]]
    assert [(row[0].code, row[4].text) for row in table.rows] == list(
        zip(both, ("58", "51"), strict=True)
    )


def test_where_a_page_does_not_say_which_is_meant_no_code_leads_astray() -> None:
    charts = of(Chart, Report(ALIKE, Q1).behaviour())
    assert charts
    assert not any(chart.code for chart in charts)


def test_a_persons_sources_are_those_of_their_own_and_not_of_the_same_name() -> None:
    (index,) = of(Table, Report(ALIKE, Q1, audience=Audience("person", "Zoe")).sources())
    known = codes(ALIKE, Q1)
    there = {line[0] for line in index.rows}
    assert known["kpi.loaves-2.actual"] in there
    assert not there & {known["kpi.loaves.actual"], known["roadmap.loaves.cost"]}
