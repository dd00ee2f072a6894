"""A report's kernel finds compiled what it would have to compile."""

from workbook import templating
from workbook.pack.ahead import get_ready
from workbook.strategy.smart import Goal, dates, naming, numbers, smart


def test_templates_and_patterns_are_compiled_before_a_report_needs_them():
    get_ready()
    known = set(templating._environment().cache)
    assert {"pack/page.html.j2", "charts/tree.svg.j2"} <= {name for _, name in known}


def test_another_goal_needs_no_other_pattern():
    get_ready()
    compiled = [dates._pattern, naming._names, numbers._sure, numbers._number]
    before = [each.cache_info().misses for each in compiled]
    smart(Goal("Open a second shop in Hove before 1 May 2028 and take £4,000 a week there"))
    assert [each.cache_info().misses for each in compiled] == before == [1, 1, 1, 1]
