"""How near guesses came: in widths of the usual variation, of nobody in particular."""

from datetime import date
from typing import Any

import pytest

from tests.insight.kpis import kpi, read
from tests.insight.small import line, make, plan
from workbook.insight.review.guesses import guesses
from workbook.quarter import Quarter
from workbook.strategy import Guess, Person, Review
from workbook.strategy.review.guesses import hidden

Q3 = Quarter.parse("2026-Q3")
BEFORE = (50, 52, 50, 52, 50, 52, 50, 52, 50, 52, 50, 52)  # moving range 2: limits at 5.32
FROM = date(2025, 7, 1)


def monthly(**fields: Any) -> Any:
    return kpi("Margin", **{"frequency": "month", "unit": "%", **fields})


def guess(kpi: Any, value: float | None, **fields: Any) -> Any:
    return make(Guess, **{"kpi_id": kpi.id, "quarter": "2026-Q3", "value": value, **fields})


def of(value: float, *now: float, **fields: Any) -> Any:
    """Return what became of a guess on a KPI with a calm year, that read this in the quarter."""
    own = monthly(**fields)
    known = plan(own, guess(own, value), *read(own, *BEFORE, *now, start=FROM))
    [found] = guesses(known, Q3).guessed
    return found


def test_the_difference_is_told_in_distances_from_the_mean_to_a_limit_of_before():
    near, far = of(53, 51, 51, 50.34), of(61, 51, 51, 50.36)
    assert near.apart.value == pytest.approx((53 - 50.34) / 5.32)
    assert near.verdict == "within noise: 0.5 of a limit too high"
    assert far.apart.value == pytest.approx(2)
    assert far.verdict == "beyond noise: 2.0 of a limit too high"
    assert far.sentence == (
        "Margin: guessed 61.00%, it read 50.36%; beyond noise: 2.0 of a limit too high."
    )


def test_what_the_quarter_reads_does_not_move_the_limits_it_is_held_against():
    assert of(51, 51, 51, 90).apart.value == pytest.approx(39 / 5.32)


@pytest.mark.parametrize(
    ("shows", "read_as", "width"), [("mean", 53, 3**-0.5), ("sum", 159, 3**0.5)]
)
def test_a_mean_varies_less_than_a_reading_and_a_sum_more(shows, read_as, width):
    found = of(read_as + 5.32, 53, 53, 53, summary=shows)
    assert found.apart.value == pytest.approx(1 / width)
    assert "carry over" in found.apart.caveat


@pytest.mark.parametrize(
    ("now", "fields", "why"),
    [
        ((), {}, "nothing was read in 2026-Q3"),
        ((51, 51), {"summary": "sum"}, "readings of 2026-Q3 are missing"),
    ],
)
def test_what_was_not_read_is_not_compared(now, fields, why):
    assert of(51, *now, **fields).verdict == f"not compared: {why}"


def test_without_limits_nobody_can_tell_what_is_noise():
    own = monthly()
    known = plan(own, guess(own, 51), *read(own, 50, 51, 52, start=date(2026, 7, 1)))
    [found] = guesses(known, Q3).guessed
    assert found.verdict == "not compared: too few readings before to tell what is noise"


def counted(*values: float, typed: int = 0) -> Any:
    records: list[Any] = [make(Person, name="Ana Ruiz")]
    for place, value in enumerate(values):
        own = kpi(f"KPI {place}", frequency="month", unit="%")
        late = place < typed
        records += [own, guess(own, value, person_id=records[0].id, typed=late)]
        records += read(own, *BEFORE, 51, 51, 51, start=FROM)
    return guesses(plan(*records), Q3)


def test_the_count_is_said_in_a_sentence_and_names_nobody():
    found = counted(51, 52, 50, 53, 70, 20)
    assert found.said == "Of six guesses, four lay within the limits of noise."
    told = " ".join(f"{f.id} {f.label} {f.sources} {f.printed}" for f in found.figures)
    assert "Ana" not in told
    assert {f.id: f.value for f in found.figures if "guesses" in f.id} == {
        "lessons.guesses.compared": 6,
        "lessons.guesses.within": 4,
    }


def test_who_typed_the_reading_in_has_seen_it_and_that_is_said():
    assert counted(51, 80, typed=1).said == (
        "Of two guesses, one lay within the limits of noise. One was given after the last reading "
        "had been typed in: whoever typed it had seen it."
    )


OFF_AND_ON = [("review", {"guess_first": True}), ("guess", {"value": 51.0, "shown": False})]


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        (OFF_AND_ON, True),
        ([*OFF_AND_ON, ("guess", {"shown": True})], True),
        ([*OFF_AND_ON, ("guess", {"shown": True}), ("guess", {"value": 52.0})], False),
        ([("review", {"guess_first": True}), ("guess", {"value": 51.0, "shown": True})], True),
        (OFF_AND_ON[::-1], False),
        ([OFF_AND_ON[0], ("review", {"guess_first": False}), OFF_AND_ON[1]], False),
        (
            [
                OFF_AND_ON[0],
                ("review", {"guess_first": False}),
                ("review", {"guess_first": True}),
                OFF_AND_ON[1],
            ],
            False,
        ),
        ([], True),
    ],
    ids=[
        "while hidden", "then shown", "changed after it was shown", "shown with the same save",
        "before it was hidden", "after all was shown", "hidden anew", "no journal",
    ],
)  # fmt: skip
def test_only_a_guess_given_before_the_look_counts(told, counts):
    own = monthly()
    given = guess(own, 51, shown=True)
    review = make(Review, quarter="2026-Q3", guess_first=True)
    of = {"guess": given, "review": review}
    lines = tuple(
        line(number, of[about], date(2026, 10, 5), {}, after)
        for number, (about, after) in enumerate(told, 1)
    )
    known = plan(own, given, review, *read(own, *BEFORE, 51, 51, 51, start=FROM), changes=lines)
    [found] = guesses(known, Q3).guessed
    assert (found.apart is not None) == counts
    assert counts or found.why == "given or changed after it could be seen"


def test_nothing_is_hidden_unless_people_chose_so_and_never_what_was_shown():
    one, other = monthly(), kpi("Waste")
    shown = guess(other, None, shown=True)
    off, on = (make(Review, quarter="2026-Q3", guess_first=each) for each in (False, True))
    assert hidden(plan(one, other, shown, off), Q3) == set()
    assert hidden(plan(one, other, shown, on), Q3) == {one.id}
    assert hidden(plan(one, other, shown, on), Q3.next) == set()
