"""A folder for one run: the notebooks' copies, and Jupyter's settings away from the person's own.

Jupyter looks for settings, kernels, templates and extensions in the person's home. A password,
a port, a kernel named python3 or a start-up script there could break the pages, and what our
server writes (layouts, signatures, history) has no business there. So the whole process, with
its kernels, is pointed at this folder, which goes when the server stops.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbook import shelf
from workbook.isolation import isolated
from workbook.scratch import scratch
from workbook.shelf import Shelf

__all__ = ["ASSETS", "Place", "temporary_place"]

ASSETS = Path(__file__).parent / "assets"

# Variables by which a person's settings, or another workbook, would come back in.
FOREIGN = (
    "WORKBOOK",
    "JUPYTER_NO_CONFIG",
    "JUPYTER_CONFIG_PATH",
    "JUPYTER_PLATFORM_DIRS",
)


@dataclass(frozen=True)
class Place:
    """Where one run of the server lives; what is saved in its notebooks is not kept."""

    root: Path
    shelf: Shelf

    @property
    def config(self) -> Path:
        """What Jupyter takes for the person's settings."""
        return self.root / "config"

    def environment(self) -> dict[str, str]:
        """Return the variables that bind this process and its kernels to the folder."""
        return {
            shelf.VARIABLE: str(self.shelf.root),
            "JUPYTER_CONFIG_DIR": str(self.config),
            "JUPYTER_DATA_DIR": str(self.root / "data"),
            "JUPYTER_RUNTIME_DIR": str(self.root / "runtime"),
            "JUPYTER_PATH": str(ASSETS / "share"),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "IPYTHONDIR": str(self.root / "ipython"),
        }


@contextmanager
def temporary_place(notebooks: Path) -> Iterator[Place]:
    """Make the folder, and for its life turn this process's environment to it."""
    with scratch() as root:
        place = Place(root, Shelf.make(root, notebooks))
        shutil.copytree(ASSETS / "config", place.config)
        _name_notebooks(place)
        with _environment(place.environment()):
            yield place


def _name_notebooks(place: Place) -> None:
    """Tell JupyterLab which notebooks are ours, and may therefore run by themselves."""
    path = place.config / "labconfig" / "page_config.json"
    page = json.loads(path.read_text(encoding="utf-8"))
    page["workbookNotebooks"] = place.shelf.notebooks
    path.write_text(json.dumps(page), encoding="utf-8", newline="\n")


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(isolated({**os.environ, **variables}))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
