"""Every promise is kept in a small number of tries; `make reliability` tries more."""

import os

import pytest

from tests.reliability import page
from tests.reliability.experiments import experiment, names


@pytest.mark.parametrize("name", names())
def test_a_promise_is_kept(name: str) -> None:
    outcome = experiment(name, 0.1)
    if outcome.missing and os.environ.get("CI") != "true":
        pytest.skip(outcome.missing)
    assert outcome.missing == ""
    assert outcome.tally.failures == []
    assert outcome.tally.tried > 0
    if told := page.rows().get(name):
        assert (told.unit, told.promise) == (outcome.tally.unit, outcome.tally.promise)
