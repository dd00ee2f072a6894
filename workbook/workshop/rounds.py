"""A round of a room: how far it is, who has voted in it, and what has to stay hidden of it."""

import secrets
from dataclasses import dataclass
from enum import StrEnum

from workbook.workshop.answers import Answer

__all__ = ["FEW", "Cast", "Hidden", "Round", "RoundState", "Turnout", "new_token"]

FEW = 5
"""Fewer answers than that can be guessed: a survey stays hidden, before a vote it is said."""


class RoundState(StrEnum):
    """How far a round is."""

    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


@dataclass(frozen=True)
class Round:
    """One asking of a question; its `number` counts from 1 within the question."""

    id: str
    question: str
    number: int
    state: RoundState


@dataclass(frozen=True)
class Turnout:
    """How many are here, and how many of them have voted, are ready, and voted on paper."""

    here: int
    voted: int
    ready: int
    paper: int


@dataclass(frozen=True)
class Cast:
    """A ballot as it came: whose, for which round, and whether that person is ready with it."""

    token: str
    round: str
    answer: Answer
    ready: bool = False


class Hidden(Exception):
    """What was asked for is not to be seen: not yet, or, with a few answers to a survey, never."""


def new_token() -> str:
    """Return a token for a person: whoever has it votes as that person."""
    return secrets.token_urlsafe(16)
