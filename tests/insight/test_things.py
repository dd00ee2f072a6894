"""What a figure is called beside the thing that it is of."""

from workbook.insight.figure import Figure
from workbook.insight.things import Thing


def test_a_figure_does_not_repeat_the_name_of_what_it_is_of():
    labels = (
        "Oven: weight",
        "“Oven” past its date",
        "Slippage of “Oven”",
        "Milestones of “Oven” reached",
    )
    figures = tuple(Figure(label, label, 1, "", "Counted.") for label in labels)
    oven = Thing("initiative.oven", "Oven", figures)
    said = ["weight", "past its date", "Slippage", "Milestones reached"]
    assert [oven.label(figure) for figure in figures] == said
