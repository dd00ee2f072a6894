"""What people get who go on with the workbook in a notebook of their own."""

from datetime import date, datetime

import pandas as pd
import pytest

from tests.insight.kpis import CALM, Q1, ending, kpi
from tests.insight.small import make, plan
from workbook.errors import WorkbookError
from workbook.insight.codes import codes
from workbook.insight.findings import findings
from workbook.insight.frames import figures_frame, readings_frame, table_frame
from workbook.strategy import Initiative, Objective, Person, Plan
from workbook.strategy.entities import ENTITIES
from workbook.strategy.history import Source

ANA = make(Person, name="Ana Ruiz")
TICKETS = kpi("Tickets", unit="a week", target=60)


@pytest.fixture
def bakery() -> Plan:
    return plan(ANA, TICKETS, kpi("Waste", unit="%"), *ending(TICKETS, *CALM, 58.5))


def test_every_figure_of_the_pack_is_a_row_with_its_code_and_its_origin(bakery: Plan):
    frame = figures_frame(bakery, Q1)
    found = findings(bakery, Q1)
    assert list(frame.index) == [figure.id for figure in found]
    assert frame["printed"].tolist() == [figure.printed for figure in found]
    assert frame["code"].to_dict() == dict(codes(bakery, Q1))
    assert frame.loc["kpi.tickets.target", "value"] == 60
    words = frame.loc["kpi.tickets.signal"]
    assert pd.isna(words["value"])
    assert words["printed"]


def test_figures_of_an_empty_workbook_have_the_same_types(bakery: Plan):
    empty, full = figures_frame(Plan(), Q1), figures_frame(bakery, Q1)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert set(map(str, full.drop(columns="value").dtypes)) == {"string"}
    assert str(full["value"].dtype) == "float64"


def test_readings_stand_under_one_another_by_kpi_and_time(bakery: Plan):
    frame = readings_frame(bakery)
    assert frame["kpi"].unique().tolist() == ["Tickets"]
    assert frame["value"].tolist() == [*map(float, CALM), 58.5]
    assert frame["start"].is_monotonic_increasing
    assert (frame["end"] >= frame["start"]).all()
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert kinds == {name: str(kind) for name, kind in readings_frame(Plan()).dtypes.items()}
    assert kinds["start"] == kinds["end"] == "datetime64[s]"
    assert (kinds["complete"], kinds["rows"], kinds["source"]) == ("boolean", "Int64", "string")
    assert frame["rows"].isna().all()


def test_a_table_has_typed_columns_and_names_beside_ids():
    aim = make(Objective, name="Bake less", owner_id=ANA.id, weight=20, start=date(2026, 7, 1))
    frame = table_frame(plan(ANA, aim), "objective")
    row = frame.loc[aim.id]
    assert (row["name"], row["owner_id"], row["owner"]) == ("Bake less", ANA.id, "Ana Ruiz")
    assert row["start"] == pd.Timestamp(2026, 7, 1)
    assert pd.isna(row["end"]) if "end" in frame else True
    assert str(frame["start"].dtype) == "datetime64[s]"
    assert frame["version"].sum() == 1


def test_moments_are_in_utc():
    source = make(Source, name="till.csv", imported_at=datetime.fromisoformat("2026-07-01T10:00Z"))
    frame = table_frame(plan(source), "source")
    assert frame["imported_at"].tolist() == [pd.Timestamp(2026, 7, 1, 10)]


@pytest.mark.parametrize("model", ENTITIES, ids=lambda model: str(model.__tablename__))
def test_every_kind_of_record_is_a_table_and_has_its_types_when_it_is_empty(model):
    frame = table_frame(Plan(), str(model.__tablename__))
    assert set(model.model_fields) - {"id"} <= set(frame.columns)
    assert frame.index.name == "id"
    for field, about in model.model_fields.items():
        if about.annotation is date:
            assert str(frame[field].dtype) == "datetime64[s]"


def test_a_table_that_there_is_not_is_refused_with_those_that_there_are():
    with pytest.raises(
        WorkbookError, match=r"no table “initiatives”\. It has action, .*initiative"
    ):
        table_frame(Plan(), "initiatives")
    assert table_frame(Plan(), Initiative.__tablename__).empty
