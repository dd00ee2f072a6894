"""Risks as a board hears of them: how grave, and which way each moved since last quarter."""

from datetime import date

from tests.insight.small import figures, line, make, plan
from workbook import Quarter
from workbook.insight.route.risks import Movement, risks
from workbook.strategy.route import Risk

Q3 = Quarter.parse("2026-Q3")
APRIL, SEPTEMBER = date(2026, 4, 15), date(2026, 9, 28)


def risk(name="Lea is ill", likelihood="4", impact="4", **fields):
    return make(Risk, name=name, likelihood=likelihood, impact=impact, **fields)


def told(record, *moves):
    """A plan whose journal knows what the risk was in April, and each move since."""
    first = {"name": record.name, "likelihood": "3", "impact": "4"}
    lines = [line(1, record, APRIL, {}, first)]
    lines += [
        line(number, record, day, {field: before}, {field: after})
        for number, (day, field, before, after) in enumerate(moves, start=2)
    ]
    return risks(plan(record, changes=tuple(lines)), Q3)


def test_a_risk_is_as_grave_as_it_is_likely_times_how_bad_it_is():
    found = risks(plan(risk(), risk("Rain", "1", "2"), risk("Rent", "2", "5")), Q3)
    assert [(each.risk.name, each.severity, each.band) for each in found.standings] == [
        ("Lea is ill", 16, "high"),
        ("Rent", 10, "medium"),
        ("Rain", 2, "low"),
    ]
    assert figures(found)["risks.lea-is-ill.severity"] == 16
    assert figures(found)["risks.high"] == 1


def test_what_nobody_has_judged_has_no_figure_and_is_named():
    found = risks(plan(risk("Rent", likelihood=None)), Q3)
    assert [each.risk.name for each in found.unjudged] == ["Rent"]
    assert (found.lettered, found.high) == ((), ())
    assert figures(found) == {"risks.live": 1, "risks.high": 0}


def test_it_moved_when_it_is_judged_otherwise_than_at_the_end_of_last_quarter():
    found = told(risk(), (SEPTEMBER, "likelihood", "3", "4"))
    assert found.standings[0].movement == Movement.WORSE
    assert found.standings[0].before == (3, 4)
    assert found.concerns[-1] == "A high risk that got worse: “Lea is ill”."


def test_a_move_within_last_quarter_is_none_of_this_one():
    found = told(risk(), (date(2026, 6, 30), "likelihood", "3", "4"))
    assert found.standings[0].movement == Movement.SAME


def test_what_came_down_from_high_is_a_gain():
    found = told(risk(likelihood="2"), (SEPTEMBER, "likelihood", "3", "2"))
    assert found.standings[0].movement == Movement.BETTER
    assert found.gains == ("A risk that came down: “Lea is ill”.",)


def test_less_likely_but_worse_is_neither_better_nor_worse():
    record = risk(likelihood="4", impact="3")
    moves = [(SEPTEMBER, "likelihood", "3", "4"), (SEPTEMBER, "impact", "4", "3")]
    assert told(record, *moves).standings[0].movement == Movement.SHIFTED


def test_one_that_the_quarter_brought_is_new():
    record = risk()
    new = line(1, record, SEPTEMBER, {}, {"likelihood": "4", "impact": "4"})
    assert risks(plan(record, changes=(new,)), Q3).standings[0].movement == Movement.NEW


def test_without_a_journal_nobody_says_how_it_moved():
    assert risks(plan(risk()), Q3).standings[0].movement == Movement.UNKNOWN


def test_one_that_is_over_is_told_in_its_quarter_and_no_longer():
    ended = risk(over_since=date(2026, 7, 16))
    assert risks(plan(ended), Q3).gains == ("A risk that is over: “Lea is ill”.",)
    assert risks(plan(ended), Q3.next).gains == ()
    assert risks(plan(ended), Q3).standings == ()


def test_a_high_risk_about_which_nothing_is_done_is_a_worry():
    assert risks(plan(risk()), Q3).concerns == (
        "A high risk, and nothing is done about it: “Lea is ill”.",
    )
    assert risks(plan(risk(mitigation="Train Tom.")), Q3).concerns == ()
