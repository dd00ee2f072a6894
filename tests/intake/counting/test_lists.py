"""People and objectives from the list that an owner keeps: found, added, asked or refused."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbook import Workbook, create_workbook
from workbook.errors import WouldReplace
from workbook.intake import Mapping, Reconciliation, Trial, propose, try_import, undo_import
from workbook.intake.looking import look_as_before
from workbook.intake.tables.table import look
from workbook.strategy import KPI, Department, Objective, Person, Source

GOALS = """Owner,Goal,By when,KPI,Target
Ines Meier,Open a second shop,2026-12-31,Shops,2
José Díaz,Waste less bread,2026-09-30,Bread thrown away,5%
"""


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    book = create_workbook("Corner Shop", tmp_path / "shop.workbook")
    book.add(Person, name="Ines Meier")
    book.add(Person, name="José Díaz")
    return book


def tried(book: Workbook, folder: Path, text: str, said: Mapping = Mapping()) -> Trial:  # noqa: B008
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    table = look(path)
    return try_import(book, table, propose(table, book.plan, said).mapping)


def taken(book: Workbook, folder: Path, text: str, **said: Any) -> Reconciliation:
    return tried(book, folder, text, Mapping(**said)).take(book)


def reasons(trial: Trial) -> dict[int, str]:
    return {refusal.row: refusal.reason for refusal in trial.account.refused}


def test_an_owners_list_of_goals_becomes_objectives_with_their_kpis(
    shop: Workbook, tmp_path: Path
) -> None:
    account = taken(shop, tmp_path, GOALS)
    plan = shop.plan
    opened, wasted = plan.all(Objective)
    assert (opened.name, opened.due, plan.name_of(opened.owner_id)) == (
        "Open a second shop", date(2026, 12, 31), "Ines Meier",
    )  # fmt: skip
    shops, bread = plan.all(KPI)
    assert (shops.name, shops.target, shops.objective_id) == ("Shops", 2, opened.id)
    assert (bread.target, bread.unit, bread.owner_id) == (5, "%", wasted.owner_id)
    assert "Objectives    2 added, 0 changed, 0 unchanged" in str(account)
    assert account.kpis_made == ("Shops", "Bread thrown away")


def test_the_same_list_again_changes_nothing_and_can_be_undone(
    shop: Workbook, tmp_path: Path
) -> None:
    before = shop.plan.records
    taken(shop, tmp_path, GOALS)
    stands = shop.store.records()
    again = taken(shop, tmp_path, GOALS)
    assert (again.added, again.changed, again.unchanged) == (0, (), 2)
    assert shop.store.records() == stands
    (source,) = shop.plan.all(Source)
    assert (source.kind, source.rows_taken) == ("objectives", 2)
    undo_import(shop, source.id)
    left = [record for record in shop.plan.records if not isinstance(record, Source)]
    assert left == list(before)


def test_columns_may_stand_in_any_order_and_wording(shop: Workbook, tmp_path: Path) -> None:
    text = (
        "Bis wann;Ziel;Verantwortlich;Begründung;Notiz\n31.12.2026;Zweite Filiale;ines meier;x;y\n"
    )
    account = taken(shop, tmp_path, text)
    (goal,) = shop.plan.all(Objective)
    assert (goal.due, goal.why) == (date(2026, 12, 31), "x")
    assert shop.plan.name_of(goal.owner_id) == "Ines Meier"
    assert account.warnings == ("Not used: Notiz.",)


def test_what_is_empty_is_filled_and_what_stands_otherwise_is_asked_about(
    shop: Workbook, tmp_path: Path
) -> None:
    shop.add(Objective, name="open a second shop", due=date(2027, 3, 31))
    trial = tried(shop, tmp_path, GOALS)
    assert [str(each) for each in trial.asks] == [
        "open a second shop, Due: 31 March 2027 → 31 December 2026 (as it stands in the workbook)"
    ]
    with pytest.raises(WouldReplace, match="would replace one answer"):
        trial.take(shop)
    assert len(shop.plan.all(Objective)) == 1
    kept = trial.take(shop, replacing=False)
    opened = shop.plan.all(Objective)[0]
    assert (opened.due, shop.plan.name_of(opened.owner_id)) == (date(2027, 3, 31), "Ines Meier")
    assert kept.changed == ("open a second shop: Owner (empty) → Ines Meier",)
    assert len(kept.kept) == 1
    tried(shop, tmp_path, GOALS).take(shop, replacing=True)
    assert shop.plan.all(Objective)[0].due == date(2026, 12, 31)


def test_names_are_found_whatever_their_capitals_and_accents(
    shop: Workbook, tmp_path: Path
) -> None:
    taken(shop, tmp_path, "Goal,Owner\nGrow,JOSE DIAZ\n")
    (goal,) = shop.plan.all(Objective)
    assert shop.plan.name_of(goal.owner_id) == "José Díaz"


def test_people_whom_nobody_knows_are_added_only_when_somebody_says_so(
    shop: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Goal,Owner,Team\nGrow,Ada Quist,Bakery\nSleep,Ines Meier,Bakery\n")
    table = look(path)
    asked = propose(table, shop.plan)
    (question,) = asked.questions
    assert question.text.startswith("The workbook does not have “Ada Quist” and “Bakery” yet.")
    without = try_import(shop, table, propose(table, shop.plan, Mapping(adding=False)).mapping)
    assert reasons(without)[2] == (
        "Owner “Ada Quist” is not among the people yet. Add them there first. "
        "Department “Bakery” is not among the departments yet. Add them there first."
    )
    account = try_import(shop, table, asked.mapping).take(shop)
    assert account.made == ("Ada Quist (person)", "Bakery (department)")
    assert [person.name for person in shop.plan.all(Person)][-1] == "Ada Quist"
    assert [department.name for department in shop.plan.all(Department)] == ["Bakery"]


def test_a_goal_may_be_part_of_one_that_stands_below_it(shop: Workbook, tmp_path: Path) -> None:
    taken(shop, tmp_path, "Goal,Part of,Owner\nOpen a shop,Grow,Ines Meier\nGrow,,Ines Meier\n")
    first, second = shop.plan.all(Objective)
    assert (first.parent_id, second.parent_id) == (second.id, None)
    trial = tried(shop, tmp_path, "Goal,Part of,Owner\nSell,Heaven,Ines Meier\n")
    assert reasons(trial) == {2: "Part of “Heaven” is neither in the workbook nor in this file."}


def test_every_refusal_is_in_the_sentence_of_the_entity(shop: Workbook, tmp_path: Path) -> None:
    text = """Goal,Start,By when,Weight,Level,Owner
Late,2026-05-01,2026-04-01,10,company,Ines Meier
Heavy,2026-05-01,2026-06-01,140,company,Ines Meier
High,2026-05-01,2026-06-01,10,galaxy,Ines Meier
When,2026-05-01,soon,10,team,Ines Meier
,2026-05-01,2026-06-01,10,team,Ines Meier
Fine,2026-05-01,2026-06-01,10,team,Ines Meier
"""
    trial = tried(shop, tmp_path, text)
    assert reasons(trial) == {
        2: "The due date lies before the start, 1 May 2026.",
        3: "Weight has to be 100 or less.",
        4: "“galaxy” is not a choice here. Choose: Company, Department, Team, Person.",
        5: "By when “soon” is not a date.",
        6: "The name of the objective is empty.",
    }
    assert (trial.account.rows_read, trial.account.rows_taken) == (6, 1)
    trial.take(shop)
    assert [goal.name for goal in shop.plan.all(Objective)] == ["Fine"]


def test_a_goal_may_have_several_kpis_below_each_other(shop: Workbook, tmp_path: Path) -> None:
    text = "Goal,Owner,KPI,Target\nGrow,Ines Meier,Sales,10000\n,,Visitors,900 people\n"
    text += "Grow,,Shops,lots\n"
    account = taken(shop, tmp_path, text)
    (goal,) = shop.plan.all(Objective)
    assert [(kpi.name, kpi.target, kpi.unit) for kpi in shop.plan.all(KPI)] == [
        ("Sales", 10000, ""), ("Visitors", 900, "people"), ("Shops", None, ""),
    ]  # fmt: skip
    assert {kpi.objective_id for kpi in shop.plan.all(KPI)} == {goal.id}
    assert account.warnings == (
        "Row 4: Target “lots” is no number, and left out.",
        "Rows without a name were taken for the one above them: 3.",
    )


def test_two_rows_of_one_goal_that_contradict_each_other_are_refused(
    shop: Workbook, tmp_path: Path
) -> None:
    text = "Goal,Owner,By when\nGrow,Ines Meier,2026-01-01\nGROW,Ines Meier,2027-01-01\nSell,,\n"
    trial = tried(shop, tmp_path, text)
    assert reasons(trial) == dict.fromkeys((2, 3), "“Grow” stands in rows 2 and 3. Keep one.") | {
        3: "“GROW” stands in rows 2 and 3. Keep one."
    }


def test_a_target_below_its_baseline_is_to_fall(shop: Workbook, tmp_path: Path) -> None:
    taken(shop, tmp_path, "Goal,Owner,KPI,Baseline,Target\nWaste less,Ines Meier,Waste,12%,5%\n")
    (kpi,) = shop.plan.all(KPI)
    assert (kpi.direction, kpi.baseline, kpi.at_odds) == ("lower is better", 12, "")


def test_people_come_with_role_and_department_and_their_email_is_left_alone(
    shop: Workbook, tmp_path: Path
) -> None:
    text = "Vorname;Nachname;Funktion;Abteilung;E-Mail\nInes;Meier;Chefin;Laden;i@x.example\n"
    account = taken(shop, tmp_path, text + "Tom;Adler;Fahrer;Laden;t@x.example\n")
    ines, _, tom = shop.plan.all(Person)
    assert (ines.role, tom.name, shop.plan.name_of(tom.department_id)) == (
        "Chefin", "Tom Adler", "Laden",
    )  # fmt: skip
    assert account.warnings == ("Not used: E-Mail.",)
    assert (account.added, len(account.changed)) == (1, 1)
    assert "i@x.example" not in str(shop.store.records())


def test_of_two_people_of_one_name_nobody_is_picked(shop: Workbook, tmp_path: Path) -> None:
    shop.add(Person, name="Ines Meier")
    trial = tried(shop, tmp_path, "Goal,Owner\nGrow,Ines Meier\n")
    assert reasons(trial) == {2: "There are several called “Ines Meier”: give each its own name."}


def test_a_last_goal_of_few_words_is_no_footer(shop: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{GOALS}Ines Meier,Sleep more,,,\n", encoding="utf-8")
    table = look_as_before(path, shop.plan)
    try_import(shop, table, propose(table, shop.plan).mapping).take(shop)
    assert [goal.name for goal in shop.plan.all(Objective)][-1] == "Sleep more"
