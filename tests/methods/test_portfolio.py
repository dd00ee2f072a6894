"""The best affordable set: published optima, laws that hold for any numbers, honest refusals."""

import pydoc
import subprocess
import sys

import numpy as np
import pandas as pd
import pulp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from tests.methods.published import case
from workbook.errors import MethodError, NoFeasibleChoice, TooFewPoints
from workbook.methods import search
from workbook.methods.portfolio import Choice, choose, choose_each

# PuLP announces its fourth version with each variable.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pulp")


@pytest.mark.parametrize("id", ["knapsack_P01", "knapsack_P03", "knapsack_P05", "knapsack_P07"])
def test_burkardts_knapsacks(id):
    found = case(id)
    given = found["input"]
    choice = choose(given["values"], [given["weights"]], [given["capacity"]])
    bits = found["expected"]["optimal_selection"]
    assert choice.value == found["expected"]["optimal_value"]
    assert choice.selected == tuple(i for i, bit in enumerate(bits) if bit == "1")


@pytest.mark.parametrize(
    "id", ["mkp_petersen1", "capital_california_manufacturing", "capital_stockco_base"]
)
def test_published_budgets_petersen_hillier_winston(id):
    found = case(id)
    given, expected = found["input"], found["expected"]
    choice = choose(given["values"], given["constraint_rows_le"], given["rhs"])
    assert choice.value == pytest.approx(expected["optimal_value"], abs=found["tolerance"])
    assert [int(i in choice.selected) for i in range(choice.n)] in expected["optimal_selections"]


def test_hillier_and_liebermans_rules_can_be_said_as_rules():
    choice = choose([9, 5, 6, 4], [[6, 3, 5, 2]], [10], [(2, 0), (3, 1)], [(2, 3)])
    assert (choice.selected, choice.left_out, choice.value) == ((0, 1), (2, 3), 14)


@st.composite
def programmes(draw):
    n, m = draw(st.integers(1, 14)), draw(st.integers(1, 3))
    figure = st.integers(0, 50)
    costs = draw(st.lists(st.lists(figure, min_size=n, max_size=n), min_size=m, max_size=m))
    values = draw(st.lists(st.integers(-5, 50), min_size=n, max_size=n))
    limits = draw(st.lists(st.integers(0, 120), min_size=m, max_size=m))
    place = st.integers(0, n - 1)
    return values, costs, limits, draw(st.lists(st.tuples(place, place), max_size=3))


def _by_pulp(values, costs, limits, requires):
    problem = pulp.LpProblem("portfolio", pulp.LpMaximize)
    x = [pulp.LpVariable(f"x{i}", cat="Binary") for i in range(len(values))]
    problem += pulp.lpDot(values, x)
    for row, limit in zip(costs, limits, strict=True):
        problem += pulp.lpDot(row, x) <= limit
    for child, parent in requires:
        problem += x[child] - x[parent] <= 0
    problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0))
    return round(pulp.value(problem.objective) or 0)  # None where all values are 0


@given(programmes())
@settings(max_examples=60, deadline=None)
def test_no_limit_or_rule_is_broken_and_the_relaxed_bound_never_beaten(programme):
    values, costs, limits, requires = programme
    choice = choose(values, costs, limits, requires)
    assert all(u <= limit for u, limit in zip(choice.used, limits, strict=True))
    assert all(p in choice.selected for c, p in requires if c in choice.selected)
    relaxed = linprog(-np.array(values), A_ub=costs, b_ub=limits, bounds=(0, 1))
    assert choice.value <= -relaxed.fun + 1e-6
    assert sorted(choice.selected + choice.left_out) == list(range(len(values)))


@given(programmes())
@settings(max_examples=12, deadline=None)
def test_pulp_finds_the_same_value_and_the_same_price_of_one_more(programme):
    values, costs, limits, requires = programme
    choice = choose(values, costs, limits, requires)
    assert choice.value == _by_pulp(values, costs, limits, requires)
    for i, price in enumerate(choice.price_of_one_more):
        raised = [limit + (j == i) for j, limit in enumerate(limits)]
        assert choice.value + price == _by_pulp(values, costs, raised, requires)


@given(programmes())
@settings(max_examples=40, deadline=None)
def test_to_try_each_set_of_a_few_finds_what_the_search_finds(programme):
    tried = choose(*programme)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "FEW", 0)
        searched = choose(*programme)
        assert searched.price_of_one_more == tried.price_of_one_more
    assert (tried.value, tried.gap) == (searched.value, searched.gap)


def test_a_few_initiatives_need_no_solver():
    asked = "from workbook.methods.portfolio import choose; choose([1] * 10, [[1] * 10], [4])"
    code = f"import sys; {asked}.least_raise(0); print('scipy' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False"]


def _portfolio(seed, n, pence=False):
    rng = np.random.default_rng(seed)
    table = np.round(rng.uniform(1, 100, (6, n)), 2 if pence else 0)
    values, costs = table[0], table[1:]
    pairs = [(int(a), int(b)) for a, b in rng.permutation(n).reshape(-1, 2)]
    return values.tolist(), costs.tolist(), np.floor(costs.sum(axis=1) * 0.4).tolist(), pairs


@pytest.mark.parametrize("seed", range(2))
def test_pulp_agrees_on_two_hundred_initiatives_with_rules_and_nothing_is_printed(seed, capfd):
    values, costs, limits, pairs = _portfolio(seed, 200)
    choice = choose(values, costs, limits, pairs[:10])
    assert choice.price_of_one_more
    assert capfd.readouterr() == ("", "")
    assert choice.value == _by_pulp(values, costs, limits, pairs[:10])


@pytest.mark.parametrize("pence", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_the_best_set_is_the_same_where_initiatives_have_to_be_tried_one_by_one(
    seed, pence, monkeypatch
):
    values, costs, limits, pairs = _portfolio(seed, 30, pence)
    listed = choose(values, costs, limits, pairs[:3], pairs[3:6])
    monkeypatch.setattr(search, "WIDTHS", (2,))
    monkeypatch.setattr(search, "PARTS", 10**9)
    tried = choose(values, costs, limits, pairs[:3], pairs[3:6])
    assert tried == listed
    assert tried.price_of_one_more == listed.price_of_one_more


def test_one_penny_in_ten_million_decides():
    values = [10_000_000.00, 10_000_000.01, 10_000_000.00]
    assert choose(values, [[1, 1, 1]], [1]).selected == (1,)


def test_many_equal_initiatives_are_no_harder():
    choice = choose([1.5] * 200, [[2] * 200], [101])
    assert (choice.value, choice.price_of_one_more) == (75, (1.5,))


def test_sums_of_pounds_and_pence_that_just_fit_are_let_in():
    assert choose([1, 1], [[0.1, 0.2]], [0.3]).selected == (0, 1)


@pytest.mark.parametrize("unit", [1e-7, 1.0, 1e9])
def test_one_unit_over_the_limit_in_ten_million_is_too_much(unit):
    costs = [[6_000_000 * unit, 4_000_001 * unit]]
    assert choose([3, 2], costs, [10_000_000 * unit]).selected == (0,)


def test_what_must_be_done_is_chosen_whatever_its_value():
    choice = choose([-1, 9, 9], [[4, 5, 5]], [9], must=[0])
    assert choice.selected in {(0, 1), (0, 2)}


def test_the_limit_that_cannot_be_met_is_named():
    with pytest.raises(NoFeasibleChoice, match=r"Limit 2 \(3\) .* at least 9 is needed") as refused:
        choose([1, 1], [[1, 1], [4, 5]], [10, 3], must=[0], requires=[(0, 1)])
    assert refused.value.limits == (1,)


def test_limits_that_clash_only_together_are_named_together():
    costs = [[1, 1, 1], [-1, -1, 0], [0, -1, -1], [1, 0, -1]]
    with pytest.raises(NoFeasibleChoice, match="Limits 1 and 2 ") as refused:
        choose([1, 1, 1], costs, [1, -2, 0, 5])
    assert refused.value.limits == (0, 1)


def test_rules_that_contradict_each_other_are_told_from_limits():
    with pytest.raises(NoFeasibleChoice, match="contradict") as refused:
        choose([1, 1], [[1, 1]], [9], must=[0, 1], excludes=[(0, 1)])
    assert refused.value.limits == ()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([1, None], [[1, 1]], [1]), "Value 2"),
        (([1, 2], [[1, float("nan")]], [1]), "Costs under limit 1: Value 2"),
        (([1, 2], [1, 1], [1, 1]), "row for each limit"),
        (([1, 2], [[1]], [1]), "1 costs for 2"),
        (([1, 2], [[1, 1]], [1, 2]), "1 rows of costs for 2"),
        (([1, 2], [[1, 1]], [1], [(0, 2)]), "no initiative 2"),
        (([1, 2], [[1, 1]], [1], [0]), "no pair"),
        (([1, 2], [[1, 1]], [1], (), [(1, 1)]), "exclude itself"),
    ],
)
def test_figures_and_rules_that_do_not_fit_are_refused(arguments, words):
    with pytest.raises(MethodError, match=words):
        choose(*arguments)


def test_no_initiative_is_no_portfolio():
    with pytest.raises(TooFewPoints):
        choose([], [[]], [1])


def test_where_nothing_fits_it_says_so(capfd):
    choice = choose([5], [[4]], [3])
    assert (choice.selected, choice.value, choice.price_of_one_more) == ((), 0, (5,))
    assert "nothing is chosen" in choice.caveat
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("costs", "limits"),
    [
        ([5, 7, 4, 3], 14),
        ([5, 7, 4, 3], [14]),
        ([[5, 7, 4, 3]], 14),
        (np.array([5, 7, 4, 3]), np.int64(14)),
        (pd.Series([5, 7, 4, 3], index=list("abcd")), 14.0),
        (pd.DataFrame([[5, 7, 4, 3]], columns=[0, 1, 2, 3]), [14]),
    ],
)
def test_one_limit_needs_no_rows(costs, limits):
    choice = choose([16, 22, 12, 8], costs, limits)
    assert (choice.selected, choice.used) == ((1, 2, 3), (14,))


def test_the_rows_of_a_data_frame_are_limits():
    table = pd.DataFrame([[5, 7], [1, 1]], index=["money", "people"], columns=["shop", "web"])
    assert choose([1, 2], table, [7, 1]).selected == (1,)


def test_one_initiative_that_must_be_chosen_may_be_named_alone():
    assert 0 in choose([-1, 9, 9], [4, 5, 5], 9, must=0).selected


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (([1, 2], {0: 5, 1: 7}, 9), "no names"),
        (([1, 2], None, 9), "no names"),
        (([1, 2], [1, [1, 1]], 9), "2 rows of costs for 1"),
        (([1, 2], [1, 1], None), "Value 1"),
        (([1, 2], [1, 1], 9, None), "no pair"),
        (([1, 2], [1, 1], 9, (), (), None), "no initiative None"),
        (([1, 2], [1, 1], 9, (), (), True), "no initiative True"),
    ],
)
def test_one_limit_that_cannot_be_read_is_refused(arguments, words):
    with pytest.raises(MethodError, match=words):
        choose(*arguments)


def test_help_shows_the_price_of_one_more():
    """Where the text of a field is hidden, nobody asks for it."""
    assert "by how much the best value grows" in pydoc.render_doc(Choice, renderer=pydoc.plaintext)


def tied_to_costs(n, rows, of):
    """Return initiatives that are each worth their first cost and a constant."""
    costs = np.random.default_rng(1).integers(of, 10 * of, (rows, n))
    return (costs[0] + of // 2).tolist(), costs.tolist(), (costs.sum(axis=1) // 2).tolist()


@pytest.mark.parametrize(("n", "rows", "of"), [(100, 1, 1000), (100, 1, 100), (60, 2, 10)])
def test_a_value_that_is_cost_and_a_constant_is_proven_within_seconds(n, rows, of):
    values, costs, limits = tied_to_costs(n, rows, of)
    best = choose(values, costs, limits, seconds=20)
    assert best.gap == 0
    assert best.variant.endswith("optimum proven")
    assert best.value == pytest.approx(-plain(values, costs, limits).fun)


def plain(values, costs, limits):
    """Return what one solve by SciPy finds."""
    within = LinearConstraint(costs, -np.inf, limits)
    options = {"mip_rel_gap": 0}
    return milp(
        -np.array(values), integrality=1, bounds=Bounds(0, 1), constraints=within, options=options
    )


def test_what_the_time_does_not_prove_says_how_far_from_the_best_it_may_be():
    values, costs, limits = tied_to_costs(50, 3, 1000)
    hasty = choose(values, costs, limits, seconds=0.3)
    patient = choose(values, costs, limits, seconds=2)
    assert "not proven" in hasty.variant
    assert f"up to {hasty.gap:.3g} more" in hasty.caveat
    assert hasty.value <= patient.value <= hasty.value + hasty.gap
    assert all(used <= limit for used, limit in zip(hasty.used, limits, strict=True))


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), "5"])
def test_a_time_that_is_none_is_refused(seconds):
    with pytest.raises(MethodError, match="time in seconds"):
        choose([1], [[1]], [1], seconds=seconds)


@settings(max_examples=25)
@given(programmes(), st.lists(st.integers(0, 120), min_size=1, max_size=4))
def test_each_world_has_the_set_that_is_best_in_it(programme, shocks):
    values, costs, limits, requires = programme
    worlds = [[limit + shock for limit in limits] for shock in shocks]
    found = choose_each(values, costs, worlds, requires, within=0)
    alone = [choose(values, costs, world, requires) for world in worlds]
    assert [each.value for each in found] == [each.value for each in alone]


def test_a_world_in_which_the_must_dos_do_not_fit_says_so_beside_the_others():
    enough, too_little = choose_each([3, 5], [[4, 4]], [[8], [3]], must=[0])
    assert enough.selected == (0, 1)
    assert "at least 4 is needed" in str(too_little)


def test_worlds_need_a_limit_for_each_row_and_may_be_none():
    assert choose_each([1], [[1]], []) == ()
    with pytest.raises(MethodError, match="World 2 has 2 limits; give 1"):
        choose_each([1], [[1]], [[1], [1, 2]])


@settings(max_examples=50)
@given(programmes(), st.floats(0, 0.5))
def test_near_enough_is_as_near_as_was_asked_and_as_it_says(programme, within):
    values, costs, limits, requires = programme
    best = choose(values, costs, limits, requires)
    near = choose(values, costs, limits, requires, within=within)
    assert best.value <= near.value + near.gap + 1e-9
    assert near.falls_short <= within + 1e-9
    assert near.value >= best.value * (1 - within) - 1e-9


@settings(max_examples=50)
@given(programmes())
def test_the_least_raise_gains_and_a_unit_less_gains_nothing(programme):
    values, costs, limits, requires = programme
    best = choose(values, costs, limits, requires)
    for i in range(len(limits)):
        found = best.least_raise(i)

        def raised(by, i=i):
            return choose(
                values, costs, [x + by * (j == i) for j, x in enumerate(limits)], requires
            )

        if found is None:
            assert raised(10_000).value == best.value
        else:
            assert raised(found.by).value == found.choice.value > best.value
            assert raised(found.by - 1).value == best.value


def test_a_raise_that_gains_too_little_is_not_named():
    best = choose([100, 1], [[5, 5]], [5])
    assert best.least_raise(0).by == 5
    assert best.least_raise(0, gain=0.05) is None


def test_a_share_that_is_none_is_refused():
    with pytest.raises(MethodError, match="from 0 to 1"):
        choose([1], [[1]], [1], within=1)
