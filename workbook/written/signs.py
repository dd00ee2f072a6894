"""Digits, spaces and marks of other scripts, as the plain ones that they stand for."""

import re
import unicodedata

__all__ = ["plain_signs"]

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u200e\u200f\u2066-\u2069]+")
_AS_TEXT = re.compile(r'="([^"]*)"|\'(?=[\d.,+-])(.*)')  # how spreadsheets keep a number as text
_WIDE = {0xFF01 + n: 0x21 + n for n in range(94)}  # as Chinese and Japanese keyboards write them
_MARKS = {
    **_WIDE,
    **dict.fromkeys(map(ord, "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "’‘ʼ´`\u066c"), "'"),
    ord("\u066a"): "%",
    ord("\uffe5"): "¥",
    ord("\uffe1"): "£",
}


def plain_signs(text: str) -> str:
    """Return a text with plain digits, minus signs, apostrophes and single spaces.

    >>> plain_signs("−１２"), plain_signs("٢٠٢٦"), plain_signs(" 1\u202f234 ")
    ('-12', '2026', '1 234')
    """
    if match := _AS_TEXT.fullmatch(text):
        text = match[1] or match[2] or ""
    if text.isascii():
        return " ".join(text.split())
    plain = "".join(map(_digit, text.translate(_MARKS)))
    return _SPACES.sub(" ", plain).strip()


def _digit(sign: str) -> str:
    return sign if sign.isascii() else str(unicodedata.decimal(sign, sign))
