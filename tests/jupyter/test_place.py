"""One run's own folder: copies of the notebooks, and none of the person's settings."""

import json
import os
from pathlib import Path

import pytest

from workbook.jupyter.place import temporary_place
from workbook.shelf import Shelf


def test_the_notebooks_are_copies_and_go_with_the_run(notebooks: Path) -> None:
    with temporary_place(notebooks) as place:
        copies = place.shelf.served / place.shelf.put("bakery.workbook")
        names = {path.name for path in copies.iterdir()}
        (copies / "00_start.ipynb").write_text("saved over", encoding="utf-8")
    assert names == {path.name for path in notebooks.iterdir()}
    assert "saved over" not in (notebooks / "00_start.ipynb").read_text(encoding="utf-8")
    assert not place.root.exists()


def test_the_pages_find_the_shelf_for_the_run_only(
    notebooks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBOOK", "another.workbook")
    with temporary_place(notebooks) as place:
        assert Shelf.here() == place.shelf
        assert "WORKBOOK" not in os.environ, "Each kernel is told its own."
    assert Shelf.here() is None
    assert os.environ["WORKBOOK"] == "another.workbook"


def test_jupyter_is_turned_away_from_the_persons_own_settings(
    notebooks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    with temporary_place(notebooks) as place:
        from jupyter_core import paths

        assert paths.jupyter_config_dir() == str(place.config)
        own = [paths.jupyter_data_dir(), paths.jupyter_runtime_dir(), os.environ["IPYTHONDIR"]]
        assert all(Path(folder).is_relative_to(place.root) for folder in own)


def test_jupyterlab_is_told_which_notebooks_are_ours(notebooks: Path) -> None:
    with temporary_place(notebooks) as place:
        page = json.loads((place.config / "labconfig" / "page_config.json").read_text())
    assert page["workbookNotebooks"] == sorted(path.name for path in notebooks.iterdir())
