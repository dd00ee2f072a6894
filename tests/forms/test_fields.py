"""What a form knows of a field comes from the entity, and from nowhere else."""

from dataclasses import replace

from tests.forms.shelf import Goal
from workbook.forms import specs
from workbook.forms.typed import options_of, read
from workbook.strategy.destination import SmartOverride


def test_label_help_and_limits_come_from_the_entity() -> None:
    name, *_ = specs(Goal)
    assert (name.label, name.help) == ("Goal", "One result, in one short sentence.")
    assert (name.kind, name.required, name.max_length) == ("text", True, 80)


def test_fields_come_in_the_order_asked_for() -> None:
    assert [spec.name for spec in specs(Goal, ["due", "name"])] == ["due", "name"]


def test_a_choice_offers_the_words_of_its_literal_and_keeps_its_default() -> None:
    (level,) = specs(Goal, ["level"])
    assert (level.options, level.default, level.required) == (("company", "team"), "company", False)


def test_a_choice_may_spell_its_words_out() -> None:
    (letter,) = specs(SmartOverride, ["letter"])
    assert options_of(letter)[:2] == [("S", "S – specific"), ("M", "M – measurable")]
    assert len(letter.labels) == len(letter.options) == 5
    assert [read(letter, typed) for typed in ("R", "R – relevant", "")] == ["R", "R", "S"]


def test_a_unit_stands_beside_the_label() -> None:
    (cost,) = specs(Goal, ["cost"])
    assert cost.title == "Cost (EUR)"
    assert replace(cost, unit="").title == "Cost"


def test_a_reference_knows_what_it_refers_to_and_a_limit_is_read() -> None:
    owner, needs, target = specs(Goal, ["owner", "needs", "target"])
    assert (owner.kind, owner.of, needs.kind, needs.of) == (
        "person",
        "person",
        "references",
        "goal",
    )
    assert (target.minimum, target.maximum) == (0, None)


def test_the_entities_of_the_workbook_give_fields_of_known_kinds() -> None:
    from workbook.strategy.destination import KPI, Objective

    fields = {spec.name: spec for entity in (Objective, KPI) for spec in specs(entity)}
    assert fields["name"].required
    assert fields["weight"].maximum == 100
    assert fields["direction"].options == ("higher is better", "lower is better")
    assert "version" not in fields
