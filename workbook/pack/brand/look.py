"""How a pack looks: what its pages carry of a brand, kept with a sign-off."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from workbook.charts.style import ACCENT
from workbook.pack.blocks import Part
from workbook.pack.brand.colour import nearest

__all__ = ["ACCENT", "DARK_PAPERS", "PAPERS", "PLAIN_LOOK", "Logo", "Look"]

PAPERS = ("#ffffff", "#f4f6f8")
"""What text in the accent stands on: the page, and the grey of its boxes."""
DARK_PAPERS = ("#161b21", "#222a33")
"""The same on a dark screen."""

_CONFIG = ConfigDict(extra="forbid")
_Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


@dataclass(frozen=True, config=_CONFIG)
class Logo(Part):
    """A drawing (SVG); `alt` says whose it is, and `ratio` is its width by its height."""

    kind: Literal["logo"] = Field(default="logo", kw_only=True)
    svg: str
    alt: str
    ratio: Annotated[float, Field(gt=0)]

    @property
    def address(self) -> str:
        """The drawing as an address of its own, for a page of HTML."""
        return f"data:image/svg+xml;base64,{b64encode(self.svg.encode()).decode()}"


@dataclass(frozen=True, config=_CONFIG)
class Look(Part):
    """Colour, typeface, logo, and what stands at the foot of every page.

    `font` is a family, empty for the pack's own; `face` is the hash of its files, by which it is
    known again elsewhere.
    """

    kind: Literal["look"] = Field(default="look", kw_only=True)
    accent: _Colour = ACCENT
    font: Annotated[str, Field(pattern=r'^[^"\\<>{};]*$')] = ""
    face: str = ""
    footer: str = ""
    logo: Logo | None = None

    def of(self, business: str) -> Self:
        """Return the look of a business's pack: a logo without words of its own is named by it."""
        if self.logo is None or self.logo.alt:
            return self
        return replace(self, logo=replace(self.logo, alt=business))

    @property
    def told(self) -> Iterator[str]:
        """What of it is not the pack's own, in words."""
        if self.logo:
            yield "its logo"
        if self.own_accent:
            yield f"the colour {self.accent}"
        if self.font:
            yield f"the font {self.font}"
        if self.footer:
            yield "a line at the foot"

    @property
    def own_accent(self) -> bool:
        """Whether it is another than the pack's."""
        return self.accent != ACCENT

    @property
    def light(self) -> str:
        """The accent on a dark screen."""
        return nearest(self.accent, DARK_PAPERS, "#ffffff")

    def coloured(self, svg: str) -> str:
        """Return a drawing of the pack with the brand's accent wherever it has the pack's."""
        return svg.replace(ACCENT, self.accent) if self.own_accent else svg


PLAIN_LOOK = Look()
"""The pack's own."""
