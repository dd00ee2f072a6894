"""What a practice lays beside its workbook, so that what is made of it looks like its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.troubles import told
from workbook.wording import say_list

if TYPE_CHECKING:
    from workbook.pack.brand.look import Look

__all__ = ["DECK", "PLAIN", "Brand", "brand_in"]

DECK = "brand.pptx"
"""A presentation whose layouts the pack's slides take."""


@dataclass(frozen=True)
class Brand:
    """How packs look, and how their numbers are written: a language, or empty for British English.

    Without a `look` they have the program's own, and nothing is loaded for it. `folder` is where
    the presentation is looked for when slides are made.
    """

    folder: Path | None = None
    look: "Look | None" = None
    numbers: str = ""

    def deck(self) -> bytes | None:
        """Return the practice's own presentation, or None.

        Raises:
            StorageFailed: it is there, and cannot be read.
        """
        file = self.folder / DECK if self.folder else None
        if file is None or not file.is_file():
            return None
        try:
            return file.read_bytes()
        except OSError as error:
            raise told(error, file) or error from error

    @property
    def told(self) -> str:
        """What is used of it, in words; empty where there is nothing of it."""
        used = [*self.look.told] if self.look else []
        used += [f"numbers as in {self.numbers}"] if self.numbers else []
        slides = self.folder is not None and (self.folder / DECK).is_file()
        used += [f"the layouts of {DECK}"] if slides else []
        return say_list(used) if used else ""


PLAIN = Brand()
"""That of a practice that has laid nothing there."""


def brand_in(folder: Path | None) -> Brand:
    """Return what lies in a folder: `brand.toml`, and the presentation that it may have.

    Raises:
        WorkbookError: a key of `brand.toml` is unknown or its value is not to be used; the sentence
            names it, what is wrong, and what to do.
        StorageFailed: it, or the logo that it names, cannot be read.
    """
    from workbook.pack.brand import file as brand_file

    file = folder / brand_file.NAME if folder else None
    if file is None or not file.exists():
        return Brand(folder)
    look, numbers = brand_file.read(file)
    return Brand(folder, look, numbers)
