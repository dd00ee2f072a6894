"""A workshop's ballots stay its own, whatever its workbook is called."""

from pathlib import Path

from workbook.workshop.opening import room_file

SESSION = "4b1c9f20-0000-4000-8000-000000000000"


def test_a_workbook_that_was_renamed_finds_its_ballots_and_a_copy_takes_none(
    tmp_path: Path,
) -> None:
    workbook, renamed = tmp_path / "rise.workbook", tmp_path / "bakery.workbook"
    workbook.touch()
    kept = room_file(str(workbook), SESSION)
    kept.touch()
    renamed.touch()  # a copy beside it
    assert room_file(str(renamed), SESSION) == tmp_path / "bakery-4b1c9f20.room"
    workbook.unlink()
    assert room_file(str(renamed), SESSION) == kept
