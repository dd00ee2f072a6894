"""Small packs to print, and how to read a printed page back."""

import os
import re
import shutil
import subprocess
from html import unescape
from typing import Any

import pytest

from workbook.pack.blocks import Block, Chart, Cover, Section

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">'
    '<line x1="0" y1="50" x2="300" y2="50" stroke="#12496b"/>'
    '<text x="5" y="20" font-family="DejaVu Sans" font-size="10">{words}</text></svg>'
)


def cover(**fields: Any) -> Cover:
    given = {"business": "Rise Bakery", "quarter": "2026-Q3", "title": "Quarterly review"}
    return Cover(**{**given, **fields})


def chart(words: str = "Weekly sales", alt: str = "Sales rose in August.", **fields: Any) -> Chart:
    return Chart(PICTURE.format(words=words), alt, **fields)


def section(*blocks: Block, title: str = "Scorecard", **fields: Any) -> Section:
    return Section(title.lower(), title, blocks, **fields)


def document(*sections: Section, **fields: Any) -> dict[str, Any]:
    """Return the data of a pack with these sections; the fields are the cover's."""
    return {
        "schema": 1,
        "cover": cover(**fields).to_json(),
        "sections": [one.to_json() for one in sections],
    }


def pages(pdf: bytes) -> list[str]:
    """Return the words of each page in one line, as a reader's program finds them."""
    text = _pdftotext(pdf, "-layout")
    return [re.sub(r"\s+", " ", page).strip() for page in text.split("\f")[:-1]]


def edges_of_words(pdf: bytes) -> list[list[tuple[float, float]]]:
    """Return the left and right edge of each word of each page, in points."""
    edge = re.compile(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"')
    every = _pdftotext(pdf, "-bbox").split("<page ")[1:]
    return [[(float(a), float(b)) for a, b in edge.findall(page)] for page in every]


def lines_of(pdf: bytes) -> list[list[tuple[float, str]]]:
    """Return the lower edge of each line of each page, as a share of its height, and its words."""
    edge = re.compile(r'<word xMin="[\d.-]+" yMin="[\d.-]+" xMax="[\d.-]+" yMax="([\d.-]+)">(.*?)<')
    found = []
    for page in _pdftotext(pdf, "-bbox").split("<page ")[1:]:
        height = float(page.partition('height="')[2].partition('"')[0])
        lines: dict[float, list[str]] = {}
        for bottom, word in edge.findall(page):
            lines.setdefault(float(bottom) / height, []).append(unescape(word))
        found.append([(bottom, " ".join(words)) for bottom, words in sorted(lines.items())])
    return found


def _pdftotext(pdf: bytes, option: str) -> str:
    if not shutil.which("pdftotext") and os.environ.get("CI") != "true":
        pytest.skip("pdftotext (poppler-utils) is not installed")
    command = ["pdftotext", option, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
