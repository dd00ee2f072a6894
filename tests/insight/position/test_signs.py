"""The five signs: what people say, what the data say, and where the two part."""

from datetime import date

import pytest

from tests.insight.small import figures, line, make, plan
from workbook.insight.position.signs import signs
from workbook.insight.position.signs_evidence import Data
from workbook.insight.position.signs_people import View, seen_by
from workbook.quarter import Quarter
from workbook.strategy import Action, Initiative, Objective, Person, Priority
from workbook.strategy.position import OwnView, SignsSurvey

Q3 = Quarter.parse("2026-Q3")
ANA = make(Person, name="Ana Ruiz")
CAFES = make(Objective, name="Supply 24 cafés", owner_id=ANA.id, due=date(2026, 12, 31))
SEEN, UNSEEN = "0 1 1 3 2", "3 2 1 1 0"


def sat(day=date(2026, 9, 1), **counts):
    return make(SignsSurvey, day=day, asked=11, **counts)


def standing(sign, *records, **facts):
    found = signs(plan(ANA, CAFES, *records, **facts), Q3)
    return next(each for each in found.standings if each.sign == sign)


def work(name, **fields):
    return make(Initiative, name=name, owner_id=ANA.id, due=date(2026, 12, 1), **fields)


def test_before_anybody_has_judged_there_are_no_figures_and_no_concerns():
    found = signs(plan(ANA, CAFES), Q3)
    assert not found.begun
    assert (found.figures, found.concerns, found.gains) == ((), (), ())


def test_mean_agreement_and_how_many_see_it_are_reckoned_by_hand():
    found = figures(signs(plan(sat(support="0 1 1 2 1")), Q3))
    # Marks 2, 3, 4, 4, 5: mean 3.6, variance 1.3 against 2 for marks at random.
    assert found["signs.support.mean"] == pytest.approx(3.6)
    assert found["signs.support.agreement"] == pytest.approx(1 - 1.3 / 2)
    assert (found["signs.support.seen"], found["signs.support.answers"]) == (3, 5)


def test_of_few_answers_the_figures_say_so():
    found = signs(plan(sat(support="0 1 1 2 1")), Q3).figure("signs.support.mean")
    assert "5 people answered" in found.caveat
    assert found.sources == ("signs survey, 1 September 2026, 5 answers of 11 asked",)


@pytest.mark.parametrize(
    ("counts", "view"),
    [
        (SEEN, View.SEEN),
        (UNSEEN, View.UNSEEN),
        ("1 1 2 1 1", View.DIVIDED),
        ("3 0 0 3 0", View.DIVIDED),
    ],
)
def test_most_is_more_than_half_of_those_who_answered(counts, view):
    assert standing("support", sat(support=counts)).view == view


def test_the_newest_sitting_counts_and_is_held_against_the_one_before():
    before, now = sat(date(2026, 3, 1), support=SEEN), sat(support=UNSEEN)
    found = signs(plan(before, now), Q3)
    seen = found.standings[0].seen
    assert (seen.now.see_it, seen.trend) == ("1 of 7 sees it", "On 1 March 2026 it was 5 of 7.")
    assert figures(found)["signs.support.change"] == pytest.approx(14 / 7 - 27 / 7)
    assert found.gains == ("Most people no longer see “Work and goals” as like us.",)


def test_a_sitting_after_the_quarter_is_of_no_concern_to_it():
    assert not signs(plan(sat(date(2026, 10, 1), support=SEEN)), Q3).begun


def test_what_few_all_said_is_told_as_a_range_so_that_no_mark_can_be_told():
    few = signs(plan(sat(support="0 0 0 0 6")), Q3)
    assert few.figure("signs.support.mean").printed == "4 or 5"
    many = signs(plan(sat(support="0 0 0 0 11")), Q3)
    assert many.figure("signs.support.mean").printed == "5.0"


def test_two_sittings_that_together_tell_of_one_person_are_not_both_shown():
    before = sat(date(2026, 3, 1), support="1 1 1 3 2", benefit="1 1 1 3 2")
    left = sat(support="1 1 1 3 1", benefit="1 2 1 2 1")
    told, fine = (seen for seen in seen_by([before, left]) if seen.sign in ("support", "benefit"))
    assert (told.now, told.figures) == (None, ())
    assert told.hidden == "Set beside 1 March 2026 it would tell what one person answered."
    assert fine.now is not None


def test_a_hidden_sitting_is_nothing_that_a_later_one_is_held_against():
    days = (date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1))
    surveys = [
        sat(d, support=c)
        for d, c in zip(days, ("1 1 1 3 2", "1 1 1 3 1", "2 2 1 1 1"), strict=True)
    ]
    seen = seen_by(surveys)[0]
    assert seen.before.survey.day == days[0]


def test_five_who_came_at_once_tell_of_nobody():
    before, now = sat(date(2026, 3, 1), support="1 1 1 1 1"), sat(support="2 2 2 2 2")
    assert seen_by([before, now])[0].now is not None


def test_an_own_view_is_no_survey():
    own = make(OwnView, day=date(2026, 9, 1), support="4")
    each = standing("support", own)
    assert (each.own, each.seen, each.view, each.verdict) == (4, None, None, "")
    assert signs(plan(own), Q3).concerns == ()


def test_support_is_held_against_what_serves_an_objective():
    bare = [work(f"Work {n}") for n in range(3)]
    each = standing("support", *bare, work("App", objective_ids=[CAFES.id]), sat(support=UNSEEN))
    assert each.evidence.told == "1 of 4 initiatives and actions serve an objective"
    assert each.evidence.data == Data.SHOW
    assert each.sentence == (
        "The data show it, people do not see it: 1 of 7 says that they cannot tell how their work "
        "supports the goals; 1 of 4 initiatives and actions serve an objective."
    )


def test_an_action_serves_what_its_priority_serves():
    aim = make(Priority, quarter="2026-Q2", name="More cafés", objective_id=CAFES.id)
    on_it = make(Action, quarter="2026-Q2", name="Call", priority_id=aim.id)
    beside = make(Action, quarter="2026-Q2", name="Paint")
    told = standing("support", aim, on_it, beside).evidence.told
    assert told == "1 of 2 initiatives and actions serve an objective"


def test_ownership_is_held_against_owners_and_what_was_done():
    done = [
        make(Action, quarter="2026-Q2", name=f"Act {n}", owner_id=ANA.id, status=status)
        for n, status in enumerate(("done", "dropped", "dropped"))
    ]
    each = standing("ownership", *done, sat(ownership=SEEN))
    assert each.evidence.told == (
        "1 of 1 live items have an owner; 1 of 3 agreed actions that were due are done"
    )
    assert (each.evidence.data, each.verdict) == (
        Data.SHOW, "People see it, and the data show it",
    )  # fmt: skip


def test_an_agreed_action_that_is_not_due_yet_tells_nothing():
    later = make(Action, quarter="2026-Q2", name="Call", owner_id=ANA.id, due=date(2026, 12, 1))
    told = standing("ownership", later).evidence.told
    assert told == "2 of 2 live items have an owner"


def test_benefit_is_held_against_work_that_has_a_kpi_to_move():
    begun = work("App", status="in progress", start=date(2026, 2, 1))
    each = standing("benefit", begun, sat(benefit=UNSEEN))
    assert each.evidence.told == "0 of 1 initiatives begun have a KPI to move"
    assert each.evidence.data == Data.SHOW


def test_priorities_are_held_against_the_journal():
    moved = [
        line(1, CAFES, date(2026, 6, 1), {}, CAFES.model_dump(mode="json")),
        *(
            line(n, CAFES, date(2026, 7, n), {"due": "2026-10-31"}, {"due": "2026-12-31"})
            for n in range(2, 5)
        ),
    ]
    each = standing("priorities", sat(priorities=SEEN), changes=tuple(moved))
    assert each.evidence.told == "the journal has 3 changes of priority, 3 without a reason"
    assert each.sentence == (
        "5 of 7 say that priorities shift and nobody says why; the journal has 3 changes of "
        "priority, 3 without a reason."
    )


@pytest.mark.parametrize(
    ("sign", "lacks"),
    [
        ("support", "no work is under way"),
        ("benefit", "no initiative has begun"),
        ("approval", "nobody has said who approves work"),
        ("priorities", "the journal does not reach back before the quarter"),
    ],
)
def test_where_data_lack_it_says_which(sign, lacks):
    each = standing(sign, sat(**{sign: SEEN}))
    assert (each.evidence.told, each.evidence.data) == (lacks, Data.NONE)
    assert each.verdict == "People see it; there are no data"


def test_the_sign_that_most_see_comes_first_and_the_others_are_named():
    found = signs(plan(sat(support=SEEN, benefit="0 0 1 3 3", approval=UNSEEN)), Q3)
    first, second = found.concerns
    assert first.startswith("6 of 7 say that nobody knows whether the work pays")
    assert second == "Most people also see “Work and goals” (5 of 7)."


def test_no_figure_stands_twice():
    found = signs(plan(ANA, CAFES, work("App", status="in progress", start=date(2026, 2, 1)),
                       sat(date(2026, 3, 1), support=SEEN, benefit=SEEN),
                       sat(support=UNSEEN, benefit=UNSEEN)), Q3)  # fmt: skip
    assert len(figures(found)) == len(found.figures)
