"""A plan is the whole workbook in memory, in list order, and its references can be followed."""

from datetime import date

import pytest

from workbook import Quarter
from workbook.errors import InvalidEntry
from workbook.period import Period
from workbook.strategy import ENTITIES, KPI, Initiative, Milestone, Objective, Plan, Reading, Review
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.quarters import newest_quarter
from workbook.strategy.rules import check


def test_an_entity_refers_only_to_itself_or_an_earlier_one() -> None:
    seen: set[str] = set()
    for model in ENTITIES:
        seen.add(str(model.__tablename__))
        keys = model.__table__.foreign_keys  # type: ignore[attr-defined]
        assert {key.column.table.name for key in keys} <= seen


def test_every_field_that_people_fill_in_has_a_label() -> None:
    unlabelled = [
        f"{model.__name__}.{name}"
        for model in ENTITIES
        for name, field in model.model_fields.items()
        if name not in ("id", "version") and not field.title
    ]
    assert unlabelled == []


def test_names_and_users_are_found_by_id(example: Plan) -> None:
    objective = example.all(Objective)[0]
    assert example.name_of(objective.owner_id) == "Priya Nair"
    assert example.name_of(None) == ""
    users = {type(record) for record, _ in example.users_of(objective.id)}
    assert users >= {Objective, KPI, Initiative}


def test_readings_come_in_time_order_and_only_when_their_period_has_ended(example: Plan) -> None:
    kpi = next(kpi for kpi in example.all(KPI) if kpi.name == "Orders delivered by seven")
    series = example.series(kpi).until(date(2026, 6, 30))
    assert series.starts.tolist() == sorted(series.starts.tolist())
    assert series.period(-1) == Period("week", date(2026, 6, 22))


def test_the_journal_tells_what_a_target_was_before(example: Plan) -> None:
    kpi = next(kpi for kpi in example.all(KPI) if kpi.name == "Gross margin")
    targets = [line.after["target"] for line in example.history(kpi, "target")]
    assert targets == [64.0, 62.0]


def test_two_kpis_of_one_name_have_two_short_names() -> None:
    plan = Plan(tuple(check(KPI, {"name": name}) for name in ("Tickets", "tickets!", "Waste")))
    assert list(kpi_slugs(plan).values()) == ["tickets", "tickets-2", "waste"]


def test_the_newest_quarter_is_the_newest_reviewed_one(example: Plan) -> None:
    assert newest_quarter(example) == Quarter.parse("2026-Q3")
    assert newest_quarter(Plan()) is None


def test_without_a_review_the_newest_quarter_is_that_of_a_complete_reading() -> None:
    kpi = check(KPI, {"name": "Tickets", "frequency": "week"})
    read = [("2026-06-22", True), ("2026-06-29", True), ("2026-10-05", False)]
    rows = [
        check(Reading, {"kpi_id": kpi.id, "start": day, "value": 1, "complete": complete})
        for day, complete in read
    ]
    assert newest_quarter(Plan.of_records((kpi, *rows))) == Quarter.parse("2026-Q3")


def test_a_due_date_before_the_start_is_refused_in_words() -> None:
    with pytest.raises(InvalidEntry) as caught:
        check(Initiative, {"name": "Van", "start": "2026-05-01", "due": "2026-04-30"})
    assert caught.value.problems == {"due": "The due date lies before the start, 1 May 2026."}


@pytest.mark.parametrize(
    ("model", "values", "said"),
    [
        (Objective, {"name": "x", "level": "planet"}, "Level has to be 'company', 'department'"),
        (Objective, {"name": "x" * 201}, "Objective is too long: at most 200 characters."),
        (KPI, {"name": "x", "target": "many"}, "Target has to be a number."),
        (KPI, {"name": "x", "target": float("nan")}, "Target has to be a number."),
        (KPI, {"name": "x", "target_date": "soon"}, "Target date has to be a date, such as"),
        (Review, {"quarter": "next"}, "“next” is not a quarter. Write it like 2026-Q3."),
        (Milestone, {"name": "x"}, "Initiative is still empty."),
    ],
)
def test_what_is_wrong_is_said_by_field(model: type, values: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidEntry) as caught:
        check(model, values)
    assert str(caught.value).startswith(said)
