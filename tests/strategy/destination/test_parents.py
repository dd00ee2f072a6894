"""No objective is part of itself, not even by way of others."""

import pytest

from workbook.errors import InvalidEntry
from workbook.strategy import Objective, Plan
from workbook.strategy.rules import check, check_together


def plan(**parents: str | None) -> Plan:
    """A plan in which each objective, named in capitals, is part of the one given."""
    return Plan(
        tuple(
            check(Objective, {"id": id, "name": id.upper(), "parent_id": parent})
            for id, parent in parents.items()
        )
    )


def test_a_larger_objective_can_be_chosen() -> None:
    found = plan(a=None, b="a", c="b")
    check_together(found.records, found)


@pytest.mark.parametrize(
    ("parents", "sentence"),
    [
        ({"a": "a"}, "An objective cannot be part of itself."),
        ({"a": "b"}, "“B” is part of “A” already, so “A” cannot be part of it."),
        ({"a": "c"}, "“C” is part of “A” already, by way of “B”, so “A” cannot be part of it."),
    ],
)
def test_a_circle_is_refused_beside_the_field(parents: dict[str, str], sentence: str) -> None:
    found = plan(**{"a": None, "b": "a", "c": "b", **parents})
    with pytest.raises(InvalidEntry) as refused:
        check_together(found.records, found)
    assert refused.value.problems["parent_id"].startswith(sentence)


def test_a_circle_of_others_does_not_hold_an_objective_back() -> None:
    found = plan(a="b", b="a", c="a")
    assert found.all(Objective)[2].rule("parent_id", found) == ""
