"""The grid's page: names, what each cell calls for, and why a KPI is not in it."""

from datetime import date

from tests.insight.kpis import CALM, Q1, ending, kpi, read
from tests.insight.small import plan
from tests.pack.pages.reading import of, row, words
from tests.pack.paper import document, pages
from workbook.pack.blocks import Prose
from workbook.pack.pages.grid import page
from workbook.pack.printing.typeset import typeset
from workbook.pack.reading import from_json

FIRM = (*CALM, *CALM)


def made(*kpis):
    """Return the page of KPIs, each with its weekly readings."""
    records = [record for k, values in kpis for record in (k, *ending(k, *values))]
    return page(plan(*records), Q1)


def test_a_cell_names_its_kpis_and_says_what_to_do():
    section = made((kpi("Takings", target=50), FIRM), (kpi("Orders", target=50), FIRM))
    _, meets, either, misses = row(section, "No change")
    assert either.text == "Takings, Orders"
    assert "do not explain the month" in either.note
    assert (meets.text, misses.text) == ("–", "–")
    assert section.lead == (
        "Takings and Orders need a change: the target is not met reliably as things are."
    )


def test_a_cell_has_a_shape_and_a_colour_only_with_a_kpi_in_it():
    section = made((kpi("Takings", target=60), FIRM))
    assert [cell.status for cell in row(section, "No change")[1:]] == ["", "", "bad"]


def test_it_is_left_out_and_not_missed_while_no_kpi_has_both_verdicts():
    section = made((kpi(target=50), CALM))
    assert (section.optional, section.blocks) == (True, ())


def test_it_says_why_a_kpi_is_not_in_it():
    silent = kpi("Orders", target=5)
    section = page(
        plan(
            *(good := kpi("Takings", target=40), *ending(good, *FIRM)),
            *(new := kpi("Returns", target=5), *ending(new, *CALM)),
            *(few := kpi("Calls", target=5), *ending(few, 4, 5)),
            *(aimless := kpi("Visits"), *ending(aimless, *FIRM)),
            *(total := kpi("Sales", target=600, summary="sum"), *ending(total, *FIRM)),
            *(silent, *read(silent, 9, start=date(2016, 11, 7))),
        ),
        Q1,
    )
    (said,) = of(Prose, section)
    assert said.text == (
        "Not in the grid: Returns (limits still provisional); Calls (too few readings); Visits (no "
        "target); Sales (its target is for the sum of a quarter); Orders (no reading this quarter)."
    )
    assert section.lead.startswith("Each of these KPIs meets its target")


def test_a_hundred_kpis_take_no_more_than_a_page():
    section = made(*((kpi(f"Takings of shop number {n}", target=50), FIRM) for n in range(100)))
    assert "94 more" in words(section.blocks)
    assert len(pages(typeset(document(section)))) == 2  # with the cover
    assert from_json(section.to_json()) == section
