"""Two printings of the same pages held against each other: which differs, and in which word."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from workbook.pack.proof.reader import Read
from workbook.wording import say_count

__all__ = ["differences"]

_MOST_WORDS = 5_000  # of a page that are compared one by one
_NAMED = 5  # differences of one page
_BEFORE = 4  # words that say where one stands


def differences(given: Read, right: Read) -> Iterator[str]:
    """Yield a sentence for each page that is missing, added or changed.

    `given` is what the PDF holds, `right` what its own data print.
    """
    # Where a line is broken is the reader's to say, and no difference.
    ours, theirs = _squeezed(given.pages), _squeezed(right.pages)
    for kind, i, i_end, j, j_end in SequenceMatcher(None, ours, theirs, False).get_opcodes():
        both = min(i_end - i, j_end - j)
        for step in range(both):
            place = i + step
            if kind != "equal":
                yield from _words(place + 1, ours[place], theirs[j + step])
            elif given.drawn[place] != right.drawn[j + step]:
                yield (
                    f"Page {place + 1} is drawn otherwise than its data are, though its words "
                    "agree: a picture was changed, or another program saved the file."
                )
        for place in range(i + both, i_end):
            yield f"Page {place + 1} was added: the pack has no such page. It begins: " + _begin(
                ours[place]
            )
        for place in range(j + both, j_end):
            yield f"A page is missing, page {place + 1} of the pack. It begins: " + _begin(
                theirs[place]
            )


def _squeezed(pages: Sequence[str]) -> list[str]:
    return [" ".join(page.split()) for page in pages]


def _begin(page: str) -> str:
    return f"“{page[:80]}…”."


def _words(number: int, ours: str, theirs: str) -> Iterator[str]:
    given, right = ours.split(), theirs.split()
    if max(len(given), len(right)) > _MOST_WORDS:
        yield f"Page {number} says something else than its data do."
        return
    changes = SequenceMatcher(None, given, right, False).get_opcodes()
    found = [change for change in changes if change[0] != "equal"]
    for _, i, i_end, j, j_end in found[:_NAMED]:
        where = " ".join(right[max(0, j - _BEFORE) : j])
        after = f", after “{where}”" if where else ""
        yield f"Page {number}: {_said(given[i:i_end], right[j:j_end])}{after}."
    if (more := len(found) - _NAMED) > 0:
        yield f"Page {number}: {say_count(more, 'more difference')}."


def _said(given: Sequence[str], right: Sequence[str]) -> str:
    ours, theirs = (" ".join(words)[:120] for words in (given, right))
    if not given:
        return f"“{theirs}” is missing"
    if not right:
        return f"“{ours}” was added"
    return f"“{ours}” is printed, and its data say “{theirs}”"
