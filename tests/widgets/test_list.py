"""What a list and a table owe to whoever pastes, removes, and types a name twice."""

import pytest

from tests.forms.shelf import PEOPLE, Shelf
from tests.widgets.bakery import goals, leaving
from tests.widgets.said import answers, tell, typed
from workbook.widgets import RowTable, SaveBar

LINE = ["name", "owner", "due"]


@pytest.fixture
def table(shelf: Shelf) -> RowTable:
    """The goals as a list."""
    return goals(shelf, line=LINE, leaving=leaving(shelf))


@pytest.fixture
def bar(table: RowTable) -> SaveBar:
    """The bar that saves the list."""
    return SaveBar(table)


def names(table: RowTable) -> list[str]:
    return [row["cells"]["name"] for row in table.rows]


def test_a_list_travels_as_a_table_does_and_names_the_fields_of_its_lines(table: RowTable) -> None:
    assert (table.part, table.line) == ("list", LINE)
    assert "cost" in table.rows[0]["cells"]


def test_rows_pasted_onto_a_list_come_at_its_end_and_blank_ones_are_none(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    sent = answers(table)
    tell(table, "paste", id="", name="", block=[["Bun", "So soft"], ["", " "], ["Bagel", ""]])
    tell(bar, "save")
    assert names(table) == ["Rye", "Spelt", "Brioche", "Bun", "Bagel"]
    assert next(m for m in sent if "pasted" in m)["pasted"] == 2
    assert [record["name"] for record in shelf.all()][3:] == ["Bun", "Bagel"]


def test_a_pasted_block_with_the_names_of_its_columns_finds_its_fields(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    block = [["Due", "Goal"], ["1 March 2027", "Bun"]]
    tell(table, "paste", id="", name="", block=block)
    tell(bar, "save")
    assert (shelf.all()[3]["name"], str(shelf.all()[3]["due"])) == ("Bun", "2027-03-01")


def test_a_column_pasted_into_a_sorted_list_goes_down_as_it_is_seen(table: RowTable) -> None:
    order = ["brioche", "rye", "spelt"]
    block = [["1 May 2027"], ["2 May 2027"]]
    tell(table, "paste", id="brioche", name="due", block=block, order=order)
    due = {row["id"]: row["cells"]["due"] for row in table.rows}
    assert due == {"brioche": "1 May 2027", "rye": "2 May 2027", "spelt": ""}


def test_two_of_one_name_are_asked_about_until_they_are_told_apart(table: RowTable) -> None:
    typed(table, "spelt", "name", "rye")
    notes = [row["note"] for row in table.rows]
    assert "another “Rye” here" in notes[0] and "another “rye” here" in notes[1]
    assert notes[2] == ""
    typed(table, "spelt", "name", "Rye, dark")
    assert [row["note"] for row in table.rows] == ["", "", ""]


def test_a_pasted_name_that_is_not_there_yet_is_offered_and_found_once_it_is(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    hired: list[str] = []
    table = goals(shelf, create={"person": hired.append})
    bar = SaveBar(table)
    bar.on_saved = lambda: table.set_choices(
        {"owner": [*PEOPLE, *((name, name) for name in hired)], "needs": []}
    )
    typed(table, "rye", "owner", "Ines Duarte")
    tell(bar, "save")
    assert (table.can_add, table.rows[0]["offers"]) == (["owner"], {"owner": ["Ines Duarte"]})
    tell(table, "create", id="rye", name="owner")
    tell(bar, "save")
    assert hired == ["Ines Duarte"]
    assert (table.rows[0]["problems"], table.rows[0]["offers"]) == ({}, {})
    assert shelf.records["rye"]["owner"] == "Ines Duarte"


def test_a_name_added_elsewhere_is_found_too(table: RowTable, bar: SaveBar, shelf: Shelf) -> None:
    typed(table, "rye", "owner", "Ines Duarte")
    table.set_choices({"owner": [("p9", "Ines Duarte")], "needs": []})
    tell(bar, "save")
    assert (table.rows[0]["problems"], shelf.records["rye"]["owner"]) == ({}, "p9")


def test_what_is_in_use_is_never_called_removed_and_can_be_handed_over(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    shelf.used = {"rye"}
    sent = answers(table)
    tell(table, "remove", id="rye")
    assert all(message["gone"] == [] for message in sent if message["type"] == "patch")
    [question] = [message for message in sent if message["type"] == "used"]
    assert (question["title"], question["lines"]) == ("“Rye”", ["Recipe “Rye loaf”"])
    assert question["heirs"] == [("spelt", "Spelt"), ("brioche", "Brioche")]
    assert question["close"] == "Note that it is closed"
    tell(table, "part", id="rye", way="hand over", heir="spelt")
    assert sent[-1]["problem"] == ""
    assert names(table) == ["Spelt", "Brioche"]
    assert shelf.records["spelt"]["why"] == "Also for Rye"
    assert bar.state == "saved"


def test_what_is_in_use_can_be_closed_instead(table: RowTable, bar: SaveBar, shelf: Shelf) -> None:
    shelf.used = {"rye"}
    tell(table, "remove", id="rye")
    tell(table, "part", id="rye", way="close")
    assert (names(table)[0], shelf.records["rye"]["why"]) == ("Rye", "Closed")
    assert table.rows[0]["note"] == ""


def test_what_was_removed_is_found_after_a_reload_and_brought_back(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    tell(table, "remove", id="spelt")
    later = goals(shelf, line=LINE)
    SaveBar(later)
    sent = answers(later)
    tell(later, "removed")
    [entry] = sent[-1]["entries"]
    assert (entry["words"], names(later)) == ("Spelt", ["Rye", "Brioche"])
    tell(later, "restore", id="", key=entry["key"])
    assert sorted(names(later)) == ["Brioche", "Rye", "Spelt"]
    tell(later, "removed")
    assert sent[-1]["entries"] == []


def test_a_new_line_in_which_nothing_was_typed_goes_without_a_word(table: RowTable) -> None:
    tell(table, "add", id="new")
    tell(table, "drop", id="new")
    assert (names(table), table.removed) == (["Rye", "Spelt", "Brioche"], "")


def test_what_was_typed_before_the_kernel_died_is_taken_again(
    table: RowTable, bar: SaveBar, shelf: Shelf
) -> None:
    kept = {"value": "7", "was": "", "version": 1, "seq": 1}
    tell(table, "again", id="rye", name="target", **kept)
    tell(table, "again", id="new", name="name", value="Bun", was="", version=None, seq=2)
    tell(bar, "save")
    assert (shelf.records["rye"]["target"], shelf.records["new"]["name"]) == (7, "Bun")


def test_what_was_typed_before_the_kernel_died_is_not_put_over_what_others_saved_since(
    shelf: Shelf,
) -> None:
    shelf.put("rye", target=5)
    table = goals(shelf, line=LINE)
    bar = SaveBar(table)
    tell(table, "again", id="rye", name="target", value="7", was="", version=1, seq=1)
    tell(bar, "save")
    assert (bar.contests[0]["fields"][0]["mine"], bar.contests[0]["fields"][0]["theirs"]) == (
        "7",
        "5",
    )
    assert shelf.records["rye"]["target"] == 5
    tell(bar, "resolve", id="rye", name="target", side="mine")
    assert shelf.records["rye"]["target"] == 7
