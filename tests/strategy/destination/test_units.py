"""What a quarter shows of a KPI fits its unit, until somebody chooses."""

import pytest

from tests.insight.kpis import kpi
from workbook.strategy.destination.units import shown_by


@pytest.mark.parametrize(
    ("unit", "name", "shown"),
    [
        ("%", "Bread left over", "mean"),
        ("% of shop sales", "Orders placed ahead", "mean"),
        ("days", "Delivery time", "mean"),
        ("stars", "Reviews", "mean"),
        ("EUR per head", "Spend", "mean"),
        ("customers a day", "Shop", "mean"),
        ("EUR", "Sales", "mean"),
        ("kEUR", "Takings", "mean"),
        ("€", "Costs", "mean"),
        ("complaints", "Complaints", "mean"),
        ("tickets", "Tickets", "mean"),
        ("EUR", "Cash in the bank", "last"),
        ("EUR", "Overdue invoices", "last"),
        ("orders", "Open orders", "last"),
        ("EUR", "Average basket", "mean"),
        ("cafés", "Café customers", "last"),
        ("people", "Team", "last"),
        ("", "Anything", "last"),
    ],
)
def test_what_each_period_has_anew_is_averaged_and_what_stands_is_read_last(
    unit: str, name: str, shown: str
) -> None:
    assert shown_by(unit, name) == shown


def test_what_somebody_chose_counts_whatever_the_unit() -> None:
    assert kpi(unit="EUR", summary="by unit").shows == "mean"
    assert kpi(unit="EUR", summary="sum").shows == "sum"
