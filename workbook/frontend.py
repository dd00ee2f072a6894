"""How a page links to the next one, in whichever front end shows it."""

__all__ = ["link"]


def link(notebook: str) -> str:
    """Return the address of another notebook of the same workbook, for an `href`.

    It is relative, so that it holds in Voilà and in JupyterLab.

    >>> link("02_assess_position")
    '02_assess_position.ipynb'
    """
    return f"{notebook.removesuffix('.ipynb')}.ipynb"
