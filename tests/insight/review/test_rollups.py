"""KPIs by level: what the parts come to by the stated rule, beside what the whole read itself."""

from datetime import date
from typing import Any

import pytest

from tests.insight.kpis import Q1, kpi, read
from tests.insight.small import make, plan
from workbook.insight.review.rollups import RollUp, RollUps, roll_ups
from workbook.pack.pages.scorecard import page
from workbook.strategy import KPI, Objective, Plan

JANUARY = date(2017, 1, 1)


def monthly(name: str, whole: KPI | None = None, **fields: Any) -> Any:
    of = {"part_of_id": whole.id} if whole else {}
    return kpi(name, **{"frequency": "month", "unit": "loaves", "summary": "sum", **of, **fields})


def shops(
    rule: str, *values: tuple[float, ...], own: tuple[float, ...] = (), **fields: Any
) -> Plan:
    """Return a plan of three shops, read from January on, that make up one KPI by a rule."""
    whole = monthly("Loaves", rollup=rule, **fields)
    parts = [monthly(name, whole, **fields) for name in ("North", "South", "East")[: len(values)]]
    each = zip(parts, values, strict=True)
    readings = [reading for part, own in each for reading in read(part, *own, start=JANUARY)]
    return plan(whole, *parts, *readings, *read(whole, *own, start=JANUARY))


def made(book: Plan) -> RollUp:
    return next(line.made for line in roll_ups(book, Q1).lines if line.made)


THREE = (10, 20, 30), (1, 2, 3), (100, 200, 300)


@pytest.mark.parametrize(
    ("rule", "summary", "comes_to"),
    [
        ("sum", "sum", 666.0), ("sum", "last", 333.0), ("sum", "mean", 222.0),
        ("mean", "last", 111.0), ("last", "last", 300.0), ("last", "sum", 600.0),
    ],
)  # fmt: skip
def test_parts_come_together_by_the_rule_and_the_quarter_by_what_it_shows(
    rule: str, summary: str, comes_to: float
) -> None:
    assert made(shops(rule, *THREE, summary=summary)).rolled.value == comes_to


def test_a_missing_part_is_said_by_name_and_never_treated_as_nought() -> None:
    found = made(shops("sum", (10, 20, 30), (1, 2), (100, 200, 300), own=(111, 222, 333)))
    assert found.rolled.value is None
    assert found.said == "2 of 3 have a reading for March 2017: not “South”."


def test_of_many_periods_without_all_parts_three_are_named() -> None:
    whole = kpi("Loaves", unit="loaves", rollup="sum", summary="sum")
    north, south = (kpi(n, unit="loaves", part_of_id=whole.id) for n in ("North", "South"))
    readings = read(north, *range(1, 13)), read(south, 1)
    said = made(plan(whole, north, south, *readings[0], *readings[1])).said
    assert said.count("1 of 2 have a reading") == 3
    assert said.endswith("Nor do all of them for eight weeks before.")


def test_the_difference_to_the_own_reading_is_named_in_a_sentence() -> None:
    book = shops("sum", *THREE, own=(111, 222, 340))
    found = made(book)
    assert found.said == (
        "Its own reading, 673 loaves, is 7 loaves more than the sum of its parts, 666 loaves."
    )
    assert found.gap and found.gap.value == 7
    less = made(shops("sum", *THREE, own=(111, 222, 300))).said
    assert "is 33 loaves less than the sum of its parts" in less


def test_an_own_reading_that_agrees_says_so() -> None:
    found = made(shops("sum", *THREE, own=(111, 222, 333)))
    assert (found.said, found.gap) == ("Its own reading agrees with the sum of its parts.", None)


def test_a_whole_that_nobody_reads_has_what_its_parts_come_to() -> None:
    assert made(shops("sum", *THREE)).said == "It has no reading of its own."


def test_readings_of_other_periods_are_not_compared() -> None:
    said = made(shops("sum", *THREE, own=(111, 222))).said
    assert said == "Not compared: it has a reading of its own for two of three months."
    last = made(shops("sum", *THREE, own=(111, 222), summary="last")).said
    assert last == "Not compared: it has no reading of its own for March 2017."


def test_a_ratio_is_of_two_sums_and_not_a_mean_of_ratios() -> None:
    orders, visits = (monthly(name, rollup="sum") for name in ("Orders", "Visits"))
    rate = monthly("Orders a visit", unit="%", rollup="ratio", summary="mean")
    rate = rate.model_copy(update={"numerator_id": orders.id, "denominator_id": visits.id})
    north = [monthly("Orders north", orders), monthly("Visits north", visits)]
    south = [monthly("Orders south", orders), monthly("Visits south", visits)]
    counted = zip(
        (*north, *south), ((9, 9, 9), (10, 10, 10), (10, 10, 10), (90, 90, 90)), strict=True
    )
    readings = [each for part, own in counted for each in read(part, *own, start=JANUARY)]
    book = plan(rate, orders, visits, *north, *south, *readings)
    lines = roll_ups(book, Q1).lines
    assert [(line.level, line.kpi.name) for line in lines] == [
        (0, "Orders a visit"),
        (1, "Orders"), (2, "Orders north"), (2, "Orders south"),
        (1, "Visits"), (2, "Visits north"), (2, "Visits south"),
    ]  # fmt: skip
    assert lines[0].made and lines[0].made.rolled.value == 19  # not the mean of 90 and 11
    assert lines[0].made.rolled.printed == "19%"


def test_nothing_over_nought_is_a_ratio() -> None:
    orders, visits = monthly("Orders"), monthly("Visits")
    rate = monthly("Rate", unit="%", rollup="ratio")
    rate = rate.model_copy(update={"numerator_id": orders.id, "denominator_id": visits.id})
    book = plan(
        rate, orders, visits, *read(orders, 3, start=JANUARY), *read(visits, 0, start=JANUARY)
    )
    assert made(book).said == "What it would be divided by is missing, or nought."


def test_a_mean_of_shares_says_that_each_part_counts_alike() -> None:
    found = made(shops("mean", (50, 60, 70), (10, 20, 30), unit="%", summary="mean"))
    assert found.rolled.value == 40
    assert found.rolled.caveat.startswith("All parts count alike, however large")


def test_what_is_provisional_below_is_said_above() -> None:
    whole = monthly("Loaves", rollup="sum")
    north = monthly("North", whole)
    flash = read(north, 5, start=JANUARY, provisional=True)
    caveat = made(plan(whole, north, *flash)).rolled.caveat
    assert "“North” is provisional: January 2017 is still to be confirmed." in caveat


def test_a_part_whose_objective_ended_before_the_quarter_is_no_part_any_more() -> None:
    closed = make(Objective, name="Run the east shop", ended_on=date(2016, 11, 30))
    whole = monthly("Loaves", rollup="sum")
    north, east = monthly("North", whole), monthly("East", whole, objective_id=closed.id)
    book = plan(closed, whole, north, east, *read(north, 5, 6, 7, start=JANUARY))
    assert made(book).rolled.value == 18


def test_the_drill_down_is_printed_with_codes_and_only_where_there_is_one() -> None:
    book = shops("sum", *THREE, own=(111, 222, 340))
    printed = str(page(book, Q1).to_json())
    assert "KPIs that are made of others" in printed
    assert "– North" in printed
    assert "is 7 loaves more than the sum of its parts" in printed
    alone = monthly("Loaves")
    bare = page(plan(alone, *read(alone, 3, start=JANUARY)), Q1)
    assert "made of others" not in str(bare.to_json())


def test_no_figure_is_there_twice() -> None:
    found: RollUps = roll_ups(shops("sum", *THREE, own=(111, 222, 340)), Q1)
    ids = [figure.id for figure in found.figures]
    assert ids == ["kpi.loaves.rollup", "kpi.loaves.rollup-gap"]
