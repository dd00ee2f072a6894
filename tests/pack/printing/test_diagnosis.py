"""When a pack cannot be printed, the message names what, where, and what to do."""

import pytest

from tests.pack.paper import PICTURE, chart, document, section
from workbook import typefaces
from workbook.errors import RenderFailed
from workbook.pack.blocks import Cell, Chart, Column, Heading, Prose, Table
from workbook.pack.printing import typeset as typesetting
from workbook.pack.printing.typeset import typeset


@pytest.fixture(autouse=True)
def no_other_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine have no faces beside the two that every machine has."""
    monkeypatch.setattr(typefaces, "_others", tuple)


def test_a_character_that_no_font_has_is_named_with_its_place() -> None:
    """An emoji in a table stops the pack; it is not dropped from it."""
    table = Table("KPIs", [Column("KPI")], [["Tickets"], [Cell("Lift off 🚀 in May")]])
    with pytest.raises(RenderFailed) as caught:
        typeset(document(section(Prose("Fine.")), section(table, title="Growth")))
    assert str(caught.value) == (
        "No font has “🚀” (U+1F680, rocket), which stands in “Growth”. "
        "It says there: “Lift off 🚀 in May”. "
        "The font Noto Color Emoji, installed on this computer, would be one. "
        "Take it out or write it in words, then make the pack again."
    )


def test_every_such_character_is_named_once() -> None:
    with pytest.raises(RenderFailed) as caught:
        typeset(document(section(Prose("日本 and 日本")), business="Bäckerei 🥐"))
    message = str(caught.value)
    assert message.count("U+65E5") == message.count("U+672C") == 1
    assert "croissant), which stands in “Cover”" in message


@pytest.mark.parametrize(
    ("text", "code"),
    [("a\x07b", "U+0007"), ("a\ue000b", "U+E000"), ("a\ud800b", "U+D800"), ("a\ufffeb", "U+FFFE")],
)
def test_what_is_no_real_character_is_named_by_its_code(text: str, code: str) -> None:
    with pytest.raises(RenderFailed, match=rf"\({code.replace('+', '.')}, .*“Scorecard”"):
        typeset(document(section(Prose(text))))


def test_a_joined_emoji_is_named_by_what_people_see() -> None:
    with pytest.raises(RenderFailed) as caught:
        typeset(document(section(Prose("Our 👩‍🍳 team"))))
    assert "U+1F469" in str(caught.value)
    assert "U+200D" not in str(caught.value)


def test_a_character_inside_a_chart_is_found_too() -> None:
    with pytest.raises(RenderFailed, match=r"U.1F680, rocket., which stands in “Charts”"):
        typeset(document(section(chart(words="Lift off 🚀"), title="Charts")))


def test_an_accent_that_no_letter_in_a_chart_carries_is_named() -> None:
    with pytest.raises(RenderFailed, match=r"“Charts” cannot show .*U.0323, combining dot"):
        typeset(document(section(chart(words="q\u0323"), title="Charts")))


@pytest.mark.parametrize(
    "text", ["\ufeffTickets", "Größe Łódź Ελλάδα Привет", "❤️ ☺ → ≤ ✓", "e\u0301 naïve", "€ £ ₹"]
)
def test_what_the_fonts_have_is_printed(text: str) -> None:
    assert typeset(document(section(Prose(text), chart(words=text)))).startswith(b"%PDF")


@pytest.mark.parametrize("text", ["\ufeff", "\ufe0f", "\u200b"])
def test_a_heading_of_which_nothing_can_be_seen_is_printed_as_a_dash(text: str) -> None:
    assert typeset(document(section(Heading(text), Prose("Fine.")))).startswith(b"%PDF")


def test_a_damaged_chart_is_named_by_its_words() -> None:
    broken = Chart(PICTURE.format(words="a & b"), "Sales rose in August.")
    with pytest.raises(RenderFailed, match=r"chart in “Charts” is damaged .*Sales rose in August"):
        typeset(document(section(broken, title="Charts")))


def test_a_fault_of_the_layout_is_no_fault_of_the_owners(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, in one sentence to pass on."""
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "main.typ").write_text('#panic("a bug")')
    monkeypatch.setattr(typesetting, "templates", lambda: tmp_path)
    with pytest.raises(RenderFailed, match=r"page layout stopped: .*a bug.* Your data are safe"):
        typeset(document(section(Prose("Fine."))))


def test_a_layout_that_leaves_something_out_is_refused(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typst only warns when it drops a box from a line; the pack does not."""
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "main.typ").write_text('#set document(title: "t")\n#par[a #block[lost]]')
    monkeypatch.setattr(typesetting, "templates", lambda: tmp_path)
    with pytest.raises(RenderFailed, match="page layout lost something"):
        typeset(document(section(Prose("Fine."))))
