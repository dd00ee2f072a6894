"""Whatever stands on a page finds its place in a Word document and on slides; nothing is lost."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx as word
import pptx as slides
from docx.oxml.ns import qn as w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx.oxml.ns import qn as a

from tests.pack.paper import chart, document, section
from workbook.charts.plot import Line, Plot
from workbook.pack.blocks import (
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Facts,
    Grid,
    Heading,
    Panel,
    Prose,
    Table,
)
from workbook.pack.writers import docx, pptx
from workbook.pack.writers.office import legible

# Any letter, and many of those that files have trouble with.
_LETTERS = st.characters(exclude_categories=("Cs",)) | st.sampled_from(
    "\x00\x0b\t\n\u2028\ufeffא日🎉✔<&"
)
_TEXT = st.text(_LETTERS, max_size=60) | st.text("word ", max_size=900)
_WORDS = _TEXT.map(lambda text: f"x{text}")
_NAMES = st.text(_LETTERS, min_size=1, max_size=30)
_STATUS = st.sampled_from(["", "good", "watch", "bad", "none", "info"])
_CELLS = st.builds(Cell, _WORDS, status=_STATUS, note=_TEXT) | _WORDS
_VALUES = st.lists(st.none() | st.floats(-1e9, 1e9), min_size=3, max_size=3)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    many = draw(st.integers(1, 5))
    columns = [Column(draw(_NAMES), draw(st.sampled_from(["left", "right"]))) for _ in range(many)]
    rows = draw(st.lists(st.lists(_CELLS, min_size=many, max_size=many), max_size=8))
    return Table(draw(_TEXT), columns, rows)


@st.composite
def _charts(draw: st.DrawFn) -> Chart:
    values = tuple(draw(_VALUES))
    days = ("2026-07-31", "2026-08-31", "2026-09-30")
    lines = (
        Line(draw(_WORDS), "readings", (1.0, *values[1:])),
        Line("T", "target", (draw(st.floats(0, 9)),)),
    )
    plot = Plot(days, lines, draw(st.sampled_from(["", "%", "EUR"])), draw(st.integers(0, 3)))
    return Chart(chart().svg, draw(_WORDS), draw(_TEXT), plot=draw(st.none() | st.just(plot)))


_LEAVES = st.one_of(
    st.builds(Heading, _WORDS, st.sampled_from([2, 3])),
    st.builds(Prose, _TEXT),
    st.builds(Bullets, st.lists(_WORDS, max_size=5)),
    st.builds(Facts, st.lists(st.tuples(_WORDS, _WORDS), max_size=6)),
    st.builds(Callout, st.sampled_from(["info", "good", "watch", "missing"]), _WORDS, _TEXT),
    _tables(),
    _charts(),
)
_BLOCKS = st.recursive(
    _LEAVES,
    lambda inner: (
        st.builds(Panel, title=_WORDS, blocks=st.lists(inner, max_size=4), tone=_STATUS)
        | st.builds(Grid, columns=st.integers(1, 3), blocks=st.lists(inner, max_size=4))
    ),
    max_leaves=6,
)
_PACKS = st.builds(
    lambda blocks, title, lead: document(section(*blocks, title=title, lead=lead)),
    st.lists(_BLOCKS, min_size=1, max_size=5),
    _WORDS,
    _TEXT,
)
_SOME = settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def texts(value: Any) -> Iterator[str]:
    """Yield the texts that a reader is shown of a pack's sections."""
    if isinstance(value, str):
        yield legible(value)
    elif isinstance(value, dict):
        yield from texts([each for name, each in value.items() if name not in _UNSEEN])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


_UNSEEN = ("kind", "name", "svg", "alt", "plot", "tone", "status", "align", "attachments")


def headings(value: Any) -> Iterator[str]:
    """Yield the texts that may become a title, and have to be whole somewhere."""
    if isinstance(value, dict):
        named = [value[name] for name in ("title", "lead") if name in value]
        named += [value["text"]] if value.get("kind") == "heading" else []
        yield from map(legible, named)
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list | tuple):
            yield from headings(each)


def bare(text: str) -> str:
    """Return a text without its spaces: where lines and slides end is another matter."""
    return "".join(text.split())


@_SOME
@given(_PACKS)
def test_a_word_document_has_all_of_it(pack: dict[str, Any]) -> None:
    made = word.Document(BytesIO(docx.write(pack)))
    said = bare("".join(each.text or "" for each in made.element.body.iter(w("w:t"))))
    assert [text for text in texts(pack["sections"]) if bare(text) not in said] == []
    assert all(each._p.xpath(".//w:t | .//w:drawing") for each in made.paragraphs)


@_SOME
@given(_PACKS)
def test_slides_have_all_of_it_and_nothing_runs_over(pack: dict[str, Any]) -> None:
    made = slides.Presentation(BytesIO(pptx.write(pack)))
    runs = (each for slide in made.slides for each in slide._element.iter(a("a:t")))
    said = bare("".join(each.text or "" for each in runs))
    words = (word for text in texts(pack["sections"]) for word in text.split())
    assert [word for word in words if len(word) < 20 and word not in said] == []
    assert [text for text in headings(pack["sections"]) if bare(text)[:99] not in said] == []
    titles = [slide.shapes.title.text_frame.text.casefold() for slide in made.slides]
    assert len(set(titles)) == len(titles)
    for slide in made.slides:
        for shape in slide.shapes:
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
