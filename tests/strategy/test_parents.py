"""No objective is part of itself, not even by way of others."""

import pytest

from workbook.errors import InvalidEntry
from workbook.strategy import Objective, Plan
from workbook.strategy.parents import refuse_circle
from workbook.strategy.rules import check


def plan(**parents: str | None) -> Plan:
    """A plan in which each objective, named in capitals, is part of the one given."""
    return Plan(
        tuple(
            check(Objective, {"id": id, "name": id.upper(), "parent_id": parent})
            for id, parent in parents.items()
        )
    )


def test_a_larger_objective_can_be_chosen() -> None:
    found = plan(a=None, b="a", c=None)
    refuse_circle(found, {"c": "b"})
    refuse_circle(found, {"b": None})


@pytest.mark.parametrize(
    ("parents", "sentence"),
    [
        ({"a": "a"}, "An objective cannot be part of itself."),
        ({"a": "b"}, "“B” is part of “A” already, so “A” cannot be part of it."),
        ({"a": "c"}, "“C” is part of “A” already, by way of “B”, so “A” cannot be part of it."),
    ],
)
def test_a_circle_is_refused_beside_the_field(parents: dict[str, str], sentence: str) -> None:
    with pytest.raises(InvalidEntry) as refused:
        refuse_circle(plan(a=None, b="a", c="b"), parents)
    assert refused.value.problems["parent_id"].startswith(sentence)


def test_two_changes_that_only_together_make_a_circle_are_refused() -> None:
    with pytest.raises(InvalidEntry):
        refuse_circle(plan(a=None, b=None), {"a": "b", "b": "a"})


def test_a_circle_that_came_with_a_file_does_not_hold_back_the_others() -> None:
    refuse_circle(plan(a="b", b="a", c=None), {"c": "a"})
