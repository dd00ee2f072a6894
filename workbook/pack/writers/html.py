"""The pack to read on a screen: one file without a script, which asks nobody for anything."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from workbook.pack.attached import figures_of
from workbook.pack.brand import PLAIN, Brand
from workbook.pack.brand.look import Look
from workbook.pack.drawing import inline
from workbook.pack.html import filled
from workbook.pack.reading import complete, look_of

__all__ = ["write"]

_SIZE = re.compile(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+)')
_WORD = re.compile(r"\w+")
_WIDE = 300  # points of a drawing


def write(document: Mapping[str, Any], brand: Brand = PLAIN) -> bytes:
    """Return the pack as a page of HTML; a click on a figure's code shows where it comes from.

    Raises:
        RenderFailed: a newer program wrote the pack, or a chart is damaged.
    """
    whole, look = complete(document), look_of(document)
    html = filled(
        "pack/writers/html.html.j2",
        cover=whole["cover"],
        sections=whole["sections"],
        origins=_origins(whole),
        drawing=partial(_drawing, look),
        look=look,
        guided=False,
    )
    return html.encode(errors="backslashreplace")  # half a character is shown as one


def _drawing(look: Look, chart: Mapping[str, Any]) -> Markup:
    drawn = Markup(inline(look.coloured(chart["svg"]), chart["alt"]))
    size = _SIZE.search(chart["svg"])
    if size is None or float(size[1]) < _WIDE:
        return drawn
    # On a telephone it keeps letters that can be read, and is moved with fingers or arrow keys.
    return Markup(
        '<div class="pack-wide" tabindex="0" role="group" aria-label="Chart">{}</div>'
    ).format(drawn)


def _origins(whole: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what each code on the pages opens: its figure, and the others of the same thing."""
    figures = {each["code"]: each for each in figures_of(whole)}
    things: dict[str, list[Mapping[str, Any]]] = {}
    for figure in figures.values():
        things.setdefault(_thing(figure), []).append(figure)
    # The list of sources names every code, and is itself what a code would open.
    shown = set(_words([each for each in whole["sections"] if not each["appendix"]]))
    return {
        code: {
            "figure": figure,
            "others": [each for each in things[_thing(figure)] if _is_told(each, code)],
        }
        for code, figure in figures.items()
        if code in shown
    }


def _thing(figure: Mapping[str, Any]) -> str:
    return str(figure["id"]).rpartition(".")[0]


def _is_told(figure: Mapping[str, Any], but: str) -> bool:
    return figure["code"] != but and figure["value"] is not None


def _words(value: Any) -> Iterator[str]:
    """Yield each word of the pages: codes stand in fields of their own, and in sentences."""
    if isinstance(value, str):
        yield from _WORD.findall(value)
    if isinstance(value, Mapping):
        value = [item for name, item in value.items() if name not in ("svg", "attachments")]
    if isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from _words(each)
