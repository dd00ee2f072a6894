"""The page “The noise bill”: printed when asked for, and not missed where nobody did."""

from typing import Any

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from tests.pack.pages.reading import of, row, words
from workbook.insight.review.noise import noise
from workbook.pack.blocks import Bullets, Chart, Facts
from workbook.pack.pages.noise import page as noise_page
from workbook.pack.pages.noise import sheet
from workbook.strategy.review import NoiseBill


def page(*values: float, **habit: Any) -> Any:
    return noise_page(made(*values, **habit), Q1)


def made(*values: float, **habit: Any) -> Any:
    tickets = kpi()
    return plan(tickets, *ending(tickets, *values), make(NoiseBill, **habit))


def test_it_stays_out_of_the_pack_until_somebody_ticks_it():
    section = page(*CALM)
    assert (section.optional, section.blocks) == (True, ())


def test_it_says_the_count_and_asks_for_the_cost():
    section = page(*CALM, 70, 50, in_pack=True)
    assert [*of(Facts, section)[0].items][:3] == [
        ("Moved by more than 5%", "5"),
        ("Signals among them", "2"),
        ("Noise among them", "3"),
    ]
    assert "Say how many minutes" in words(section.blocks)
    assert row(section, "Tickets")[1:] == ("14", "5", "2", "3", "0")


def test_it_says_what_the_limits_rest_on_and_what_a_signal_is():
    [rests] = of(Bullets, page(*CALM, in_pack=True))
    said = words(rests)
    for part in ("provisional", "Chance alone", "A movement is a signal where"):
        assert part in said


def test_too_few_readings_are_said_in_words_and_get_no_limits():
    section = page(1, 2, 3, in_pack=True)
    assert "limits need six" in words(section.blocks)
    assert not of(Facts, section)


def test_a_sheet_by_itself_has_the_charts():
    section = sheet(noise(made(*CALM), Q1))
    assert len(of(Chart, section)) == 1
