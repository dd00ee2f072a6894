"""People leave and objectives end: what they carried goes to another, and nothing is lost."""

from datetime import date

import pytest

from workbook import Quarter, Workbook, open_workbook
from workbook.errors import NotFound, StillUsed, WorkbookError
from workbook.insight.destination.ownership import ownership
from workbook.store import Edit
from workbook.strategy import (
    KPI,
    Initiative,
    Milestone,
    Objective,
    Person,
    Reading,
    Restatement,
    SmartOverride,
    Theme,
)
from workbook.strategy.outline import gaps
from workbook.strategy.start import Department


@pytest.fixture
def bakery(book: Workbook) -> Workbook:
    """Ana owns an objective with its KPI, Tom an initiative that serves it."""
    book.save(
        [
            Edit(Person, "ana", {"name": "Ana"}),
            Edit(Person, "tom", {"name": "Tom", "position": 1}),
            Edit(Objective, "grow", {"name": "Grow", "owner_id": "ana"}),
            Edit(Objective, "cafes", {"name": "Cafés", "parent_id": "grow", "owner_id": "tom"}),
            Edit(KPI, "loaves", {"name": "Loaves", "objective_id": "grow", "owner_id": "ana"}),
            Edit(Reading, "r", {"kpi_id": "loaves", "start": date(2026, 7, 1), "value": 61}),
            Edit(SmartOverride, "s", {"objective_id": "grow", "letter": "T", "reason": "So"}),
            Edit(Initiative, "van", {"name": "Van", "objective_ids": ["cafes", "grow"]}),
        ]
    )
    return book


def test_a_refusal_says_what_uses_it_and_where_it_could_go(bakery: Workbook) -> None:
    with pytest.raises(StillUsed) as refused:
        bakery.save([Edit(Person, "ana", None, 1)])
    assert (refused.value.id, refused.value.others) == ("ana", (("tom", "Tom"),))
    assert refused.value.users == (("objective", "grow", "Grow"), ("KPI", "loaves", "Loaves"))


def test_all_that_a_person_owns_goes_to_another_in_one_save(bakery: Workbook) -> None:
    bakery.who = "Marta"
    bakery.hand_over("ana", "tom")
    plan = bakery.plan
    assert [person.id for person in plan.all(Person)] == ["tom"]
    assert {objective.owner_id for objective in plan.all(Objective)} == {"tom"}
    assert plan.all(KPI)[0].owner_id == "tom"
    lines = plan.changes[-3:]
    assert len({line.save_id for line in lines}) == 1
    assert {(line.who, line.reason) for line in lines} == {("Marta", "Handed over to Tom")}


def test_handing_over_is_undone_as_a_whole(bakery: Workbook) -> None:
    before = [record.model_dump(exclude={"version"}) for record in bakery.plan.records]
    for id, to in (("ana", "tom"), ("grow", "cafes")):
        bakery.hand_over(id, to)
        bakery.store.undo(bakery.plan.changes[-1].save_id, "Marta")
        after = [record.model_dump(exclude={"version"}) for record in bakery.plan.records]
        assert after == before


def test_what_takes_over_takes_the_place_of_what_it_was_part_of(bakery: Workbook) -> None:
    bakery.hand_over("grow", "cafes")
    plan = bakery.plan
    [cafes] = plan.all(Objective)
    assert cafes.parent_id is None
    assert plan.all(KPI)[0].objective_id == "cafes"
    assert plan.all(Initiative)[0].objective_ids == ["cafes"], "Named once, not twice."
    assert plan.all(SmartOverride) == (), "A verdict on what is gone goes with it."


def test_parts_go_with_the_whole_and_come_back_with_it(bakery: Workbook) -> None:
    bakery.add(KPI, name="Buns")
    buns = bakery.plan.all(KPI)[-1].id
    bakery.hand_over("loaves", buns)
    assert bakery.plan.all(Reading) == ()
    bakery.store.undo(bakery.plan.changes[-1].save_id, "Marta")
    assert len(bakery.plan.all(Reading)) == 1


@pytest.mark.parametrize("to", ["grow", "ana"])
def test_it_goes_only_to_another_of_its_kind(bakery: Workbook, to: str) -> None:
    with pytest.raises(WorkbookError, match="Choose another person to hand it over to"):
        bakery.hand_over("ana", to)


def test_nothing_goes_to_what_is_no_longer_there(bakery: Workbook) -> None:
    lines = len(bakery.plan.changes)
    with pytest.raises(NotFound, match="no longer there"):
        bakery.hand_over("ana", "nobody")
    assert len(bakery.plan.changes) == lines


def test_what_was_removed_is_still_found_after_opening_again(bakery: Workbook) -> None:
    bakery.who = "Marta"
    bakery.save([Edit(Initiative, "van", None, 1)])
    [removed] = open_workbook(bakery.source).store.removed_lately(Initiative)
    assert (removed.called, removed.who) == ("Van", "Marta")
    bakery.store.restore_before(removed.number, "Tom")
    assert bakery.plan.all(Initiative)[0].objective_ids == ["cafes", "grow"]
    assert bakery.store.removed_lately(Initiative) == ()


def test_the_newest_comes_first_and_each_once(bakery: Workbook) -> None:
    for name in ("Oven", "Shop"):
        bakery.save([Edit(Initiative, name, {"name": name})])
        bakery.save([Edit(Initiative, name, None, 1)])
    bakery.save([Edit(Initiative, "Oven", {"name": "Oven"})])
    bakery.save([Edit(Initiative, "Oven", None, 1)])
    found = bakery.store.removed_lately(Initiative)
    assert [removed.called for removed in found] == ["Oven", "Shop"]
    assert [removed.called for removed in bakery.store.removed_lately(Initiative, 1)] == ["Oven"]


def test_parts_that_went_along_are_not_listed_and_those_removed_alone_are(
    bakery: Workbook,
) -> None:
    for id in ("bought", "painted"):
        bakery.save([Edit(Milestone, id, {"name": id, "initiative_id": "van"})])
    bakery.save([Edit(Milestone, "painted", None, 1)])
    bakery.save([Edit(Initiative, "van", None, 1)])
    assert [each.called for each in bakery.store.removed_lately(Milestone)] == ["painted"]
    assert [each.called for each in bakery.store.removed_lately(Initiative)] == ["Van"]


def test_what_has_no_name_is_told_by_its_day_or_its_words(bakery: Workbook) -> None:
    bakery.save([Edit(Reading, "r", None, 1)])
    theme, shop = bakery.add(Theme, name="Fresh"), bakery.add(Department, name="Shop")
    words = bakery.add(Restatement, theme_id=theme, department_id=shop, words="Baked twice a day")
    bakery.save([Edit(Restatement, words, None, 1)])
    assert bakery.store.removed_lately(Reading)[0].called == "1 July 2026"
    assert bakery.store.removed_lately(Restatement)[0].called == "Baked twice a day"


def test_somebody_who_left_stays_on_record_and_is_told_apart(bakery: Workbook) -> None:
    words, today = Person.ending.words, date.today()
    assert words == "Note that they have left"
    bakery.save([Edit(Person, "ana", dict(Person.ending.fields(today)), 1)])
    plan = bakery.plan
    assert plan.all(Person)[0].has_left(today)
    assert "Ana has left: name another owner for “Grow” and “Loaves”." in gaps(plan)
    quarter = Quarter.of(today)
    assert ownership(plan, quarter).ownerless[:2] == ("objective “Grow”", "KPI “Loaves”")
    with pytest.raises(WorkbookError, match="It can be Tom"):
        bakery.sign_off(quarter.previous, "Ana")
    bakery.hand_over("ana", "tom")
    assert not any("has left" in gap for gap in gaps(bakery.plan))
