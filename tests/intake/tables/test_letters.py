"""Letters are told by what they make of words, and what is doubtful is said."""

import pytest

from workbook.errors import ImportRefused
from workbook.intake.tables.opening import Content
from workbook.intake.tables.settings import Settings
from workbook.intake.tables.table import Table, look

FRENCH = "Jour;Libellé;Prix\n2026-01-02;Crème brûlée;12,50 €\n2026-01-03;Thé à l’été;3,20 €\n"
GERMAN = "Tag;Text;Betrag\n2026-01-02;Brötchen für Müller;1,50\n2026-01-03;Straße;2,00\n"
POLISH = "Data;Opis;Kwota\n2026-01-02;Łódź żółty świeży chleb;5,00\n2026-01-03;Pączki;6,00\n"
RUSSIAN = "Дата;Товар;Сумма\n2026-01-02;Хлеб белый;5,00\n2026-01-03;Молоко свежее;6,00\n"


def read(content: bytes, settings: Settings = Settings()) -> Table:  # noqa: B008
    return look(Content("file.csv", content), settings)


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
@pytest.mark.parametrize("text", [FRENCH, GERMAN])
def test_western_letters_are_told_by_their_words(text: str, encoding: str) -> None:
    table = read(text.encode(encoding))
    assert table.settings.encoding == encoding
    assert list(table.at(1)) == [line.split(";")[1] for line in text.splitlines()[1:]]
    assert "such as “" in table.warnings[0]


def test_a_euro_tells_latin_9_from_windows() -> None:
    text = FRENCH.replace("’", "'")
    assert read(text.encode("iso8859-15")).settings.encoding == "iso8859-15"
    assert list(read("Day,Price\n1,5 €\n2,6 €\n".encode("iso8859-15")).at(1)) == ["5 €", "6 €"]


@pytest.mark.parametrize(("text", "encoding"), [(POLISH, "cp1250"), (RUSSIAN, "cp1251")])
def test_letters_from_elsewhere_are_asked_about(text: str, encoding: str) -> None:
    table = read(text.encode(encoding))
    [letters] = [each for each in table.recognised if each.what == "encoding"]
    assert (letters.value, letters.sure) == (encoding, False)
    assert "It could be other letters, too." in table.warnings[0]
    assert list(table.at(1)) == [line.split(";")[1] for line in text.splitlines()[1:]]


def test_letters_can_be_said_and_are_refused_where_they_do_not_fit() -> None:
    content = FRENCH.encode("cp1252")
    assert "é" not in "".join(read(content, Settings(encoding="mac-roman")).columns)
    with pytest.raises(ImportRefused, match=r"is not written in UTF-8\. Choose other letters"):
        read(content, Settings(encoding="utf-8"))


def test_utf_8_with_a_broken_letter_is_not_guessed_at() -> None:
    lines = "".join(f"2026-01-0{day};Café;Crème\n" for day in range(1, 8))
    with pytest.raises(ImportRefused, match="a letter in line 9 is broken"):
        read(("Day;A;B\n" + lines).encode() + b"2026-01-08;Caf\xe9;x\n")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<html><table><tr><td>Day</td></tr></table></html>", "a web page"),
        (b'<?xml version="1.0"?><Workbook></Workbook>', "text with tags"),
        (b"%PDF-1.7\n1 0 obj\n", "a PDF"),
        (b'{"day": "2026-01-02"}\n{"day": "2026-01-03"}\n', "JSON"),
    ],
)
def test_what_only_looks_like_a_text_of_cells_is_refused(content: bytes, what: str) -> None:
    with pytest.raises(ImportRefused, match=f"{what}.*save it there as .xlsx"):
        read(content)


def test_cells_that_are_quoted_after_a_space_or_as_formulas_are_read_as_they_show() -> None:
    table = read(b'"Day", "Id"\n"2026-01-02", ="00123"\n"2026-01-03", "a, b"\n')
    assert (table.columns, list(table.column("Id"))) == (("Day", "Id"), ["00123", "a, b"])
