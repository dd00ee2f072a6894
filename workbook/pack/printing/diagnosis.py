"""Why a pack could not be printed, in plain words and with the place to look at."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

import typst

from workbook.errors import RenderFailed
from workbook.typefaces import unprintable, where_to_have

__all__ = ["cannot_print", "in_plain_words"]

# How Typst names a character that no font has: as in a Rust string, "日" or "\u{7}".
_MISSING = re.compile(r'(?:the text|disallowed codepoint) `"(.+?)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
# These only ever join other characters; naming them beside those would help nobody.
_INVISIBLE = "\u200c\u200d"


def in_plain_words(error: typst.TypstError, document: Mapping[str, Any]) -> RenderFailed:
    """Return what the layout stopped at: a character without a font, a chart, or a fault."""
    if named := _MISSING.findall(error.diagnostic or error.message):
        text = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), "".join(named))
        return cannot_print(text, document)
    if "missing codepoints" in error.message and (marks := _marks_in_charts(document)):
        return cannot_print(marks, document)
    for place, chart in _charts(document):
        if not _is_xml(chart["svg"]):
            return RenderFailed(
                f"A chart in “{place}” is damaged and cannot be printed: “{chart['alt']}”."
            )
    return RenderFailed(
        f"The page layout stopped: {error.message}. Your data are safe. "
        "This is a fault in the workbook itself: please report it with this sentence."
    )


def cannot_print(characters: str, document: Mapping[str, Any]) -> RenderFailed:
    """Return an error that names each character, its code point, and where it stands."""
    wanted = dict.fromkeys(characters)
    seen = [char for char in wanted if char not in _INVISIBLE] or list(wanted)
    sentences = " ".join(_sentence(char, document) for char in seen)
    return RenderFailed(f"{sentences} Take it out or write it in words, then make the pack again.")


def _sentence(char: str, document: Mapping[str, Any]) -> str:
    shown = f"“{char}” " if char.isprintable() else ""
    name = unicodedata.name(char, "a character without a name").lower()
    found = ((place, text) for place, text in _texts(document) if char in text)
    place, text = next(found, ("the pack", ""))
    quoted = f" It says there: “{_around(char, text)}”." if text else ""
    if not unprintable(char):  # of a writing in which letters change their shape beside others
        return f"A chart in “{place}” cannot show {shown}(U+{ord(char):04X}, {name}).{quoted}"
    said = f"No font has {shown}(U+{ord(char):04X}, {name}), which stands in “{place}”.{quoted}"
    return f"{said} {where_to_have(char)}".strip()


def _around(char: str, text: str) -> str:
    at = text.index(char)
    start, end = max(0, at - 30), at + 30
    piece = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[start:end])
    return ("…" if start else "") + piece.strip() + ("…" if end < len(text) else "")


def _texts(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text with the title of the part it stands in; what is in charts comes last."""
    for place, part in _parts(document):
        yield from ((place, text) for text in _strings(part))
    for place, chart in _charts(document):
        yield from ((place, line) for line in re.findall(r">([^<>]+)<", chart["svg"]))


def _charts(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for place, part in _parts(document):
        yield from ((place, node) for node in _nodes(part) if node.get("kind") == "chart")


def _parts(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "Cover", document["cover"]
    yield from ((section["title"], section) for section in document["sections"])


def _nodes(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    for item in value if isinstance(value, list | tuple) else ():
        yield from _nodes(item)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    if isinstance(value, Mapping):
        value = [item for key, item in value.items() if key != "svg"]
    for item in value if isinstance(value, list | tuple) else ():
        yield from _strings(item)


def _marks_in_charts(document: Mapping[str, Any]) -> str:
    """Return the accents and joiners in charts: Typst does not name one that it cannot place."""
    text = "".join(chart["svg"] for _, chart in _charts(document))
    return "".join(char for char in text if unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf"))


def _is_xml(svg: str) -> bool:
    try:
        ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError):
        return False
    return True
