"""Does the team agree: the published figures, laws that hold for any team, honest refusals."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import f_oneway, friedmanchisquare

from tests.methods.published import case
from workbook.errors import MethodError, TooFewPoints
from workbook.methods.agreement import (
    cronbach_alpha,
    icc,
    icc_groups,
    ipras,
    kendall_w,
    null_variance,
    rwg,
)

FIVE = st.integers(1, 5)
TEAMS = st.integers(2, 4).flatmap(
    lambda items: st.lists(st.lists(FIVE, min_size=items, max_size=items), min_size=3, max_size=8)
)
SHROUT = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


@pytest.mark.parametrize("name", ["rwg_lq2002_company14", "rwg_lq2002_company17"])
def test_agreement_of_a_company_lq2002_bliese_halverson_schriesheim(name):
    found = case(name)
    seen, expected = rwg(found["input"]["ratings_rows_are_respondents"], (1, 5)), found["expected"]
    tolerance = found["tolerance"]
    assert seen.rwg == pytest.approx(expected["rwg_items_truncated"], abs=tolerance)
    assert seen.rwg_raw == pytest.approx(expected["rwg_items_raw"], abs=tolerance)
    assert seen.rwg_j == pytest.approx(expected["rwgj"], abs=tolerance)
    assert seen.r_star_wg_j == pytest.approx(expected["r_star_wgj"], abs=tolerance)
    assert seen.ad_mean == pytest.approx(expected["ad_mean"], abs=tolerance)
    assert seen.ad_median == pytest.approx(expected["ad_median"], abs=tolerance)
    assert seen.awg == pytest.approx(expected["awg"], abs=tolerance)
    assert seen.item_variances == pytest.approx(expected["item_variances"], abs=tolerance)
    assert seen.null_variance == found["input"]["null_variance"]
    assert seen.n == 10


def test_a_missing_answer_drops_the_answer_and_not_the_person_cohesion_data():
    found = case("rwgj_missing_value_policy")
    for team, expected in found["expected"]["pairwise"].items():
        rows = [answers for name, answers in found["input"]["rows"] if name == team]
        seen = rwg(rows, (1, 5))
        assert seen.rwg_j == pytest.approx(expected, abs=found["tolerance"])
        assert seen.n == len(rows)
        whole = rwg([answers for answers in rows if None not in answers], (1, 5))
        listwise = found["expected"]["listwise"][team]
        assert whole.rwg_j == pytest.approx(listwise, abs=found["tolerance"])


def test_null_variances_james_demaree_wolf_and_lebreton_senter():
    found = case("rwg_null_variance_public")
    for name, chances in found["input"]["category_probabilities"].items():
        wanted = pytest.approx(found["expected"]["variance"][name], abs=found["tolerance"])
        assert null_variance((1, 5), chances) == wanted
        assert rwg([[3], [4], [3]], (1, 5), chances).null_variance == wanted


def test_six_forms_of_the_intraclass_correlation_shrout_fleiss():
    found = case("icc_shrout_fleiss")
    seen, expected = icc(found["input"]["ratings_rows_are_targets"]), found["expected"]
    for form in ("ICC11", "ICC21", "ICC31", "ICC1k", "ICC2k", "ICC3k"):
        assert getattr(seen, form.lower()) == pytest.approx(expected[form], abs=found["tolerance"])
    assert seen.icc1 == pytest.approx(expected["bliese_icc1"], abs=found["tolerance"])
    assert seen.icc2 == pytest.approx(expected["bliese_icc2"], abs=found["tolerance"])


def test_teams_of_unequal_size_lq2002():
    found = case("icc_unequal_groups")
    seen, expected = icc_groups(found["input"]["groups"]), found["expected"]
    figures = (seen.icc1, seen.icc1_n0, seen.icc2, seen.ms_between, seen.ms_within)
    wanted = [expected[key] for key in ("icc1_mean_size", "icc1_n0", "icc2", "msb", "msw")]
    assert figures == pytest.approx(wanted, abs=found["tolerance"])


def test_cronbach_alpha_and_its_interval_pingouin():
    found = case("alpha_pingouin")
    seen = cronbach_alpha(found["input"]["rows_are_respondents"])
    assert seen.alpha == pytest.approx(found["expected"]["alpha"], abs=found["tolerance"])
    wanted = pytest.approx(found["expected"]["ci95_feldt"], abs=found["tolerance"])
    assert [seen.low, seen.high] == wanted


@pytest.mark.parametrize(
    "name", ["kendall_w_proofwiki", "kendall_w_anxiety_ties", "kendall_w_5_projects"]
)
def test_kendalls_w_proofwiki_irr_anxiety_and_the_corrected_web_example(name):
    found = case(name)
    seen = kendall_w(found["input"]["rows_are_items_cols_are_judges"])
    wanted = [found["expected"][key] for key in ("S", "W", "chi2", "p")]
    figures = [seen.s, seen.w, seen.chi2, seen.p_value]
    assert figures == pytest.approx(wanted, abs=found["tolerance"])


def test_the_disagreement_test_of_a_panel_rand_ucla():
    found = case("delphi_rand_ipras")
    seen, expected = ipras(found["input"]["ratings"]), found["expected"]
    assert seen.central_point == expected["ipr_central_point"]
    assert seen.asymmetry == expected["asymmetry_index"]
    for field in ("median", "p30", "p70", "ipr", "ipras", "disagreement"):
        assert getattr(seen, field) == pytest.approx(expected[field], abs=found["tolerance"])


def test_a_panel_in_two_camps_disagrees():
    assert ipras([1, 1, 1, 1, 9, 9, 9, 9]).disagreement


@given(TEAMS, st.randoms())
def test_agreement_does_not_depend_on_the_order_of_the_people(team, random):
    mixed = random.sample(team, len(team))
    one, other = rwg(team, (1, 5)), rwg(mixed, (1, 5))
    assert one.rwg_raw == pytest.approx(other.rwg_raw)
    for field in ("rwg_j", "r_star_wg_j", "ad_mean", "ad_median"):
        assert getattr(one, field) == pytest.approx(getattr(other, field))


@given(TEAMS, st.randoms())
def test_reliability_does_not_depend_on_the_order_of_the_people(team, random):
    assume(len({sum(row) for row in team}) > 1)
    mixed = random.sample(team, len(team))
    assert cronbach_alpha(team).alpha == pytest.approx(cronbach_alpha(mixed).alpha)
    try:
        expected = icc(team)
    except MethodError:
        return
    found = icc(mixed)
    assert found.icc21 == pytest.approx(expected.icc21)
    assert found.icc1 == pytest.approx(expected.icc1)


@given(TEAMS, st.randoms())
def test_teams_and_judges_and_panels_have_no_order_either(team, random):
    flat = [x for row in team for x in row]
    assert ipras(random.sample(flat, len(flat))) == ipras(flat)
    assume(any(len(set(column)) > 1 for column in zip(*team, strict=True)))
    swapped = [[row[i] for i in reversed(range(len(row)))] for row in team]
    assert kendall_w(swapped).w == pytest.approx(kendall_w(team).w)
    assume(len({sum(row) for row in team}) > 1)
    shuffled = [random.sample(row, len(row)) for row in team]
    assert icc_groups(shuffled).icc1 == pytest.approx(icc_groups(team).icc1)


@given(TEAMS)
def test_every_figure_lies_where_it_can(team):
    seen = rwg(team, (1, 5))
    assert all(0 <= item <= 1 for item in seen.rwg)
    assert 0 <= seen.rwg_j <= 1
    assert seen.r_star_wg_j <= seen.rwg_j or seen.rwg_j == 0


@given(TEAMS)
def test_agreement_against_the_most_disagreement_there_can_be_mirrors_with_the_scale(team):
    """a_wg of Brown & Hauenstein: from −1 to 1, and the same if 1 to 5 is read as 5 to 1."""
    seen = rwg(team, (1, 5))
    mirrored = rwg([[6 - answer for answer in row] for row in team], (1, 5))
    assert (seen.awg is None) == (mirrored.awg is None)
    if seen.awg is not None:
        assert seen.awg == pytest.approx(mirrored.awg)
        assert -1 - 1e-9 <= seen.awg <= 1


def test_a_wg_is_one_at_the_end_of_the_scale_and_undefined_close_to_it():
    """With ten people the mean has to be 4/10 of a point or more from either end."""
    assert rwg([5] * 10, (1, 5)).awg == 1
    assert rwg([1] * 5 + [5] * 5, (1, 5)).awg == pytest.approx(-1)
    assert rwg([5] * 9 + [4], (1, 5)).awg is None
    assert rwg([5] * 9 + [1], (1, 5)).awg == pytest.approx(-1)
    mixed = rwg([[5, 3]] * 9 + [[4, 3]], (1, 5))
    assert (mixed.awg_items, mixed.awg) == ((None, 1), 1)


def test_a_published_null_may_be_rounded_to_two_decimals():
    """Nine even chances are printed as 0.11 each: 0.99 in all."""
    assert null_variance((1, 9), [0.11] * 9) == pytest.approx(80 / 12)


def test_reliability_does_not_depend_on_the_unit_or_the_zero_of_the_ratings():
    small = [[1e-7 * x for x in row] for row in SHROUT]
    far = [[1e6 + x for x in row] for row in SHROUT]
    for other in (small, far):
        assert icc(other).icc21 == pytest.approx(icc(SHROUT).icc21)
        assert cronbach_alpha(other).alpha == pytest.approx(cronbach_alpha(SHROUT).alpha)
        assert icc_groups(other).icc1 == pytest.approx(icc_groups(SHROUT).icc1)


@given(st.lists(st.lists(FIVE, min_size=4, max_size=4), min_size=3, max_size=9))
def test_concordance_is_the_tie_corrected_friedman_test_of_scipy(table):
    assume(any(len(set(judge)) > 1 for judge in zip(*table, strict=True)))
    seen, theirs = kendall_w(table), friedmanchisquare(*table)
    assert (seen.chi2, seen.p_value) == pytest.approx((theirs.statistic, theirs.pvalue), abs=1e-9)


@given(st.lists(st.lists(FIVE, min_size=2, max_size=6), min_size=2, max_size=5))
def test_reliability_of_team_means_is_one_less_the_inverse_of_scipys_f(teams):
    try:
        seen = icc_groups(teams)
    except MethodError:
        return
    assume(seen.ms_within > 0)
    assert seen.icc2 == pytest.approx(1 - 1 / f_oneway(*teams).statistic)


def test_raters_a_constant_apart_are_consistent_but_do_not_agree_mcgraw_and_wong_1996():
    seen = icc([[2, 4], [4, 6], [6, 8]])
    assert (seen.icc31, seen.icc21) == pytest.approx((1, 2 / 3))


def test_no_share_of_variance_above_one_is_given_where_raters_contradict_one_another():
    with pytest.raises(MethodError, match="no meaning"):
        icc([[1, 5], [5, 1.5]])
    assert icc(SHROUT).variant == "the six forms of Shrout & Fleiss"


def test_full_agreement_is_one_and_two_camps_are_zero_with_the_raw_figure_kept():
    same, camps = rwg([[4], [4], [4]], (1, 5)), rwg([1, 1, 5, 5], (1, 5))
    assert (same.rwg, same.rwg_j, same.ad_mean) == ((1.0,), 1.0, 0.0)
    assert (camps.rwg, camps.rwg_j) == ((0.0,), 0.0)
    assert camps.rwg_raw[0] == pytest.approx(1 - (16 / 3) / 2)
    assert "two camps" in camps.caveat


def test_a_few_people_carry_a_caveat_and_many_do_not():
    assert "3 people" in rwg([[3], [4], [3]], (1, 5)).caveat
    assert rwg([[3], [4]] * 6, (1, 5)).caveat == ""


def test_lists_arrays_and_data_frames_agree():
    rows = [[4, 5], [4, None], [5, 4], [4, 3]]
    frame = pd.DataFrame(rows, dtype="Int64")
    assert rwg(rows, (1, 5)) == rwg(frame, (1, 5)) == rwg(np.array(rows, dtype=float), (1, 5))
    assert icc(np.array(SHROUT)) == icc(pd.DataFrame(SHROUT)) == icc(SHROUT)


def test_the_caller_learns_how_many_answers_were_missing():
    seen = icc_groups({"a": [4, None, 5], "b": [1, 2, math.nan], "c": [None]})
    assert (seen.n, seen.groups) == (4, 2)
    assert "left out: 3" in seen.caveat


@pytest.mark.parametrize("bad", [[], [[3]], [[3, None], [4, 5]], [[None], [None]]])
def test_agreement_of_fewer_than_two_answers_is_refused(bad):
    with pytest.raises(TooFewPoints):
        rwg(bad, (1, 5))


@pytest.mark.parametrize("bad", [[[3], [6]], [[0], [4]], [["4"], [4]], [[3, 4], [4]]])
def test_answers_that_cannot_be_are_refused(bad):
    with pytest.raises(MethodError):
        rwg(bad, (1, 5))


@pytest.mark.parametrize("null", ["normal", [0.5, 0.5], [0.2] * 4 + [0.3], [1, 0, 0, 0, 0]])
def test_a_null_that_does_not_fit_is_refused(null):
    with pytest.raises(MethodError):
        null_variance((1, 5), null)


def test_a_scale_needs_two_options():
    with pytest.raises(MethodError, match="lowest"):
        null_variance((5, 5))


@pytest.mark.parametrize("method", [icc, cronbach_alpha, kendall_w])
def test_tables_too_small_or_with_a_gap_are_refused(method):
    for small in ([], [[1, 2]], [[1], [2]]):
        with pytest.raises(TooFewPoints):
            method(small)
    with pytest.raises(MethodError, match="Row 2, column 1 is missing"):
        method([[1, 2], [None, 3], [2, 2]])


@pytest.mark.parametrize("method", [icc, cronbach_alpha, kendall_w])
def test_answers_that_never_vary_are_refused(method):
    with pytest.raises(MethodError):
        method([[0.1, 0.1, 0.1]] * 5)


def test_teams_with_one_mean_or_too_few_people_are_refused():
    with pytest.raises(MethodError, match="same mean"):
        icc_groups([[1, 3], [2, 2]])
    for few in ([], [[1, 2, 3]], [[1], [2]]):
        with pytest.raises(TooFewPoints):
            icc_groups(few)


def test_a_panel_needs_two_ratings_from_one_to_nine():
    with pytest.raises(TooFewPoints):
        ipras([5, None])
    with pytest.raises(MethodError, match="1 to 9"):
        ipras([0, 5, 9])


@pytest.mark.parametrize("scale", [None, 5, (1,), (1, 5, 9), ("1", "5"), (1, float("nan"))])
def test_a_scale_that_has_no_two_ends_is_refused(scale):
    with pytest.raises(MethodError, match="scale"):
        rwg([3, 4], scale)


@pytest.mark.parametrize("method", [icc, cronbach_alpha, kendall_w])
@pytest.mark.parametrize("bad", [None, 3, "3", [[1e308, 1], [2, 3]], [[10**400, 1], [2, 3]]])
def test_what_is_no_table_of_usable_numbers_is_refused_without_a_warning(method, bad):
    with pytest.raises(MethodError):
        method(bad)


def test_no_answers_at_all_are_too_few_and_no_crash():
    for call in (lambda: ipras(None), lambda: icc_groups(None), lambda: icc_groups([None, None])):
        with pytest.raises(TooFewPoints):
            call()
