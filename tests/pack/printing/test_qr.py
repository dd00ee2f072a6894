"""The code on a signed cover: a telephone reads it, and a screen reader says it."""

from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
import segno

from tests.pack.paper import document, pages, section
from workbook.pack.blocks import Prose
from workbook.pack.printing.qr import qr
from workbook.pack.printing.typeset import typeset

SAID = "QR code that says: Pack code AB12CD34."


def pack(**fields: object) -> bytes:
    one = document(section(Prose("Bread.")), code="AB12CD34", date="2026-10-05", **fields)
    return typeset(one)


def alternative_texts(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        every = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
        return [str(each["/Alt"]) for each in every if "/Alt" in each]


def test_a_signed_pack_has_its_code_in_words_and_for_a_camera():
    pdf = pack()
    assert SAID in alternative_texts(pdf)
    assert "As it was signed off" in pages(pdf)[0]
    assert pages(pdf)[0].count("Pack code AB12CD34") == 2  # beside the code, and at the foot


def test_a_draft_has_none():
    assert SAID not in alternative_texts(pack(draft=True))


def test_the_drawing_is_of_the_words_that_stand_beside_it():
    drawing = qr({"draft": False, "code": "AB12CD34"})
    size = segno.make("Pack code AB12CD34", error="m", micro=False).symbol_size(4, border=0)
    assert f'width="{size[0]}" height="{size[1]}"' in drawing
    assert drawing != qr({"draft": False, "code": "AB12CD35"})


@pytest.mark.parametrize(
    "profile", [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A]
)
def test_no_rule_of_the_two_standards_is_broken(
    profile: page.ValidationProfile, tmp_path: Path
) -> None:
    (tmp_path / "pack.pdf").write_bytes(pack())
    found = page.validate_pdf(str(tmp_path / "pack.pdf"), profile=profile)
    assert not list(found.failures), found
