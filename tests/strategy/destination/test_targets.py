"""A target moves once others may have used it; until then it is only put right."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.insight.kpis import kpi
from workbook.strategy import Change, Plan
from workbook.strategy.destination.targets import target_settings
from workbook.strategy.journal import Journal
from workbook.strategy.plan import SignedOff

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
CAFES = kpi("Cafés", target=48)


def plan(*targets: tuple[float | None, int], who: str = "Ana", signed: int | None = None) -> Plan:
    """Return a plan whose target was set to these values, so many minutes after noon."""
    changes, before = [], None
    for number, (target, minute) in enumerate(targets, 1):
        line: dict[str, Any] = {
            "number": number, "save_id": f"s{number}", "at": NOON + timedelta(minutes=minute),
            "who": who if number == len(targets) else "Ana", "entity": "kpi",
            "record_id": CAFES.id, "verb": "changed",
        }  # fmt: skip
        changes.append(Change(**line, before={"target": before}, after={"target": target}))
        before = target
    facts = []
    if signed is not None:
        facts = [SignedOff("2026-Q2", (NOON + timedelta(minutes=signed)).isoformat(), "Ana", "")]
    return Plan((CAFES,), Journal(changes), tuple(facts))


def moved(found: Plan) -> list[tuple[float | None, float | None]]:
    return [(each.before, each.after) for each in target_settings(found, CAFES) if each.moved]


def test_a_slip_put_right_within_the_hour_is_no_move() -> None:
    assert moved(plan((1.234, 0), (48, 1))) == []
    [first] = target_settings(plan((1.234, 0), (48, 1)), CAFES)
    assert first.after == 48


def test_a_target_changed_on_another_day_has_moved() -> None:
    assert moved(plan((40, 0), (48, 24 * 60))) == [(40, 48)]


def test_a_target_that_somebody_else_changes_has_moved() -> None:
    assert moved(plan((40, 0), (48, 1), who="Ben")) == [(40, 48)]


def test_a_target_that_a_sign_off_has_used_has_moved() -> None:
    assert moved(plan((40, 0), (48, 2), signed=1)) == [(40, 48)]


def test_a_later_sitting_is_one_move_from_what_stood_before() -> None:
    later = 24 * 60
    assert moved(plan((40, 0), (4.8, later), (48, later + 1))) == [(40, 48)]
    assert moved(plan((40, 0), (4.8, later), (40, later + 1))) == []


def test_a_target_taken_away_and_given_again_is_a_first_one() -> None:
    assert moved(plan((40, 0), (None, 24 * 60), (48, 48 * 60))) == [(40, None)]
