"""A workshop keeps its day, its blocks and how it was rated, and asks for nothing unasked."""

from datetime import date
from typing import Any

import pytest

from tests.refused import refused
from workbook.quarter import Quarter
from workbook.strategy import Block, Parked, Person, Plan, Session
from workbook.strategy.rules import check
from workbook.strategy.workshop.agenda import asks, blocks, open_session, sessions_in

Q3 = Quarter.parse("2026-Q3")


def session(**fields: Any) -> Session:
    return check(Session, {"id": "s", "name": "Where we go", **fields})
