"""A brand.toml is taken key by key, and whatever is wrong in it is one sentence."""

import re
from pathlib import Path

import pytest

from tests.pack.brand.making import SVG, lay, picture
from workbook.errors import WorkbookError
from workbook.pack.brand import PLAIN, brand_in
from workbook.pack.brand.look import PLAIN_LOOK

WHOLE = (
    'accent = "#7A1F4D"  # berry',
    'logo = "logo.svg"',
    'logo_alt = "Keller Advisers"',
    'font = "dejavu sans"',
    'footer = "Keller Advisers · confidential"',
    'numbers = "de_ch"',
)


def test_a_folder_without_one_changes_nothing(tmp_path: Path):
    assert brand_in(tmp_path).look is None
    assert brand_in(tmp_path).told == brand_in(None).told == ""
    assert brand_in(None) == PLAIN


def test_an_empty_one_changes_nothing(tmp_path: Path):
    assert brand_in(lay(tmp_path)).look == PLAIN_LOOK


def test_each_key_is_taken_and_told(tmp_path: Path):
    brand = brand_in(lay(tmp_path, *WHOLE, logo_svg=SVG))
    look = brand.look
    assert look
    assert (look.accent, look.font, brand.numbers) == ("#7a1f4d", "DejaVu Sans", "de-CH")
    assert look.footer == "Keller Advisers · confidential"
    assert look.logo and look.logo.alt == "Keller Advisers"
    assert brand.told == (
        "its logo, the colour #7a1f4d, the font DejaVu Sans, a line at the foot and numbers as in "
        "de-CH"
    )


def test_a_logo_without_words_is_named_by_the_business(tmp_path: Path):
    look = brand_in(lay(tmp_path, 'logo = "logo.svg"', logo_svg=SVG)).look.of("Rise Bakery")
    assert look.logo and look.logo.alt == "Rise Bakery"


def test_a_file_of_a_plain_editor_on_windows_is_read(tmp_path: Path):
    text = '\ufeffaccent = "#7a1f4d"\r\n'
    (tmp_path / "brand.toml").write_bytes(text.encode())
    assert brand_in(tmp_path).look.accent == "#7a1f4d"


def test_a_logo_may_lie_in_a_folder_beside_it(tmp_path: Path):
    (tmp_path / "art").mkdir()
    (tmp_path / "art" / "mark.png").write_bytes(picture())
    assert brand_in(lay(tmp_path, "logo = 'art\\mark.png'")).look.logo


def test_a_colour_that_cannot_be_read_is_refused_with_its_ratio_and_the_nearest_that_can(
    tmp_path: Path,
):
    with pytest.raises(WorkbookError) as refused:
        brand_in(lay(tmp_path, 'accent = "#e07b39"'))
    said = str(refused.value)
    assert "is 2.7" in said
    assert "to 1, and text needs 4.5." in said
    [darker] = re.findall(r'write accent = "(#[0-9a-f]{6})"', said)
    assert brand_in(lay(tmp_path, f'accent = "{darker}"')).look.accent == darker


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('acent = "#12496b"', "“acent” in brand.toml is no key of it. Is “accent” meant?"),
        ('shadow = "yes"', "“shadow” in brand.toml is no key of it. There is accent, font, footer"),
        ("accent = 12", "“accent” in brand.toml is no text in quotes. Write it as in accent ="),
        ('logo = ["a.png"]', "“logo” in brand.toml is no text in quotes"),
        ('[accent]\nlight = "#fff"', "“accent” in brand.toml is no text in quotes"),
        ('accent = "blue"', "“accent” in brand.toml is “blue”. A colour is # and six"),
        ('accent = "#12496"', "“accent” in brand.toml is “#12496”. A colour is # and six"),
        ('footer = " "', "“footer” in brand.toml is empty. Take the line out"),
        (f'footer = "{"x" * 101}"', "“footer” in brand.toml has more than 100 letters"),
        ('footer = "Keller \ue000"', "which no font here can print. Take it out"),
        ('numbers = "german"', "“numbers” in brand.toml: “german” is no language of numbers"),
        ('font = "Keller Sans"', "“font” in brand.toml: there is no font “Keller Sans” on this"),
        ('logo = "gone.svg"', "“logo” in brand.toml: there is no file gone.svg beside it. Put it"),
        ('logo = "/etc/logo.png"', "“logo” in brand.toml is “/etc/logo.png”. Copy it beside"),
        ('logo = "../logo.png"', "“logo” in brand.toml is “../logo.png”. Copy it beside"),
        ("logo = 'C:\\logo.png'", "Copy it beside brand.toml"),
        ('logo_alt = "Keller"', "“logo_alt” in brand.toml says what a logo shows, and there is no"),
        ("accent = #12496b", "brand.toml cannot be read: "),
        ('logo = "art\\logo.png"', "Write / for \\ in the name of a file."),
        ("accent", "brand.toml cannot be read: "),
        ('accent = "#12496b"\naccent = "#12496b"', "brand.toml cannot be read: "),
        ("#" * 70_000, "brand.toml has more than 64 kB"),
    ],
)
def test_whatever_is_wrong_is_one_sentence_that_names_it(tmp_path: Path, line: str, why: str):
    with pytest.raises(WorkbookError) as refused:
        brand_in(lay(tmp_path, line))
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_font_that_is_not_there_is_told_with_those_that_are(tmp_path: Path):
    with pytest.raises(WorkbookError, match=r"such as DejaVu Sans.*"):
        brand_in(lay(tmp_path, 'font = "DejaVu Sanz"'))


def test_letters_in_another_encoding_are_told(tmp_path: Path):
    (tmp_path / "brand.toml").write_bytes('footer = "Bäckerei"'.encode("cp1252"))
    with pytest.raises(WorkbookError, match=r"brand\.toml is no text in UTF-8"):
        brand_in(tmp_path)


def test_a_folder_of_that_name_is_told(tmp_path: Path):
    (tmp_path / "brand.toml").mkdir()
    with pytest.raises(WorkbookError, match=r"brand\.toml"):
        brand_in(tmp_path)
