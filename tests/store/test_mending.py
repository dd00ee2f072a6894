"""A page opens whatever the file holds, and says what it could not use."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from workbook import Workbook, create_workbook, open_workbook, pages
from workbook.store import Edit
from workbook.strategy import KPI, Objective, Reading, Review
from workbook.strategy.outline import steps
from workbook.strategy.start import Business

SPOILED = [
    ("UPDATE objective SET due = '9999-12-31'", "objective “Grow”"),
    ("UPDATE objective SET start = '0001-01-01'", "objective “Grow”"),
    ("UPDATE objective SET level = 'neither'", "objective “Grow”"),
    ("UPDATE kpi SET target = 1e308", "KPI “Tickets”"),
    ("UPDATE kpi SET baseline = 5e-324", "KPI “Tickets”"),
    ("UPDATE kpi SET frequency = 'neither'", "KPI “Tickets”"),
    ("UPDATE kpi SET name = ''", "KPI again"),
    ("UPDATE kpi SET position = 4611686018427387904", "KPI “Tickets”"),
    ("UPDATE review SET quarter = '9999-Q4'", "the review again"),
    ("UPDATE review SET quarter = ''", "the review again"),
    ("UPDATE reading SET start = '9999-12-31'", "1 reading of “Tickets” cannot be used"),
    ("UPDATE reading SET start = '0001-01-01'", "1 reading of “Tickets” cannot be used"),
    ("UPDATE reading SET value = 1e308", "1 reading of “Tickets” cannot be used"),
]


@pytest.fixture
def rise(tmp_path: Path) -> Workbook:
    book = create_workbook("Rise Bakery", tmp_path)
    book.save(
        [
            Edit(Objective, "grow", {"name": "Grow", "start": "2026-01-01", "due": "2026-12-31"}),
            Edit(KPI, "k", {"name": "Tickets", "objective_id": "grow", "unit": "%", "target": 9}),
            Edit(Reading, "r", {"kpi_id": "k", "start": "2026-07-01", "value": 7}),
            Edit(Review, "v", {"quarter": "2026-Q3", "headline": "Warm."}),
        ]
    )
    return book


def spoil(book: Workbook, statement: str) -> Workbook:
    with book.store._writer.connect() as connection:
        connection.execute(text(statement))
        connection.commit()
    return open_workbook(book.source)


@pytest.mark.parametrize(("statement", "named"), SPOILED)
def test_every_page_opens_and_says_what_was_left_out(
    rise: Workbook, statement: str, named: str
) -> None:
    book = spoil(rise, statement)
    every: list[Callable[[Workbook], object]] = [
        pages.start, pages.destination, pages.position, pages.route, pages.review,
    ]  # fmt: skip
    for page in every:
        page(book)
    report = book.report("2026-Q3")
    for name in ("cover", "scorecard", "behaviour", "executive", "sources"):
        getattr(report, name)()
    [told] = list(book.plan.spoiled.values())
    assert named in told
    assert told in steps(book.plan)[0].missing


def test_nothing_is_changed_and_the_field_can_be_filled_in_again(rise: Workbook) -> None:
    book = spoil(rise, "UPDATE objective SET due = '9999-12-31'")
    assert book.plan.all(Objective)[0].due is None
    book.save([Edit(Objective, "grow", {"due": date(2026, 11, 30)}, 1)])
    assert book.plan.spoiled == {}
    assert book.plan.all(Objective)[0].due == date(2026, 11, 30)


def test_a_sound_workbook_has_nothing_to_tell(rise: Workbook) -> None:
    assert open_workbook(rise.source).plan.spoiled == {}


def test_control_characters_in_a_file_are_written_out_wherever_they_are_shown(
    rise: Workbook,
) -> None:
    book = spoil(rise, f"UPDATE business SET name = 'Rise\x1b[31m{chr(10)}Bakery'")
    assert [business.name for business in book.plan.all(Business)] == [r"Rise\x1b[31m Bakery"]
    [said] = book.plan.spoiled.values()
    assert said.endswith("which the file holds damaged: it holds signs that cannot be seen.")
    assert said.isprintable()
