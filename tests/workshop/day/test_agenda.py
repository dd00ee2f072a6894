"""Agendas are plain files: those that ship hold together, and a wrong line says where it is."""

import re
from pathlib import Path

import pytest

from workbook.errors import NotFound, WorkbookError
from workbook.strategy.outline import STEPS
from workbook.workshop.day import agenda as module
from workbook.workshop.day.agenda import Agenda, agenda, agenda_files, agendas
from workbook.workshop.day.outputs import CHECKS
from workbook.workshop.day.timetable import say_time

CHAPTERS = {chapter.name for step in STEPS for chapter in step.chapters}
SHIPPED, _ = agendas()
OWN = """
title = "Evening"
about = "Two hours after closing time."
begins = "18:00"

[[block]]
title = "Choice"
minutes = 60
output = "One thing."
method = "Choose."
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "evening.toml"


def test_three_agendas_ship_the_shortest_first():
    assert [(each.name, each.days) for each in SHIPPED] == [
        ("four_hours", 1), ("six_hours", 1), ("two_days", 2),
    ]  # fmt: skip


def test_the_day_is_the_one_that_was_promised():
    day = next(each for each in SHIPPED if each.name == "six_hours")
    work = {b.title: b.minutes for b in day.blocks if b.asks}
    assert work == {
        "Ground rules": 20, "Destination": 45, "Position": 60, "Futures": 40, "Choice": 75,
        "Route": 45, "Premortem, owners and dates": 30, "Close": 15,
    }  # fmt: skip
    assert say_time(day.timetable.ends) == "15:30"


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda each: each.name)
def test_what_ships_names_what_there_is_and_interrupts_nothing(shipped: Agenda):
    for block in shipped.blocks:
        assert set(block.checks) <= CHECKS.keys(), block.title
        assert block.chapter in CHAPTERS or not block.chapter, block.title
        assert block.alone or not block.chapter, block.title
        assert len(block.method.split()) <= 75, block.title
    assert not any(held.over for held in shipped.timetable.held)
    assert len({block.title for block in shipped.blocks}) == len(shipped.blocks)


def test_an_agenda_of_ones_own_needs_little(own: Path):
    own.write_text(OWN, "utf-8")
    found = agenda(own)
    assert (found.name, found.blocks[0].asks, found.timetable.minutes) == ("evening", (), 60)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (OWN.replace('output = "One thing."', ""), "[[block]] 1: “output” is missing."),
        (OWN.replace("60", '"sixty"'), "[[block]] 1: “minutes” has to be a whole number."),
        (OWN.replace("60", "0"), "[[block]] 1: “minutes” is missing."),
        (OWN.replace("60", "900"), "[[block]] 1: “minutes” lie between 1 and 600."),
        (OWN + "least = 90", "“least” lies between 0 and its 60 minutes."),
        (OWN + 'asks = "scores"', "“asks” has to be a list of names in quotes."),
        (OWN + "may_drop = 1", "“may_drop” has to be true or false."),
        (OWN + 'starts = "noon"', "“starts” has to be a time of day, such as 9:30."),
        (OWN + 'color = "red"', "there is no “color” here."),
        (OWN + "day = 9", "“day” lies between 1 and 5."),
        (OWN.replace("title = \"Evening\"", ""), "“title” is missing."),
        (OWN.replace("18:00", "6 in the evening"), "“begins” has to be a time of day"),
        (OWN.partition("[[")[0], "has no [[block]]."),
        (OWN + 'starts = "12:00"', "“Choice” would begin before the day does."),
        (OWN + "day = 2\n" + OWN[OWN.index("[[") :], "an earlier day stands behind one of a later"),
        (OWN + "[[", "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_said_with_its_place(own: Path, wrong: str, sentence: str):
    own.write_text(wrong, "utf-8")
    with pytest.raises(WorkbookError, match=re.escape(sentence)) as refused:
        agenda(own)
    assert str(own) in str(refused.value)


def test_one_wrong_file_hides_no_other(own: Path, monkeypatch: pytest.MonkeyPatch):
    own.write_text(OWN + "[[", "utf-8")
    monkeypatch.setattr(module, "agenda_files", lambda _: (*agenda_files(), own))
    found, troubles = agendas()
    assert found == SHIPPED
    assert len(troubles) == 1


def test_an_agenda_that_is_not_there_is_named(own: Path):
    with pytest.raises(NotFound, match=re.escape(str(own))):
        agenda(own)


def test_an_agenda_of_ones_own_lies_beside_the_workbook_and_counts_more(tmp_path: Path):
    folder = tmp_path / "agendas"
    folder.mkdir()
    (folder / "evening.toml").write_text(OWN, "utf-8")
    (folder / "six_hours.toml").write_text(OWN.replace("Evening", "Our day"), "utf-8")
    found, troubles = agendas(tmp_path)
    assert [each.title for each in found] == ["Evening", "Our day", "Half a day", "Two days"]
    assert troubles == ()


def test_a_folder_in_the_place_of_an_agenda_is_told(tmp_path: Path):
    (tmp_path / "agendas" / "odd.toml").mkdir(parents=True)
    found, [trouble] = agendas(tmp_path)
    assert len(found) == 3
    assert "odd.toml cannot be read" in trouble
