"""Other versions of the pack, made on the page."""

from pypdf import PdfReader

from tests.steps.review.test_review import Q3, visit
from tests.steps.visit import every
from workbook import Workbook
from workbook.pack.audiences import BOARD, Audience
from workbook.steps.packs import FileLink
from workbook.steps.review.versions import Versions
from workbook.strategy import Person


def versions(book: Workbook) -> Versions:
    [found] = (w for w in every([visit(book).open_chapter("pack")]) if isinstance(w, Versions))
    return found


def pressed(shown: Versions, label: str) -> None:
    [button] = (w for w in every(shown.children) if getattr(w, "description", "") == label)
    button.click()


def test_the_owner_chooses_for_whom_and_as_what(started: Workbook) -> None:
    started.add(Person, name="Ines Duarte")
    shown = versions(started)
    assert [child.description for child in shown.children] == ["Make another version …"]
    pressed(shown, "Make another version …")
    assert ("For Ines Duarte", Audience("person", "Ines Duarte")) in shown.whom.options
    assert ("For the board", BOARD) in shown.whom.options
    assert "pdf" in dict(shown.kind.options).values()
    pressed(shown, "Not now")
    assert len(shown.children) == 1


def test_a_version_is_made_and_can_be_opened(started: Workbook) -> None:
    started.add(Person, name="Ines Duarte")
    shown = versions(started)
    pressed(shown, "Make another version …")
    shown.make(Audience("person", "Ines Duarte"), "pdf")
    [link] = (child for child in shown.children if isinstance(child, FileLink))
    assert link.name.endswith("-2025-Q3-person-Ines-Duarte.pdf")
    made = started.pack_file(Q3).with_name(link.name)
    assert "means for Ines Duarte" in PdfReader(made).pages[0].extract_text()
    assert str(made) in shown.words.html


def test_a_file_that_a_browser_cannot_show_is_only_kept(started: Workbook) -> None:
    shown = versions(started)
    pressed(shown, "Make another version …")
    shown.make(BOARD, "docx")
    [link] = (child for child in shown.children if isinstance(child, FileLink))
    assert not link.shown
    assert link.mime.endswith("wordprocessingml.document")


def test_somebody_who_is_gone_meanwhile_is_said_in_a_sentence(started: Workbook) -> None:
    shown = versions(started)
    pressed(shown, "Make another version …")
    shown.make(Audience("person", "Nobody"), "pdf")
    assert "No person is called “Nobody”" in shown.words.html
