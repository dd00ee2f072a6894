"""The appendix “Sources and methods”: which files the figures are from, and how they were taken."""

from tests.insight.kpis import Q1
from tests.insight.small import make, plan
from tests.pack.pages.reading import row, words
from workbook.pack.blocks import Section
from workbook.pack.report import Report
from workbook.strategy import Plan, Source


def page(plan: Plan) -> Section:
    return Report(plan, Q1).sources()


IMPORTED = {"kind": "transactions", "imported_at": "2017-04-01T09:00:00Z"}
COUNTS = {"rows_read": 312, "rows_taken": 310, "rows_refused": 2}


def test_an_imported_file_stands_with_its_rows_and_its_control_totals():
    totals = {"Amount": {"says": 14203.0, "taken": 14003.5, "places": 2}}
    section = page(plan(make(Source, name="till.csv", totals=totals, **COUNTS, **IMPORTED)))
    assert row(section, "till.csv")[2:5] == ("312", "310", "2")
    assert "as transactions; Amount: file says 14,203.00, taken 14,003.50" in words(section.blocks)


def test_a_file_with_several_values_in_a_row_says_that_each_was_counted():
    columns = {"Month": "period", "Sales": "value", "Cost": "value:Costs"}
    counts = {"rows_read": 6, "rows_taken": 6, "rows_refused": 0}
    read = {**IMPORTED, "kind": "readings", "rules": {"columns": columns}}
    told = words(page(plan(make(Source, name="wide.csv", **counts, **read))).blocks)
    assert "as readings, each value counted" in told


def test_a_file_whose_import_was_undone_is_no_source():
    undone = make(Source, name="till.csv", undone_at="2017-04-02T09:00:00Z", **IMPORTED)
    assert "No file was imported." in words(page(plan(undone)).blocks)


def test_every_rule_for_a_signal_is_said():
    told = words(page(plan()).blocks)
    rules = ("beyond a limit", "eight in a row", "three of four nearer", "3.268 × that range")
    assert all(rule in told for rule in rules)
