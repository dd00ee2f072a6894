"""What a quarter means for a team or a person: theirs, and not that of those with a like name."""

import pytest

from tests.insight.small import make, plan
from workbook import Quarter
from workbook.insight.for_you import for_person
from workbook.strategy import Message, Person

Q3 = Quarter.parse("2026-Q3")


@pytest.mark.parametrize(
    ("named", "theirs"),
    [
        ("Al and Jo", ["Al", "Jo"]),
        ("Alice, about the rota", []),
        ("Jo Ana", ["Jo Ana"]),
        ("Jo, and Jo Ana", ["Jo", "Jo Ana"]),
        ("告诉王芳", ["王芳"]),
        ("Everyone", ["Al", "Jo", "Jo Ana", "王芳"]),
    ],
)
def test_a_message_is_for_those_it_names_and_not_for_part_of_a_longer_name(
    named: str, theirs: list[str]
) -> None:
    people = [make(Person, name=name) for name in ("Al", "Jo", "Jo Ana", "王芳")]
    message = make(Message, quarter="2026-Q3", name=named)
    known = plan(*people, message)
    assert [each.name for each in people if for_person(known, Q3, each).messages] == theirs
