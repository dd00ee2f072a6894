"""Weeks, months and quarters have many names; for what is none of them, a hint is given."""

from datetime import date

import pytest

from workbook.written.periods import how_to_write, is_iso_week, named, span


@pytest.mark.parametrize(
    "text",
    ["2026-Q3", "2026Q3", "2026 Q3", "Q3 2026", "Q3/2026", "2026Q03", "3Q2026", "3Q26", "Q3 '26",
     "3. Quartal 2026", "Quartal 3/2026", "3rd quarter 2026", "Quarter 3 2026", "T3 2026",
     "3e trimestre 2026", "Q3, 2026"],
)  # fmt: skip
def test_the_third_quarter_is_named_in_many_ways(text: str) -> None:
    assert named(text) == ("quarter", 2026, 3)


@pytest.mark.parametrize(
    "text",
    ["2026-W31", "2026W31", "W31 2026", "KW 31/2026", "KW31 2026", "31. KW 2026", "CW 31 2026",
     "Week 31 2026", "Week 31, 2026", "2026-KW31", "Semaine 31 2026", "uge 31 2026", "v31 2026"],
)  # fmt: skip
def test_the_thirty_first_week_is_named_in_many_ways(text: str) -> None:
    assert named(text) == ("week", 2026, 31)


@pytest.mark.parametrize(
    "text",
    ["2026-07", "2026/07", "07/2026", "7.2026", "202607", "2026M07", "2026-M07", "July 2026",
     "Jul-26", "Jul '26", "Juli 2026", "juillet 2026", "julio de 2026", "2026 July", "2026年7月"],
)  # fmt: skip
def test_july_is_named_in_many_ways(text: str) -> None:
    assert named(text) == ("month", 2026, 7)


@pytest.mark.parametrize("text", ["2026-31", "31/2026", "202631", "2026/31", "31.2026"])
def test_in_a_column_of_weeks_a_bare_number_is_a_week(text: str) -> None:
    assert named(text, weekly=True) == ("week", 2026, 31)


@pytest.mark.parametrize(
    "text",
    ["Marketing 2026", "Top 2026", "marca 2026", "2026-07-31", "20260731", "26 Jul", ""],
)
def test_what_names_no_period_is_none(text: str) -> None:
    assert named(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("FY26 Q1", "Business years"), ("Q1 FY2026", "Business years"), ("H1 2026", "half year"),
     ("2026-H1", "half year"), ("2026", "of a year"), ("July", "its year"), ("Q3", "its year"),
     ("KW 31", "its year")],
)  # fmt: skip
def test_another_kind_of_period_is_told_how_to_write(text: str, words: str) -> None:
    assert named(text) is None
    assert words in how_to_write(text)


def test_only_one_form_of_a_week_has_one_meaning_everywhere() -> None:
    assert is_iso_week("2026-W31")
    assert not is_iso_week("Week 31 2026")


@pytest.mark.parametrize(
    "text",
    ["2026-07-27..2026-08-02", "27.07.2026 – 02.08.2026", "27/07/2026 - 02/08/2026",
     "Jul 27 - Aug 2, 2026", "27.07. - 02.08.2026", "2026-07-27/2026-08-02",
     "27 July 2026 to 2 August 2026"],
)  # fmt: skip
def test_two_days_enclose_a_week(text: str) -> None:
    assert span(text) == (date(2026, 7, 27), date(2026, 8, 2))
