"""The pages about the KPIs: what a reader finds on them, and what they say without data."""

from datetime import date

import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi, read
from tests.insight.small import line, make, plan
from tests.pack.pages.reading import of, row, words
from tests.pack.paper import document, lines_of, pages
from workbook.insight.codes import codes
from workbook.insight.findings import findings
from workbook.pack.blocks import Bullets, Callout, Cell, Chart, Grid, Heading, Panel, Section, Table
from workbook.pack.marking import printed_codes
from workbook.pack.pages import PAGES as ALL
from workbook.pack.pages.behaviour import page as behaviour_page
from workbook.pack.pages.scorecard import page as scorecard_page
from workbook.pack.printing.typeset import typeset
from workbook.pack.reading import from_json
from workbook.pack.report import Report
from workbook.quarter import Quarter
from workbook.strategy import Person, Plan, Source


def sources_page(plan: Plan, quarter: Quarter) -> Section:
    return Report(plan, quarter).sources()


PAGES = (scorecard_page, behaviour_page, sources_page)
ANA = make(Person, name="Ana Ruiz")


@pytest.fixture
def bakery() -> Plan:
    """Four KPIs: one that changed, one that did not, one too new, one not read any more."""
    loud = kpi("Tickets", target=60, baseline=45, owner_id=ANA.id, target_date=date(2017, 12, 31))
    calm = kpi("Waste", unit="%", target=53, direction="lower is better")
    new, silent = kpi("Returns"), kpi("Orders", target=5)
    changes = (
        line(1, loud, date(2016, 1, 4), {}, {"target": 40}),
        line(2, loud, date(2016, 9, 1), {"target": 40}, {"target": 60}),
    )
    readings = [
        *ending(loud, *CALM, *CALM, 58),
        *ending(calm, *CALM, *CALM),
        *ending(new, 4, 5),
        *read(silent, 9, start=date(2016, 11, 7)),
    ]
    return plan(ANA, loud, calm, new, silent, *readings, changes=changes)


@pytest.mark.parametrize("page", [scorecard_page, behaviour_page])
def test_a_page_without_kpis_says_where_to_add_one(page):
    section = page(plan(), Q1)
    (missing,) = of(Callout, section)
    assert missing.tone == "missing"
    assert missing.address == "01_define_destination.ipynb#kpis"
    assert section.lead


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_the_same_after_its_trip_through_the_notebook(page, bakery):
    section = page(bakery, Q1)
    assert from_json(section.to_json()) == section


def test_the_pages_can_be_printed_whatever_people_typed(bakery):
    odd = kpi("$x_1$ <b>#let & \\ *sales*", unit="$ #1", target=3)
    odd_plan = plan(*bakery.records, *bakery.readings.all(), odd, *ending(odd, *CALM, 90))
    printed = pages(typeset(document(*(page(odd_plan, Q1) for page in PAGES))))
    assert any("$x_1$ <b>#let & \\ *sales*" in page for page in printed)


# Scorecard


def test_a_target_that_moved_stands_with_its_reason(bakery):
    second = bakery.changes[1]
    second.reason = "The second oven came."
    (moved,) = [t for t in of(Table, scorecard_page(bakery, Q1)) if "moved" in t.caption]
    [[name, before, after, when, why]] = moved.rows
    assert (name, before, after, why) == ("Tickets", "40", "60", "The second oven came.")
    assert (when.text, when.note) == ("1 September 2016", "Ana Ruiz")


def test_a_row_tells_where_a_kpi_stands(bakery):
    name, small, began, before, actual, target, status, signal = row(
        scorecard_page(bakery, Q1), "Tickets"
    )
    assert name.note == "tickets, Ana Ruiz"
    assert (began, before) == ("45", "51")
    assert (actual.text, actual.note.split()) == ("58", ["last", "to", "26", "Mar"])
    assert small.chart.alt == (
        "Tickets, the last 13 weeks to 26 March 2017: from 50 to 58 tickets, "
        "usually between 45 and 56 tickets, target 60."
    )
    assert (target.text, target.note) == ("60", "first 40")
    assert (status.status, status.text) == ("watch", "Watch")
    assert status.note.split() == ["target", "not", "met,", "due", "31", "Dec", "2017"]
    assert (signal.text, signal.note) == ("Signal: better", "target: will miss")


def test_a_stale_kpi_has_no_status_and_is_asked_for(bakery):
    section = scorecard_page(bakery, Q1)
    *_, actual, _, status, signal = row(section, "Orders")
    assert (actual.text, actual.note.split()) == ("–", ["to", "13", "Nov", "2016", "stale"])
    assert (status.status, status.text, status.note) == ("none", "No status", "no reading")
    assert (signal.text, signal.note) == ("No reading", "")
    (missing,) = of(Callout, section)
    assert missing.title == "No complete reading in 2017-Q1: “Orders”."
    assert missing.place == "Review: Readings"


def test_every_status_has_a_word_beside_its_shape(bakery):
    for cells in of(Table, scorecard_page(bakery, Q1))[0].rows:
        (shape,) = [cell for cell in cells if isinstance(cell, Cell) and cell.status]
        assert shape.text in ("On track", "Watch", "Off track", "No status")


def test_the_rule_behind_the_status_stands_among_the_methods(bakery):
    assert "A KPI is on track when its target is met" in words(sources_page(bakery, Q1))


def test_at_most_ten_kpis_stand_on_the_page_and_the_others_are_named():
    section = scorecard_page(plan(*(kpi(f"KPI {n}") for n in range(12))), Q1)
    assert len(of(Table, section)[0].rows) == 10
    assert "Not shown here, for want of a target or of weight: KPI 10 and KPI 11." in words(section)


def test_of_very_many_kpis_the_line_that_names_the_others_stays_a_line():
    section = scorecard_page(plan(*(kpi(f"KPI {n}") for n in range(60))), Q1)
    assert "KPI 28 and 31 others." in words(section)


def test_a_date_in_a_row_is_never_broken(bakery):
    """Not in its column, and not after its day."""
    printed = typeset(document(scorecard_page(bakery, Q1)))
    lines = [words for page in lines_of(printed) for _, words in page]
    assert any("31 Dec 2017" in line for line in lines)
    assert any("13 Nov 2016" in line for line in lines)


def test_what_a_kpi_reads_and_is_to_read_has_the_same_decimals_everywhere():
    margin = kpi("Margin", unit="%", target=62, baseline=56.25, frequency="month", summary="mean")
    readings = read(margin, 59, 59.5, 60.1, 60.3, 60.2, 60.4, start=date(2016, 10, 1))
    page = scorecard_page(plan(margin, *readings), Q1)
    _, small, began, before, actual, target, *_ = row(page, "Margin")
    assert (began, before, actual.text, target.text) == ("56.25", "59.53", "60.30", "62.00")
    assert "from 59.00 to 60.40%" in small.chart.alt


def test_a_small_chart_needs_two_points(bakery):
    once = kpi("Once")
    page = scorecard_page(plan(once, *ending(once, 3)), Q1)
    assert row(page, "Once")[1].chart is None


# Signal or noise


def test_what_changed_comes_first_with_a_large_chart_and_its_sentence(bakery):
    section = behaviour_page(bakery, Q1)
    panels = of(Panel, section)
    assert [panel.title for panel in panels] == ["Tickets", "Waste"]
    assert (panels[0].tone, panels[1].tone) == ("good", "")
    assert "lies above the upper natural limit; higher is better" in words(panels[0])
    headings = [heading.text for heading in of(Heading, section)]
    assert headings == ["What changed", "Nothing but the usual variation", "Too little to tell"]
    assert section.lead == "One of four KPIs gave a signal; chance alone would give about 0.3."
    [few] = of(Bullets, section)
    assert few.items[0] == "Returns: two complete readings, too few to tell signal from noise."


def test_a_change_for_the_worse_has_another_shape_than_one_for_the_better():
    worse = kpi("Complaints", direction="lower is better")
    section = behaviour_page(plan(worse, *ending(worse, *CALM, *CALM, 58)), Q1)
    assert of(Panel, section)[0].tone == "bad"


def test_the_rest_are_small_charts_side_by_side(bakery):
    section = behaviour_page(bakery, Q1)
    grids = of(Grid, section)
    assert [grid.columns for grid in grids] == [2]
    assert len(of(Chart, section)) == 2
    assert all(len(chart.alt) > 60 for chart in of(Chart, section))


def test_a_quiet_quarter_is_called_quiet():
    calm = kpi()
    section = behaviour_page(plan(calm, *ending(calm, *CALM, *CALM)), Q1)
    assert section.lead == "No KPI gave a signal: what moved this quarter is noise."
    assert "What changed" not in words(section)


def test_provisional_limits_are_called_so_beside_the_chart():
    new = kpi()
    section = behaviour_page(plan(new, *ending(new, *CALM)), Q1)
    assert "Provisional: the limits come from 12 points" in of(Chart, section)[0].caption


def test_a_kpi_that_was_never_read_is_asked_for(bakery):
    never = kpi("Never read")
    section = behaviour_page(plan(*bakery.records, *bakery.readings.all(), never), Q1)
    _, missing = of(Callout, section)
    assert missing.title == "No reading yet: “Never read”."
    assert "import a file" in missing.text
    assert "Never read" not in [panel.title for panel in of(Panel, section)]


# Sources and methods


def traced(plan: Plan, id: str) -> tuple[str, str, str, str, str]:
    """Return the line of a figure: its thing, label, value, how it is found, and its caveat."""
    code = codes(plan, Q1)[id]
    _, thing, label, value, how = row(sources_page(plan, Q1), code)
    return thing, label, value, how.text, how.note


def test_every_code_that_a_page_prints_has_one_line_and_no_other_figure_has_one(bakery):
    report, known = Report(bakery, Q1), codes(bakery, Q1)
    (index,) = (table for table in of(Table, report.sources()) if table.index)
    pages = [getattr(report, name)() for name in ALL if name != "sources"]
    lines = {line[0]: line for line in index.rows}
    assert len(lines) == len(index.rows) > 5
    assert lines.keys() == printed_codes(pages, bakery, Q1)
    for figure in findings(bakery, Q1):
        if line := lines.get(known[figure.id]):
            assert line[2] in figure.label
            assert line[3] == figure.printed, figure.id


def test_a_kpi_names_its_readings_and_its_journal_lines_there(bakery):
    how = traced(bakery, "kpi.tickets.actual")[3]
    assert "1 complete week, 20 March 2017 to 26 March 2017; typed in." in how
    assert "25 complete weeks, 3 October 2016 to 26 March 2017; typed in" in how
    assert "target 60 tickets (Journal line 2, 1 September 2016, Ana Ruiz)" in how


def test_the_code_of_a_row_stands_for_all_figures_of_its_kpi(bakery):
    how = traced(bakery, "kpi.tickets.actual")[3]
    parts = ("centre", "lower", "upper", "target", "baseline")
    figures = {each.id: each for each in findings(bakery, Q1)}
    assert all(figures[f"kpi.tickets.{part}"].printed in how for part in parts)
    assert how.count("weeks, 3 October 2016") == 1, "what several rest on is said once"


def test_a_method_that_several_figures_share_is_told_once_by_a_short_name(bakery):
    said = words(sources_page(bakery, Q1))
    assert said.count("Last complete reading of the quarter.") == 1
    assert ": Last complete reading of the quarter." in said


def test_what_is_not_known_is_explained_there_and_never_made_up(bakery):
    _, _, value, _, caveat = traced(bakery, "kpi.orders.actual")
    assert value == "–"
    assert caveat.startswith("No complete reading ends in 2017-Q1.")
    assert "baseline" not in traced(bakery, "kpi.orders.actual")[3].lower()


def test_imports_are_listed_with_what_became_of_their_rows():
    source = make(
        Source, name="till.csv", kind="transactions", sha256="0123456789abcdef" * 4,
        rows_read=1200, rows_taken=1190, rows_refused=10, imported_at="2017-04-01T09:00:00Z",
    )  # fmt: skip
    file, day, *counts, fingerprint = row(sources_page(plan(source), Q1), "till.csv")
    assert (file.note, day) == ("as transactions", "1 April 2017")
    assert counts == ["1,200", "1,190", "10"]
    assert fingerprint.text == "0123456789ab"


def test_without_imports_the_appendix_says_that_readings_were_typed():
    assert "No file was imported." in words(sources_page(plan(), Q1))


def test_the_appendix_says_what_the_methods_cannot_do(bakery):
    said = words(sources_page(bakery, Q1))
    assert "fewer than 17 give provisional ones" in said
    assert "A signal says that something changed, not why." in said


def test_of_many_kpis_the_largest_signals_are_drawn_and_the_rest_stand_in_a_table():
    many = [kpi(f"Till {place}") for place in range(40)]
    readings = [
        reading
        for place, k in enumerate(many)
        for reading in ending(k, *CALM, *CALM, 50 + (place + 10) * (place < 8))
    ]
    section = behaviour_page(plan(*many, *readings), Q1)
    large = [block.title for block in section.blocks if isinstance(block, Panel)]
    assert large == [f"Till {place}" for place in (7, 6, 5, 4, 3, 2)]
    assert sum(len(grid.blocks) for grid in of(Grid, section)) == 8
    (table,) = of(Table, section)
    assert len(table.rows) == 6
    named = f"Nothing but the usual variation: {', '.join(f'Till {n}' for n in range(20, 39))} and"
    assert named in words(section)


def test_a_hundred_kpis_give_no_more_pages_than_twenty():
    def sheets(count):
        many = [kpi(f"Till {place}", target=60) for place in range(count)]
        readings = [
            reading
            for place, k in enumerate(many)
            for reading in ending(k, *CALM, *CALM, 50 if place % 3 else 58)
        ]
        whole = plan(*many, *readings)
        printed = [page(whole, Q1) for page in (scorecard_page, behaviour_page)]
        return len(pages(typeset(document(*printed))))

    assert sheets(100) <= sheets(20)


def test_the_reader_is_told_where_charts_in_one_unit_share_a_scale_and_where_they_cannot():
    def told(*factors):
        kpis = [kpi(f"Tickets {n}") for n in range(len(factors))]
        read_of = zip(kpis, factors, strict=True)
        rows = [row for k, by in read_of for row in ending(k, *(each * by for each in CALM))]
        [box] = of(Callout, behaviour_page(plan(*kpis, *rows), Q1))
        return box.text

    assert "Charts in one unit have one scale" in told(1, 1.02)
    assert "Charts in tickets have each a scale of their own" in told(1, 100)
    assert "scale" not in told(1)


def test_the_unit_of_a_chart_stands_in_its_title_and_not_beneath_it(bakery: Plan):
    section = behaviour_page(bakery, Q1)
    assert {panel.title: panel.word for panel in of(Panel, section)} == {
        "Tickets": "tickets",
        "Waste": "%",
    }
    assert all(chart.caption.startswith("One point a week.") for chart in of(Chart, section))
    assert "Tickets tickets" in " ".join(pages(typeset(document(section))))
