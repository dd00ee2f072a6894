"""The files that a pack carries: its figures, the readings, the plan, and what made them."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from io import StringIO
from typing import Any, Literal

import numpy as np

from workbook.insight.codes import codes
from workbook.insight.findings import findings
from workbook.pack.blocks import Attachment
from workbook.pack.packing import packed, text_of
from workbook.quarter import Quarter
from workbook.store import frozen, signoff
from workbook.strategy.destination import KPI
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.strategy.start import Business

__all__ = [
    "CRATE",
    "FINDINGS",
    "PLAN",
    "READINGS",
    "attachments",
    "carried",
    "figures_of",
    "findings_json",
    "quarter_of",
    "readings_of",
]

FINDINGS, READINGS, PLAN = "findings.json", "readings.csv", "plan.json"
CRATE = "ro-crate-metadata.json"

_MOST_READINGS = 20_000  # of all KPIs; of more, those of the quarter and the one before are listed
_PROFILE = "https://w3id.org/ro/wfrun/process/0.6"


def attachments(plan: Plan, quarter: Quarter) -> tuple[Attachment, ...]:
    """Return the files that make every figure of a quarter's pack traceable, and made again.

    The plan is as a sign-off freezes it. All are the same for the same plan on the same day.
    """
    readings, told = _readings(plan, quarter)
    kept = _plan(plan, quarter)
    return (
        _packed(FINDINGS, "Every figure, and how it is found", findings_json(plan, quarter)),
        _packed(READINGS, told, readings, "text/csv"),
        _packed(PLAN, "The plan that the figures are computed from", kept, of="source"),
        _packed(CRATE, "What made the figures, and from what", _json(_crate(plan, quarter))),
    )


def findings_json(plan: Plan, quarter: Quarter) -> str:
    """Return every figure of a quarter as JSON, and what they depend on besides the plan."""
    known = codes(plan, quarter)
    facts = {
        "quarter": str(quarter),
        "begins": quarter.start.isoformat(),
        "ends": quarter.end.isoformat(),
        "as_of": plan.today.isoformat(),
        **({"past_day": plan.as_of.isoformat()} if plan.as_of else {}),
        "signed_off": [each.facts for each in plan.signed_off],
        "program": version("strategy-workbook"),
    }
    figures = (
        {"code": known[figure.id], **vars(figure), "printed": figure.printed}
        for figure in findings(plan, quarter)
    )
    # A line each: as easy to read and to compare, and written four times as fast as indented.
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in figures)
    return f'{_json(facts)[:-2]},\n "figures": [\n{lines}\n]}}'


def carried(document: Mapping[str, Any], name: str) -> str:
    """Return the text of a file that a gathered pack carries; empty where it has none."""
    files = (each for section in document["sections"] for each in section.get("attachments", ()))
    return next((text_of(each["packed"]) for each in files if each["name"] == name), "")


def figures_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the figures that a gathered pack carries, as `findings_json` lists them."""
    found = carried(document, FINDINGS)
    figures: list[dict[str, Any]] = json.loads(found)["figures"] if found else []
    return figures


def quarter_of(document: Mapping[str, Any]) -> tuple[str, str]:
    """Return the first and the last day of a gathered pack's quarter; both are empty if unknown."""
    found = json.loads(carried(document, FINDINGS) or "{}")
    return found.get("begins", ""), found.get("ends", "")


def readings_of(document: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the readings that a gathered pack carries, a row each."""
    return list(csv.DictReader(StringIO(carried(document, READINGS))))


def _packed(
    name: str,
    description: str,
    text: str,
    mime: str = "application/json",
    of: Literal["data", "source"] = "data",
) -> Attachment:
    return Attachment(name, mime, description, packed(text), of)


def _json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False)


def _plan(plan: Plan, quarter: Quarter) -> str:
    # Not with its own sign-off: what was signed did not know it yet.
    own = plan.sign_off(quarter)
    before = replace(plan, signed_off=tuple(each for each in plan.signed_off if each != own))
    return frozen.canonical(frozen.freeze(before, quarter)).decode()


def _readings(plan: Plan, quarter: Quarter) -> tuple[str, str]:
    """Return the readings up to the quarter's end as CSV, and what they are in words."""
    every = [(kpi, plan.series(kpi).until(quarter.end)) for kpi in plan.all(KPI)]
    told = "The readings that the figures are computed from"
    if sum(len(series) for _, series in every) > _MOST_READINGS:
        first = quarter.previous.start
        every = [(kpi, series[series.ends >= np.datetime64(first)]) for kpi, series in every]
        told += ", of this quarter and the one before; plan.json has all"
    written = StringIO()
    table = csv.writer(written, lineterminator="\n")
    facts = "complete", "rows", "note", "source", "provisional"
    table.writerow(("kpi", "unit", "from", "to", "value", *facts))
    files = {source.id: source.name for source in plan.all(Source)}
    for kpi, series in every:
        columns = series.starts, series.ends, series.values, series.complete
        others = series.rows, series.notes, series.sources, series.provisional
        lists = (column.tolist() for column in (*columns, *others))
        for start, end, value, complete, rows, note, source, flash in zip(*lists, strict=True):
            told_of = files.get(source, "typed in")
            whole, open_yet = ("yes" if each else "no" for each in (complete, flash))
            told_row = kpi.name, kpi.unit, start, end, value, whole, rows, note, told_of, open_yet
            table.writerow(told_row)
    return written.getvalue(), told


def _crate(plan: Plan, quarter: Quarter) -> dict[str, Any]:
    """Return the pack's provenance as a Process Run Crate (RO-Crate 1.1)."""
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": list(_graph(plan, quarter)),
    }


def _graph(plan: Plan, quarter: Quarter) -> Iterator[dict[str, Any]]:
    business = plan.only(Business)
    name = business.name if business else "A business without a name yet"
    signed = plan.sign_off(quarter)
    last = plan.changes.last_at
    at = signed.at if signed else last.isoformat() if last else plan.today.isoformat()
    program, run, agent = "#strategy-workbook", "#run", "#signatory"
    names = (FINDINGS, READINGS, PLAN)
    yield {
        "@id": CRATE,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{name}: quarterly review {quarter}",
        "description": "The figures of a printed review pack, and what they are computed from.",
        "datePublished": at,
        "license": f"For those only to whom {name} gives it",
        "conformsTo": {"@id": _PROFILE},
        "hasPart": [{"@id": name} for name in names],
        "mentions": {"@id": run},
    }
    yield {"@id": _PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.6"}
    code = signed.code if signed else signoff.draft_code(plan)
    yield {
        "@id": run,
        "@type": "CreateAction",
        "name": f"Computed the figures of {quarter}, pack code {code}",
        "instrument": {"@id": program},
        "object": [{"@id": PLAN}, {"@id": READINGS}],
        "result": {"@id": FINDINGS},
        "endTime": at,
        **({"agent": {"@id": agent}} if signed else {}),
    }
    yield {
        "@id": program,
        "@type": "SoftwareApplication",
        "name": "Strategy Workbook",
        "softwareVersion": version("strategy-workbook"),
    }
    if signed:
        yield {"@id": agent, "@type": "Person", "name": signed.who}
    for each, mime in zip(names, ("application/json", "text/csv", "application/json"), strict=True):
        yield {"@id": each, "@type": "File", "name": each, "encodingFormat": mime}
