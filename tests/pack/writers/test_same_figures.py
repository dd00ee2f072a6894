"""All formats carry the same figures as the findings: over the example, and over random plans."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.insight.kpis import kpi, read
from tests.insight.small import make, plan
from tests.pack.writers.extracted import EXTRACTED, LISTED, squeezed
from tests.pack.writers.gathered import gathered
from workbook import Quarter, open_workbook
from workbook.insight.codes import codes
from workbook.insight.findings import findings
from workbook.numerals import numerals, written_as
from workbook.pack.attached import figures_of
from workbook.pack.report import Report
from workbook.pack.writers import WRITERS, written
from workbook.strategy import Objective, Person, Plan
from workbook.wording import say_number

Q3 = Quarter.parse("2026-Q3")

DECORATION = ("kind", "svg", "alt", "plot", "packed", "tone", "status", "name", "address", "align")
"""What no reader reads as text; a chart's words have a place of their own in each format."""


LANGUAGES = ("de-DE", "fr-FR", "de-CH", "en-IN", "ar", "tr")
"""A comma for the point, a narrow gap, an apostrophe, lakhs, digits of its own, a leading %."""


def test_each_format_can_be_read_back():
    assert set(EXTRACTED) == set(WRITERS)


def printed(value: Any) -> Iterator[str]:
    """Yield each text with a digit that stands on the pages."""
    if isinstance(value, str):
        yield from (line for line in value.split("\n") if any(map(str.isdigit, line)))
    elif isinstance(value, Mapping) and value.get("index"):
        # A figure's code, what it is of, its name and its value: how it is found has many forms.
        yield from printed([row[:4] for row in value["rows"]])
    elif isinstance(value, Mapping):
        pieces = ("text",) if value.get("pieces") else ()  # its words, marked or not
        kept = (
            name for name in value if name not in (*DECORATION, *pieces, "pieces", "attachments")
        )
        yield from printed([value[name] for name in kept])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from printed(each)


def listed(document: dict[str, Any], format: str) -> None:
    """Assert that a file lists figures, each as it is printed."""
    found = {figure["code"]: figure["printed"] for figure in figures_of(document)}
    shown = LISTED[format](written(document, [format])[format])
    assert {code: squeezed(text) for code, text in shown.items()}.items() <= {
        code: squeezed(text) for code, text in found.items()
    }.items()
    assert format != "xlsx" or shown.keys() == found.keys()


def missing(document: dict[str, Any], format: str) -> list[str]:
    """Return what the pages print with a digit in it, and a file of the format does not say."""
    said = squeezed(EXTRACTED[format](written(document, [format])[format]))
    return [text for text in printed(document["sections"]) if squeezed(text) not in said]


@pytest.mark.parametrize("format", EXTRACTED)
def test_whatever_the_pages_of_the_example_print_is_in_the_file(
    pack: dict[str, Any], format: str
) -> None:
    assert missing(pack, format) == []


@pytest.mark.parametrize("format", LISTED)
def test_each_figure_that_a_file_lists_is_shown_as_it_is_printed(
    pack: dict[str, Any], format: str
) -> None:
    assert LISTED[format](written(pack, [format])[format])
    listed(pack, format)


def test_the_list_of_sources_prints_the_figures_as_they_were_found(pack: dict[str, Any]) -> None:
    [index] = [b for s in pack["sections"] for b in s["blocks"] if b.get("index")]
    found = {figure["code"]: figure["printed"] for figure in figures_of(pack)}
    listed = {row[0]: row[3] for row in index["rows"]}
    assert listed
    assert listed.items() <= found.items()


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A business with a few KPIs, read monthly: of any size, sign and unit."""
    owner = make(Person, name="Ana")
    records: list[Any] = [owner]
    for number in range(draw(st.integers(0, 3))):
        aim = make(Objective, name=f"Aim {number}", owner_id=owner.id, weight=draw(_WEIGHTS))
        one = kpi(
            f"Measure {number}",
            objective_id=aim.id,
            unit=draw(st.sampled_from(["", "%", "EUR", "days", "% of sales", "EUR a week"])),
            frequency="month",
            summary=draw(st.sampled_from(["last", "mean", "sum"])),
            target=draw(st.none() | _VALUES),
            baseline=draw(st.none() | _VALUES),
        )
        values = draw(st.lists(_VALUES, max_size=20))
        months = [date(2025, 1, 1) + timedelta(days=31 * at) for at in range(len(values))]
        for month, value in zip(months, values, strict=True):
            records += read(one, value, start=month.replace(day=1))
        records[1:1] = [aim, one]
    return plan(*records, today=date(2026, 10, 5))


_VALUES = st.floats(-1e6, 1e6).map(lambda x: round(x, 2))
_WEIGHTS = st.integers(1, 100)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(plans())
def test_of_any_plan_all_formats_print_the_figures_that_were_found(some: Plan) -> None:
    document = gathered(Report(some, Q3))
    known = codes(some, Q3)
    carried = {figure["code"]: figure["printed"] for figure in figures_of(document)}
    assert carried == {known[figure.id]: figure.printed for figure in findings(some, Q3)}
    for format in EXTRACTED:
        assert missing(document, format) == [], format
    for format in LISTED:
        listed(document, format)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_any_language_of_numbers_all_formats_print_the_figures_that_were_found(
    language: str,
) -> None:
    some = priced()
    document = gathered(Report(some, Q3, numbers=language))
    with written_as(language):
        told = {figure.printed for figure in findings(some, Q3)}
        assert told == {figure["printed"] for figure in figures_of(document)}
        assert {say_number(1234567.5, "CHF"), say_number(38.4, "% of sales")} <= told
        for format in EXTRACTED:
            assert missing(document, format) == [], format
        for format in LISTED:
            listed(document, format)


def priced() -> Plan:
    """A business that takes in more than a million, and counts a share of it."""
    owner = make(Person, name="Ana")
    aim = make(Objective, name="Sell", owner_id=owner.id)
    sales = kpi("Sales", objective_id=aim.id, unit="CHF", frequency="month", target=1234567.5)
    share = kpi("Ahead", objective_id=aim.id, unit="% of sales", frequency="month", target=38.4)
    records: list[Any] = [owner, aim, sales, share]
    for month in range(1, 10):
        start = date(2026, month, 1)
        records += read(sales, 1_100_000 + 7_123.5 * month, start=start)
        records += read(share, 30.2 + month / 10, start=start)
    return plan(*records, today=date(2026, 10, 5))


def test_the_figures_are_the_same_in_every_language_and_only_written_otherwise() -> None:
    values = []
    for language in ("", *LANGUAGES):
        figures = figures_of(gathered(Report(priced(), Q3, numbers=language)))
        values.append([(figure["code"], figure["value"]) for figure in figures])
        with written_as(language):
            for figure in figures:
                said = numerals().taken_apart(figure["printed"])
                if said is None:
                    assert isinstance(figure["value"], str | None) or " of " in figure["printed"]
                else:
                    read_back = float(f"{'-' if said.minus else ''}{said.digits}")
                    off = 10.0 ** -len(said.digits.partition(".")[2]) if "." in said.digits else 1
                    assert abs(read_back - figure["value"]) <= off
    assert all(each == values[0] for each in values)


# Figures with decimals, or with groups of three, but no date in numbers.
_FIGURE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\d.,])\d+\.\d+(?![.\d])")


@pytest.mark.parametrize(
    ("language", "own"), [("de-DE", r"\d{1,3}(\.\d{3})+|3,268"), ("de-CH", r"\d+\.\d+")]
)
def test_no_number_is_left_that_is_written_in_another_language(
    bakery: Path, language: str, own: str
) -> None:
    """`9,500` in a German pack would say nine and a half: what people typed alone may have it."""
    book = open_workbook(bakery)
    document = gathered(book.report("2026-Q3", numbers=language))
    drawn = re.findall(r"<text[^>]*>([^<>]+)<", json.dumps(document["sections"]))
    texts = [*printed([document["cover"], *document["sections"]]), *drawn]
    typed = json.dumps(book.store.records(), ensure_ascii=False, default=str)
    found = {figure for text in texts for figure in _FIGURE.findall(text)}
    assert {each for each in found if not re.fullmatch(own, each) and each not in typed} == set()
