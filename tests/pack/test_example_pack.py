"""The pack as a whole is a short read: few pages, none of them half empty, no heading alone."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import pytest

from tests.pack.paper import lines_of
from tests.pack.printing.test_standards import PACKS, document_of
from workbook.pack.audiences import BOARD, OWNER
from workbook.pack.printing.typeset import typeset
from workbook.strategy import Plan

MOST = {"board": 12, "owner": 19}  # pages of the example's versions, their sources among them
TOP, FOOT = 20 / 297, 1 - 17 / 297  # of the text, as shares of a page's height


class Sheet(NamedTuple):
    """The lines of a page between its head and its foot, from the top down."""

    lines: Sequence[tuple[float, str]]

    @property
    def filled(self) -> float:
        """How far down the text reaches, as a share of its room."""
        return (max(bottom for bottom, _ in self.lines) - TOP) / (FOOT - TOP)


class Pack(NamedTuple):
    """A printed pack, and the words that head something in it."""

    name: str
    version: str
    sheets: Sequence[Sheet]
    headings: frozenset[str]


VERSIONS = tuple(product(PACKS, (BOARD, OWNER)))


@pytest.fixture(
    scope="module",
    params=VERSIONS,
    ids=lambda version: f"{version[0].__name__}, {version[1]}",
)
def pack(request: pytest.FixtureRequest) -> Pack:
    whose: Callable[[], Plan]
    whose, audience = request.param
    document = document_of(whose, audience)
    _, *sheets = lines_of(typeset(document))
    inside = [[line for line in lines if TOP < line[0] <= FOOT] for lines in sheets]
    headings = frozenset(word for section in document["sections"] for word in heads(section))
    return Pack(whose.__name__, str(audience), [Sheet(lines) for lines in inside], headings)


def heads(part: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words of a section or block that stand above something."""
    kind = part["kind"]
    if kind in ("section", "panel"):
        yield from (part["title"], part.get("lead", ""))
    elif kind == "heading":
        yield part["text"]
    elif kind == "table":
        yield part["caption"]
        yield " ".join(column["name"] for column in part["columns"])
    for block in part.get("blocks", ()):
        yield from heads(block)


def test_the_example_is_read_in_twenty_minutes(pack: Pack) -> None:
    if pack.name == "example":
        assert len(pack.sheets) + 1 <= MOST[pack.version], "the cover is a page, too"


def test_no_page_but_the_last_is_less_than_a_third_full(pack: Pack) -> None:
    *whole, _ = pack.sheets
    assert [n for n, sheet in enumerate(whole, 2) if sheet.filled < 1 / 3] == []


def test_no_heading_stands_at_the_foot_of_a_page(pack: Pack) -> None:
    for number, sheet in enumerate(pack.sheets, 2):
        lowest = max(bottom for bottom, _ in sheet.lines)
        last = " ".join(words for bottom, words in sheet.lines if bottom > lowest - 0.003)
        assert squeezed(last) not in map(squeezed, pack.headings), number


def squeezed(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
