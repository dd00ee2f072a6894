"""The workbooks that one run of the server has open, each with its own copies of the notebooks.

The address of a page names its workbook, so that two tabs may show two businesses and neither can
be taken for the other. The server makes the shelf; a page puts another workbook on it.
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbook import files
from workbook.store.address import stem
from workbook.wording import file_name, numbered

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
        name = self._take_folder(source)
        _copy(self._originals, self.served / name)
        files.put(self._sources / name, source)  # last, so that a name on the shelf has its pages
        return name

    def source(self, name: str) -> str | None:
        """Return the path or database URL of the workbook whose folder has this name, if any."""
        return (self._sources / name).read_text("utf-8") if name in self._names() else None

    @property
    def workbooks(self) -> list[str]:
        """The path or database URL of each workbook that was put here."""
        return [(self._sources / name).read_text("utf-8") for name in self._names()]

    @property
    def _originals(self) -> Path:
        return self.root / "originals"

    @property
    def _sources(self) -> Path:
        # Not among what is served: a database URL may hold a password.
        return self.root / "sources"

    def _names(self) -> list[str]:
        # One that begins with a dot is still being written.
        return sorted(path.name for path in self._sources.glob("[!.]*"))

    def _take_folder(self, source: str) -> str:
        for name in numbered(file_name(stem(source))):
            with suppress(FileExistsError):  # two pages may do this at the same moment
                (self.served / name).mkdir()
                return name
        raise AssertionError("the numbers do not end")


def _notebooks(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ipynb"))


def _copy(source: Path, target: Path) -> None:
    for notebook in _notebooks(source):
        # Not copy2: the package may be installed read-only, and JupyterLab saves its copies.
        shutil.copyfile(notebook, target / notebook.name)
