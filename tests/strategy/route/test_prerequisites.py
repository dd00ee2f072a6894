"""No initiative needs itself first, not even by way of others, nor what it cannot stand beside."""

import pytest

from workbook.errors import InvalidEntry
from workbook.strategy import Initiative, Plan
from workbook.strategy.rules import check, check_together


def plan(**links: dict[str, list[str]]) -> Plan:
    """A plan of initiatives that are named in capitals."""
    return Plan(
        tuple(
            check(Initiative, {"id": id, "name": id.upper(), **fields})
            for id, fields in links.items()
        )
    )


def refused(**links: dict[str, list[str]]) -> dict[str, str]:
    """What is said of a plan with these links, field by field."""
    found = plan(**links)
    with pytest.raises(InvalidEntry) as error:
        check_together(found.records, found)
    return error.value.problems


def test_work_can_need_several_others_and_be_needed_by_several() -> None:
    found = plan(app={"needs_ids": ["van", "lead"]}, route={"needs_ids": ["van"]}, van={}, lead={})
    check_together(found.records, found)


def test_work_cannot_need_itself() -> None:
    said = refused(van={"needs_ids": ["van"]})
    assert said == {"needs_ids": "“VAN” cannot need itself first."}


def test_a_circle_is_told_as_the_way_round() -> None:
    said = refused(
        app={"needs_ids": ["lead", "van"]}, van={"needs_ids": ["lead"]}, lead={"needs_ids": ["app"]}
    )
    assert said["needs_ids"] == (
        "“APP” needs “LEAD”, which needs “APP”: neither could ever begin. "
        "Take one of these links away."
    )


def test_a_circle_of_others_does_not_hold_work_back() -> None:
    found = plan(
        app={"needs_ids": ["van"]}, van={"needs_ids": ["lead"]}, lead={"needs_ids": ["van"]}
    )
    assert found.all(Initiative)[0].rule("needs_ids", found) == ""


@pytest.mark.parametrize(
    "links",
    [
        {"app": {"needs_ids": ["van"], "excludes_ids": ["van"]}, "van": {}},
        {"app": {"needs_ids": ["van"]}, "van": {"excludes_ids": ["app"]}},
        {
            "app": {"needs_ids": ["lead"]},
            "lead": {"needs_ids": ["van"]},
            "van": {"excludes_ids": ["app"]},
        },
    ],
)
def test_what_work_needs_can_be_done_beside_it(links: dict[str, dict[str, list[str]]]) -> None:
    assert "“APP” needs “VAN”, and only one of the two can be done." in str(refused(**links))


def test_work_is_no_alternative_to_itself() -> None:
    said = refused(app={"excludes_ids": ["app"]})
    assert said == {"excludes_ids": "“APP” cannot be done instead of itself."}
