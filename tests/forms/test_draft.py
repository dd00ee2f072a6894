"""The rules of a form, without a widget: what is saved when, and that no typing is lost."""

from datetime import date

import pytest

from tests.forms.shelf import PEOPLE, Goal, Shelf
from workbook.errors import NotFound, StorageFailed
from workbook.forms import Draft, Edit, specs


@pytest.fixture
def draft(shelf: Shelf) -> Draft:
    """The shelf's goals, being edited."""
    return Draft(specs(Goal), shelf.all(), shelf.save, {"owner": PEOPLE}, ordered=True)


def test_only_what_changed_is_saved(draft: Draft, shelf: Shelf) -> None:
    draft.change("rye", "due", "1 March 2026")
    draft.change("spelt", "name", "Spelt")
    assert draft.save().touched == {"rye"}
    assert shelf.saves == [[Edit("rye", {"due": date(2026, 3, 1)}, 1)]]
    assert draft.save().written == 0


def test_a_second_change_is_based_on_the_version_of_the_first(draft: Draft, shelf: Shelf) -> None:
    for target in ("1", "2", "3"):
        draft.change("rye", "target", target)
        draft.save()
    assert shelf.records["rye"]["version"] == 4
    assert shelf.records["rye"]["target"] == 3


def test_what_cannot_be_read_stays_as_typed_while_the_rest_is_saved(
    draft: Draft, shelf: Shelf
) -> None:
    draft.change("rye", "target", "lots")
    draft.change("rye", "due", "2026-03-01")
    draft.save()
    rye = draft.entries["rye"]
    assert rye.shown(draft.spec["target"]) == "lots"
    assert "not a number" in rye.problems["target"]
    assert "target" not in shelf.records["rye"]
    assert shelf.records["rye"]["due"] == "2026-03-01"
    draft.change("rye", "target", "120")
    draft.save()
    assert (rye.problems, shelf.records["rye"]["target"]) == ({}, 120)


def test_a_new_goal_waits_until_it_has_a_name(draft: Draft, shelf: Shelf) -> None:
    id = draft.add()
    assert draft.save().written == 0
    draft.change(id, "target", "12")
    assert draft.save().written == 0
    draft.change(id, "name", "Baguette")
    draft.save()
    assert shelf.records[id]["name"] == "Baguette"
    assert shelf.records[id]["position"] == 3


def test_a_default_is_not_saved_in_place_of_what_was_mistyped(draft: Draft, shelf: Shelf) -> None:
    id = draft.add()
    draft.change(id, "name", "Baguette")
    draft.change(id, "level", "everyone")
    assert draft.save().written == 0
    assert draft.entries[id].shown(draft.spec["level"]) == "everyone"
    assert "is not a choice here" in draft.entries[id].problems["level"]
    draft.change(id, "level", "team")
    draft.save()
    assert (shelf.records[id]["name"], shelf.records[id]["level"]) == ("Baguette", "team")


def test_a_mistyped_field_without_a_default_holds_no_new_goal_back(
    draft: Draft, shelf: Shelf
) -> None:
    id = draft.add()
    draft.change(id, "name", "Baguette")
    draft.change(id, "target", "lots")
    draft.save()
    assert shelf.records[id]["name"] == "Baguette"
    assert "not a number" in draft.entries[id].problems["target"]


def test_a_removed_goal_comes_back_in_its_place_before_and_after_the_save(
    draft: Draft, shelf: Shelf
) -> None:
    draft.remove("spelt")
    assert draft.undo() == "spelt"
    assert draft.edits() == []
    draft.remove("spelt")
    draft.save()
    assert "spelt" not in shelf.records
    assert draft.undo() == "spelt"
    draft.save()
    assert draft.order == ["rye", "spelt", "brioche"]
    assert shelf.records["spelt"] | {"version": 1} == {
        "id": "spelt", "version": 1, "name": "Spelt", "position": 1, "level": "company",
        "owner": "p1",
    }  # fmt: skip


def test_a_goal_that_others_need_stays_and_says_why(draft: Draft, shelf: Shelf) -> None:
    shelf.used = {"rye"}
    draft.remove("rye")
    draft.change("spelt", "target", "5")
    draft.save()
    assert draft.order == ["rye", "spelt", "brioche"]
    assert "still used" in draft.entries["rye"].trouble
    assert shelf.records["spelt"]["target"] == 5


def test_moving_a_goal_saves_the_new_places_of_those_that_moved(draft: Draft, shelf: Shelf) -> None:
    draft.move("brioche", -1)
    draft.save()
    assert [(edit.id, edit.fields) for edit in shelf.saves[0]] == [
        ("brioche", {"position": 1}),
        ("spelt", {"position": 2}),
    ]
    draft.move("brioche", -9)
    draft.move("rye", 99)
    draft.save()
    assert [record["id"] for record in shelf.all()] == ["brioche", "spelt", "rye"]


def test_moving_there_and_back_saves_nothing(draft: Draft) -> None:
    draft.move("rye", 1)
    draft.move("rye", -1)
    assert draft.edits() == []


def test_a_pasted_block_spreads_and_adds_rows(draft: Draft, shelf: Shelf) -> None:
    block = [["Bun", "soft", "team"], ["Bagel", "round", "Company", "Jonas Weber"]]
    ids = draft.paste("brioche", "name", block)
    draft.save()
    bun, bagel = (shelf.records[id] for id in ids)
    assert (bun["name"], bun["why"], bun["level"]) == ("Bun", "soft", "team")
    assert (bagel["name"], bagel["owner"], bagel["position"]) == ("Bagel", "p2", 3)


def test_a_pasted_heading_row_is_left_out(draft: Draft) -> None:
    draft.paste("rye", "name", [["Goal", "Why it matters"], ["Roll", "quick"]])
    assert draft.entries["rye"].value("name") == "Roll"
    assert len(draft.order) == 3


def test_one_refusal_does_not_hold_back_the_others(draft: Draft, shelf: Shelf) -> None:
    draft.change("rye", "name", "Forbidden")
    draft.change("rye", "target", "7")
    draft.change("spelt", "target", "8")
    draft.save()
    assert draft.entries["rye"].problems == {"name": "That name is taken. Choose another."}
    assert draft.entries["rye"].shown(draft.spec["name"]) == "Forbidden"
    assert (shelf.records["rye"]["name"], shelf.records["rye"]["target"]) == ("Rye", 7)
    assert shelf.records["spelt"]["target"] == 8


def test_an_unexpected_failure_keeps_everything_and_is_told_kindly(
    draft: Draft, shelf: Shelf
) -> None:
    shelf.broken = True
    draft.change("rye", "target", "7")
    draft.remove("spelt")
    assert draft.save().written == 0
    assert "What you typed is still here" in draft.failure
    shelf.broken = False
    assert draft.save().written == 2
    assert (draft.failure, shelf.records["rye"]["target"]) == ("", 7)
    assert "spelt" not in shelf.records


def test_a_disk_that_is_full_is_tried_once_and_keeps_what_was_typed(
    draft: Draft, shelf: Shelf
) -> None:
    tries = []

    def full(edits: list[Edit]) -> dict[str, int]:
        tries.append(len(edits))
        raise StorageFailed("The disk is full.")

    draft.take = full
    draft.change("rye", "target", "120")
    draft.remove("spelt")
    assert draft.save().written == 0
    assert (tries, draft.failure) == ([2], "The disk is full.")
    assert draft.entries["rye"].shown(draft.spec["target"]) == "120"

    draft.take = shelf.save
    assert draft.save().written == 2
    assert (draft.failure, draft.edits()) == ("", [])


def test_an_error_without_a_field_stands_with_the_record(shelf: Shelf) -> None:
    def gone(edits: list[Edit]) -> dict[str, int]:
        raise NotFound("The workbook file is not there any more. Put it back, then try again.")

    draft = Draft(specs(Goal), shelf.all(), gone)
    draft.change("rye", "target", "7")
    draft.save()
    assert draft.failure == draft.entries["rye"].trouble
    assert "not there any more" in draft.failure


def test_two_people_who_change_different_fields_both_get_theirs(draft: Draft, shelf: Shelf) -> None:
    shelf.put("rye", owner="p2")
    draft.change("rye", "target", "7")
    draft.save()
    assert draft.entries["rye"].contest is None
    assert (shelf.records["rye"]["owner"], shelf.records["rye"]["target"]) == ("p2", 7)


def test_two_people_who_change_the_same_field_see_both_versions(draft: Draft, shelf: Shelf) -> None:
    shelf.put("rye", target=5, owner="p2")
    draft.change("rye", "target", "7")
    draft.change("rye", "owner", "p3")
    draft.save()
    contest = draft.entries["rye"].contest
    assert contest is not None
    assert contest.theirs == {"target": 5, "owner": "p2"}
    assert shelf.records["rye"]["target"] == 5
    draft.resolve("rye", "target", "mine")
    assert draft.edits() == []
    draft.resolve("rye", "owner", "theirs")
    draft.save()
    assert (shelf.records["rye"]["target"], shelf.records["rye"]["owner"]) == (7, "p2")
    assert draft.entries["rye"].shown(draft.spec["owner"]) == "p2"


def test_a_goal_that_somebody_removed_can_be_kept_or_let_go(draft: Draft, shelf: Shelf) -> None:
    for id, side in (("rye", "mine"), ("spelt", "theirs")):
        shelf.drop(id)
        draft.change(id, "target", "7")
        draft.save()
        assert draft.entries[id].contest is not None
        draft.resolve(id, "", side)  # type: ignore[arg-type]
    draft.save()
    assert (shelf.records["rye"]["name"], shelf.records["rye"]["target"]) == ("Rye", 7)
    assert draft.order == ["rye", "brioche"]


def test_removing_what_somebody_else_just_changed_asks_to_look_again(
    draft: Draft, shelf: Shelf
) -> None:
    def refuse(edits: list[Edit]) -> dict[str, int]:
        from workbook.errors import Conflict

        raise Conflict("goal", "rye", {}, {"name": "Rye 2"}, 2)

    draft.take = refuse
    draft.remove("rye")
    draft.save()
    rye = draft.entries["rye"]
    assert (rye.value("name"), rye.version) == ("Rye 2", 2)
    assert "Look again" in rye.trouble


def test_what_others_saved_is_taken_over_except_where_one_is_typing(
    draft: Draft, shelf: Shelf
) -> None:
    draft.change("rye", "target", "lots")
    new = draft.add()
    shelf.put("rye", owner="p3")
    shelf.put("spelt", owner="p3")
    shelf.put("bun", name="Bun", position=9)
    shelf.drop("brioche")
    assert draft.merge(shelf.all()) == {"spelt", "bun"}
    assert draft.order == ["rye", "spelt", "bun", new]
    assert draft.entries["spelt"].value("owner") == "p3"
    assert draft.entries["rye"].value("owner") == "p1"


def test_words_for_a_goal_that_is_gone_are_ignored(draft: Draft) -> None:
    draft.change("nobody", "name", "x")
    draft.change("rye", "colour", "x")
    draft.remove("nobody")
    draft.move("nobody", 1)
    draft.leave("nobody")
    draft.resolve("rye", "name", "mine")
    assert draft.edits() == []
