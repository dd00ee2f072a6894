"""What chance alone gives: the stored table is what a fresh simulation finds."""

import numpy as np
import pytest

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.chance import RULES
from workbook.methods.process_behaviour import false_alarms, recent_alarms, xmr

DRAWS = 1500


def simulated(points, seed):
    """Return how many signals of each rule each of the series of nothing but chance has."""
    rng = np.random.default_rng(seed)
    found = np.zeros((DRAWS, len(RULES)))
    for row, series in zip(found, rng.normal(size=(DRAWS, points)).tolist(), strict=True):
        for signal in xmr(series).signals:
            row[RULES.index(signal.rule)] += 1
    return found


@pytest.mark.parametrize("points", [8, 24, 30, 52])
def test_the_table_is_met_by_a_fresh_simulation(points):
    counts = simulated(points, seed=7)
    within = 4 / np.sqrt(DRAWS)
    for rules in (RULES, ("beyond_limits",), ("run_of_8",), ("range", "near_limit")):
        seen = counts[:, [RULES.index(rule) for rule in rules]]
        expected = false_alarms(points, rules=rules)
        share = (seen.sum(axis=1) > 0).mean()
        assert expected.signals == pytest.approx(
            seen.sum(axis=1).mean(), abs=3 * within * share**0.5
        )
        assert expected.charts == pytest.approx(share, abs=within * max(share, 0.01) ** 0.5)


def test_twenty_kpis_of_two_years_are_all_but_sure_to_hold_a_false_alarm():
    found = false_alarms(24, kpis=20)
    assert found.any > 0.95
    assert 3 < found.charts < found.signals < 8
    assert found.charts == pytest.approx(20 * false_alarms(24).any)


def test_more_points_more_kpis_and_more_rules_give_more_of_them():
    assert false_alarms(6).charts < false_alarms(50).charts < false_alarms(104).charts
    assert false_alarms(104).any < false_alarms(208).any < 1
    assert false_alarms(208).signals == pytest.approx(2 * false_alarms(104).signals)
    assert "104 points" in false_alarms(208).caveat
    assert false_alarms(24, 2).signals == 2 * false_alarms(24).signals
    assert false_alarms(24, rules="range").charts < false_alarms(24, rules=RULES[2:]).charts


def test_what_cannot_be_counted_is_refused():
    with pytest.raises(TooFewPoints):
        false_alarms(5)
    for arguments in ((24, 0), (24.5,), (24, 1, []), (24, 1, ["run_of_7"]), (24, 1, {"range": 1})):
        with pytest.raises(MethodError):
            false_alarms(*arguments)


@pytest.mark.parametrize(("points", "newest"), [(9, 3), (24, 3), (40, 13), (78, 13), (30, 20)])
def test_the_share_with_a_signal_among_the_newest_is_met_by_a_fresh_simulation(points, newest):
    rng = np.random.default_rng(11)
    series = rng.normal(size=(DRAWS, points)).tolist()
    recent = [any(s.index >= points - newest for s in xmr(each).signals) for each in series]
    share = np.mean(recent)
    assert recent_alarms(points, newest) == pytest.approx(share, abs=4 * (share / DRAWS) ** 0.5)


def test_the_newest_points_are_some_of_all():
    assert recent_alarms(24, 0) == 0
    assert recent_alarms(24, 3) < recent_alarms(24, 13) < recent_alarms(24, 24)
    assert recent_alarms(24, 24) == pytest.approx(false_alarms(24).charts)
    assert recent_alarms(9, 9) == pytest.approx(false_alarms(9).charts)
    with pytest.raises(MethodError):
        recent_alarms(24, 25)
    with pytest.raises(TooFewPoints):
        recent_alarms(5, 1)
