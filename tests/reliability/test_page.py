"""What PROMISES.md counts is what the experiments count, and each of them is on it."""

from tests.reliability import page
from tests.reliability.experiments import names


def test_each_experiment_stands_on_the_page_with_what_it_counted() -> None:
    told = page.rows()
    assert sorted(told) == names()
    assert all(each.tried > 0 and each.failures == [] for each in told.values())
