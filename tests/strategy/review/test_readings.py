"""Phases are begun by people, one a day, with a reason."""

from datetime import date

import pytest
from pydantic import ValidationError

from tests.insight.kpis import kpi
from tests.insight.small import make, plan
from workbook.errors import WorkbookError
from workbook.strategy import Phase
from workbook.strategy.review.readings import phases_until


def test_a_phase_says_why():
    with pytest.raises((ValidationError, WorkbookError)):
        make(Phase, kpi_id=kpi().id, start=date(2017, 1, 2))


def test_a_quarter_knows_the_phases_that_have_begun_by_its_end_the_newest_last():
    k = kpi()
    starts = (date(2017, 4, 1), date(2016, 10, 3), date(2017, 3, 31))
    phases = [make(Phase, kpi_id=k.id, start=day, reason="New oven") for day in starts]
    found = phases_until(plan(k, *phases), k, date(2017, 3, 31))
    assert [phase.start for phase in found] == [date(2016, 10, 3), date(2017, 3, 31)]
