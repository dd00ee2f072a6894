"""Only a notebook that ran to its end, with a cover and a section, becomes a pack."""

from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.pack.paper import cover, section
from workbook.errors import RenderFailed
from workbook.pack.blocks import Block, Callout, Column, Prose, Table
from workbook.pack.gather import gather, without_left_out


def shown(block: Any, source: str = "report.page()") -> Any:
    """Return a code cell that ran and displays this block."""
    output = new_output("execute_result", block._repr_mimebundle_(), execution_count=1)
    return new_code_cell(source, execution_count=1, outputs=[output])


def ran(source: str, *outputs: Any) -> Any:
    return new_code_cell(source, execution_count=1, outputs=list(outputs))


def notebook(*cells: Any) -> Any:
    return new_notebook(cells=list(cells))


COVER = shown(cover())
SCORECARD = shown(section(Prose("Sales rose.")))


def test_cover_and_sections_are_taken_in_the_order_of_their_cells() -> None:
    roadmap = shown(section(title="Roadmap"))
    talk = new_output("stream", name="stdout", text="reading …")
    pack = gather(
        notebook(ran("quarter = 1", talk), COVER, new_markdown_cell("# x"), roadmap, SCORECARD)
    )
    assert pack["cover"] == cover().to_json()
    assert [part["title"] for part in pack["sections"]] == ["Roadmap", "Scorecard"]
    assert pack["schema"] == 1


def test_several_sections_may_be_displayed_by_one_cell() -> None:
    blocks: list[Block] = [section(title="One"), section(title="Two")]
    outputs = [new_output("display_data", block._repr_mimebundle_()) for block in blocks]  # type: ignore[attr-defined]
    pack = gather(notebook(COVER, ran("for s in sections: display(s)", *outputs)))
    assert [part["title"] for part in pack["sections"]] == ["One", "Two"]


def test_a_chapter_that_the_business_does_not_use_is_left_out_and_named() -> None:
    missing = Callout("missing", "No capability is written down yet.", "Add the first one.")
    unused = section(missing, title="Technology", optional=True)
    used = section(Prose("Sales rose."), title="Risks", optional=True)
    pack = gather(notebook(COVER, *map(shown, (section(missing), unused, used))))
    assert [part["title"] for part in pack["sections"]] == ["Scorecard", "Risks"]
    assert pack["sections"][-1]["blocks"][-1]["text"] == (
        "Left out, as nothing is written down for it: Technology."
    )


def test_what_is_left_out_is_named_before_the_list_of_figures_and_begins_no_page() -> None:
    unused = section(Callout("missing", "No risk yet.", "Add one."), title="Risks", optional=True)
    figures = Table("Figures", [Column("Code"), Column("Of")], [["aaaa", "Sales"]], index=True)
    sources = section(Prose("How to find a figure."), figures, title="Sources")
    [told] = gather(notebook(COVER, shown(unused), shown(sources)))["sections"]
    first, named, listed = told["blocks"]
    assert (named["kind"], listed["index"]) == ("prose", True)
    assert without_left_out(told["blocks"]) == [first, listed] == sources.to_json()["blocks"]


def test_a_page_that_nobody_asked_for_is_left_out_and_not_missed() -> None:
    unasked = section(title="The noise bill", optional=True)
    pack = gather(notebook(COVER, shown(section(Prose("Sales rose."))), shown(unasked)))
    assert [part["title"] for part in pack["sections"]] == ["Scorecard"]
    assert len(pack["sections"][0]["blocks"]) == 1


def test_a_cell_that_failed_is_named_with_its_error() -> None:
    error = new_output("error", ename="TooFewPoints", evalue="12 readings are needed", traceback=[])
    failed = ran("report.charts()", error)
    with pytest.raises(RenderFailed) as caught:
        gather(notebook(COVER, SCORECARD, failed))
    assert "cell 3 (“report.charts()”): TooFewPoints: 12 readings are needed" in str(caught.value)


def test_a_notebook_that_papermill_marked_as_failed_is_refused() -> None:
    """Even if its outputs look complete."""
    failed = notebook(COVER, SCORECARD)
    failed.metadata["papermill"] = {"exception": True}
    with pytest.raises(RenderFailed, match="stopped with an error"):
        gather(failed)


def test_a_cell_that_did_not_run_is_named() -> None:
    with pytest.raises(RenderFailed, match=r"cell 3 \(“report.roadmap\(\)”\) has not run"):
        gather(notebook(COVER, SCORECARD, new_code_cell("report.roadmap()")))


def test_an_empty_cell_need_not_run() -> None:
    assert len(gather(notebook(COVER, SCORECARD, new_code_cell("  ")))["sections"]) == 1


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        ([SCORECARD], "shows no covers"),
        ([COVER, shown(cover()), SCORECARD], "shows 2 covers"),
        ([COVER], "no section"),
        ([], "shows no covers"),
    ],
)
def test_a_pack_needs_one_cover_and_a_section(cells: list[Any], complaint: str) -> None:
    with pytest.raises(RenderFailed, match=complaint):
        gather(notebook(*cells))
