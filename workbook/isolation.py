"""Nothing is imported from where a person happens to be, by this process or by those it starts.

A `json.py` in a client's folder must not become part of the program. Python itself looks into the
current folder for `python -m workbook` before the first line of ours; `workbook`, the command, and
`python -P -m workbook` never do. Only what every Python has imported already is imported here.
"""

import os
import sys
from collections.abc import Mapping

__all__ = ["isolated", "keep_out"]

_HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120


def keep_out() -> None:
    """Look for modules in no folder that depends on where the person is, from now on."""
    here = {"", os.getcwd()} - {_HOME}  # noqa: PTH109
    if sys.path and sys.path[0] in here:  # as `python -m` puts it
        del sys.path[0]
    unsure = {os.path.abspath(each) for each in _unsure(os.environ)} - {_HOME}  # noqa: PTH100
    sys.path[:] = [each for each in sys.path if each and each not in unsure]
    os.environ.update(isolated(os.environ))


def isolated(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which a Python that is started imports nothing from its folder.

    >>> isolated({"PYTHONPATH": f".{os.pathsep}/opt/tools", "LANG": "C"})["PYTHONPATH"]
    '/opt/tools'
    """
    own = {"PYTHONSAFEPATH": "1"}
    if unsure := _unsure(environment):
        every = environment["PYTHONPATH"].split(os.pathsep)
        own["PYTHONPATH"] = os.pathsep.join(each for each in every if each not in unsure)
    return {**environment, **own, "PYTHONSTARTUP": ""}


def _unsure(environment: Mapping[str, str]) -> list[str]:
    """Return the folders of `PYTHONPATH` that depend on where a process is; often by a slip."""
    every = environment.get("PYTHONPATH")
    folders = every.split(os.pathsep) if every else []
    return [each for each in folders if not os.path.isabs(each)]  # noqa: PTH117
