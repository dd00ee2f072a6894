"""What a practice says of its brand in a small file, `brand.toml`, checked key by key."""

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from workbook import troubles
from workbook.errors import WorkbookError
from workbook.numerals import numerals_of
from workbook.pack.brand.colour import ENOUGH, contrast, nearest
from workbook.pack.brand.logo import LARGEST, logo_of
from workbook.pack.brand.look import ACCENT, PAPERS, Logo, Look
from workbook.typefaces import face_of, families, family, unprintable, where_to_have
from workbook.wording import say_list, shows

__all__ = ["NAME", "read"]

NAME = "brand.toml"

_LARGEST = 64_000  # bytes
_LETTERS = {"footer": 100, "logo_alt": 200, "font": 80, "logo": 200, "accent": 20, "numbers": 20}
_EXAMPLES = {
    "accent": "#12496b",
    "font": "Source Sans 3",
    "footer": "Keller Advisers, confidential",
    "logo": "logo.svg",
    "logo_alt": "Keller Advisers",
    "numbers": "de-CH",
}


def read(file: Path) -> tuple[Look, str]:
    """Return how packs are to look, and the language of their numbers.

    Raises:
        WorkbookError: a key is unknown or its value is not to be used; the sentence names it, what
            is wrong, and what to do.
        StorageFailed: the file, or the logo that it names, cannot be read.
    """
    said = _said(file)
    logo = _logo(said.get("logo"), said.get("logo_alt", ""), file.parent)
    font, face = _font(said["font"]) if "font" in said else ("", "")
    accent = _accent(said["accent"]) if "accent" in said else ACCENT
    footer = _footer(said["footer"]) if "footer" in said else ""
    return Look(accent, font, face, footer, logo), _numbers(said.get("numbers", ""))


def _said(file: Path) -> dict[str, str]:
    content = _bytes(file, _LARGEST, NAME)
    try:
        said = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise WorkbookError(f"{NAME} is no text in UTF-8. Save it anew in that encoding.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        slash = " Write / for \\ in the name of a file." if "\\" in str(error) else ""
        raise WorkbookError(
            f"{NAME} cannot be read: {str(error)[:200]}. A line looks like "
            f'accent = "{_EXAMPLES["accent"]}".{slash}'
        ) from None
    for key, value in said.items():
        _check(key, value)
    if "logo_alt" in said and "logo" not in said:
        raise _wrong("logo_alt", "says what a logo shows, and there is no logo. Name one")
    return said


def _check(key: str, value: Any) -> None:
    if key not in _EXAMPLES:
        near = get_close_matches(key.casefold(), _EXAMPLES, 1)
        meant = f" Is “{near[0]}” meant?" if near else ""
        raise WorkbookError(
            f"“{key[:60]}” in {NAME} is no key of it.{meant} There is {say_list([*_EXAMPLES])}."
        )
    if not isinstance(value, str):
        raise _wrong(key, "is no text in quotes. Write it")
    if not shows(value):
        raise _wrong(key, "is empty. Take the line out, or write it")
    if len(value) > _LETTERS[key]:
        raise _wrong(key, f"has more than {_LETTERS[key]} letters. Shorten it, and write it")


def _wrong(key: str, why: str) -> WorkbookError:
    return WorkbookError(f'“{key}” in {NAME} {why} as in {key} = "{_EXAMPLES[key]}".')


def _accent(value: str) -> str:
    digits = re.fullmatch(r"#([0-9a-f]{6}|[0-9a-f]{3})", value.strip().casefold())
    if not digits:
        raise _wrong("accent", f"is “{value}”. A colour is # and six of the digits 0 to f,")
    each = digits[1] if len(digits[1]) == 6 else "".join(2 * digit for digit in digits[1])
    colour = f"#{each}"
    paper = min(PAPERS, key=lambda paper: contrast(colour, paper))
    ratio = contrast(colour, paper)
    if ratio < ENOUGH:
        darker = nearest(colour, PAPERS, "#000000")
        raise WorkbookError(
            f"“accent” in {NAME}: {colour} cannot be read as text. Its contrast on the page's "
            f"paper ({paper} in its boxes) is {int(ratio * 100) / 100:.2f} to 1, and text needs "
            f"{ENOUGH}. "
            f'The nearest darker colour that passes is {darker}: write accent = "{darker}".'
        )
    return colour


def _font(value: str) -> tuple[str, str]:
    """Return a family, and the hash of its files."""
    found = family(value.strip())
    if found is None or re.search(r'["\\<>{};]', found.name):
        there = families()
        near = get_close_matches(value, there, 3, 0.5)
        beside = [*near, *(each for each in there if each not in near)][:6]
        raise WorkbookError(
            f"“font” in {NAME}: there is no font “{value}” on this computer. Install it for all "
            "programs (many are Python packages, too, such as fontpkg-lato), or name one that is "
            f"there, such as {say_list(beside)}."
        )
    return found.name, face_of(found)


def _footer(value: str) -> str:
    words = " ".join(value.split())
    if lacking := unprintable(words):
        raise WorkbookError(
            f"“footer” in {NAME} has “{lacking[0]}”, which no font here can print. Take it out. "
            + where_to_have(lacking[0])
        )
    return words


def _numbers(value: str) -> str:
    try:
        return numerals_of(value.strip()).language
    except WorkbookError as error:
        raise WorkbookError(f"“numbers” in {NAME}: {error}") from None


def _logo(name: str | None, alt: str, folder: Path) -> Logo | None:
    if name is None:
        return None
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or ".." in _parts(name):
        raise _wrong("logo", f"is “{name}”. Copy it beside {NAME}, and name it")
    file = folder.joinpath(*_parts(name))
    if not file.is_file():
        raise WorkbookError(
            f"“logo” in {NAME}: there is no file {name} beside it. Put it there, or take the line "
            "out."
        )
    return logo_of(_bytes(file, LARGEST, f"The logo {name}"), name, " ".join(alt.split()))


def _parts(name: str) -> list[str]:
    return [each for each in re.split(r"[/\\]", name) if each not in ("", ".")]


def _bytes(file: Path, most: int, what: str) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError as error:
        raise troubles.told(error, file) or error from error
    if len(content) > most:
        raise WorkbookError(
            f"{what} has more than {most / 1000:,.0f} kB. Make it smaller, then try again."
        )
    return content
