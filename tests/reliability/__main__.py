"""`python -m tests.reliability [EXPERIMENT …]`: try what may go wrong, and print the counts.

It exits with 1 if a promise was not kept. `RELIABILITY_EFFORT=0.1` tries a tenth as often, and
`--page` writes the counts of a whole run into PROMISES.md.
"""

import os
import platform
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

from tests.reliability import page
from tests.reliability.experiments import Outcome, alone, experiment, names
from workbook.wording import say_date

ROW = "{:<22}{:>8}  {:<34}{:>9}{:>8}  {}"


def main() -> int:
    """Return 0 if every promise was kept."""
    effort = float(os.environ.get("RELIABILITY_EFFORT", "1"))
    asked = [name for name in sys.argv[1:] if name != "--page"] or names()
    print(ROW.format("Experiment", "Tried", "Unit", "Failures", "Time", "Promise"), flush=True)
    began, outcomes = time.monotonic(), list[Outcome]()
    for apart, at_once in ((False, 2), (True, 1)):
        these = [name for name in asked if alone(name) is apart]
        with ThreadPoolExecutor(at_once) as pool:
            for outcome in pool.map(partial(experiment, effort=effort), these):
                outcomes.append(outcome)
                print(line(outcome), flush=True)
    facts = [f"{each.name}: {k}: {v}" for each in outcomes for k, v in each.tally.facts.items()]
    failures = [f"{each.name}: {why}" for each in outcomes for why in failed(each)]
    for title, told in (("Measured besides:", facts), ("NOT KEPT:", failures)):
        if told:
            print("", title, *told, sep="\n")
    took = time.monotonic() - began
    print(f"\n{len(outcomes)} experiments in {took:.0f} s, {len(failures)} failures.")
    if "--page" in sys.argv and asked == names() and effort >= 1:
        here = f"{platform.system()}, {os.cpu_count()} cores, {took:.0f} s"
        page.write(outcomes, f"{say_date(date.today())}: {here}")
    return 1 if failures else 0


def line(outcome: Outcome) -> str:
    """Return one line of the table."""
    tally, seconds = outcome.tally, f"{outcome.seconds:.0f} s"
    promise = f"not tried: {outcome.missing}" if outcome.missing else tally.promise
    count = f"{len(failed(outcome)):,}"
    return ROW.format(outcome.name, f"{tally.tried:,}", tally.unit, count, seconds, promise)


def failed(outcome: Outcome) -> list[str]:
    """Return why an experiment failed; where `CI` is “true”, it has to be there as well."""
    if outcome.missing and os.environ.get("CI") == "true":
        return [outcome.missing]
    return outcome.tally.failures


if __name__ == "__main__":
    sys.exit(main())
