"""A phone's page is light, however much is asked."""

import gzip
import re
from collections.abc import Iterator

import pytest

from tests.workshop.server.served import Served, served
from tests.workshop.server.test_ballots import BUDGET, NINE
from workbook.workshop.questions import Kind, Option, Question

HEAVIEST = 30_000  # bytes of a page with all that belongs to it
LARGE = Question(
    "large", Kind.MATRIX, "How does each do?",
    tuple(Option(f"o{n}", f"Initiative {n} of this year") for n in range(12)),
    criteria=tuple(Option(f"c{n}", f"Criterion {n}", "1 little, 5 much") for n in range(6)),
)  # fmt: skip
ALL = {**{kind.value: question for kind, question in NINE.items()}, "budget": BUDGET}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("room") / "bakery.room"
    with served(path, *ALL.values(), LARGE) as room:
        yield room


@pytest.mark.parametrize("name", [*ALL, "large"])
def test_a_page_weighs_less_than_thirty_kilobytes_with_all_that_belongs_to_it(
    room: Served, name: str
) -> None:
    phone = room.phone()
    room.opened(name)
    page = phone.get().text
    parts = [
        page,
        *(phone.get(each).text for each in re.findall(r'(?:href|src)="(/room[^"]+)"', page)),
    ]
    assert len(parts) == 3
    sent = [gzip.compress(each.encode()) for each in parts]  # as every browser asks for them
    assert sum(map(len, sent)) < HEAVIEST / (1 if name == "large" else 2)
    if name != "large":
        assert sum(len(each.encode()) for each in parts) < HEAVIEST
    room.do("close")
