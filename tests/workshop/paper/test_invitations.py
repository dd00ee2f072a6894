"""Each invited person has a sheet of their own: what it is about, their code, and what is kept."""

import io
from datetime import date

from pypdf import PdfReader

from workbook.workshop.paper.invitations import Invitation, print_invitations
from workbook.workshop.paper.serials import OWN, new_serial, spoken
from workbook.workshop.questions import Kind, Option, Question

LISTS = Question("skk", Kind.LIST, "What should we start?", (Option("start", "Start"),))
RECALL = Question(
    "recall", Kind.LIST, "What do we want to reach?", (Option("o", "Three"),), survey=True
)
LONG = "Włodzimierz-Maximilian " * 12


def pages(*names: str, address: str = "", asked: tuple[Question, ...] = (LISTS,)) -> list[str]:
    about = Invitation("Rise Bakery", "Where we go", date(2027, 1, 14), None, asked, address)
    tokens = {name: new_serial(OWN) for name in names}
    made = PdfReader(io.BytesIO(print_invitations(about, tokens))).pages
    for token, page in zip(tokens.values(), made, strict=True):
        assert spoken(token) in page.extract_text()
        assert sum(spoken(each) in page.extract_text() for each in tokens.values()) == 1
        assert (token in page.extract_text()) == bool(address)  # in the link
    return [" ".join(page.extract_text().split()) for page in made]


def test_a_sheet_says_what_is_asked_until_when_and_what_is_kept() -> None:
    marta, ben = pages("Marta", "Ben")
    for name, page in (("Marta", marta), ("Ben", ben)):
        assert name in page and "14 January 2027" in page
        assert "What should we start?" in page and "without your name" in page
    assert "Ben" not in marta


def test_an_address_is_on_it_only_where_the_network_is_allowed() -> None:
    [without] = pages("Marta")
    assert "http://" not in without
    [with_link] = pages("Marta", address="192.168.1.7:8000")
    assert "http://192.168.1.7:8000/v/" in with_link


def test_what_people_are_to_recall_is_not_on_the_sheet() -> None:
    [page] = pages("Marta", asked=(LISTS, RECALL))
    assert "reach" not in page and "stays hidden where fewer than 5" in page


def test_a_name_of_any_length_stays_on_its_sheet() -> None:
    assert len(pages(LONG, "Ben", address="192.168.1.7:8000")) == 2
