"""A report gives the pages of one quarter's pack, one by one."""

from pathlib import Path

import pytest

from tests.insight.small import make, plan
from tests.signed import sign_off
from workbook import WorkbookError, create_workbook
from workbook.pack import pages
from workbook.pack.blocks import Cover, Section
from workbook.pack.pages import PAGES
from workbook.pack.report import Report
from workbook.quarter import Quarter
from workbook.strategy import Business

Q3 = Quarter.parse("2026-Q3")
REPORT = Report(plan(make(Business, name="Rise Bakery")), Q3, "AB12")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_a_section_of_its_own_name_with_something_on_it(name: str) -> None:
    section = getattr(REPORT, name)()
    assert isinstance(section, Section)
    assert section.name == name
    assert section.title
    assert section.lead or not section.blocks
    assert section.blocks or section.optional


def test_each_module_of_a_page_stands_in_the_list_of_pages() -> None:
    files = Path(pages.__path__[0]).glob("[a-z]*.py")
    modules = {file.stem for file in files if "\ndef page(" in file.read_text(encoding="utf-8")}
    assert modules == {"cover", "for_you", *PAGES}


def test_a_notebook_offers_the_pages_by_name() -> None:
    assert {"cover", "for_you", "own", *PAGES} <= set(dir(REPORT))


def test_a_page_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(AttributeError, match=r"no page “scorecrd”.*scorecard"):
        REPORT.scorecrd()


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
    sign_off(book, Q3)
    frozen = book.report("2026-Q3")
    book.add(Business, name="A second name")
    assert book.report("2026-Q3").strategy() == frozen.strategy()
    assert book.report("2026-Q3").cover() == frozen.cover()
    assert not frozen.cover().draft
    assert book.report("2026-Q2").cover().draft
