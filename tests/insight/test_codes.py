"""The short code of each figure: the same each quarter, and another for each."""

from workbook.insight.codes import coded


def test_a_figure_keeps_its_code_whatever_else_is_in_the_pack():
    alone = coded(["kpi.takings.actual"])
    among = coded(["kpi.takings.actual", "kpi.waste.actual", "roadmap.overdue"])
    assert among["kpi.takings.actual"] == alone["kpi.takings.actual"]


def test_of_thirty_thousand_figures_no_two_share_a_code():
    ids = [f"kpi.till-{place}.actual" for place in range(30_000)]
    found = coded(ids)
    assert len(set(found.values())) == len(ids)
    assert {len(code) for code in found.values()} == {4}


def test_no_code_can_be_read_as_another():
    written = "".join(coded(map(str, range(2_000))).values())
    assert not set("aeiou01l") & set(written)
