"""What the people in the room read, in their language: one small file of sentences for each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from workbook.resources import templates

__all__ = ["Problem", "Refused", "languages", "messages"]

_FOLDER = "library/room"


@dataclass(frozen=True)
class Problem:
    """Why something was not taken: the name of a sentence, and what stands in its gaps."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """What somebody sent was not taken; `problems` holds a problem for each field of the form.

    What is about no single field stands under the empty name.
    """

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(messages("en").say(each) for each in self.problems.values()))


@dataclass(frozen=True)
class Messages:
    """The sentences of one language; what it does not have is said in English."""

    language: str
    sentences: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """Return a sentence as it stands."""
        return self.sentences[name]

    def say(self, problem: Problem) -> str:
        """Return the sentence for a problem."""
        return self.sentences[problem.name].format(**problem.values)


def languages() -> tuple[str, ...]:
    """Return the languages that there is a file for, by their codes, English first."""
    found = {path.stem for path in (templates() / _FOLDER).glob("*.toml")}
    return tuple(sorted(found, key=lambda code: (code != "en", code)))


@cache
def messages(language: str) -> Messages:
    """Return the sentences in a language, or in English where there is no file for it."""
    english = _read("en")
    if language not in languages():
        return Messages("en", english)
    return Messages(language, {**english, **_read(language)})


def _read(language: str) -> dict[str, str]:
    with ((templates() / _FOLDER) / f"{language}.toml").open("rb") as file:
        return dict(tomllib.load(file))
