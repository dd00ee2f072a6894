"""Gaps between what technology can do and what the objectives need of it."""

import pytest

from tests.insight.small import figures, make, plan
from workbook.insight.position.capabilities import capabilities
from workbook.quarter import Quarter
from workbook.strategy import Objective, Person
from workbook.strategy.position import Capability

CAFES = make(Objective, name="Supply 24 cafés", weight=30)
WASTE = make(Objective, name="Throw away less", weight=10)
Q3 = Quarter.parse("2026-Q3")
ANA, BO = make(Person, name="Ana"), make(Person, name="Bo")


def can(name="Take orders", level="1", needed="3", objective=CAFES, **fields):
    fields = {"evidence": "A list of 40 orders.", "judge_ids": [ANA.id, BO.id], **fields}
    served = objective.id if objective else None
    return make(Capability, name=name, level=level, needed=needed, objective_id=served, **fields)


def found(*records):
    return capabilities(plan(CAFES, WASTE, ANA, BO, *records), Q3)


def only(*records):
    [standing] = found(*records).standings
    return standing


def test_a_gap_is_what_is_missing_to_the_level_needed():
    assert only(can(level="1", needed="4")).gap == 3
    assert only(can(level="4", needed="4")).gap == 0


def test_more_than_is_needed_is_no_gap_and_is_seen():
    page = found(can(level="5", needed="2"), can(level="2", needed="2"))
    [standing] = page.over
    assert (standing.gap, standing.over) == (0, 3)


def test_a_gap_counts_for_more_where_the_objective_weighs_more_than_the_mean():
    assert only(can(objective=CAFES)).weighted == 3  # 2 levels × 30 ÷ 20
    assert only(can(objective=WASTE)).weighted == 1  # 2 levels × 10 ÷ 20


def test_without_weights_every_objective_counts_alike():
    plain = make(Objective, name="Sell more")
    page = capabilities(plan(plain, can(objective=plain)), Q3)
    assert page.standings[0].weighted == 2


def test_an_objective_without_a_weight_counts_as_an_average_one_and_the_figure_says_so():
    new = make(Objective, name="Sell more")
    page = found(new, can(objective=new))
    assert page.standings[0].weighted == 2
    [figure] = [f for f in page.figures if f.id.endswith(".weighted")]
    assert figure.caveat == "The objective has no weight: it counts 1."


@pytest.mark.parametrize("fields", [{"level": None}, {"needed": None}, {"objective": None}])
def test_what_is_not_known_is_not_weighed(fields):
    assert only(can(**fields)).weighted is None


def test_the_widest_weighted_gap_comes_first_and_what_cannot_be_weighed_last():
    page = found(
        can("Unjudged", level=None), can("Even", level="3"), can("Waste", objective=WASTE),
        can("Cafés"), can("Aimless", objective=None),
    )  # fmt: skip
    names = [each.capability.name for each in page.standings]
    assert names == ["Cafés", "Waste", "Even", "Aimless", "Unjudged"]
    assert [each.capability.name for each in page.short] == ["Cafés", "Waste"]


def test_a_level_without_evidence_is_marked_but_0_needs_none():
    assert only(can(evidence="")).unproven
    assert not only(can(evidence="", level="0")).unproven
    assert not only(can(evidence="", level=None)).unproven


def test_figures_have_their_formula_their_sources_and_their_doubts():
    page = found(can(evidence=""))
    assert figures(page) == {
        "technology.take-orders.gap": 2,
        "technology.take-orders.weighted": 3,
        "technology.capabilities.unproven": 1,
    }
    gap, weighted, _ = page.figures
    assert gap.sources == ("capability “Take orders”",)
    assert gap.caveat == "No evidence is given for the level now."
    assert weighted.sources == ("capability “Take orders”", "objective “Supply 24 cafés”")


def test_a_map_that_a_reader_can_trust_has_nothing_to_doubt():
    assert found(can("Take orders"), can("Plan rounds", level="2")).cautions == ()
    assert found().cautions == ()


@pytest.mark.parametrize(
    ("records", "sentence"),
    [
        ([can("Take orders", level=None)],
         "Not judged yet: “Take orders”. Say the level now, and the level needed."),
        ([can(objective=None)],
         "Serving no objective: “Take orders”. Say which one needs it, or let it rest."),
        ([can(evidence="")], "No evidence: “Take orders”. Ask for each: what could you show?"),
        ([can(level="4", needed="3")],
         "Above what is needed: “Take orders”. What that costs could do more elsewhere."),
        ([can("Run the Shopalot shop", systems="till, shopalot")],
         "Named after a system: “Run the Shopalot shop”. Say what it lets you do instead."),
        ([can("a", needed="5"), can("b", needed="5"), can("c")],
         "Two of three levels needed are 5. Ask of each what the objective can do without."),
        ([can(name, level="3", needed="4") for name in "abcd"],
         "Every level now is 3. Look again: seldom is everything alike."),
        ([can(judge_ids=[ANA.id])],
         "Ana judged the levels alone. Ask somebody who works with it too."),
        ([can(judge_ids=[])],
         "Nobody is named who judged the levels. Let two people judge, and name them."),
        ([can(f"c{n}", level=str(n % 3)) for n in range(16)],
         "16 capabilities are too many to lead: join those that belong together."),
    ],
)  # fmt: skip
def test_what_to_doubt_is_said_in_a_sentence(records, sentence):
    assert found(*records).cautions == (sentence,)


def test_half_of_the_levels_needed_may_be_5():
    assert found(can("a", needed="5"), can("b", level="2")).cautions == ()
