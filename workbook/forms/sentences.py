"""What a form says of a record that is being edited: its name, what it lacks, what is wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from workbook.forms.draft import Draft
from workbook.forms.entry import Entry
from workbook.forms.fields import FieldSpec
from workbook.forms.typed import say
from workbook.wording import say_list

__all__ = ["contest", "name_of", "note", "problems", "twins"]


def name_of(entry: Entry, specs: Sequence[FieldSpec], unnamed: str) -> str:
    """Return the words that name a record: its first text, or `unnamed` while that is empty."""
    spec = next((spec for spec in specs if spec.kind in ("text", "long text")), None)
    words = str(entry.shown(spec)).strip() if spec else ""
    words = words if len(words) <= 60 else words[:59].rstrip() + "…"
    return f"“{words}”" if words else unnamed


def note(entry: Entry, specs: Sequence[FieldSpec]) -> str:
    """Return the sentence about a whole record, empty when there is nothing to say.

    What a new record lacks is said here while the person is at it, and by `problems` afterwards.

    >>> loaf = FieldSpec("name", "Loaf", required=True)
    >>> note(Entry("a", None, {}, typed={"price": "2"}), [loaf])
    'Not saved yet: give it a name.'
    """
    missing = entry.missing(specs) if entry.is_new and entry.has_content else []
    if entry.trouble or entry.left or not missing:
        return entry.trouble
    if [spec.name for spec in missing] == ["name"]:
        return "Not saved yet: give it a name."
    return f"Not saved yet: fill in {say_list([f'“{spec.label}”' for spec in missing])}."


def twins(draft: Draft) -> dict[str, str]:
    """Return, for each record that has the name of another, the question which of them it is."""
    spec = next((spec for spec in draft.specs if spec.kind == "text" and spec.required), None)
    if spec is None:
        return {}
    names = {id: str(entry.shown(spec)).strip() for id, entry in draft.entries.items()}
    counted = Counter(name.casefold() for name in names.values())
    return {
        id: f"There is another “{name}” here. If they are two, say what tells them apart."
        for id, name in names.items()
        if name and counted[name.casefold()] > 1
    }


def problems(entry: Entry, specs: Sequence[FieldSpec]) -> dict[str, str]:
    """Return the sentence beside each field that needs another look.

    What a new record still lacks counts only once the person has left it.
    """
    late = entry.missing(specs) if entry.is_new and entry.left and entry.has_content else []
    return {spec.name: "Needed before this can be saved." for spec in late} | entry.problems


def contest(draft: Draft, entry: Entry) -> Mapping[str, Any]:
    """Return what the save bar shows of a conflict: both versions of each field, in words."""
    fields = [
        {
            "name": name,
            "label": draft.spec[name].title,
            "mine": say(draft.spec[name], entry.value(name), draft.choices),
            "theirs": say(draft.spec[name], theirs, draft.choices),
        }
        for name, theirs in (entry.contest.theirs if entry.contest else {}).items()
    ]
    gone = {"name": "", "label": "The whole entry", "mine": "keep it", "theirs": "removed"}
    return {
        "id": entry.id,
        "title": name_of(entry, draft.specs, "this entry"),
        "fields": fields or [gone],
    }
