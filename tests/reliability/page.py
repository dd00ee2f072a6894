"""The counts of a run as they stand in PROMISES.md: written by the run, and held to by a test."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.reliability.experiments import Outcome
from tests.reliability.tally import Tally

__all__ = ["PATH", "rows", "write"]

PATH = Path(__file__).parents[2] / "PROMISES.md"
_BEGIN, _END = "<!-- the run -->", "<!-- end of the run -->"


def write(outcomes: Iterable[Outcome], when: str) -> None:
    """Put the counts of a run into the page, in place of those of an earlier one."""
    lines = [
        f"Made by `make reliability` on {when} for all.",
        "",
        "| promise | how it was tried | not kept | experiment |",
        "|---|---|---:|---|",
        *(_row(each) for each in outcomes if not each.missing),
    ]
    text = PATH.read_text(encoding="utf-8")
    before, after = text.split(_BEGIN)[0], text.split(_END)[1]
    PATH.write_text(
        "\n".join([f"{before}{_BEGIN}", *lines, f"{_END}{after}"]), encoding="utf-8", newline="\n"
    )


def rows() -> Mapping[str, Tally]:
    """Return what the page says, by experiment; failures are only counted."""
    found = {}
    for line in PATH.read_text(encoding="utf-8").splitlines():
        if told := re.fullmatch(r"\| (.+) \| ([\d,]+) (.+) \| ([\d,]+) \| `(\w+)` \|", line):
            promise, tried, unit, failed, name = told.groups()
            failures = [""] * int(failed.replace(",", ""))
            found[name] = Tally(int(tried.replace(",", "")), unit, promise, failures)
    return found


def _row(outcome: Outcome) -> str:
    tally = outcome.tally
    tried, failed = f"{tally.tried:,} {tally.unit}", f"{len(tally.failures):,}"
    return f"| {tally.promise} | {tried} | {failed} | `{outcome.name}` |"
