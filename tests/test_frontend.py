import pytest

from workbook.frontend import in_voila, link


def test_a_link_is_relative_so_that_it_holds_in_either_front_end() -> None:
    assert link("02_assess_position") == "02_assess_position.ipynb"
    assert link("02_assess_position.ipynb") == "02_assess_position.ipynb"


def test_only_voila_gives_its_kernels_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOILA_KERNEL_ID", raising=False)
    assert not in_voila()
    monkeypatch.setenv("VOILA_KERNEL_ID", "8a1f")
    assert in_voila()
