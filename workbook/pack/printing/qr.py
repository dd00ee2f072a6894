"""The pack's code for a telephone's camera: who holds the paper need not type it."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

__all__ = ["qr"]


def qr(cover: Mapping[str, Any]) -> str:
    """Return the code of a signed pack as a drawing (SVG); nothing for a draft, which has no own.

    >>> qr({"draft": False, "code": "AB12CD34"}).startswith("<svg")
    True
    >>> qr({"draft": True, "code": "AB12CD34"})
    ''
    """
    if cover["draft"] or not cover["code"]:
        return ""
    import segno

    drawing = BytesIO()
    made = segno.make(f"Pack code {cover['code']}", error="m", micro=False)
    made.save(drawing, kind="svg", xmldecl=False, scale=4, border=0, dark="#1b2430")
    return drawing.getvalue().decode()
