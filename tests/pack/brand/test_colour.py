"""A colour that can be read, and the nearest one to a colour that cannot."""

from hypothesis import given
from hypothesis import strategies as st

from workbook.pack.brand.colour import ENOUGH, contrast, nearest
from workbook.pack.brand.look import ACCENT, DARK_PAPERS, PAPERS, Look

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_is_that_of_the_guidelines():
    # As the W3C's examples and its techniques have them.
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert round(contrast("#0000ff", "#ffffff"), 2) == 8.59


@given(COLOURS)
def test_the_nearest_colour_passes_and_the_one_before_it_does_not(colour: str):
    found = nearest(colour, PAPERS, "#000000")
    assert all(contrast(found, paper) >= ENOUGH for paper in PAPERS)
    assert (found == colour) == all(contrast(colour, paper) >= ENOUGH for paper in PAPERS)
    assert nearest(found, PAPERS, "#000000") == found


@given(COLOURS)
def test_on_a_dark_screen_it_can_be_read_as_well(colour: str):
    look = Look(nearest(colour, PAPERS, "#000000"))
    assert all(contrast(look.light, paper) >= ENOUGH for paper in DARK_PAPERS)


def test_a_drawing_has_the_brands_accent_for_the_packs():
    assert Look("#7a1f4d").coloured(f'stroke="{ACCENT}"') == 'stroke="#7a1f4d"'
    assert Look().coloured(f'stroke="{ACCENT}"') == f'stroke="{ACCENT}"'
