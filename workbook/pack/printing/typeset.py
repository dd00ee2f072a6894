"""From the pack's data to its pages: Typst lays them out, and people's text stays data."""

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from workbook.errors import RenderFailed
from workbook.pack.packing import text_of
from workbook.pack.printing.diagnosis import cannot_print, in_plain_words
from workbook.pack.printing.fonts import fonts
from workbook.pack.printing.qr import qr
from workbook.pack.reading import complete
from workbook.resources import templates
from workbook.typefaces import faces_for, family
from workbook.wording import shows

__all__ = ["print_again", "taken_apart", "typeset"]


def typeset(document: Mapping[str, Any]) -> bytes:
    """Return the pack as a tagged PDF (PDF/UA-1, PDF/A-3a); the same document, the same bytes.

    It carries the files of its sections and, beside those, its own pages as `pages.json`.

    `document` is what `gather` returns: `{"schema": 1, "cover": {...}, "sections": [{...}]}`.
    RenderFailed names each character that cannot be printed and where it stands.
    """
    return print_again(*taken_apart(document))


def taken_apart(document: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the pages as the PDF carries them, and the text of each file that it carries too."""
    whole = complete(document)
    files: dict[str, str] = {}
    for section in whole["sections"]:
        for each in section["attachments"]:
            files[each["name"]] = text_of(each["packed"])
            each["packed"] = ""
    return json.dumps(_tidy(whole), ensure_ascii=False), files


def print_again(pages: str, files: Mapping[str, str]) -> bytes:
    """Return the PDF of what `taken_apart` returned, which any PDF of it carries.

    RenderFailed names each character that cannot be printed and where it stands.
    """
    document = json.loads(pages)
    _check_encodable(pages, document)
    layout = templates() / "pack"
    carried = {f"file:{name}": text for name, text in files.items()}
    # An archive wants to know the day, which a page printed by itself does not have.
    dated = bool(document["cover"]["date"])
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(layout / "main.typ"),
            root=str(layout),
            font_paths=fonts((*faces_for(pages), *_faces(document))),
            ignore_system_fonts=True,
            sys_inputs={"data": pages, "qr": qr(document["cover"]), **carried},
            format="pdf",
            pdf_standards=["ua-1", "a-3a"] if dated else ["ua-1"],
        )
    except typst.TypstError as error:
        raise in_plain_words(error, document) from error
    _check_complete(warnings)
    assert isinstance(pdf, bytes)
    return pdf


def _faces(document: Mapping[str, Any]) -> tuple[Path, ...]:
    """Return the files of the brand's own typeface, if there is one and this machine has it."""
    found = family(str(document.get("look", {}).get("font", "")))
    return found.files if found else ()


def _tidy(value: Any) -> Any:
    """Bring all text into the form that fonts know, without changing what it says."""
    if isinstance(value, Mapping):
        return {key: _tidy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(item) for item in value]
    return _tidy_text(value) if isinstance(value, str) else value


def _tidy_text(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    # Tabs and foreign line ends have no glyph; neither have byte-order marks and the selectors
    # that ask for a coloured emoji, which show nothing by themselves.
    text = re.sub(r"\r\n?|[\v\f\u0085\u2028\u2029]", "\n", text).replace("\t", " ")
    tidy = unicodedata.normalize("NFC", re.sub("[\ufeff\ufe0e\ufe0f]", "", text))
    # A heading without a sign to be seen in it would be none.
    return tidy if shows(tidy) or not text.strip() else "–"


def _check_encodable(data: str, document: Mapping[str, Any]) -> None:
    try:
        data.encode()
    except UnicodeEncodeError as error:
        raise cannot_print(data[error.start : error.end], document) from error


def _check_complete(warnings: list[typst.TypstWarning]) -> None:
    """Refuse a PDF from which Typst left something out: it only warns of that."""
    ignored = [warning.message for warning in warnings if "ignored" in warning.message]
    if ignored:
        raise RenderFailed(
            f"The page layout lost something: {ignored[0]}. No PDF was kept. "
            "This is a fault in the workbook itself: please report it with this sentence."
        )
