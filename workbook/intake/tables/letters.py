"""In which letters a text file is written: bytes say nothing of it, so the words have to."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from workbook.errors import ImportRefused
from workbook.intake.tables.opening import Content, is_in

__all__ = ["LETTERS", "Letters", "as_utf8", "letters_of"]

LETTERS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252 (Western Europe)",
    "iso8859-15": "Latin-9 (Western Europe)",
    "mac-roman": "Mac Roman",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16, without a mark",
    "utf-16-be": "UTF-16, without a mark, turned round",
    "cp1250": "Windows-1250 (Central Europe)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1257": "Windows-1257 (Baltic)",
    "cp850": "DOS (Western Europe)",
    "shift_jis": "Shift JIS (Japanese)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)",
    "cp949": "Korean",
}
_WESTERN = ("cp1252", "iso8859-15", "mac-roman")
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_WORDS = 400  # with letters beyond ASCII; more say nothing new
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_HIGH = re.compile(rb"[^\r\n,;\t\"]{0,12}[\x80-\xff]+[^\r\n,;\t\"]{0,12}")
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

_USUAL = frozenset("àáâãäåæçèéêëìíîïñòóôõöøœùúûüÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜ")
_MONEY = frozenset("€£")
_SIGNS = frozenset("–—“”„’‘…«»§°²³½¼¾±×·•©®™¢¥\u00a0¡¿ªº")


@dataclass(frozen=True)
class Letters:
    """The name of an encoding; `sample` is a word that would read otherwise in another."""

    encoding: str
    sure: bool = True
    sample: str = ""

    @property
    def guessed(self) -> bool:
        """Whether the words had to tell."""
        return bool(self.sample)


def letters_of(content: Content) -> Letters:
    """Return in which letters a file is written, by its mark, its form, or its words.

    What is valid UTF-8 is UTF-8: other letters hardly ever happen to be.

    Raises:
        ImportRefused: it is no text; or UTF-8 in which some letters are broken.
    """
    data = content.data
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return Letters(encoding)
    if turned := _without_mark(data[:_SAMPLE]):
        return Letters(turned)
    if _CONTROL.search(data[:_SAMPLE]):
        raise ImportRefused(f"{content.name} is not a table. Give a CSV or a spreadsheet file.")
    if content.is_utf8:
        return Letters("utf-8")
    found = [match[0] for match in islice(_HIGH.finditer(data), 20 * _WORDS)]
    _refuse_broken(content, found)
    return _by_words(data, list(dict.fromkeys(found))[:_WORDS])


def as_utf8(content: Content, encoding: str) -> bytes:
    """Return the bytes of a file as UTF-8 without a mark.

    Raises:
        ImportRefused: the file is not written so.
    """
    if encoding == "utf-8" and content.is_utf8:
        return content.data.removeprefix(codecs.BOM_UTF8)
    parts = []
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        for start in range(0, len(content.data), _CHUNK):
            parts.append(decoder.decode(content.data[start : start + _CHUNK]).encode())
        parts.append(decoder.decode(b"", final=True).encode())
    except (LookupError, UnicodeError):
        raise ImportRefused(
            f"{content.name} is not written in {LETTERS.get(encoding, encoding)}. "
            "Choose other letters. Nothing was changed."
        ) from None
    return b"".join(parts)


def _without_mark(sample: bytes) -> str:
    """Return which UTF-16 leaves every other byte empty, as Latin letters in it do."""
    pairs = len(sample) // 2
    even, odd = (sample[start : 2 * pairs : 2].count(0) for start in (0, 1))
    if pairs < 2 or max(even, odd) < 0.4 * pairs or min(even, odd) > 0.1 * pairs:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _refuse_broken(content: Content, snippets: list[bytes]) -> None:
    """Refuse what is UTF-8 but for a few letters: they cannot be known, and might be a name."""
    whole = [snippet for snippet in snippets if _UTF8.search(snippet)]
    if len(whole) > 3 and len(whole) >= 0.8 * len(snippets):
        line = content.data[: _first_broken(content.data)].count(b"\n") + 1
        raise ImportRefused(
            f"{content.name} is written in UTF-8, but a letter in line {line} is broken. "
            "Export it again, or choose its letters. Nothing was changed."
        )


def _first_broken(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _by_words(data: bytes, snippets: list[bytes]) -> Letters:
    read = {name: [_decoded(snippet, name) for snippet in snippets] for name in _WESTERN}
    scores = {name: sum(map(_plausible, words)) for name, words in read.items()}
    best = max(scores, key=lambda name: scores[name])
    if _makes_no_sense(read[best], scores[best]) and (other := _elsewhere(data, snippets)):
        return other
    rivals = [name for name in _WESTERN if read[name] != read[best]]
    sure = scores[best] > 0 and all(scores[name] < scores[best] / 2 for name in rivals)
    return Letters(best, sure, _telling(read, best))


def _makes_no_sense(words: list[str], score: int) -> bool:
    """Whether letters are hardly at home: those of western words have two marks each."""
    letters = sum(1 for word in words for sign in word if not sign.isascii() and sign.isalpha())
    return score < letters or score < 0


def _elsewhere(data: bytes, snippets: list[bytes]) -> Letters | None:
    """Return what the letters are where they make no sense in the west of Europe."""
    from charset_normalizer import from_bytes

    known = [name.replace("-", "_") for name in LETTERS if not name.startswith("utf")]
    lines = b"\n".join(snippets)
    match = from_bytes(lines if len(lines) > 64 else data[:_SAMPLE], cp_isolation=known).best()
    if match is None or not is_in(data, match.encoding):
        return None
    word = _word(_decoded(snippets[0], match.encoding))
    return Letters(match.encoding.replace("iso8859_", "iso8859-"), False, word)


def _decoded(snippet: bytes, encoding: str) -> str:
    return snippet.decode(encoding, "replace")


def _telling(read: dict[str, list[str]], best: str) -> str:
    """Return a word that reads otherwise in other letters, if any does."""
    others = [words for name, words in read.items() if words != read[best]]
    for place, text in enumerate(read[best]):
        if any(words[place] != text for words in others):
            return _word(text)
    return _word(read[best][0])


def _word(text: str) -> str:
    words = [word for word in text.split() if not word.isascii()]
    return words[0] if words else text.strip()


def _plausible(text: str) -> int:
    return sum(_marks(text))


def _marks(text: str) -> Iterator[int]:
    """Yield how much each letter beyond ASCII looks at home between its neighbours."""
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter.isascii():
            continue
        if "\x80" <= letter <= "\x9f" or letter == "\ufffd":
            yield -50  # no letter at all
        elif letter.isalpha():
            yield _letter(before, letter, after)
        else:
            yield _sign(before, letter, after)


def _letter(before: str, letter: str, after: str) -> int:
    if letter.isupper() and before.islower():
        return -3
    if _beyond(before) and _beyond(after):  # never three in a row in the west
        return -3
    if not before.isalpha() and not after.isalpha():
        return -1 if letter.isupper() or letter not in "àéèçåæøñ" else 0
    return 2 if letter in _USUAL else -1


def _beyond(letter: str) -> bool:
    return not letter.isascii() and letter.isalpha()


def _sign(before: str, letter: str, after: str) -> int:
    inside = before.isalpha() and after.isalpha()
    if letter == "’" and inside:
        return 3
    if letter in _MONEY:
        return -3 if before.isalpha() or after.isalpha() else 2
    return 0 if letter in _SIGNS and not inside else -3
