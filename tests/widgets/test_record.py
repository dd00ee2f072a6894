"""One record as plain fields: each kind is labelled, saved, and answered kindly."""

from pathlib import Path

import pytest

from tests.forms.shelf import Shelf
from tests.widgets.bakery import vision
from tests.widgets.said import tell
from workbook.widgets import RecordForm, SaveBar


@pytest.fixture
def words(tmp_path: Path) -> Shelf:
    """The bakery's vision, saved once."""
    shelf = Shelf(tmp_path / "vision.json")
    shelf.put("vision", vision="Bread", stage="young", serves=["p2"], horizon="2027-01-31")
    return shelf


@pytest.fixture
def form(words: Shelf) -> RecordForm:
    """The form for it."""
    return vision(words)


@pytest.fixture
def bar(form: RecordForm) -> SaveBar:
    """The bar that saves it."""
    return SaveBar(form)


def test_every_field_has_its_label_and_shows_what_is_saved(form: RecordForm) -> None:
    assert {column["name"]: column["label"] for column in form.columns} == {
        "vision": "Vision",
        "motto": "Motto",
        "horizon": "By when",
        "turnover": "Turnover (EUR)",
        "stage": "Stage",
        "lead": "Founder",
        "told": "Everybody has heard it",
        "serves": "Whom it serves",
    }
    assert form.fields["vision"].value == "Bread"
    assert form.fields["horizon"].value == "2027-01-31"
    assert form.fields["serves"].value == ["p2"]


def test_each_kind_of_field_is_saved(form: RecordForm, bar: SaveBar, words: Shelf) -> None:
    form.fields["motto"].value = "Warm by six"
    form.fields["horizon"].value = "2028-06-30"
    form.fields["turnover"].value = "€ 250,000"
    form.fields["stage"].value = "grown"
    form.fields["lead"].value = "p1"
    form.fields["told"].value = True
    form.fields["serves"].value = ["p2", "p1"]
    tell(bar, "save")
    assert words.records["vision"] == {
        "id": "vision",
        "version": 2,
        "vision": "Bread",
        "motto": "Warm by six",
        "horizon": "2028-06-30",
        "turnover": 250000,
        "stage": "grown",
        "lead": "p1",
        "told": True,
        "serves": ["p2", "p1"],
    }


def test_what_was_typed_is_saved_and_shown_tidily(form: RecordForm, bar: SaveBar) -> None:
    form.fields["turnover"].value = "250000"
    tell(bar, "save")
    assert form.fields["turnover"].value == "250,000"


def test_a_problem_stands_beside_its_field_until_it_is_mended(
    form: RecordForm, bar: SaveBar
) -> None:
    form.fields["turnover"].value = "plenty"
    tell(bar, "save")
    assert "“plenty” is not a number" in form.rows[0]["problems"]["turnover"]
    assert form.fields["turnover"].value == "plenty"
    form.fields["turnover"].value = "250"
    tell(bar, "save")
    assert (form.rows[0]["problems"], bar.state) == ({}, "saved")


def test_a_date_that_is_not_finished_stays_and_is_not_called_saved(
    form: RecordForm, bar: SaveBar, words: Shelf
) -> None:
    tell(form, "half", id="vision", name="horizon", seq=1)
    tell(bar, "save")
    assert form.rows[0]["problems"]["horizon"].startswith("This date is not complete")
    assert (bar.state, bar.sentence) == (
        "problem",
        "“By when” needs another look; the rest is saved.",
    )
    assert words.records["vision"]["horizon"] == "2027-01-31"
    form.fields["horizon"].value = "2028-06-30"
    tell(bar, "save")
    assert (bar.state, words.records["vision"]["horizon"]) == ("saved", "2028-06-30")


def test_a_pasted_column_fills_the_fields_from_there_on(form: RecordForm, bar: SaveBar) -> None:
    block = [["Warm by six"], ["2028-06-30"], ["1,000"]]
    tell(form, "paste", id="vision", name="motto", block=block)
    tell(bar, "save")
    assert [form.fields[name].value for name in ("motto", "horizon", "turnover")] == [
        "Warm by six",
        "2028-06-30",
        "1,000",
    ]


def test_a_new_record_is_saved_under_one_id(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "empty.json")
    form = vision(shelf)
    bar = SaveBar(form)
    for text in ("Bread", "Bread for all"):
        form.fields["vision"].value = text
        tell(bar, "save")
    assert shelf.records["vision"]["vision"] == "Bread for all"
    assert shelf.records["vision"]["version"] == 2


def test_what_a_colleague_saved_is_shown_but_not_over_ones_own_typing(
    form: RecordForm, bar: SaveBar, words: Shelf
) -> None:
    words.put("vision", vision="Bread and cake", motto="Sweet")
    tell(bar, "check")
    assert (form.fields["vision"].value, form.fields["motto"].value) == ("Bread and cake", "Sweet")
    form.fields["motto"].value = "Sweet and"
    words.put("vision", motto="Sour")
    tell(bar, "check")
    assert form.fields["motto"].value == "Sweet and"
    tell(bar, "save")
    assert bar.contests[0]["fields"][0]["theirs"] == "Sour"
    tell(bar, "resolve", id="vision", name="motto", side="theirs")
    assert form.fields["motto"].value == "Sour"


def test_a_record_that_a_colleague_removed_begins_anew(
    form: RecordForm, bar: SaveBar, words: Shelf
) -> None:
    words.drop("vision")
    tell(bar, "check")
    assert form.fields["vision"].value == ""
    form.fields["vision"].value = "Bread again"
    tell(bar, "save")
    assert words.records["vision"]["vision"] == "Bread again"


def test_a_person_who_left_stays_visible_until_another_is_chosen(
    form: RecordForm, bar: SaveBar, words: Shelf
) -> None:
    form.fields["lead"].value = "p1"
    tell(bar, "save")
    form.set_choices({"lead": [("p2", "Jonas Weber")], "serves": [("p9", "Ines")]})
    assert form.fields["lead"].value == "p1"
    assert form.fields["serves"].value == ["p2"]
    assert words.records["vision"]["lead"] == "p1"
    assert bar.state == "saved"
