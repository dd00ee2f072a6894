"""The shelf: which workbooks the pages have open, and under which address."""

from pathlib import Path

import pytest

from workbook.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A shelf whose workbooks have two notebooks, one of them read-only."""
    notebooks, root = tmp_path / "notebooks", tmp_path / "run"
    for folder in (notebooks, root):
        folder.mkdir()
    for name in ("01_next", "00_start"):
        (notebooks / f"{name}.ipynb").write_text(name)
    (notebooks / "01_next.ipynb").chmod(0o444)
    return Shelf.make(root, notebooks)


def test_each_workbook_has_notebooks_of_its_own_that_can_be_saved(shelf: Shelf) -> None:
    first, second = shelf.put("/clients/bakery.workbook"), shelf.put("/clients/cafe.workbook")
    (shelf.served / first / "01_next.ipynb").chmod(0o644)
    (shelf.served / first / "01_next.ipynb").write_text("saved over")
    assert (shelf.served / second / "01_next.ipynb").read_text() == "01_next"
    assert (shelf.served / second / "01_next.ipynb").stat().st_mode & 0o200
    assert shelf.notebooks == ["00_start.ipynb", "01_next.ipynb"]


def test_a_workbook_keeps_its_place(shelf: Shelf) -> None:
    assert shelf.put("/clients/bakery.workbook") == shelf.put("/clients/bakery.workbook")
    assert shelf.source("bakery") == "/clients/bakery.workbook"


def test_files_of_one_name_in_two_folders_are_told_apart(shelf: Shelf) -> None:
    names = [shelf.put(f"/{folder}/bakery.workbook") for folder in ("a", "b", "c")]
    assert names == ["bakery", "bakery-2", "bakery-3"]
    assert [shelf.source(name) for name in names][1] == "/b/bakery.workbook"


def test_a_password_is_neither_in_the_address_nor_among_what_is_served(shelf: Shelf) -> None:
    url = "postgresql://me:secret@server/corner_cafe?sslpassword=hidden"
    name = shelf.put(url)
    assert (name, shelf.source(name)) == ("corner-cafe", url)
    served = [path for path in shelf.served.rglob("*") if path.is_file()]
    assert served
    assert not any("secret" in path.read_text() or "hidden" in path.read_text() for path in served)


@pytest.mark.parametrize("password", ["sec/ret", "s3/cr#et", "p[ss", "a?b"])
def test_no_part_of_a_password_gets_into_the_name(shelf: Shelf, password: str) -> None:
    name = shelf.put(f"postgresql://me:{password}@server/corner_cafe")
    assert name == "corner-cafe"


def test_a_name_on_the_shelf_has_its_pages(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("shutil.copyfile", full)
        with pytest.raises(OSError, match="No space"):
            shelf.put("/clients/cafe.workbook")
    name = shelf.put("/clients/cafe.workbook")
    assert (shelf.served / name / "00_start.ipynb").is_file()


def test_a_folder_that_is_not_on_the_shelf_has_no_workbook(shelf: Shelf) -> None:
    assert shelf.source("bakery") is None
    assert shelf.source("../sources") is None


def test_outside_a_server_there_is_no_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKBOOK_SHELF", raising=False)
    assert Shelf.here() is None
