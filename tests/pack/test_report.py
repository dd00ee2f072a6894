"""A report gives the pages of one quarter's pack, one by one."""

from collections.abc import Callable

import pytest

from tests.insight.small import make, plan
from workbook import WorkbookError, create_workbook
from workbook.pack.blocks import Cover, Section
from workbook.pack.report import Report
from workbook.quarter import Quarter
from workbook.strategy import Business

Q3 = Quarter.parse("2026-Q3")
REPORT = Report(plan(make(Business, name="Rise Bakery")), Q3, "AB12")
PAGES: dict[str, Callable[[Report], Section]] = {
    "executive": Report.executive,
    "register": Report.register,
    "strategy": Report.strategy,
    "alignment": Report.alignment,
    "scorecard": Report.scorecard,
    "behaviour": Report.behaviour,
    "roadmap": Report.roadmap,
    "next_quarter": Report.next_quarter,
    "sources": Report.sources,
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_a_section_of_its_own_name_with_something_on_it(name: str) -> None:
    section = PAGES[name](REPORT)
    assert isinstance(section, Section)
    assert section.name == name
    assert section.title
    assert section.lead
    assert section.blocks


def test_the_cover_carries_the_code() -> None:
    cover = REPORT.cover()
    assert isinstance(cover, Cover)
    assert cover.code == "AB12"


def test_a_workbook_gives_the_report_of_a_quarter(tmp_path) -> None:
    report = create_workbook("Rise Bakery", tmp_path).report("2026-Q3")
    assert report.quarter == Q3
    assert report.cover().business == "Rise Bakery"


def test_what_is_no_quarter_is_refused_in_a_sentence(tmp_path) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    with pytest.raises(WorkbookError, match=r"“third” is not a quarter\. Write it like 2026-Q3"):
        book.report("third")


def test_a_frozen_quarter_is_reported_as_it_was_signed_off(tmp_path) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    book.sign_off(Q3)
    frozen = book.report("2026-Q3")
    book.add(Business, name="A second name")
    assert book.report("2026-Q3") == frozen
    assert not frozen.cover().draft
    assert book.report("2026-Q2").cover().draft
