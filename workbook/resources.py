"""Where the notebooks and templates that ship with the package are, in a checkout or a wheel."""

from pathlib import Path

__all__ = ["notebooks", "templates"]

_HERE = Path(__file__).parent


def _folder(name: str) -> Path:
    shipped = _HERE / "shipped" / name
    return shipped if shipped.is_dir() else _HERE.parent / name


def notebooks() -> Path:
    """Return the folder of the guided notebooks."""
    return _folder("notebooks")


def templates() -> Path:
    """Return the folder of the report notebook, page layout, library and example."""
    return _folder("templates")
