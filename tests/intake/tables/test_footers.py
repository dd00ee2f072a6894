"""Totals and footers are set aside and told; an article that is called Total is not."""

import pytest

from workbook.intake.tables.opening import pasted
from workbook.intake.tables.settings import Settings
from workbook.intake.tables.table import Table, look


def read(text: str, settings: Settings = Settings()) -> Table:  # noqa: B008
    return look(pasted(text), settings)


TILL = "Date,Item,Amount\n2026-01-02,Coffee,3.00\n2026-01-03,Tea,2.50\n2026-01-04,Scone,4.00\n"


@pytest.mark.parametrize(
    "last",
    [
        "Total,,9.50",
        ",Total,9.50",
        "TOTALS:,,9.50",
        "Grand total,,9.50",
        "Summe,,9.50",
        "Gesamt,,9.50",
        "Sub-total,,9.50",
        "Total général,,9.50",
        "Totaal,,9.50",
        "Total for January 2026,,9.50",
    ],
)
def test_a_row_that_adds_up_the_others_is_no_record(last: str) -> None:
    table = read(f"{TILL}{last}\n")
    assert len(table.numbers) == 3
    [total] = table.totals
    assert (total.row, total.cells["Amount"]) == (5, "9.50")
    assert table.warnings == (f"Set aside as totals or footers: row 5 “{total.label}”.",)
    assert table.rows_read == 3


def test_subtotals_between_the_rows_are_none_either() -> None:
    table = read(
        "Shop,Day,Sum\nNorth,2026-01-02,5\nSubtotal,,5\nSouth,2026-01-02,7\nSubtotal,,7\n"
        "Total,,12\nEnd of report\n"
    )
    assert list(table.column("Sum")) == ["5", "7"]
    assert [total.row for total in table.totals] == [3, 5, 6, 7]


@pytest.mark.parametrize(
    "footer",
    [
        "End of report",
        "Generated on 3 July 2026 at 14:00",
        "* provisional figures, see the note",
        "Page 1 of 1",
        "Source: the till in the shop,,",
    ],
)
def test_a_line_below_the_table_is_a_footer(footer: str) -> None:
    table = read(f"{TILL}\n{footer}\n")
    assert (len(table.numbers), [total.label for total in table.totals]) == (
        3,
        [footer.split(",", maxsplit=1)[0]],
    )


def test_a_header_that_is_printed_on_every_page_is_no_record() -> None:
    table = read(f"{TILL}Date,Item,Amount\n2026-01-05,Tea,2.50\n")
    assert (len(table.numbers), [total.row for total in table.totals]) == (4, [5])


@pytest.mark.parametrize(
    "row",
    [
        "2026-01-05,Total,60.00",  # petrol of that brand
        "2026-01-05,Sum of all fears,9.99",
        "2026-01-05,,1.00",
        "2026-01-05,Tea,",
        ",Tea,1.00",
        "2026-01-05,,",
    ],
)
def test_what_is_only_called_like_a_total_stays_a_record(row: str) -> None:
    table = read(f"{TILL}{row}\n")
    assert (len(table.numbers), table.totals) == (4, ())
    assert table.warnings == ()


def test_an_article_called_total_stays_where_articles_stand_first() -> None:
    text = (
        "Item,Date,Amount\nTotal,2026-01-02,60\nShell,2026-01-03,50\nTotal,2026-01-04,55\nBP,,5\n"
    )
    assert len(read(text).numbers) == 4


def test_totals_can_be_taken_as_rows_where_somebody_says_so() -> None:
    text = f"{TILL}Total,,9.50\n"
    assert len(read(text, Settings(totals="take")).numbers) == 4
    [offered] = [each for each in read(text).recognised if each.what == "totals"]
    assert [choice.value for choice in offered.choices] == ["set aside", "take"]


def test_a_wide_file_of_readings_has_totals_where_its_months_stand() -> None:
    table = read(
        "Month,Sales,Costs\nJanuary 2026,5,1\nFebruary 2026,7,2\nTotal,12,3\nAverage,6,1.5\n"
    )
    assert [total.label for total in table.totals] == ["Total", "Average"]
