"""What was said of a file once is known again by its header: here, and at another client's."""

import json
from pathlib import Path

import pytest

from workbook import Workbook, create_workbook
from workbook.errors import ImportRefused
from workbook.intake import KpiRule, Mapping, propose, try_import, try_readings, undo_import
from workbook.intake.layouts.remembered import (
    layout_of,
    read_layout,
    remember,
    said_of,
    write_layout,
)
from workbook.intake.looking import look_as_before
from workbook.intake.tables.settings import Settings
from workbook.intake.tables.table import look
from workbook.store import Edit, Store
from workbook.store.database import connect
from workbook.strategy import KPI, FileLayout, Plan, Source

BANK = "Buchung;Text;Betrag\n03.08.2026;Kasse;120,50\n04.08.2026;Kasse;80,00\n"
SAID = Mapping(
    "transactions", {"Buchung": "date", "Betrag": "amount"}, "month",
    (KpiRule.parse("Takings=sum:Betrag"),),
)  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path) -> Workbook:
    return create_workbook("Corner Shop", tmp_path / "shop.workbook")


def write(folder: Path, text: str, name: str = "bank.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def taken(
    book: Workbook, path: Path, said: Mapping = SAID, settings: Settings | None = None
) -> None:
    table = look(path, settings or Settings())
    try_import(book, table, propose(table, book.plan, said).mapping).take(book)


def test_a_layout_is_remembered_with_the_import_and_asked_for_no_more(
    shop: Workbook, tmp_path: Path
) -> None:
    taken(shop, write(tmp_path, BANK))
    september = write(tmp_path, BANK.replace(".08.", ".09."), "september.csv")
    table = look_as_before(september, shop.plan)
    found = propose(table, shop.plan)
    (layout,) = shop.plan.all(FileLayout)
    assert (found.settled, found.layout) == (True, layout.id)
    assert found.mapping.kpis == SAID.kpis
    assert found.why == "As you said of bank.csv, which has the same columns."
    try_import(shop, table, found.mapping).take(shop)
    assert len(shop.plan.all(FileLayout)) == 1


def test_columns_in_another_order_or_typed_otherwise_are_the_same(
    shop: Workbook, tmp_path: Path
) -> None:
    taken(shop, write(tmp_path, BANK))
    turned = write(tmp_path, "BETRAG;text;buchung\n1,50;Kasse;03.09.2026\n", "turned.csv")
    found = propose(look(turned), shop.plan)
    assert found.settled
    assert [str(kpi.rule) for kpi in found.mapping.kpis] == ["sum:BETRAG"]


def test_a_layout_that_no_longer_fits_says_so_and_is_not_used(
    shop: Workbook, tmp_path: Path
) -> None:
    taken(shop, write(tmp_path, BANK))
    without = write(tmp_path, BANK.replace("Betrag", "Summe"), "without.csv")
    found = propose(look(without), shop.plan)
    assert found.layout == ""
    assert found.notes == ("The layout of bank.csv was not used: “Betrag” is no longer there.",)


def test_a_file_with_other_columns_besides_is_read_so_once_that_is_confirmed(
    shop: Workbook, tmp_path: Path
) -> None:
    taken(shop, write(tmp_path, BANK))
    more = "Buchung;Text;Betrag;Info\n03.09.2026;Kasse;1,50;x\n"
    found = propose(look(write(tmp_path, more, "more.csv")), shop.plan)
    assert (found.sure, found.settled, found.open) == ("likely", False, ())
    assert "has other columns besides" in found.notes[0]


def test_what_was_said_of_dates_is_remembered_too(shop: Workbook, tmp_path: Path) -> None:
    text = "Day,Sales\n03/04/2026,5\n04/04/2026,6\n"
    said = Mapping("readings", every="day")
    taken(shop, write(tmp_path, text, "days.csv"), said, Settings(order="day first"))
    again = look_as_before(write(tmp_path, text.replace("/04/", "/05/"), "may.csv"), shop.plan)
    assert again.settings.order == "day first"
    assert propose(again, shop.plan).settled


def test_a_header_that_was_pointed_at_is_found_again(shop: Workbook, tmp_path: Path) -> None:
    text = "Day,Sales\n2026,2026\nOn,Takings\n2026-04-03,5\n2026-04-04,6\n"
    taken(shop, write(tmp_path, text), Mapping("readings", every="day"), Settings(header=3))
    again = look_as_before(write(tmp_path, text, "again.csv"), shop.plan)
    assert again.columns == ("On", "Takings")


def test_how_often_a_kpi_is_read_is_what_the_workbook_says_by_now(
    shop: Workbook, tmp_path: Path
) -> None:
    text = "Day,Takings\n2026-04-06,5\n2026-04-14,6\n"
    taken(shop, write(tmp_path, text), Mapping("readings", every="day"))
    (kpi,) = shop.plan.all(KPI)
    shop.save([Edit(KPI, kpi.id, {"frequency": "week"}, kpi.version)])
    found = propose(look(write(tmp_path, text, "again.csv")), shop.plan)
    assert (found.mapping.every, found.settled) == (None, True)


def test_nothing_is_remembered_of_a_file_that_tells_all_by_itself(
    shop: Workbook, tmp_path: Path
) -> None:
    try_readings(shop, look(write(tmp_path, "kpi,period,value\nSales,2026-07,1\n"))).take(shop)
    assert shop.plan.all(FileLayout) == ()


def test_an_import_that_is_undone_is_remembered_no_more(shop: Workbook, tmp_path: Path) -> None:
    taken(shop, write(tmp_path, BANK))
    (source,) = shop.plan.all(Source)
    undo_import(shop, source.id)
    assert shop.plan.all(FileLayout) == ()


def test_a_layout_goes_out_with_an_export_and_comes_back(shop: Workbook, tmp_path: Path) -> None:
    taken(shop, write(tmp_path, BANK))
    shop.export(tmp_path / "out")
    (kept,) = json.loads((tmp_path / "out" / "file_layout.json").read_text(encoding="utf-8"))
    assert (kept["name"], kept["columns"]["Betrag"]) == ("bank.csv", "amount")
    assert kept["kpis"] == {"Takings": "sum:Betrag"}
    copy = Workbook(str(tmp_path / "copy"), Store(connect(str(tmp_path / "copy"), create=True)))
    copy.restore(tmp_path / "out")
    assert copy.plan.all(FileLayout) == shop.plan.all(FileLayout)


def test_a_layout_is_carried_to_another_client_as_a_file(shop: Workbook, tmp_path: Path) -> None:
    bank = look(write(tmp_path, BANK))
    path = tmp_path / "bank.layout.json"
    layout = layout_of(bank, propose(bank, Plan(), SAID).mapping)
    path.write_text(write_layout(layout), encoding="utf-8")
    edit = remember(shop.plan, read_layout(path))
    assert edit is not None
    shop.save([edit])
    assert propose(bank, shop.plan).settled
    assert remember(shop.plan, read_layout(path)) is None
    assert said_of(shop.plan.all(FileLayout)[0], bank.columns).kpis == SAID.kpis


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no file layout"),
        ("[1, 2]", "holds no file layout"),
        ('{"about": "strategy-workbook file layout", "name": "x", "header": 5}',
         "cannot be used as a file layout"),
        ('{"about": "strategy-workbook file layout", "name": "x", "kpis": {"A": "rm -rf"}}',
         "is not a KPI with its rule"),
        ('{"about": "strategy-workbook file layout", "name": "x", "columns": {"A": 5}}',
         "cannot be used as a file layout"),
    ],
)  # fmt: skip
def test_a_file_that_holds_no_layout_is_refused_in_words(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(ImportRefused, match=said):
        read_layout(write(tmp_path, text, "layout.json"))
