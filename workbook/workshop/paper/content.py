"""What stands on a printed ballot: the question, how to mark it and correct it, and its rows."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from workbook.wording import say_number
from workbook.workshop.messages import Messages
from workbook.workshop.paper.fields import ABSTAIN, Choice, Field, fields
from workbook.workshop.questions import Kind, Question

__all__ = ["content"]

_WHOLE = (14, 900)  # rows and letters: no more of an option is kept on one page


def content(question: Question, words: Messages) -> dict[str, Any]:
    """Return what stands on each sheet of a question, as the layout reads it."""
    found = fields(question, words)
    crossed = any(field.choices for field in found)
    return {
        "language": words.language,
        "ask": question.ask,
        "helps": list(_helps(question, words)),
        "crossed": crossed,
        "cross": words["paper_cross"],
        "fill": words["paper_fill"],
        "written": words["paper_write"] if any(not field.choices for field in found) else "",
        "no_name": words["paper_no_name"],
        "abstain": {"name": ABSTAIN, "label": words["paper_abstain"]},
        "groups": [
            _group(of, question.unit) for _, of in groupby(found, lambda field: field.option.id)
        ],
    }


def _helps(question: Question, words: Messages) -> list[str]:
    told = [question.help]
    if question.kind == Kind.RANKING:
        told.append(words["paper_rank"])
    if question.kind == Kind.POINTS:
        name = "paper_buys" if question.buys else "paper_spend"
        told.append(words[name].format(most=f"{say_number(question.most)} {question.unit}".strip()))
    low, high = question.ends
    if low or high:
        told.append(f"{question.low} = {low} · {question.high} = {high}")
    return [each for each in told if each]


def _group(found: Iterable[Field], unit: str) -> dict[str, Any]:
    """Return the rows of one option, and whether they stay on one page."""
    rows = list(_rows(found, unit))
    letters = sum(len(row["words"]) + len(row["help"]) for row in rows)
    return {"rows": rows, "whole": len(rows) <= _WHOLE[0] and letters <= _WHOLE[1]}


def _rows(found: Iterable[Field], unit: str) -> Iterator[dict[str, Any]]:
    before: Field | None = None
    for field in found:
        option = field.option
        cost = "" if option.cost is None else f"{say_number(option.cost)} {unit}".strip()
        help = " · ".join(filter(None, (cost, option.help)))
        if field.part and before is None:
            yield {"kind": "heading", "words": option.name, "help": help}
        named = (field.part, "") if field.part else (option.name, help)
        yield _row(field, *named, before is None or before.choices != field.choices)
        before = field


def _row(field: Field, words: str, help: str, captions: bool) -> dict[str, Any]:
    kind = "boxes" if field.choices else "lines" if field.lines else "number"
    return {
        "kind": kind, "name": field.name, "words": words, "help": help, "unit": field.unit,
        "lines": field.lines, "choices": [_choice(each) for each in field.choices],
        "captions": captions,
    }  # fmt: skip


def _choice(choice: Choice) -> Mapping[str, str]:
    return {"value": choice.value, "label": choice.label}
