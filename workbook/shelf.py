"""The workbooks that one run of the server has open, each with its own copies of the notebooks.

The address of a page names its workbook, so that two tabs may show two businesses and neither can
be taken for the other. The server makes the shelf; a page puts another workbook on it.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from urllib.parse import urlsplit

from workbook.wording import slug

__all__ = ["VARIABLE", "Shelf"]

VARIABLE = "WORKBOOK_SHELF"


@dataclass(frozen=True)
class Shelf:
    """A folder with the notebooks to copy, and for each workbook its source and its copies."""

    root: Path

    @classmethod
    def here(cls) -> "Shelf | None":
        """Return the shelf of the server that this process belongs to, if it belongs to one."""
        root = os.environ.get(VARIABLE)
        return cls(Path(root)) if root else None

    @classmethod
    def make(cls, root: Path, notebooks: Path) -> "Shelf":
        """Make an empty shelf in an empty folder, for these notebooks."""
        shelf = cls(root)
        for folder in (shelf._originals, shelf._sources, shelf.served):
            folder.mkdir()
        _copy(notebooks, shelf._originals)
        return shelf

    @property
    def served(self) -> Path:
        """The folder that the server shows: a folder of notebooks for each workbook."""
        return self.root / "notebooks"

    @property
    def notebooks(self) -> list[str]:
        """The names of the notebooks that each workbook has, in their order."""
        return [path.name for path in _notebooks(self._originals)]

    def put(self, source: str) -> str:
        """Put a workbook on the shelf, unless it is there, and return the name of its folder."""
        there = next((name for name in self._names() if self.source(name) == source), None)
        if there:
            return there
        name = self._take_name(source)
        _copy(self._originals, self.served / name)
        return name

    def source(self, name: str) -> str | None:
        """Return the path or database URL of the workbook whose folder has this name, if any."""
        return (self._sources / name).read_text("utf-8") if name in self._names() else None

    @property
    def _originals(self) -> Path:
        return self.root / "originals"

    @property
    def _sources(self) -> Path:
        # Not among what is served: a database URL may hold a password.
        return self.root / "sources"

    def _names(self) -> list[str]:
        return sorted(path.name for path in self._sources.iterdir())

    def _take_name(self, source: str) -> str:
        for name in _candidates(source):
            try:
                with (self._sources / name).open("x", encoding="utf-8") as file:
                    file.write(source)
            except FileExistsError:  # two pages may do this at the same moment
                continue
            (self.served / name).mkdir()
            return name
        raise AssertionError("the numbers do not end")


def _candidates(source: str) -> Iterator[str]:
    path = urlsplit(source).path if "://" in source else source
    name = slug(Path(path).stem)
    return chain([name], (f"{name}-{n}" for n in count(2)))


def _notebooks(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ipynb"))


def _copy(source: Path, target: Path) -> None:
    for notebook in _notebooks(source):
        # Not copy2: the package may be installed read-only, and JupyterLab saves its copies.
        shutil.copyfile(notebook, target / notebook.name)
