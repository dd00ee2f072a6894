"""Rows of text made into columns: a million lines are kept as what differs, and where it stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pandas as pd

__all__ = ["Body", "gather", "trimmed"]

_CHUNK = 50_000  # rows that are held as lists at a time


@dataclass(frozen=True)
class Body:
    """The rows below a header that hold something, column by column.

    `numbers` are the rows as people see them. `ragged` holds the cells of rows that
    are wider than the header; they are in no column.
    """

    numbers: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    columns: tuple[pd.Categorical, ...]
    ragged: dict[int, tuple[str, ...]] = field(default_factory=dict)


def gather(rows: Iterable[tuple[int, Sequence[str]]], width: int) -> Body:
    """Make columns of numbered rows; cells that are missing at the right are empty."""
    parts: list[list[pd.Categorical]] = []
    numbers: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    ragged: dict[int, tuple[str, ...]] = {}
    for kept in _chunks(_filled(rows, width, ragged)):
        numbers.append(np.array([number for number, _ in kept], dtype=np.int64))
        parts.append([_coded([row[place] for _, row in kept]) for place in range(width)])
    return Body(
        np.concatenate(numbers) if numbers else np.empty(0, np.int64),
        tuple(_joined([part[place] for part in parts]) for place in range(width)),
        ragged,
    )


def trimmed(column: pd.Categorical) -> pd.Categorical:
    """Return a column without the spaces around its texts."""
    texts = [str(text) for text in column.categories]
    bare = [text.strip() for text in texts]
    if bare == texts:
        return column
    codes, unique = pd.factorize(np.array(bare, dtype=object))
    return _categorical(codes[column.codes], list(unique))


def _filled(
    rows: Iterable[tuple[int, Sequence[str]]], width: int, ragged: dict[int, tuple[str, ...]]
) -> Iterator[tuple[int, list[str]]]:
    for number, row in rows:
        cells = [cell.strip() for cell in row]
        if any(cells[width:]):
            last = max(place for place, cell in enumerate(cells, 1) if cell)
            ragged[number] = tuple(cells[:last])
        elif any(cells):
            yield number, cells[:width] + [""] * (width - len(cells))


def _chunks(
    rows: Iterator[tuple[int, list[str]]],
) -> Iterator[list[tuple[int, list[str]]]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _coded(texts: list[str]) -> pd.Categorical:
    codes, unique = pd.factorize(np.array([*texts, ""], dtype=object)[:-1])
    return _categorical(codes, list(unique))


def _joined(parts: list[pd.Categorical]) -> pd.Categorical:
    if not parts:
        return _categorical(np.empty(0, np.int64), [])
    if len(parts) == 1:
        return parts[0]
    return pd.api.types.union_categoricals(parts)


def _categorical(codes: "np.ndarray[tuple[int], np.dtype[np.int64]]", texts: list[str]) -> (
    pd.Categorical
):  # fmt: skip
    return pd.Categorical.from_codes(codes, categories=pd.Index(texts, dtype=object))
