"""One run's own folder: copies of the notebooks, and none of the person's settings."""

import json
import os
from pathlib import Path

import pytest

from workbook.server.place import temporary_place


def test_the_notebooks_are_copies_and_go_with_the_run(notebooks: Path) -> None:
    with temporary_place(notebooks, "bakery.workbook") as place:
        names = {path.name for path in place.notebooks.iterdir()}
        (place.notebooks / "00_start.ipynb").write_text("saved over", encoding="utf-8")
    assert names == {path.name for path in notebooks.iterdir()}
    assert "saved over" not in (notebooks / "00_start.ipynb").read_text(encoding="utf-8")
    assert not place.root.exists()


def test_copies_of_read_only_notebooks_can_be_saved(notebooks: Path, tmp_path: Path) -> None:
    installed = tmp_path / "00_start.ipynb"
    installed.write_bytes((notebooks / "00_start.ipynb").read_bytes())
    installed.chmod(0o444)
    with temporary_place(tmp_path, "bakery.workbook") as place:
        assert (place.notebooks / "00_start.ipynb").stat().st_mode & 0o200


def test_the_kernels_read_the_workbook_from_the_environment_for_the_run_only(
    notebooks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBOOK", "another.workbook")
    with temporary_place(notebooks, "bakery.workbook"):
        assert os.environ["WORKBOOK"] == "bakery.workbook"
    assert os.environ["WORKBOOK"] == "another.workbook"


def test_jupyter_is_turned_away_from_the_persons_own_settings(
    notebooks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    with temporary_place(notebooks, "bakery.workbook") as place:
        from jupyter_core import paths

        assert paths.jupyter_config_dir() == str(place.config)
        own = [paths.jupyter_data_dir(), paths.jupyter_runtime_dir(), os.environ["IPYTHONDIR"]]
        assert all(Path(folder).is_relative_to(place.root) for folder in own)


def test_jupyterlab_is_told_which_notebooks_are_ours(notebooks: Path) -> None:
    with temporary_place(notebooks, "bakery.workbook") as place:
        page = json.loads((place.config / "labconfig" / "page_config.json").read_text())
    assert page["workbookNotebooks"] == sorted(path.name for path in notebooks.iterdir())
