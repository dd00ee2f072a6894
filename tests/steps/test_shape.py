"""Cells of a table that are records, there already or not."""

from datetime import date

from tests.insight.small import make
from workbook.errors import InvalidEntry
from workbook.steps.shape import Place, Row
from workbook.strategy import Reading, Restatement

SHOP = {"department_id": "shop", "theme_id": "late"}
SAID = make(Restatement, **SHOP, words="We open at six.")
JULY = {"kpi_id": "loaves", "start": date(2026, 7, 1)}
READ = make(Reading, **JULY, value=60, source_id="till")
EMPTY = Place(Restatement, SHOP)


def row(place: Place) -> Row:
    return Row("late", {"about": "Late"}, {name: (place, name) for name in ("words", "judged")})


def test_a_place_without_a_record_holds_what_a_new_one_would_begin_with() -> None:
    assert EMPTY.value("judged") == "not read yet"
    assert Place(Reading, JULY).value("value") is None
    assert Place(Restatement, SHOP, SAID).value("words") == "We open at six."


def test_what_is_first_typed_makes_the_record_in_its_place() -> None:
    edit = EMPTY.edit({"words": "We open at six."})
    assert edit is not None
    assert (edit.fields, edit.version) == ({**SHOP, "words": "We open at six."}, None)


def test_what_is_typed_over_a_record_changes_it_and_sets_what_goes_with_typing() -> None:
    edit = Place(Reading, JULY, READ, {"value": {"source_id": None}}).edit({"value": 61})
    assert edit is not None
    assert (edit.id, edit.version) == (READ.id, READ.version)
    assert edit.fields == {"value": 61, "source_id": None}


def test_a_note_on_what_a_file_gave_leaves_it_the_files() -> None:
    edit = Place(Reading, JULY, READ, {"value": {"source_id": None}}).edit({"note": "Fair day"})
    assert edit is not None
    assert edit.fields == {"note": "Fair day"}


def test_a_refusal_stands_beside_the_cell_that_it_is_about() -> None:
    august = Place(Reading, {**JULY, "start": date(2026, 8, 1)})
    cells = {"july": (Place(Reading, JULY, READ), "value"), "august": (august, "value")}
    refused = InvalidEntry("reading", {"value": "Value is too large."}, august.id)
    found = Row("loaves", {}, cells).beside(refused)
    assert (found.problems, found.id) == ({"august": "Value is too large."}, "loaves")


def test_emptying_what_a_record_cannot_do_without_takes_it_away() -> None:
    edit = Place(Reading, JULY, READ).edit({"value": None})
    assert edit is not None
    assert (edit.id, edit.fields) == (READ.id, None)
    assert Place(Reading, JULY).edit({"value": None}) is None


def test_the_fields_of_one_record_are_saved_together() -> None:
    assert row(EMPTY).changes({"words": "Six.", "judged": "in part"}) == [
        (EMPTY, {"words": "Six.", "judged": "in part"})
    ]


def test_a_row_is_another_one_once_a_record_in_it_or_its_words_are() -> None:
    newer = SAID.model_copy(update={"version": 2})
    places = [EMPTY, Place(Restatement, SHOP, SAID), Place(Restatement, SHOP, newer)]
    assert len({row(place).version for place in places}) == 3
    assert row(EMPTY).version != Row("late", {"about": "Never late"}, row(EMPTY).cells).version
